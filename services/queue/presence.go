package queue

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed presence.sql
	presenceSQL string
	//go:embed presence_left.sql
	presenceLeftSQL string
)

// seenWithin is how long a page counts as open after its last sign of life: two
// heartbeats, and some patience.
const seenWithin = 150 * time.Second

// A Presence says who else has an inquiry open.
type Presence struct {
	Others []string // other people who look at it
	Twice  bool     // the same person has it open in another tab
	HeldBy string   // the other caller who holds it; "" if nobody does
}

// Present notes that a page shows the inquiry, and says who else has it open. It holds
// nothing and claims nothing.
func (s *Service) Present(ctx context.Context, by models.Actor, inquiryID, page models.ID) (Presence, error) {
	at := s.now()
	found, err := store.Look[Presence](ctx, s.store, by, presenceSQL, page, inquiryID, by.UserID, by.Role != models.Caller, at, at.Add(-seenWithin))
	if err == nil && len(found) == 0 {
		err = models.Absent()
	}
	if err != nil {
		return Presence{}, err
	}
	return found[0], nil
}

// Left notes that a page shows its inquiry no more.
func (s *Service) Left(ctx context.Context, by models.Actor, page models.ID) error {
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		_, err := tx.Run(presenceLeftSQL, page, by.UserID, s.now().Add(-time.Hour))
		return err
	})
}
