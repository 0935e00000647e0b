package intake

import (
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// markDays marks days of sources whose roll-ups no longer hold, side by side.
func markDays(tx *store.Tx, clientID models.ID, sources []models.ID, days []time.Time) error {
	if len(sources) == 0 {
		return nil
	}
	_, err := tx.Run(`INSERT INTO rollup_marks (client_id, source_id, day) SELECT $1, m.* FROM unnest($2::uuid[], $3::date[]) AS m`, clientID, sources, days)
	if err != nil {
		return fmt.Errorf("mark days for the reports: %w", err)
	}
	return nil
}
