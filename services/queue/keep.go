package queue

import (
	_ "embed"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/store"
)

// keepSQL writes everything about an inquiry that calling changes. It is the hot
// path's own; elsewhere tx.Keep does.
//
//go:embed keep.sql
var keepSQL string

func keepArgs(i *models.Inquiry) []any {
	return []any{i.ID, i.ClientID, string(i.State), string(i.Class), i.Tier, i.DueAt, i.NextAt, i.PromisedTo, i.Cycle, i.Attempts,
		i.LastAttemptAt, string(i.LastDisposition), i.FirstCalledAt, i.ReachedAt, string(i.Grade), string(i.FirstGrade), i.GradedAt,
		i.CriteriaID, i.NurtureReason, i.DecisionReason, i.ClosedReason, i.ClosedAt,
		i.Step, string(i.Channel), i.BegunAt}
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
