package followup

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Reaching is a step to the sale that was reached. Where the step asks for somebody in
// a role whom nobody has reached, it says who that is: one of the people there, or
// somebody new.
type Reaching struct {
	Report
	Step int       // counted from 1
	Who  models.ID // NoID: nobody new in that role
	Name string    // somebody who is not among the people there yet
}

// ReachMilestone records a step to the sale, counted from 1. What was reached stays.
func (s *Service) ReachMilestone(ctx context.Context, by models.Actor, r Report, step int) error {
	return s.Reach(ctx, by, Reaching{Report: r, Step: step})
}

// Reach records a step to the sale, and who was reached for it. Steps that were passed
// over stay open: who reports says what happened, in any order.
func (s *Service) Reach(ctx context.Context, by models.Actor, r Reaching) error {
	return s.report(ctx, by, r.Report, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		was := lead.Standing()
		if err := lead.Reach(r.Step, at); err != nil {
			return err
		}
		there, err := reachedOf(tx, lead.ID)
		if err != nil {
			return err
		}
		process, err := processOf(tx, lead)
		if err != nil || process.ReachedAt(r.Step, there) != nil { // by this process or another one
			return err
		}
		m := models.Milestone{LeadID: lead.ID, Step: r.Step, At: at, ClientID: lead.ClientID, UserID: by.UserID}
		role := models.ContactRole("")
		if r.Step <= len(process.Steps) {
			m.Name, role = process.Steps[r.Step-1].Name, process.Steps[r.Step-1].Role
		}
		if err := needs(tx, lead, r, role, &was, at); err != nil {
			return err
		}
		if err := tx.Put(&m); err != nil {
			return err
		}
		return noteReport(tx, r.Report, models.LeadReport{Kind: models.ReportMilestone, Step: &r.Step, Was: was}, lead, at)
	})
}

// reachedOf is the milestones of a lead that were not taken back.
func reachedOf(tx *store.Tx, leadID models.ID) ([]models.Milestone, error) {
	return store.Rows[models.Milestone](tx, milestonesSQL, leadID)
}

// needs refuses a step whose role nobody has reached, unless the report says who that is.
func needs(tx *store.Tx, lead *models.Lead, r Reaching, role models.ContactRole, was *models.Before, at time.Time) error {
	if r.Who == models.NoID && r.Name == "" {
		if r.Step == 1 && role == "" { // the first contact is with the lead's own person
			return reachOwn(tx, lead, was, at)
		}
		if role == "" {
			return nil
		}
		people, err := store.All[models.LeadContact](tx, models.OfLead(lead.ID), where("role = ? AND reached_at IS NOT NULL", role))
		if err == nil && len(people) == 0 {
			err = models.Refuse(models.Invalid, "who", "The %s has not been reached: mark %s.", role.Noun(), role.PartWords())
		}
		return err
	}
	who := &models.LeadContact{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, At: at, UserID: &tx.By.UserID, Name: r.Name}
	if r.Who != models.NoID {
		var err error
		if who, err = whom(tx, lead, r.Who); err != nil {
			return models.Refuse(models.Invalid, "who", "Choose one of the people of this lead.")
		}
	}
	if role != "" {
		who.Role = role
	}
	if who.Reach(at) && r.Who != models.NoID {
		was.Reached = append(was.Reached, who.ID)
	}
	if err := who.Check(); err != nil {
		return err
	}
	if r.Who == models.NoID {
		return tx.Put(who)
	}
	return keepPerson(tx, who)
}

// reachOwn records that the lead's own person was reached.
func reachOwn(tx *store.Tx, lead *models.Lead, was *models.Before, at time.Time) error {
	who, err := whom(tx, lead, models.NoID)
	if err != nil || who == nil || !who.Reach(at) {
		return err
	}
	was.Reached = append(was.Reached, who.ID)
	return keepPerson(tx, who)
}
