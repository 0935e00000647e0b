package reports

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed take_marks.sql
	takeMarks string
	//go:embed rollup.sql
	rollUp string
)

// A markedDay is a source's day of arrival that is to be counted again.
type markedDay struct {
	SourceID models.ID
	Day      time.Time
}

// Refresh counts the marked days of a client again, in one transaction, and says how
// many there were. The marks are taken before the counting begins: a change that
// commits meanwhile leaves a mark for the next time.
func (s *Service) Refresh(ctx context.Context, clientID models.ID) (days int, err error) {
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(7203103, hashtext($1::text))`, clientID); err != nil { // one at a time
			return err
		}
		marked, err := store.Rows[markedDay](tx, takeMarks, clientID)
		if err != nil || len(marked) == 0 {
			return err
		}
		days = len(marked)
		sources, on := make([]models.ID, days), make([]time.Time, days)
		for n, m := range marked {
			sources[n], on[n] = m.SourceID, m.Day
		}
		if _, err := tx.Run(`DELETE FROM source_days s USING unnest($2::uuid[], $3::date[]) AS d (source_id, day)
			WHERE s.client_id = $1 AND s.source_id = d.source_id AND s.day = d.day`, clientID, sources, on); err != nil {
			return err
		}
		_, err = tx.Run(rollUp, clientID, sources, on)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count the days of %s again: %w", clientID, err)
	}
	return days, nil
}

// RefreshAll is Refresh for every client that has marked days. What fails for one
// client does not stop the others.
func (s *Service) RefreshAll(ctx context.Context) error {
	type marked struct{ ClientID models.ID }
	clients, err := look[marked](ctx, s.st, models.Operator(), `SELECT DISTINCT client_id FROM rollup_marks`)
	if err != nil {
		return fmt.Errorf("look for marked days: %w", err)
	}
	var failed error
	for _, c := range clients {
		if _, err := s.Refresh(ctx, c.ClientID); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
