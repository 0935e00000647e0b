package queue

import (
	"context"
	_ "embed"

	"ripen/models"
	"ripen/services/store"
)

//go:embed availability.sql
var availabilitySQL string

// Availability is whether the caller takes calls; off, for one who has said nothing yet.
func (s *Service) Availability(ctx context.Context, by models.Actor) (models.Availability, error) {
	latest, err := store.Look[models.Availability](ctx, s.store, by, availabilitySQL, by.UserID)
	return shiftOf(latest), err
}

func shiftOf(latest []models.Availability) models.Availability {
	if len(latest) == 0 {
		return models.Availability{State: models.ShiftOff}
	}
	return latest[0]
}

// On lets the caller be served again. Who is on already stays so since when he was.
func (s *Service) On(ctx context.Context, by models.Actor) error {
	return s.shift(ctx, by, models.Availability{State: models.ShiftOn})
}

// Break serves the caller nothing more: what he holds he may finish, what was fetched
// ahead for him goes back.
func (s *Service) Break(ctx context.Context, by models.Actor, reason models.BreakReason) error {
	return s.shift(ctx, by, models.Availability{State: models.ShiftBreak, Reason: reason})
}

// Off ends the caller's shift, as signing out does.
func (s *Service) Off(ctx context.Context, by models.Actor) error {
	return s.shift(ctx, by, models.Availability{State: models.ShiftOff})
}

// shift appends the change, if it is one.
func (s *Service) shift(ctx context.Context, by models.Actor, to models.Availability) error {
	if err := to.Check(); err != nil {
		return err
	}
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		latest, err := store.Rows[models.Availability](tx, availabilitySQL, by.UserID)
		if err != nil {
			return err
		}
		if now := shiftOf(latest); now.State == to.State && now.Reason == to.Reason {
			return nil
		}
		to.ID, to.UserID, to.At = models.NewID(), by.UserID, at
		return tx.Put(&to)
	})
}
