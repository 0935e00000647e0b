package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
)

//go:embed gate.sql
var gateSQL string

// hard are places with statutes, several clocks, or neither number nor address that
// tells which: what the policy has most to do with.
var hard = []policy.Place{
	{Country: "US", Region: "FL"}, {Country: "US", Region: "AL"}, {Country: "US", Region: "KY"}, {Country: "US", Region: "IN"}, {Country: "US"},
	{Country: "CA"}, {Country: "CA", Region: "QC"}, {Country: "GB"}, {Country: "DE"}, {Country: "FR"}, {Country: "AU"}, {Country: "AU", Region: "NSW"},
}

// gateLimit is what a decision may take at the 95th percentile, in milliseconds.
const gateLimit = 2.0

// ahead is how far off the next Wednesday is, so that it is asked when most may be called
// and a cap, not the hour, decides: the afternoon in Europe, the morning in America.
func ahead() time.Duration {
	now := time.Now().UTC()
	days := (int(time.Wednesday-now.Weekday())+6)%7 + 1
	return time.Date(now.Year(), now.Month(), now.Day()+days, 16, 0, 0, 0, time.UTC).Sub(now).Truncate(time.Hour)
}

// gate measures the calling policy's answer, in this process: the question put together
// from the facts of an inquiry, and decided; beside it the whole with the facts read.
func gate(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	for _, rows := range o.rows {
		for _, clients := range o.clients {
			err := withField(ctx, g, func(f *field) error {
				f.ready = rows
				m, err := f.gates(ctx, o, clients)
				if err != nil {
					return err
				}
				return say(m)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// gates has so many ask at once.
func (f *field) gates(ctx context.Context, o options, clients int) (m measurement, err error) {
	if err := f.settle(ctx, clients); err != nil {
		return m, err
	}
	if err := f.harden(ctx); err != nil {
		return m, err
	}
	st, err := store.Open(ctx, store.Options{URL: f.URL, Secret: f.Secret, Conns: clients + 1})
	if err != nil {
		return m, err
	}
	defer st.Close()
	rows, err := store.Look[struct{ ID models.ID }](ctx, st, models.Operator(), `SELECT id FROM inquiries WHERE state = 'ready' ORDER BY md5(id::text) LIMIT 5000`)
	if err != nil {
		return m, err
	}
	service := queue.New(st, policy.NewBook(), func() time.Time { return time.Now().Add(ahead()) })
	verdicts := map[policy.Verdict]int{}
	var decided, whole []time.Duration
	var lock sync.Mutex
	var all sync.WaitGroup
	failed := make([]error, clients)
	began := time.Now()
	for n := range clients {
		all.Go(func() {
			for k := n; failed[n] == nil && time.Since(began) < o.slice*time.Duration(o.rounds); k += clients {
				asked := time.Now()
				d, took, err := service.Gate(ctx, models.Operator(), rows[k%len(rows)].ID)
				lock.Lock()
				failed[n], whole, decided = err, append(whole, time.Since(asked)), append(decided, took)
				verdicts[d.Verdict]++
				lock.Unlock()
			}
		})
	}
	all.Wait()
	if err := errors.Join(failed...); err != nil {
		return m, err
	}
	seconds := since(began)
	m = measurement{Name: "gate", Rows: f.ready, Clients: clients, PerS: round(float64(len(decided))/seconds, 1), Limit: fmt.Sprintf("p95 of a decision under %g ms; the ratio is the share of it that is taken", gateLimit)}
	m.took(decided)
	slices.Sort(whole)
	p95 := millis(percentile(decided, 0.95))
	m.Ratio = round(p95/gateLimit, 3)
	m.Proof = map[string]any{"decision_p95_ms": p95, "limit_ms": gateLimit, "within": p95 < gateLimit, "with_facts_p95_ms": millis(percentile(whole, 0.95)), "decisions": len(decided)}
	for verdict, n := range verdicts {
		m.Proof["verdict_"+string(verdict)] = n
	}
	m.Server, err = f.settings(ctx)
	return m, err
}

// harden sows people in places with rules, who have been tried before; some must not be called.
func (f *field) harden(ctx context.Context) error {
	st, err := store.Open(ctx, f.Options)
	if err != nil {
		return err
	}
	defer st.Close()
	err = st.Tx(ctx, models.Operator(), func(tx *store.Tx) error {
		book := policy.NewBook()
		f.agency.windows = nil
		for _, place := range hard {
			id, err := book.ID(tx, policy.WindowFor(policy.Standard(), place, ""))
			if err != nil {
				return err
			}
			f.agency.windows = append(f.agency.windows, int32(id))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := f.sow(ctx); err != nil {
		return err
	}
	if _, err := f.admin.Exec(ctx, `SET session_replication_role = replica`); err != nil {
		return err
	}
	if _, err := f.admin.Exec(ctx, gateSQL, time.Now().Add(ahead())); err != nil {
		return fmt.Errorf("attempts: %w", err)
	}
	return f.settleDown(ctx)
}
