// Package storetest gives each test a migrated PostgreSQL database of its own, in
// some 30 ms: one throwaway server a test binary, and a template that is cloned.
package storetest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"ripen/services/store"
	"ripen/services/store/private"
)

// Secret is the installation's secret in every test.
var Secret = []byte("a secret that only the tests know")

var (
	ready  = sync.OnceValues(boot)
	server *private.Server
	serial atomic.Int64
)

// Main runs a package's tests and then stops the server. Call it from TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	if server != nil {
		_ = server.Close()
	}
	return code
}

// Open is a store on a fresh database that vanishes when the test ends.
func Open(tb testing.TB) *store.Store {
	tb.Helper()
	return Connect(tb, Database(tb))
}

// Connect is one more store on a database, as a second process would have it.
func Connect(tb testing.TB, o store.Options) *store.Store {
	tb.Helper()
	st, err := store.Open(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(st.Close)
	return st
}

// Database makes a fresh database and says how to open it; its URL is a privileged login's.
func Database(tb testing.TB) store.Options {
	tb.Helper()
	admin, err := ready()
	if err != nil {
		tb.Fatal(err)
	}
	ctx := context.Background()
	name := fmt.Sprintf("t%d_%d", os.Getpid(), serial.Add(1))
	if _, err := admin.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY file_copy"); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if _, err := admin.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			tb.Error(err)
		}
	})
	return store.Options{URL: server.URL(name), Secret: Secret, Conns: 8}
}

const template = "ripen_template"

// boot starts the server and makes the template that every test clones.
func boot() (admin *pgxpool.Pool, err error) {
	ctx := context.Background()
	if server, err = private.StartThrowaway(ctx); err != nil {
		return nil, err
	}
	if admin, err = pgxpool.New(ctx, server.URL("postgres")); err != nil {
		return nil, err
	}
	if _, err := admin.Exec(ctx, "CREATE DATABASE "+template); err != nil {
		return nil, err
	}
	if err := store.MigrateUp(ctx, store.Options{URL: server.URL(template), Secret: Secret}); err != nil {
		return nil, err
	}
	_, err = admin.Exec(ctx, "ALTER DATABASE "+template+" IS_TEMPLATE true ALLOW_CONNECTIONS false")
	return admin, err
}
