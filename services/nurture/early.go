package nurture

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed woken.sql
var wokenSQL string

// Woken writes down that people who were kept for later have inquired again: their stays
// end, their letters stop. It joins the transaction that has brought them back.
func Woken(tx *store.Tx, clientID models.ID, inquiries []models.ID, at time.Time) error {
	if len(inquiries) == 0 {
		return nil
	}
	_, err := tx.Run(wokenSQL, clientID, inquiries, at, "They inquired again.")
	return err
}

// Wake brings a nurtured inquiry back to the queue by hand, before its date. Waking it
// twice changes nothing.
func (s *Service) Wake(ctx context.Context, by models.Actor, inquiryID models.ID) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if !by.OfAgency() {
			return models.Absent()
		}
		i, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by), models.ForUpdate)
		if err != nil || i.State == models.Ready {
			return err
		}
		if i.WindowID == nil {
			return models.Refuse(models.Conflict, "", "There is no number to call. Enter one first.")
		}
		if i.State != models.Nurtured {
			return i.Ripe(at) // says why not
		}
		if err := forward(tx, i, "Woken by hand.", at); err != nil {
			return err
		}
		return tx.Audit("nurture.wake", "inquiry", i.ID, i.ClientID, at)
	})
}

// forward brings an inquiry back to the queue before its date, and writes down why. Where
// it does not wait for a date that is written down, too, and nothing else happens.
func forward(tx *store.Tx, i *models.Inquiry, why string, at time.Time) error {
	if i.State != models.Nurtured {
		return moved(tx, i, models.Move{At: at, Kind: models.MoveNoted, Reason: why + " The inquiry is " + i.State.Words() + "."})
	}
	was := i.NextAt
	if err := i.Ripe(at); err != nil {
		return err
	}
	if i.WindowID == nil {
		i.Decide(why+" There is no number to call.", at)
		i.DueAt = nil
	}
	if err := endStay(tx, i.ID, models.StayEarly, at); err != nil {
		return err
	}
	if err := tx.Keep(i); err != nil {
		return err
	}
	return moved(tx, i, models.Move{At: at, Kind: models.MoveForward, WantedAt: was, DueAt: i.DueAt, Reason: why})
}
