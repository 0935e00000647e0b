package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ripen/models"
)

// Look asks one question as the actor in one round trip, and reads the rows into
// structs by the names of the columns. It is for what every request asks: a Tx takes
// three. What it runs is one implicit transaction, which ends with the answer.
func Look[T any](ctx context.Context, s *Store, by models.Actor, query string, args ...any) (found []T, err error) {
	if by.Gate == "" {
		return nil, errors.New("a question needs an actor")
	}
	var batch pgx.Batch
	batch.Queue(`SELECT set_config('role', $1, true), set_config('ripen.client_id', $2, true), set_config('ripen.partner_id', $3, true),
		set_config('ripen.user_id', $4, true), set_config('ripen.role', $5, true)`,
		string(by.Gate), idText(by.ClientID), idText(by.PartnerID), idText(by.UserID), string(by.Role))
	batch.Queue(query, args...)
	results := s.pool.SendBatch(ctx, &batch)
	defer func() { err = errors.Join(err, results.Close()) }()
	if _, err := results.Exec(); err != nil {
		return nil, fmt.Errorf("enter as %s: %w", by.Gate, err)
	}
	rows, err := results.Query()
	if err != nil {
		return nil, fmt.Errorf("look for %T: %w", found, err)
	}
	if found, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[T]); err != nil {
		return nil, fmt.Errorf("look for %T: %w", found, err)
	}
	return found, nil
}

// idText is an id as the settings of a transaction hold it: nothing for nobody.
func idText(id models.ID) string {
	if id == models.NoID {
		return ""
	}
	return id.String()
}
