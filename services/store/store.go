// Package store is the ground floor under the services: one PostgreSQL, one kind of
// transaction, run as an actor, and the jobs that start only if it commits.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/jackc/pgx/v5"

	"ripen/models"
)

// Options say which database to open.
type Options struct {
	URL    string // of a privileged login, or of one that is in the roles of Ripen
	Secret []byte // the installation's secret; the app's own login is derived from it
	Conns  int    // size of the pool; 0: 8
}

// A Store is the open database.
type Store struct {
	pool *pgxpool.Pool
	sql  *sql.DB
	db   *gorm.DB
	jobs *river.Client[pgx.Tx]
}

// Open connects as the app's own login, which is neither superuser nor exempt from
// row-level security. It refuses to go on as anybody else.
func Open(ctx context.Context, o Options) (*Store, error) {
	config, err := appConfig(ctx, o)
	if err != nil {
		return nil, err
	}
	config.MaxConns, config.MinConns = int32(max(o.Conns, 2)), 0
	if o.Conns == 0 {
		config.MaxConns = 8
	}
	config.MaxConnIdleTime = time.Minute
	config.ConnConfig.RuntimeParams["application_name"] = "ripen"
	config.ConnConfig.RuntimeParams["jit"] = "off" // compiling takes longer than any question asked here
	config.ConnConfig.RuntimeParams["statement_timeout"] = "60s"
	config.ConnConfig.RuntimeParams["lock_timeout"] = "15s"
	config.ConnConfig.RuntimeParams["idle_in_transaction_session_timeout"] = "60s"
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		knowIDs(conn.TypeMap())
		return nil
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	st, err := assemble(pool)
	if err != nil {
		pool.Close()
		return nil, err
	}
	return st, nil
}

func assemble(pool *pgxpool.Pool) (*Store, error) {
	db := stdlib.OpenDBFromPool(pool)
	orm, err := gorm.Open(postgres.New(postgres.Config{Conn: db}), &gorm.Config{
		Logger:                 logger.Discard,
		TranslateError:         true,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
	})
	if err != nil {
		return nil, fmt.Errorf("open gorm: %w", err)
	}
	jobs, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return nil, fmt.Errorf("open river: %w", err)
	}
	return &Store{pool: pool, sql: db, db: orm, jobs: jobs}, nil
}

// Close gives every connection back.
func (s *Store) Close() {
	_ = s.sql.Close()
	s.pool.Close()
}

// Pool is the pool under everything; package jobs gives it to River.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// Ready says whether the database answers and has been migrated.
func (s *Store) Ready(ctx context.Context) error {
	var version int64
	err := s.Tx(ctx, models.AtDoor(), func(tx *Tx) error {
		return tx.Pgx.QueryRow(ctx, `SELECT count(*) FROM clients`).Scan(&version)
	})
	if err != nil {
		return fmt.Errorf("the database does not answer as Ripen’s: %w", err)
	}
	return nil
}

// One loads the one row that the scopes select, or answers that it is absent.
func One[T any](tx *Tx, scopes ...models.Scope) (*T, error) {
	row := new(T)
	err := tx.Scopes(scopes...).Take(row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, models.Absent()
	}
	if err != nil {
		return nil, fmt.Errorf("load %T: %w", *row, err)
	}
	return row, nil
}

// All loads every row that the scopes select.
func All[T any](tx *Tx, scopes ...models.Scope) (rows []T, err error) {
	if err := tx.Scopes(scopes...).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("load %T: %w", rows, err)
	}
	return rows, nil
}

// Rows reads every row of a query into structs, by the names of the columns.
func Rows[T any](tx *Tx, query string, args ...any) ([]T, error) {
	rows, err := tx.Pgx.Query(tx.ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("query %T: %w", *new(T), err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[T])
	if err != nil {
		return nil, fmt.Errorf("read %T: %w", *new(T), err)
	}
	return out, nil
}

// Row reads the one row of a query, or answers that it is absent.
func Row[T any](tx *Tx, query string, args ...any) (*T, error) {
	rows, err := Rows[T](tx, query, args...)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, models.Absent()
	}
	return &rows[0], nil
}
