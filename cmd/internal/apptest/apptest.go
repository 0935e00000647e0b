// Package apptest opens the whole of Ripen for a test: the real app on a database of
// its own, by a clock that the test moves, and its web on a port of this machine.
package apptest

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/cmd/internal/demo"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/jobs"
	"ripen/services/store/storetest"
	"ripen/web"
)

// Noon is when every test begins: a Tuesday, 11:00 in New York and 16:00 in London.
var Noon = agencytest.Noon

// A House is the app, its cast and its web.
type House struct {
	*app.App
	Cast  *clients.Cast
	Clock *agencytest.Clock
	URL   string
	jobs  *jobs.Jobs
	t     testing.TB
}

// Change changes the configuration before the app opens.
type Change func(*config.Config)

// Open settles the cast on a fresh database and serves it.
func Open(t testing.TB, changes ...Change) *House {
	t.Helper()
	return open(t, nil, changes)
}

// Seeded is a house in which the cast has worked so many days, with the arrivals thinned
// to a share.
func Seeded(t testing.TB, days int, share float64, changes ...Change) *House {
	t.Helper()
	return open(t, func(ctx context.Context, a *app.App) error {
		return demo.SeedDays(ctx, a, days, share, func(string) {})
	}, changes)
}

func open(t testing.TB, before func(context.Context, *app.App) error, changes []Change) *House {
	t.Helper()
	h := &House{Clock: new(agencytest.Clock), t: t}
	h.Clock.Set(Noon)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	h.must(err)
	h.URL = "http://" + listener.Addr().String()
	o := storetest.Database(t)
	c := config.Config{DatabaseURL: o.URL, Secret: o.Secret, Conns: o.Conns, BaseURL: h.URL, Env: config.Development, Demo: true, Agency: "Northlight Leads", LogLevel: "error"}
	for _, change := range changes {
		change(&c)
	}
	ctx := context.Background()
	h.App, err = app.Open(ctx, c)
	h.must(err)
	t.Cleanup(func() { _ = h.Close() })
	h.Log = slog.New(slog.NewTextHandler(&toTest{t}, &slog.HandlerOptions{Level: slog.LevelError}))
	h.Services, err = h.ByClock(h.Clock.Now)
	h.must(err)
	if before != nil {
		h.must(before(ctx, h.App))
	}
	h.Cast, err = h.Clients.Settle(ctx, models.Operator(), sample.Northlight(), Noon)
	h.must(err)
	h.jobs, err = h.Jobs(h.Services)
	h.must(err)
	h.serve(listener)
	return h
}

func (h *House) serve(listener net.Listener) {
	handler, err := web.New(h.House(true))
	h.must(err)
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: handler, ErrorLog: slog.NewLogLogger(slog.NewTextHandler(io.Discard, nil), slog.LevelError), ReadHeaderTimeout: time.Minute}}
	server.Start()
	h.t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
}

// Tick does everything that is due by now.
func (h *House) Tick() jobs.Ticked {
	h.t.Helper()
	ticked, err := h.jobs.Tick(context.Background(), h.Clock.Now())
	h.must(err)
	return ticked
}

// Later moves the clock on, and does everything that is due by then.
func (h *House) Later(d time.Duration) jobs.Ticked {
	h.t.Helper()
	h.Clock.Move(d)
	return h.Tick()
}

func (h *House) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// toTest writes what the app logs as an error into the test's own log.
type toTest struct{ t testing.TB }

func (w *toTest) Write(p []byte) (int, error) {
	defer func() { _ = recover() }() // a request that outlives its test
	w.t.Logf("app: %s", p)
	return len(p), nil
}
