package accounts

import (
	"context"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// LeadsOf names the field of a refusal that asks who gets somebody's open leads.
const LeadsOf = "leads"

// openLeads is how many open leads somebody has.
func openLeads(tx *store.Tx, id models.ID) (n int, err error) {
	return n, tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM leads WHERE rep_id = $1 AND closed_at IS NULL`, id).Scan(&n)
}

// handLeads gives the open leads of a rep who leaves to his successor; without one the
// leaving is refused, so that no lead is ever left with somebody who is gone.
func (s *Service) handLeads(tx *store.Tx, u *models.User, open int, to []models.Successor, at time.Time) error {
	if len(to) == 0 || !to[0].Named() || s.Handover == nil {
		return models.Refuse(models.Conflict, LeadsOf, "%s has %d open leads. Say who gets them first.", u.Name, open)
	}
	if err := s.Handover.HandLeads(tx, u, to[0], at); err != nil {
		return fmt.Errorf("hand over the leads: %w", err)
	}
	return nil
}

// Leaving is somebody who is to be deactivated, how many open leads he has, and the other
// reps of his client.
func (s *Service) Leaving(ctx context.Context, by models.Actor, id models.ID) (u models.User, open int, others []models.User, err error) {
	err = s.managing(ctx, by, id, func(tx *store.Tx, found *models.User) error {
		u = *found
		if u.ClientID == nil {
			return nil
		}
		if open, err = openLeads(tx, id); err != nil {
			return err
		}
		reps, err := store.All[models.User](tx, models.RepsOf(*u.ClientID))
		for _, rep := range reps {
			if rep.ID != id && rep.Present(s.Now()) {
				others = append(others, rep)
			}
		}
		return err
	})
	return u, open, others, err
}
