package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// A shelf is one field's list, as a supervisor reads it.
type shelf struct {
	*field
	server  *server
	reader  *browser
	pages   [2]string // the first and a deep one
	tallies [2]tally
}

var depths = [2]string{"first", "deep"}

// list measures a page of the supervisor's inquiries on few and on many of them, in
// turns. The limit of the many is the few.
func list(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	var shelves []*shelf
	defer func() {
		for _, s := range shelves {
			err = errors.Join(err, s.put(context.WithoutCancel(ctx)))
		}
	}()
	for _, rows := range o.rows {
		s, err := g.shelf(ctx, o, rows)
		if s != nil {
			shelves = append(shelves, s)
		}
		if err != nil {
			return err
		}
	}
	for turn := range o.rounds + 1 {
		for depth := range depths {
			for _, s := range shelves {
				if err := s.read(o.slice/4, depth, turn > 0); err != nil { // the first turn is until everything is warm
					return err
				}
			}
		}
	}
	for _, s := range shelves {
		for depth := range depths {
			m, err := s.measured(ctx, depth, shelves[0])
			if err != nil {
				return err
			}
			if err := say(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// shelf makes a field of so many inquiries and opens its list.
func (g *ground) shelf(ctx context.Context, o options, rows int) (s *shelf, err error) {
	f, err := g.database(ctx)
	if err != nil {
		return nil, err
	}
	s, f.ready = &shelf{field: f}, rows
	for _, step := range []func(context.Context) error{func(ctx context.Context) error { return f.settle(ctx, 1) }, f.sow, f.settleDown,
		func(ctx context.Context) error { return f.signIn(ctx, firstOfCast, f.cast.User("Priya Raman")) }} {
		if err := step(ctx); err != nil {
			return s, err
		}
	}
	if s.server, err = serve(ctx, f, o, 0); err != nil {
		return s, err
	}
	var micros int64
	var id string
	err = f.admin.QueryRow(ctx, `SELECT (extract(epoch FROM received_at) * 1000000)::bigint, id::text FROM inquiries ORDER BY received_at DESC, id DESC OFFSET $1 LIMIT 1`, rows*9/10).Scan(&micros, &id)
	s.pages = [2]string{"/desk/inquiries", fmt.Sprintf("/desk/inquiries?before=%d.%s", micros, id)}
	return s, err
}

// read reads a page again and again.
func (s *shelf) read(length time.Duration, depth int, counts bool) error {
	if s.reader == nil { // only now: a server waits seconds for the first request, and sowing takes longer
		reader, err := newBrowser(s.server.address, firstOfCast)
		if err != nil {
			return err
		}
		s.reader = reader
	}
	before, err := s.server.cpu()
	if err != nil {
		return err
	}
	into, began := &s.tallies[depth], time.Now()
	for time.Since(began) < length {
		asked := time.Now()
		status, err := s.reader.open(s.pages[depth])
		if err != nil || status != http.StatusOK {
			return errors.Join(err, fmt.Errorf("GET %s: %d", s.pages[depth], status))
		}
		if counts {
			into.n++
			into.took = append(into.took, time.Since(asked))
		}
	}
	after, err := s.server.cpu()
	if counts {
		into.seconds += since(began)
		into.cpu += after - before
	}
	return err
}

func (s *shelf) measured(ctx context.Context, depth int, few *shelf) (m measurement, err error) {
	mine, limit := &s.tallies[depth], &few.tallies[depth]
	var base measurement
	base.took(limit.took)
	m = measurement{Name: "list-" + depths[depth], Rows: s.ready, Clients: 1, PerS: round(mine.perS(), 1), LimitPer: round(limit.perS(), 1), CPU: round(1000*mine.cpu/float64(mine.n), 3),
		Limit: fmt.Sprintf("the same page of %d inquiries; the ratio is of the p50, 1.2 at the most", few.ready)}
	m.took(mine.took)
	m.Ratio = round(m.P50/base.P50, 3)
	m.Server, err = s.settings(ctx)
	m.Server.Conns = s.server.conns
	m.Proof = map[string]any{"pages": mine.n, "page": s.pages[depth]}
	return m, err
}

// put away what the list needed.
func (s *shelf) put(ctx context.Context) (err error) {
	if s.server != nil {
		err = s.server.close()
	}
	return errors.Join(err, s.close(ctx))
}
