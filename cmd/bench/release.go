package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/services/push"
)

//go:embed pend.sql
var pendSQL string

// slowest is how long it may take from the end of the recall window until the letter is
// handed over and the webhook is there: of a hundred leads ninety-nine.
const slowest = time.Second

// during is how long leads are released for each measurement.
const during = 20 * time.Second

// loopback is what the benchmarks let webhooks reach: their own receiver.
var loopback = netip.MustParsePrefix("127.0.0.0/8")

// releasing measures from the end of the recall window to the mail server and to the
// client's system, both in this process; Ripen works in one of its own. One more system of
// each client never answers, so that what hangs is seen to hold up nobody. The number of
// clients is how many leads are released in a second.
func releasing(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	for _, rows := range o.rows {
		for _, rate := range o.clients {
			err := withField(ctx, g, func(f *field) error {
				f.ready = max(rows, rate*int(during.Seconds()))
				if err := f.settle(ctx, 1); err != nil {
					return err
				}
				if err := f.open(ctx); err != nil {
					return err
				}
				return f.releases(ctx, rate, say)
			})
			if err != nil {
				return fmt.Errorf("release %d a second with %d rows: %w", rate, rows, err)
			}
		}
	}
	return nil
}

// releases measures one rate.
func (f *field) releases(ctx context.Context, rate int, say func(measurement) error) (err error) {
	into, err := receive()
	if err != nil {
		return err
	}
	defer into.close()
	if err := f.hook(ctx, into); err != nil {
		return err
	}
	w, err := work(ctx, f, into)
	if err != nil {
		return err
	}
	defer func() {
		if w != nil {
			err = errors.Join(err, w.close())
		}
	}()
	n, first := rate*int(during.Seconds()), time.Now().Add(2*time.Second)
	done, err := f.admin.Exec(ctx, pendSQL, pastCalls, pastCalls+n-1, first, rate, f.cast.User("Dana Whitfield").ID)
	if err != nil {
		return fmt.Errorf("grade: %w", err)
	}
	if done.RowsAffected() != int64(n) {
		return fmt.Errorf("%d inquiries were graded instead of %d", done.RowsAffected(), n)
	}
	if time.Now().After(first) {
		return errors.New("the machine is too slow to begin: the first recall windows are over already")
	}
	if err := into.wait(ctx, n, time.Until(first)+during+30*time.Second); err != nil {
		return err
	}
	ended := w
	w = nil
	if err := ended.close(); err != nil {
		return err
	}
	return f.tell(ctx, into, ended, rate, n, say)
}

// hook gives each client a system that answers, and one that does not.
func (f *field) hook(ctx context.Context, into *receivers) (err error) {
	a, err := app.Open(ctx, config.Config{DatabaseURL: f.URL, Secret: f.Secret, BaseURL: "http://localhost", Env: config.Development, Conns: 4, Reach: []netip.Prefix{loopback}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	by := f.cast.As("Clara Nyberg")
	known, err := a.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	for _, c := range known {
		for _, path := range []string{"/leads", "/hangs"} {
			if _, _, err := a.Push.Add(ctx, by, models.NewID(), c.ID, push.Draft{Name: path, URL: into.url + path, Events: models.WebhookEvents}); err != nil {
				return err
			}
		}
	}
	return nil
}

// tell prints one line for letters and one for webhooks.
func (f *field) tell(ctx context.Context, into *receivers, w *worker, rate, n int, say func(measurement) error) error {
	ended := map[string]time.Time{}
	rows, err := f.admin.Query(ctx, `SELECT l.id::text, r.due_at FROM leads l JOIN releases r ON r.inquiry_id = l.inquiry_id AND r.client_id = l.client_id WHERE l.kind = 'released'`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var at time.Time
		if err := rows.Scan(&id, &at); err != nil {
			return err
		}
		ended[id] = at
	}
	if err := rows.Err(); err != nil {
		return err
	}
	settings, err := f.settings(ctx)
	if err != nil {
		return err
	}
	settings.Conns = w.conns
	for _, way := range []*arrivals{&into.letters, &into.hooks} {
		m := measurement{Name: "release-" + way.name, Rows: f.ready, Clients: rate, LimitPer: float64(rate), CPU: round(w.cpu()*1000/float64(n), 3), Limit: fmt.Sprintf("p99 below %s from the end of the recall window", slowest), Server: settings}
		var took []time.Duration
		var last time.Time
		for id, at := range way.first {
			if end, known := ended[id]; known {
				took = append(took, at.Sub(end))
				if at.After(last) {
					last = at
				}
			}
		}
		m.took(took)
		m.PerS = round(float64(len(took))/max(last.Sub(way.begun(ended)).Seconds(), 1e-9), 1)
		m.Ratio = round(m.PerS/m.LimitPer, 3)
		m.Proof = map[string]any{"limit_ms": slowest.Milliseconds(), "within": m.P99 < millis(slowest), "lost": n - len(took), "doubled": way.doubled, "hung": into.hung.Load()}
		if err := say(m); err != nil {
			return err
		}
		if len(took) != n || way.doubled > 0 {
			return fmt.Errorf("%d of %d leads arrived by %s, %d of them twice", len(took), n, way.name, way.doubled)
		}
	}
	return nil
}
