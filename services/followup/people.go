package followup

import (
	"context"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// maxPeople is how many people a lead can have.
const maxPeople = 40

// A Person is somebody at the lead's organisation as the rep knows them.
type Person struct {
	Report
	ID      models.ID // NoID: somebody new
	Name    string
	Title   string
	Role    models.ContactRole
	Phone   string
	Email   string
	Reached bool // the rep was in touch with them
}

// KeepPerson adds somebody at the lead's organisation, or changes what is known of them.
// That somebody was reached stays.
func (s *Service) KeepPerson(ctx context.Context, by models.Actor, p Person) error {
	return s.report(ctx, by, p.Report, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		if !lead.Open() {
			return models.Refuse(models.Conflict, "", "This lead is closed; its people stay as they are.")
		}
		who := &models.LeadContact{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, At: at, UserID: &by.UserID}
		if p.ID != models.NoID {
			var err error
			if who, err = whom(tx, lead, p.ID); err != nil {
				return err
			}
		}
		who.Name, who.Role = p.Name, p.Role
		for _, said := range []struct {
			into *string
			text string
		}{{&who.Title, p.Title}, {&who.Phone, p.Phone}, {&who.Email, p.Email}} {
			if said.text != "" { // what is not asked for stays
				*said.into = said.text
			}
		}
		if p.Reached {
			who.Reach(at)
		}
		if err := who.Check(); err != nil {
			return err
		}
		if p.ID != models.NoID {
			return keepPerson(tx, who)
		}
		there, err := store.All[models.LeadContact](tx, models.OfLead(lead.ID))
		if err != nil {
			return err
		}
		if len(there) >= maxPeople {
			return models.Refuse(models.Conflict, "person_name", "A lead has up to %d people; change one of them.", maxPeople)
		}
		return tx.Put(who)
	})
}

// personColumns is what a client's role may change of a person.
var personColumns = []string{"name", "title", "role", "phone", "email", "reached_at"}

func keepPerson(tx *store.Tx, who *models.LeadContact) error {
	done := tx.Select(personColumns).Updates(who)
	if done.Error != nil {
		return fmt.Errorf("keep a person: %w", done.Error)
	}
	if done.RowsAffected != 1 {
		return fmt.Errorf("keep a person: %d rows instead of 1", done.RowsAffected)
	}
	return nil
}
