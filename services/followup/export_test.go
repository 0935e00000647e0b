package followup

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// ReportsWeekly lets tests read what fading goes by.
func (s *Service) ReportsWeekly(ctx context.Context, clientID models.ID, at time.Time) (rows []repWeek, err error) {
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		rows, err = store.Rows[repWeek](tx, reportsWeeklySQL, clientID, at, fadingPast)
		return err
	})
	return rows, err
}
