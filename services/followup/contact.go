package followup

import (
	"context"
	"time"
	"unicode/utf8"

	"ripen/models"
	"ripen/services/store"
)

// A Contact is a report that the rep was in touch.
type Contact struct {
	Report
	How  string     // one of models.ContactWays
	Note string     // may be empty: one tap is enough
	Next *time.Time // the next date, if the rep named one
	Whom models.ID  // of the people there; NoID: the lead's own person
}

// maxNote is how long a note may be, in characters.
const maxNote = 10_000

// check refuses a contact that says nothing.
func (c Contact) check() error {
	known := false
	for _, way := range models.ContactWays {
		known = known || way.Key == c.How
	}
	switch {
	case !known:
		return models.Refuse(models.Invalid, "how", "Choose how you were in touch.")
	case utf8.RuneCountInString(c.Note) > maxNote:
		return models.Refuse(models.Invalid, "note", "Shorten the note to %d characters.", maxNote)
	}
	return nil
}

// LogContact records that the rep was in touch. Who reports has accepted.
func (s *Service) LogContact(ctx context.Context, by models.Actor, c Contact) error {
	if err := c.check(); err != nil {
		return err
	}
	return s.report(ctx, by, c.Report, func(tx *store.Tx, lead *models.Lead, at time.Time) error { return logContact(tx, lead, c, at) })
}

func logContact(tx *store.Tx, lead *models.Lead, c Contact, at time.Time) error {
	was := lead.Standing()
	if err := lead.Contact(c.Next, at); err != nil {
		return err
	}
	row := models.Contact{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: tx.By.UserID, At: at, How: c.How, Note: c.Note}
	who, err := whom(tx, lead, c.Whom)
	if err != nil {
		return err
	}
	if who != nil {
		row.WhomID = &who.ID
		if spoke := c.How == "talked" || c.How == "met"; spoke && who.Reach(at) {
			was.Reached = append(was.Reached, who.ID)
			if err := keepPerson(tx, who); err != nil {
				return err
			}
		}
	}
	if err := tx.Put(&row); err != nil {
		return err
	}
	return noteReport(tx, c.Report, models.LeadReport{Kind: models.ReportContact, ContactID: &row.ID, Was: was}, lead, at)
}

// whom is the person whom a contact was with: the one named, else the lead's own; nil
// where nobody has a name.
func whom(tx *store.Tx, lead *models.Lead, id models.ID) (*models.LeadContact, error) {
	if id == models.NoID {
		return maybe[models.LeadContact](tx, models.OfLead(lead.ID), where("inquired"))
	}
	who, err := maybe[models.LeadContact](tx, models.OfLead(lead.ID), models.ByID(id))
	if err == nil && who == nil {
		err = models.Refuse(models.Invalid, "whom", "Choose one of the people of this lead.")
	}
	return who, err
}

// PlanNext sets the next date alone.
func (s *Service) PlanNext(ctx context.Context, by models.Actor, r Report, next *time.Time) error {
	if next == nil {
		return models.Refuse(models.Invalid, "next", "Choose the next date.")
	}
	return s.report(ctx, by, r, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		was := lead.Standing()
		if err := lead.Plan(*next, at); err != nil {
			return err
		}
		return noteReport(tx, r, models.LeadReport{Kind: models.ReportNext, NextAt: next, Was: was}, lead, at)
	})
}

// noteReport appends how the lead stood before a report. Its name is that of the form.
func noteReport(tx *store.Tx, r Report, row models.LeadReport, lead *models.Lead, at time.Time) error {
	if row.ID = r.Token; row.ID == models.NoID {
		row.ID = models.NewID()
	}
	row.ClientID, row.LeadID, row.UserID, row.At = lead.ClientID, lead.ID, tx.By.UserID, at
	return tx.Put(&row)
}
