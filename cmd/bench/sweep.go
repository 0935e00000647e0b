package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
)

//go:embed late.sql
var lateSQL string

//go:embed won.sql
var wonSQL string

// swept is how long a sweep of that many open leads may take; shown, how long the server may
// take over the list of customers.
const (
	swept = 2.0  // s
	shown = 50.0 // ms
)

// sweeping measures one sweep of a client's open leads for deadlines: every date worked out
// anew; nothing to tell; and as many messages as one sweep writes.
func sweeping(ctx context.Context, o options, say func(measurement) error) error {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	for _, rows := range o.rows {
		err = errors.Join(err, withField(ctx, g, func(f *field) error { return f.sweeping(ctx, rows, say) }))
	}
	return errors.Join(err, g.stop())
}

func (f *field) sweeping(ctx context.Context, rows int, say func(measurement) error) (err error) {
	f.rows = 1 // no inquiries: leads alone
	if err := f.settle(ctx, 1); err != nil {
		return err
	}
	if err := f.sowLeads(ctx, rows, "Rae Okafor"); err != nil {
		return err
	}
	at := time.Now()
	reps := []models.ID{f.cast.User("Rae Okafor").ID, f.cast.User("Ben Castillo").ID}
	if _, err := f.admin.Exec(ctx, lateSQL, f.cast.Client("harbour-dental").ID, reps, at, rows/40); err != nil {
		return fmt.Errorf("open the leads: %w", err)
	}
	if err := f.settleDown(ctx); err != nil {
		return err
	}
	a, err := app.Open(ctx, config.Config{DatabaseURL: f.URL, Secret: f.Secret, BaseURL: "http://localhost", Env: config.Production, Conns: 4})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	for _, name := range []string{"sweep, telling", "sweep, telling", "sweep, quiet", "sweep, quiet", "sweep, quiet"} {
		began := time.Now()
		did, err := a.FollowUp.Sweep(ctx, f.cast.Client("harbour-dental").ID, at)
		if err != nil {
			return err
		}
		took := since(began)
		m := measurement{Name: name, Rows: rows, Clients: 1, PerS: round(float64(rows)/took, 0), LimitPer: round(float64(rows)/swept, 0), Ratio: round(took/swept, 3), Limit: fmt.Sprintf("%.0f s for all of them; the ratio is of it", swept),
			Proof: map[string]any{"seconds": round(took, 3), "of_seconds": swept, "reminded": did.Reminded, "overdue": did.Overdue}}
		m.took([]time.Duration{time.Duration(took * float64(time.Second))})
		if m.Server, err = f.settings(ctx); err != nil {
			return err
		}
		if err := say(m); err != nil {
			return err
		}
	}
	return nil
}

// customers measures the list of customers of a client with so many won leads.
func customers(ctx context.Context, o options, say func(measurement) error) error {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	for _, rows := range o.rows {
		err = errors.Join(err, withField(ctx, g, func(f *field) error { return f.customers(ctx, o, rows, say) }))
	}
	return errors.Join(err, g.stop())
}

func (f *field) customers(ctx context.Context, o options, rows int, say func(measurement) error) (err error) {
	f.rows = 1
	for _, step := range []func(context.Context) error{func(ctx context.Context) error { return f.settle(ctx, 1) },
		func(ctx context.Context) error { return f.sowLeads(ctx, rows, "Rae Okafor") },
		func(ctx context.Context) error {
			_, err := f.admin.Exec(ctx, wonSQL, f.cast.Client("harbour-dental").ID, f.cast.User("Rae Okafor").ID, time.Now())
			return err
		}, f.settleDown, func(ctx context.Context) error { return f.signIn(ctx, firstOfCast, f.cast.User("Marta Silva")) }} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	a, err := app.Open(ctx, config.Config{DatabaseURL: f.URL, Secret: f.Secret, BaseURL: "http://localhost", Env: config.Production, Conns: 4})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	counting := time.Now()
	if err := a.Reports.CountCustomers(ctx, f.cast.Client("harbour-dental").ID); err != nil {
		return err
	}
	counted := since(counting)
	if err := f.settleDown(ctx); err != nil {
		return err
	}
	s, err := serve(ctx, f, o, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	reader, err := newBrowser(s.address, firstOfCast)
	if err != nil {
		return err
	}
	for _, path := range []string{"/portal/customers", "/portal/customers?show=quiet"} {
		var took []time.Duration
		for began := time.Now(); time.Since(began) < o.slice*time.Duration(o.rounds); {
			asked := time.Now()
			if status, err := reader.open(path); err != nil || status != http.StatusOK {
				return errors.Join(err, fmt.Errorf("GET %s: %d", path, status))
			}
			took = append(took, time.Since(asked))
		}
		m := measurement{Name: path[len("/portal/"):], Rows: rows, Clients: 1, PerS: round(float64(len(took))/(o.slice*time.Duration(o.rounds)).Seconds(), 1), LimitPer: round(1000/shown, 1),
			Limit: fmt.Sprintf("%.0f ms at the 95th percentile; the ratio is of it", shown)}
		m.took(took)
		slices.Sort(took)
		p95 := millis(percentile(took, 0.95))
		m.Ratio, m.Proof = round(p95/shown, 3), map[string]any{"p95_ms": p95, "counting_s": round(counted, 2)}
		if m.Server, err = f.settings(ctx); err != nil {
			return err
		}
		if err := say(m); err != nil {
			return err
		}
	}
	return nil
}
