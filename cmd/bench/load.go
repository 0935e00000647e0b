package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed indexes.sql
var indexesOf string

// loaders is how many connections sow side by side.
const loaders = 2

// load fills tables by sowing slices of rows side by side. What only makes a bulk load
// slow is done afterwards, once: plain indexes are built when the rows are in, and
// foreign keys, which hold by the way the rows are numbered, are not checked one by one.
// In the end the tables are as a migration leaves them, with every index.
func (f *field) load(ctx context.Context, tables []string, rows int, sow func(ctx context.Context, conn *pgx.Conn, first, last int) error) (err error) {
	built, err := f.withoutIndexes(ctx, tables)
	if err != nil {
		return err
	}
	say := told("sow", rows)
	var all sync.WaitGroup
	var door sync.Mutex
	next, failed := 0, error(nil)
	for range loaders {
		all.Go(func() {
			err := f.superuser(ctx, func(conn *pgx.Conn) error {
				for {
					door.Lock()
					first := next
					next += slice
					stop := failed != nil
					door.Unlock()
					if stop || first >= rows {
						return nil
					}
					last := min(first+slice, rows)
					if err := sow(ctx, conn, first, last-1); err != nil {
						return fmt.Errorf("sow %d to %d: %w", first, last, err)
					}
					say(last - first)
				}
			})
			door.Lock()
			failed = errors.Join(failed, err)
			door.Unlock()
		})
	}
	all.Wait()
	if failed != nil {
		return failed
	}
	return f.indexed(ctx, built)
}

// slice is how many rows a loader sows at a time.
const slice = 50_000

// superuser connects as the superuser, whom no trigger or foreign key holds up.
func (f *field) superuser(ctx context.Context, fn func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, f.URL)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, `SET session_replication_role = replica; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'; SET max_parallel_maintenance_workers = 0`); err != nil {
		return fmt.Errorf("sowing takes a superuser: %w", err)
	}
	return fn(conn)
}

// withoutIndexes drops the plain indexes of tables, and answers how each is made.
func (f *field) withoutIndexes(ctx context.Context, tables []string) (built []string, err error) {
	rows, err := f.admin.Query(ctx, indexesOf, tables)
	if err != nil {
		return nil, err
	}
	type index struct{ Name, Made string }
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[index])
	if err != nil {
		return nil, err
	}
	for _, i := range found {
		if _, err := f.admin.Exec(ctx, "DROP INDEX "+i.Name); err != nil {
			return nil, err
		}
		built = append(built, i.Made)
	}
	for _, table := range tables {
		if _, err := f.admin.Exec(ctx, "ALTER TABLE "+table+" SET (autovacuum_enabled = false)"); err != nil {
			return nil, err
		}
	}
	return built, nil
}

// indexed makes the indexes, side by side.
func (f *field) indexed(ctx context.Context, built []string) error {
	say := told("index", len(built))
	work := make(chan string, len(built))
	for _, made := range built {
		work <- made
	}
	close(work)
	failures := make(chan error, loaders)
	for range loaders {
		go func() {
			failures <- f.superuser(ctx, func(conn *pgx.Conn) error {
				for made := range work {
					if _, err := conn.Exec(ctx, made); err != nil {
						return fmt.Errorf("%s: %w", made, err)
					}
					say(1)
				}
				return nil
			})
		}()
	}
	var err error
	for range loaders {
		err = errors.Join(err, <-failures)
	}
	return err
}

// lookedAfter has PostgreSQL look after the tables by itself again.
func (f *field) lookedAfter(ctx context.Context, tables []string) error {
	for _, table := range tables {
		if _, err := f.admin.Exec(ctx, "ALTER TABLE "+table+" RESET (autovacuum_enabled)"); err != nil {
			return err
		}
	}
	return nil
}

// told tells on the standard error how far something is, every five seconds at most.
func told(what string, of int) func(n int) {
	var door sync.Mutex
	began, last, done := time.Now(), time.Now(), 0
	return func(n int) {
		door.Lock()
		defer door.Unlock()
		done += n
		if done < of && time.Since(last) < 5*time.Second {
			return
		}
		last = time.Now()
		fmt.Fprintf(os.Stderr, "%s: %d of %d in %.0f s\n", what, done, of, since(began))
	}
}
