package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"ripen/migrations"
)

// MigrateUp brings the database at o.URL, a privileged login, to the newest shape:
// our own migrations, then River's, then the app's login. It may be run again.
func MigrateUp(ctx context.Context, o Options) error {
	return migrating(ctx, o, func(pool *pgxpool.Pool, steps *goose.Provider) error {
		if _, err := steps.Up(ctx); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		river, err := rivermigrate.New(riverpgxv5.New(pool), nil)
		if err != nil {
			return fmt.Errorf("migrate river: %w", err)
		}
		if _, err := river.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("migrate river: %w", err)
		}
		conn, err := pool.Acquire(ctx)
		if err != nil {
			return fmt.Errorf("connect: %w", err)
		}
		defer conn.Release()
		return ensureLogin(ctx, conn.Conn(), o.Secret)
	})
}

// MigrateDown takes the newest of our own migrations back.
func MigrateDown(ctx context.Context, o Options) (version int64, err error) {
	err = migrating(ctx, o, func(_ *pgxpool.Pool, steps *goose.Provider) error {
		result, err := steps.Down(ctx)
		if err != nil {
			return fmt.Errorf("migrate down: %w", err)
		}
		version = result.Source.Version
		return nil
	})
	return version, err
}

// A Step is one migration and whether it has been applied.
type Step struct {
	Version int64  `json:"version"`
	Name    string `json:"name"`
	Applied bool   `json:"applied"`
}

// MigrationStatus is every migration, oldest first.
func MigrationStatus(ctx context.Context, o Options) (status []Step, err error) {
	err = migrating(ctx, o, func(_ *pgxpool.Pool, steps *goose.Provider) error {
		all, err := steps.Status(ctx)
		if err != nil {
			return fmt.Errorf("migration status: %w", err)
		}
		for _, s := range all {
			status = append(status, Step{s.Source.Version, s.Source.Path, s.State == goose.StateApplied})
		}
		return nil
	})
	return status, err
}

// Pending counts the migrations that are still to be applied.
func Pending(ctx context.Context, o Options) (n int, err error) {
	status, err := MigrationStatus(ctx, o)
	for _, s := range status {
		if !s.Applied {
			n++
		}
	}
	return n, err
}

func migrating(ctx context.Context, o Options, fn func(*pgxpool.Pool, *goose.Provider) error) error {
	pool, err := pgxpool.New(ctx, o.URL)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer pool.Close()
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	steps, err := provider(db)
	if err != nil {
		return err
	}
	return fn(pool, steps)
}

func provider(db *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	steps, err := goose.NewProvider(goose.DialectPostgres, db, migrations.FS, goose.WithSessionLocker(locker))
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return steps, nil
}

// Admin runs fn on a connection of the login given, not of the app.
func Admin(ctx context.Context, url string, fn func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer conn.Close(ctx)
	return fn(conn)
}
