package queue

import (
	"context"
	_ "embed"
	"time"

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

// shift appends the change, if it is one. Who takes no calls has nothing reserved.
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
		if err := shiftTo(tx, shiftOf(latest), to, at); err != nil || to.State == models.ShiftOn {
			return err
		}
		return unreserve(tx, by.UserID, at)
	})
}

// resting is why somebody on a break is served nothing.
const resting = "You are on a break. The next call brings you back on."

// shiftTo appends the change from what holds now, if it is one. What was said in another
// shift is said anew.
func shiftTo(tx *store.Tx, from, to models.Availability, at time.Time) error {
	if from.State == to.State && from.Reason == to.Reason && at.Sub(from.At) < models.ShiftLength {
		return nil
	}
	to.ID, to.UserID, to.At = models.NewID(), tx.By.UserID, at
	return tx.Put(&to)
}
