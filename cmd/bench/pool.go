package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"ripen/models"
	"ripen/web"
)

// fewConns is a pool smaller than what one request of a careless server holds.
const fewConns = 4

// hangs is how long an answer may take before it counts as none.
const hangs = 20 * time.Second

// pool has many people open every page at once on a pool of 4 connections. A server
// that takes a second connection while it holds one stands still then.
func pool(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	for _, rows := range o.rows {
		for _, clients := range o.clients {
			if err := withField(ctx, g, func(f *field) error {
				f.ready = rows
				m, err := f.crowd(ctx, o, clients)
				if err != nil {
					return err
				}
				return say(m)
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// crowd has so many people of every role walk through all pages at once, over and over.
func (f *field) crowd(ctx context.Context, o options, people int) (m measurement, err error) {
	for _, step := range []func(context.Context) error{func(ctx context.Context) error { return f.settle(ctx, people) }, f.sow, f.settleDown} {
		if err := step(ctx); err != nil {
			return m, err
		}
	}
	who, err := f.everyRole(ctx)
	if err != nil {
		return m, err
	}
	s, err := serve(ctx, f, o, fewConns)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	before, err := s.cpu()
	if err != nil {
		return m, err
	}
	paths, walks := everyPage(), make([]walk, people)
	var all sync.WaitGroup
	began := time.Now()
	for n := range walks {
		all.Go(func() {
			if n%2 == 0 { // half of them work the queue meanwhile
				walks[n].work(s.address, n+1, began.Add(o.slice*time.Duration(o.rounds)))
				return
			}
			walks[n].through(s.address, firstOfCast+n/2%who, paths, began.Add(o.slice*time.Duration(o.rounds)))
		})
	}
	all.Wait()
	seconds := since(began)
	after, err := s.cpu()
	if err != nil {
		return m, err
	}
	var sum walk
	for _, w := range walks {
		sum.took, sum.failed = append(sum.took, w.took...), append(sum.failed, w.failed...)
	}
	m = measurement{Name: "pool", Rows: f.ready, Clients: people, PerS: round(float64(len(sum.took))/seconds, 1), CPU: round(1000*(after-before)/float64(max(len(sum.took), 1)), 3),
		Limit: "none: it must not hang"}
	m.took(sum.took)
	if len(sum.took) == 0 {
		return m, fmt.Errorf("nobody was answered: %v", sum.failed)
	}
	m.Proof = map[string]any{"requests": len(sum.took) + len(sum.failed), "failures": len(sum.failed), "slowest_ms": millis(sum.took[len(sum.took)-1]), "pages": len(paths)}
	if len(sum.failed) > 0 {
		m.Proof["first_failure"] = sum.failed[0]
	}
	m.Server, err = f.settings(ctx)
	m.Server.Conns = s.conns
	return m, err
}

// everyRole signs somebody of each role in, and answers how many they are.
func (f *field) everyRole(ctx context.Context) (n int, err error) {
	rows, err := f.admin.Query(ctx, `SELECT DISTINCT ON (role) id FROM users WHERE state = 'active' AND email NOT LIKE '%@bench.example' ORDER BY role, id`)
	if err != nil {
		return 0, err
	}
	var ids []models.ID
	for rows.Next() {
		var id models.ID
		if err := rows.Scan(&id); err != nil {
			return 0, err
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	for n, id := range ids {
		if err := f.signIn(ctx, firstOfCast+n, models.User{ID: id}); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// everyPage is the address of every page of the house that needs no id.
func everyPage() (paths []string) {
	for _, r := range web.Routes(web.House{}) {
		if r.Method == http.MethodGet && !strings.ContainsAny(r.Path, ":*") {
			paths = append(paths, r.Path)
		}
	}
	return paths
}

// A walk is what one person met.
type walk struct {
	took   []time.Duration
	failed []string
}

// through opens every page from one to the next. A page that is not theirs is answered
// too; what counts as failure is no answer, or one that begins with 5.
func (w *walk) through(address string, number int, paths []string, until time.Time) {
	b, err := newBrowser(address, number)
	if err != nil {
		w.failed = append(w.failed, err.Error())
		return
	}
	for time.Now().Before(until) {
		for _, path := range paths {
			asked := time.Now()
			_ = b.conn.SetDeadline(asked.Add(hangs)) // fails on a connection that the next request finds closed
			status, err := b.open(path)
			if err != nil || status >= http.StatusInternalServerError {
				w.failed = append(w.failed, fmt.Sprintf("GET %s: %d %v", path, status, err))
				return
			}
			w.took = append(w.took, time.Since(asked))
		}
	}
}

// work calls as in the benchmark of the claim.
func (w *walk) work(address string, number int, until time.Time) {
	b, err := newBrowser(address, number)
	if err != nil {
		w.failed = append(w.failed, err.Error())
		return
	}
	c := &caller{browser: b}
	_ = b.conn.SetDeadline(until.Add(hangs)) // as above
	if c.page, err = b.post("/console/next", ""); err == nil {
		c.token, err = b.get(c.page)
	}
	for err == nil && time.Now().Before(until) {
		err = c.call()
	}
	if err != nil {
		w.failed = append(w.failed, err.Error())
	}
	w.took = append(w.took, c.took...) // two requests each
}
