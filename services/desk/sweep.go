package desk

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed sweep_blocked.sql
	blockedSQL string
	//go:embed sweep_hurried.sql
	hurriedSQL string
	//go:embed sweep_given.sql
	givenSQL string
)

// Sweep does what the clock asks of what supervisors did for one client: holds end at
// their time, promises that a hold would break are brought before somebody, what was given
// to a caller who does not come is anybody’s, and what was hurried and has been called is
// as dear again as before. It may run twice. It answers
// how many promises need a decision now.
func (s *Service) Sweep(ctx context.Context, clientID models.ID, at time.Time) (blocked int64, err error) {
	err = s.store.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		for _, step := range []string{
			`UPDATE programs SET held_until = NULL WHERE client_id = $1 AND held_until <= $2`,
			`UPDATE holds SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL AND until <= $2`,
			hurriedSQL,
			givenSQL,
		} {
			if _, err := tx.Run(step, clientID, at); err != nil {
				return err
			}
		}
		blocked, err = tx.Run(blockedSQL, clientID, at)
		return err
	})
	return blocked, err
}
