package nurture

import (
	"context"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Linked is what a link in a letter opens: whose letter it is, as its reader is told.
type Linked struct {
	Client string
	First  string
	Done   bool // it was pressed before
}

// callWords is what somebody agrees to who presses the button, and its version.
const (
	callWords        = "Yes, please call me again about my inquiry."
	callWordsVersion = "call me, 1"
)

// CallWords is what stands on the button.
func CallWords() string { return callWords }

// CallMe looks at a link by which somebody asks to be called, and changes nothing.
func (s *Service) CallMe(ctx context.Context, token string) (Linked, error) {
	return s.look(ctx, linkCall, token)
}

// NoLetters looks at a link by which somebody gets no more letters, and changes nothing.
func (s *Service) NoLetters(ctx context.Context, token string) (Linked, error) {
	return s.look(ctx, linkStop, token)
}

func (s *Service) look(ctx context.Context, purpose, token string) (found Linked, err error) {
	err = s.linked(ctx, purpose, token, func(tx *store.Tx, t *models.Touch, i *models.Inquiry, p *models.Person) error {
		client, err := store.One[models.Client](tx, models.ByID(i.ClientID))
		if err != nil {
			return err
		}
		found = Linked{Client: client.Name, First: p.First(), Done: t.ClickedAt != nil}
		if purpose == linkStop {
			found.Done, err = objected(tx, p)
		}
		return err
	})
	return found, err
}

// linked loads what a link is of, as the work of its client.
func (s *Service) linked(ctx context.Context, purpose, token string, fn func(*store.Tx, *models.Touch, *models.Inquiry, *models.Person) error) error {
	clientID, touchID, err := s.opens(purpose, token)
	if err != nil {
		return err
	}
	return s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		t, err := store.One[models.Touch](tx, models.ByID(touchID), models.ForUpdate)
		if err != nil {
			return err
		}
		i, err := store.One[models.Inquiry](tx, models.ByID(t.InquiryID), models.ForUpdate)
		if err != nil {
			return err
		}
		p, err := store.One[models.Person](tx, models.ByID(i.PersonID))
		if err != nil {
			return err
		}
		if p.ErasedAt != nil {
			return models.Absent()
		}
		return fn(tx, t, i, p)
	})
}

// Clicked is the button behind a letter's link: its reader wants to be called. It brings
// the date forward and is a consent to the call. Pressed again it changes nothing.
func (s *Service) Clicked(ctx context.Context, token string) error {
	at := s.now()
	return s.linked(ctx, linkCall, token, func(tx *store.Tx, t *models.Touch, i *models.Inquiry, p *models.Person) error {
		if t.ClickedAt != nil {
			return nil
		}
		if _, err := tx.Run(`UPDATE touches SET clicked_at = $2 WHERE id = $1`, t.ID, at); err != nil {
			return err
		}
		if _, err := agree(tx, models.Consent{ClientID: p.ClientID, PersonID: p.ID, Channel: models.ByCall, Purpose: models.ForContact, Words: callWords, Version: callWordsVersion,
			Source: "pressed in a letter", GivenAt: &at}); err != nil {
			return err
		}
		return s.asked(tx, i, fmt.Sprintf("They asked to be called, by the letter of %s.", t.DueOn.Format("2 January 2006")), at)
	})
}

// asked brings somebody back who has asked for it: also whoever had ended without a sale,
// as when they inquire again.
func (s *Service) asked(tx *store.Tx, i *models.Inquiry, why string, at time.Time) error {
	if i.State != models.Closed || i.ClosedReason != models.ClosedUnripe && i.ClosedReason != models.ClosedNotReached && i.ClosedReason != models.ClosedD {
		return forward(tx, i, why, at)
	}
	program, err := store.One[models.Program](tx, models.ByID(i.ProgramID))
	if err != nil {
		return err
	}
	others, err := liveBeside(tx, i)
	if err != nil {
		return err
	}
	if others || program.State == models.ProgramEnded || i.WindowID == nil {
		return forward(tx, i, why, at) // only noted
	}
	i.Again(program, "hand", at)
	i.Repeats-- // it is no other inquiry
	if err := tx.Keep(i); err != nil {
		return err
	}
	return moved(tx, i, models.Move{At: at, Kind: models.MoveForward, DueAt: i.DueAt, Reason: why})
}

// Unsubscribe stops all letters to the reader of a letter, at once.
func (s *Service) Unsubscribe(ctx context.Context, token string) error {
	at := s.now()
	return s.linked(ctx, linkStop, token, func(tx *store.Tx, _ *models.Touch, _ *models.Inquiry, p *models.Person) error {
		for _, purpose := range []string{models.ForContact, models.ForSurvey} {
			if err := object(tx, models.Consent{ClientID: p.ClientID, PersonID: p.ID, Channel: models.ByEmail, Purpose: purpose, Words: "No more letters.", Version: "no letters, 1",
				Source: "unsubscribed by the link in a letter"}, at); err != nil {
				return err
			}
		}
		return nil
	})
}
