package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/services/store"
	"ripen/services/store/private"
)

// ofKept is how the server of a kept folder is set beside honest: its write-ahead log
// must not take more room than the data.
var ofKept = []string{"max_wal_size=1GB", "max_connections=100"}

// keptGround starts a server whose data stays in dir, so that a second run need not sow
// again. Without dir the ground is a throwaway one.
func keptGround(ctx context.Context, dir string) (*ground, error) {
	if dir == "" {
		return openGround(ctx)
	}
	if os.Getenv("DATABASE_URL") != "" {
		return nil, errors.New("--data names a folder for a server of the benchmark's own: leave DATABASE_URL unset")
	}
	server, err := private.Start(ctx, private.Options{Dir: dir, Settings: append(honest[:len(honest):len(honest)], ofKept...)})
	if err != nil {
		return nil, err
	}
	return &ground{url: server.URL("postgres"), secret: []byte("a secret of the benchmarks, known to all"), stop: server.Close, kept: true}, nil
}

// sown says what a kept database holds, in the comment of the database: it is written
// when everything is in, so that a load that was cut off is none.
func sown(at time.Time, parts ...string) string {
	return fmt.Sprintf("sown %x at %s", sha256.Sum256([]byte(strings.Join(parts, "\x00"))), at.UTC().Format(time.RFC3339))
}

// keptField takes up the database of this name if it was sown with the same, and says
// at which instant; else it makes it anew. What was migrated since is migrated.
func (g *ground) keptField(ctx context.Context, name string, parts ...string) (f *field, at time.Time, err error) {
	var comment *string
	if err := store.Admin(ctx, g.url, func(conn *pgx.Conn) error {
		err := conn.QueryRow(ctx, `SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1`, name).Scan(&comment)
		if errors.Is(err, pgx.ErrNoRows) {
			err = nil
		}
		if comment != nil {
			if _, when, found := strings.Cut(*comment, " at "); found {
				at, _ = time.Parse(time.RFC3339, when)
			}
		}
		if err != nil || !at.IsZero() && *comment == sown(at, parts...) {
			return err
		}
		at = time.Time{}
		if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			return err
		}
		_, err = conn.Exec(ctx, "CREATE DATABASE "+name)
		return err
	}); err != nil {
		return nil, at, fmt.Errorf("take up %s: %w", name, err)
	}
	f, err = g.opened(ctx, name)
	return f, at, err
}

// remember writes down that everything is in.
func (f *field) remember(ctx context.Context, at time.Time, parts ...string) error {
	_, err := f.admin.Exec(ctx, "COMMENT ON DATABASE "+f.name+" IS '"+sown(at, parts...)+"'")
	return err
}

// opened migrates a database and connects to it.
func (g *ground) opened(ctx context.Context, name string) (*field, error) {
	f := &field{name: name, ground: g}
	address, err := url.Parse(g.url)
	if err != nil {
		return f, fmt.Errorf("DATABASE_URL: %w", err)
	}
	address.Path = "/" + f.name
	f.Options = store.Options{URL: address.String(), Secret: g.secret, Conns: 4}
	if err := store.MigrateUp(ctx, f.Options); err != nil {
		return f, err
	}
	f.admin, err = pgx.Connect(ctx, f.URL)
	return f, err
}
