package queue

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// Gate is what the calling policy says about one inquiry as of now, as the claim asks
// it; nothing is claimed or kept. decided is how long the answer took without the facts,
// by the service's clock.
func (s *Service) Gate(ctx context.Context, by models.Actor, inquiryID models.ID) (d policy.Decision, decided time.Duration, err error) {
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		c, err := store.Row[candidate](tx, factsSQL, inquiryID, at.Add(-attemptsReach))
		if err != nil {
			return err
		}
		began := s.now()
		d, err = s.decide(tx, c, at)
		decided = s.now().Sub(began)
		return err
	})
	return d, decided, err
}
