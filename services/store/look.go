package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ripen/models"
)

// Questions are asked together, in one round trip.
//
// Varied makes the server plan each question for the values it is asked with, instead of once
// for all values: what is right for a client of a thousand inquiries takes minutes for one of
// a million. It costs each question about a millisecond, which reports have. They also have
// memory to put like to like without sorting on disk, count on indexes that lie in memory, and
// are not compiled. What is not Varied is asked as the server is set.
type Questions struct {
	Varied bool
	batch  pgx.Batch
}

// Ask adds a question. Its rows are read into found, by the names of the columns, when
// all are answered.
func Ask[T any](q *Questions, found *[]T, query string, args ...any) {
	q.batch.Queue(query, args...).Query(func(rows pgx.Rows) (err error) {
		if *found, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[T]); err != nil {
			return fmt.Errorf("look for %T: %w", *found, err)
		}
		return nil
	})
}

// Answer answers the questions within the transaction.
func (tx *Tx) Answer(q *Questions) error { return tx.Pgx.SendBatch(tx.ctx, &q.batch).Close() }

// Answer answers the questions as the actor. It is for what is only read: a Tx takes a
// round trip to begin and one to end. What it runs is one implicit transaction, which
// ends with the last answer.
func (s *Store) Answer(ctx context.Context, by models.Actor, q *Questions) error {
	if by.Gate == "" {
		return errors.New("a question needs an actor")
	}
	entering := new(pgx.Batch)
	entering.Queue(`SELECT set_config('role', $1, true), set_config('ripen.client_id', $2, true), set_config('ripen.partner_id', $3, true),
		set_config('ripen.user_id', $4, true), set_config('ripen.role', $5, true)`,
		string(by.Gate), idText(by.ClientID), idText(by.PartnerID), idText(by.UserID), string(by.Role))
	if q.Varied {
		entering.Queue(`SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true), set_config('random_page_cost', '1.1', true), set_config('jit', 'off', true)`)
	}
	entering.QueuedQueries = append(entering.QueuedQueries, q.batch.QueuedQueries...)
	return s.pool.SendBatch(ctx, entering).Close()
}

// Look asks one question as the actor in one round trip, and reads the rows into
// structs by the names of the columns. It is for what every request asks.
func Look[T any](ctx context.Context, s *Store, by models.Actor, query string, args ...any) (found []T, err error) {
	var q Questions
	Ask(&q, &found, query, args...)
	return found, s.Answer(ctx, by, &q)
}

// idText is an id as the settings of a transaction hold it: nothing for nobody.
func idText(id models.ID) string {
	if id == models.NoID {
		return ""
	}
	return id.String()
}
