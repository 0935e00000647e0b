package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/demo"
	"ripen/models"
	"ripen/services/store"
	"ripen/web"
)

// How long requests, and then jobs, may take once the process has been told to stop.
const patience = 15 * time.Second

func serveCommand() *cobra.Command {
	var withCast, noJobs bool
	serve := &cobra.Command{
		Use: "serve", Short: "Serve the web, and do the jobs", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			if err := upToDate(ctx, a); err != nil {
				return err
			}
			if withCast {
				if err := onlyInDevelopment(a, "The demo"); err != nil {
					return err
				}
				if err := seedInSight(ctx, cmd, a); err != nil {
					return err
				}
				if err := onDemoTime(ctx, cmd, a); err != nil {
					return err
				}
			}
			if noJobs {
				return serveWeb(ctx, cmd, a, withCast)
			}
			stop, err := a.Work(ctx)
			if err != nil {
				return err
			}
			err = serveWeb(ctx, cmd, a, withCast)
			return errors.Join(err, stop(patience))
		}),
	}
	serve.Flags().BoolVar(&withCast, "demo", false, "seed the demo, and let anybody sign in as any of its cast; in development only")
	serve.Flags().BoolVar(&noJobs, "no-jobs", false, "leave the jobs to `ripen work`")
	return serve
}

// seedInSight makes the demo while its door says how far it has come.
func seedInSight(ctx context.Context, cmd *cobra.Command, a *app.App) error {
	var last atomic.Value
	last.Store("")
	door := &http.Server{Handler: web.Preparing(func() string { return last.Load().(string) }), ReadHeaderTimeout: 10 * time.Second}
	listener, err := listen(ctx, ":"+strconv.Itoa(a.Config.Port), "PORT")
	if err != nil {
		return err
	}
	go func() { _ = door.Serve(listener) }() // ends with Close
	defer func() { _ = door.Close() }()
	return demo.Seed(ctx, a, func(progress string) {
		last.Store(progress)
		say(cmd, "%s", progress)
	})
}

// onDemoTime lets the whole app run by the demo's clock: it is working hours whenever
// somebody looks.
func onDemoTime(ctx context.Context, cmd *cobra.Command, a *app.App) error {
	last, err := demo.Last(ctx, a)
	if err != nil {
		return err
	}
	now := demo.Clock(time.Now, last)
	if time.Until(now()) > time.Minute {
		say(cmd, "The demo’s clock is ahead: there it is %s in New York.", now().In(models.Location("America/New_York")).Format("Monday, 15:04"))
	}
	a.Services, err = a.ByClock(now)
	return err
}

// upToDate refuses to serve on a database that lacks migrations. Where the login may
// not look, the one who gave it has migrated.
func upToDate(ctx context.Context, a *app.App) error {
	if a.Database.Private {
		return nil // brought up to date when it was opened
	}
	if pending, err := store.Pending(ctx, a.Database.Options); err == nil && pending > 0 {
		return models.Refuse(models.Conflict, "", "%d migrations are still to be applied: run `ripen migrate up` first.", pending)
	}
	return a.Store.Ready(ctx)
}

// serveWeb serves until ctx ends; then nothing new is taken, and what has begun is ended.
func serveWeb(ctx context.Context, cmd *cobra.Command, a *app.App, withCast bool) error {
	pages, err := web.New(a.House(withCast))
	if err != nil {
		return err
	}
	site := &http.Server{Handler: pages, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn)}
	listener, err := listen(ctx, ":"+strconv.Itoa(a.Config.Port), "PORT")
	if err != nil {
		return err
	}
	listening, hangUp := context.WithCancel(ctx)
	defer a.Listen(listening)()
	defer hangUp()
	failed := make(chan error, 2)
	go func() { failed <- site.Serve(listener) }()
	servers := []*http.Server{site}
	if a.Config.MetricsAddr != "" {
		figures := &http.Server{Handler: web.MetricsHandler(), ReadHeaderTimeout: 10 * time.Second}
		door, err := listen(ctx, a.Config.MetricsAddr, "METRICS_ADDR")
		if err != nil {
			return errors.Join(err, site.Close())
		}
		go func() { failed <- figures.Serve(door) }()
		servers = append(servers, figures)
	}
	say(cmd, "Ripen is at %s", a.Config.BaseURL)
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = nil
	}
	return errors.Join(err, stopped(context.WithoutCancel(ctx), servers))
}

func listen(ctx context.Context, address, variable string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, models.Refuse(models.Conflict, variable, "Ripen cannot listen at %s (%v): set %s to another.", address, errors.Unwrap(err), variable)
	}
	return listener, nil
}

// stopped ends the servers: gently, and after a while with force. The streams to open
// pages have ended with the listening.
func stopped(ctx context.Context, servers []*http.Server) (err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, s := range servers {
		if s.Shutdown(ctx) != nil {
			if closing := s.Close(); closing != nil {
				err = errors.Join(err, fmt.Errorf("stop serving: %w", closing))
			}
		}
	}
	return err
}
