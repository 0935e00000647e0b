package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/cmd/internal/config"
	"ripen/services/clients"
	"ripen/services/store"
	"ripen/services/store/private"
)

// honest is PostgreSQL as it is installed, over what tests switch off: a throwaway
// server's data lies in memory, but nothing that protects it is skipped.
var honest = []string{"fsync=on", "synchronous_commit=on", "full_page_writes=on", "wal_level=replica", "autovacuum=on", "checkpoint_timeout=5min", "shared_buffers=512MB"}

// A ground is the PostgreSQL that both sides of a benchmark run on.
type ground struct {
	url    string // of a superuser, without a database of ours
	secret []byte
	stop   func() error
	serial int
	kept   bool // the data stays when it stops
}

// serverSettings say what both sides ran on.
type serverSettings struct {
	PostgreSQL        string `json:"postgresql"`
	Fsync             string `json:"fsync"`
	SynchronousCommit string `json:"synchronous_commit"`
	FullPageWrites    string `json:"full_page_writes"`
	SharedBuffers     string `json:"shared_buffers"`
	Storage           string `json:"storage"`
	Cores             int    `json:"cores"`
	Conns             int    `json:"conns,omitempty"` // of the server's pool
}

// openGround takes the server of DATABASE_URL, or starts one for the benchmark.
func openGround(ctx context.Context) (*ground, error) {
	if given := os.Getenv("DATABASE_URL"); given != "" {
		c, err := config.Read() // with the installation's secret: the app's login belongs to the whole server
		return &ground{url: given, secret: c.Secret, stop: func() error { return nil }}, err
	}
	server, err := private.StartThrowaway(ctx, honest...)
	if err != nil {
		return nil, err
	}
	return &ground{url: server.URL("postgres"), secret: []byte("a secret of the benchmarks, known to all"), stop: server.Close}, nil
}

// A field is one database on the ground, with so many inquiries in it.
type field struct {
	store.Options
	name   string
	ground *ground
	admin  *pgx.Conn
	agency agency
	cast   *clients.Cast
	rows   int // inquiries sown
	ready  int // that are to wait in the queue
}

// database makes a migrated database.
func (g *ground) database(ctx context.Context) (f *field, err error) {
	g.serial++
	name := fmt.Sprintf("ripen_bench_%d_%d", os.Getpid(), g.serial)
	if err := store.Admin(ctx, g.url, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, "CREATE DATABASE "+name)
		return err
	}); err != nil {
		return nil, fmt.Errorf("make a database: %w", err)
	}
	f, err = g.opened(ctx, name)
	if err != nil {
		err = errors.Join(err, f.close(context.WithoutCancel(ctx)))
	}
	return f, err
}

// settings asks the server how it is set.
func (f *field) settings(ctx context.Context) (s serverSettings, err error) {
	s.Cores, s.Storage = runtime.NumCPU(), "as DATABASE_URL has it"
	var folder string
	err = f.admin.QueryRow(ctx, `SELECT split_part(version(), ' ', 2), current_setting('fsync'), current_setting('synchronous_commit'),
		current_setting('full_page_writes'), current_setting('shared_buffers'), current_setting('data_directory')`).
		Scan(&s.PostgreSQL, &s.Fsync, &s.SynchronousCommit, &s.FullPageWrites, &s.SharedBuffers, &folder)
	if os.Getenv("DATABASE_URL") == "" {
		s.Storage = "temporary files"
		if len(folder) > 8 && folder[:8] == "/dev/shm" {
			s.Storage = "memory"
		}
	}
	return s, err
}

// close drops the database, unless it is to be kept.
func (f *field) close(ctx context.Context) error {
	if f.admin != nil {
		_ = f.admin.Close(ctx)
	}
	if f.ground.kept {
		return nil
	}
	return store.Admin(ctx, f.ground.url, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, "DROP DATABASE "+f.name+" WITH (FORCE)")
		return err
	})
}

// withField runs fn on a fresh database.
func withField(ctx context.Context, g *ground, fn func(*field) error) error {
	f, err := g.database(ctx)
	if err != nil {
		return err
	}
	return errors.Join(fn(f), f.close(context.WithoutCancel(ctx)))
}

// since is the time between two readings of the clock, in seconds.
func since(began time.Time) float64 { return time.Since(began).Seconds() }
