package delivery

import (
	"context"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
)

// RepsFor is the reps the actor may give a lead to, by name: a partner's manager his
// own, a sales manager and the agency the client's.
func (s *Service) RepsFor(ctx context.Context, by models.Actor, leadID models.ID) (reps []models.User, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lead, err := assignable(tx, leadID)
		if err != nil {
			return err
		}
		reps, err = repsFor(tx, lead)
		return err
	})
	return reps, err
}

// Assign gives an open lead to another rep, who is told. Giving it to whoever has it
// changes nothing.
func (s *Service) Assign(ctx context.Context, by models.Actor, leadID, repID models.ID, why string) error {
	at := s.now()
	why = strings.TrimSpace(why)
	if why == "" {
		why = "by " + by.Name
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lead, err := assignable(tx, leadID, models.ForUpdate)
		if err != nil {
			return err
		}
		if lead.RepID != nil && *lead.RepID == repID {
			return nil
		}
		reps, err := repsFor(tx, lead)
		if err != nil {
			return err
		}
		var rep *models.User
		for n := range reps {
			if reps[n].ID == repID {
				rep = &reps[n]
			}
		}
		if err := there(rep, at); err != nil {
			return err
		}
		return give(tx, lead, rep, why, at)
	})
}

// give lets a rep have an open lead, and tells him.
func give(tx *store.Tx, lead *models.Lead, rep *models.User, why string, at time.Time, tell ...time.Time) error {
	if err := lead.Assign(rep, why, at); err != nil {
		return err
	}
	if err := followup.Schedule(tx, lead); err != nil {
		return err
	}
	if err := tx.Select(models.LeadProgress).Updates(lead).Error; err != nil {
		return err
	}
	a := models.Assignment{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, RepID: &rep.ID, Why: why, At: at}
	if tx.By.SignedIn() {
		a.ByID = &tx.By.UserID
	}
	if err := tx.Put(&a); err != nil {
		return err
	}
	return tx.Later(TellArgs{ClientID: lead.ClientID, LeadID: lead.ID, UserID: rep.ID, Event: models.EventReassigned}, tell...)
}

// assignable loads a lead that the actor may give to somebody.
func assignable(tx *store.Tx, leadID models.ID, scopes ...models.Scope) (*models.Lead, error) {
	lead, err := store.One[models.Lead](tx, append(scopes, models.ByID(leadID), models.VisibleLeads(tx.By))...)
	if err != nil {
		return nil, err
	}
	switch tx.By.Role {
	case models.SalesManager, models.PartnerManager, models.Supervisor, models.AccountManager, models.Admin:
		return lead, nil
	}
	return nil, models.Refuse(models.Forbidden, "", "A manager gives leads to reps.")
}

// repsFor is the reps that the actor may choose from. The database shows a partner's
// manager no others either.
func repsFor(tx *store.Tx, lead *models.Lead) ([]models.User, error) {
	reps, err := store.All[models.User](tx, models.RepsOf(lead.ClientID))
	if err != nil || tx.By.Role != models.PartnerManager {
		return reps, err
	}
	var own []models.User
	for _, rep := range reps {
		if rep.PartnerID != nil && *rep.PartnerID == tx.By.PartnerID {
			own = append(own, rep)
		}
	}
	return own, nil
}

// there refuses a rep who is none of those to choose from, or is away.
func there(rep *models.User, at time.Time) error {
	if rep == nil {
		return models.Refuse(models.Invalid, "rep", "Choose one of the reps.")
	}
	if !rep.Present(at) {
		return models.Refuse(models.Invalid, "rep", "%s is not there: choose somebody who is.", rep.Name)
	}
	return nil
}
