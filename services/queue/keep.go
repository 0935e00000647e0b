package queue

import (
	"fmt"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/store"
)

// keepSQL writes everything about an inquiry that calling changes. It is the hot
// path's own; elsewhere tx.Keep does.
const keepSQL = `UPDATE inquiries SET state = $3, class = $4, tier = $5, due_at = $6, next_at = $7, promised_to = $8, cycle = $9, attempts = $10,
	last_attempt_at = $11, last_disposition = $12, first_called_at = $13, reached_at = $14, grade = $15, first_grade = $16, graded_at = $17,
	criteria_id = $18, nurture_reason = $19, decision_reason = $20, closed_reason = $21, closed_at = $22
	WHERE id = $1 AND client_id = $2`

func keepArgs(i *models.Inquiry) []any {
	return []any{i.ID, i.ClientID, string(i.State), string(i.Class), i.Tier, i.DueAt, i.NextAt, i.PromisedTo, i.Cycle, i.Attempts,
		i.LastAttemptAt, string(i.LastDisposition), i.FirstCalledAt, i.ReachedAt, string(i.Grade), string(i.FirstGrade), i.GradedAt,
		i.CriteriaID, i.NurtureReason, i.DecisionReason, i.ClosedReason, i.ClosedAt}
}

func keep(tx *store.Tx, i *models.Inquiry) error {
	n, err := tx.Run(keepSQL, keepArgs(i)...)
	if err != nil {
		return fmt.Errorf("keep inquiry: %w", err)
	}
	if n != 1 {
		return fmt.Errorf("keep inquiry: %d rows instead of 1", n)
	}
	return nil
}

func queueKeep(batch *pgx.Batch, i *models.Inquiry) { batch.Queue(keepSQL, keepArgs(i)...) }
