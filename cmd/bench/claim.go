package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// most is how many callers of pgbench ask at once. With more connections than that on
// few cores PostgreSQL only gets slower, and the limit would look lower than it is.
const most = 16

// claim measures what callers do all day: the next inquiry, its page, how the call ended.
func claim(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	fewest := map[int]float64{} // per second, of the fewest rows, by clients
	for _, rows := range o.rows {
		err := withField(ctx, g, func(f *field) error {
			f.ready = rows
			if err := f.settle(ctx, maxOf(o.clients)); err != nil {
				return err
			}
			for _, clients := range o.clients {
				m, err := f.claims(ctx, o, clients)
				if err != nil {
					return fmt.Errorf("claim with %d rows and %d clients: %w", rows, clients, err)
				}
				if first, measured := fewest[clients]; measured {
					m.Proof["flat"] = round(first/m.PerS, 2) // so many times slower than on the fewest rows
				} else {
					fewest[clients] = m.PerS
				}
				if err := say(m); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// claims measures one number of callers.
func (f *field) claims(ctx context.Context, o options, clients int) (m measurement, err error) {
	if err := f.open(ctx); err != nil {
		return m, err
	}
	if err := f.onDuty(ctx, clients, min(clients, most)); err != nil {
		return m, err
	}
	s, err := serve(ctx, f, o, 0)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	desk, err := seat(s.address, clients)
	if err != nil {
		return m, err
	}
	began := time.Now()
	if err := desk.work(500*time.Millisecond, new(tally)); err != nil { // until everything is warm
		return m, err
	}
	var mine, limit tally
	script, err := f.script(ctx)
	if err != nil {
		return m, err
	}
	defer script.close()
	for range o.rounds {
		if err := f.sow(ctx); err != nil {
			return m, err
		}
		if err := desk.measured(s, o.slice, &mine); err != nil {
			return m, err
		}
		if err := f.sow(ctx); err != nil {
			return m, err
		}
		if err := script.run(ctx, min(clients, most), o.slice, &limit); err != nil {
			return m, err
		}
	}
	m = measurement{Name: "claim", Rows: f.ready, Clients: clients, PerS: round(mine.perS(), 1), LimitPer: round(limit.perS(), 1), Ratio: round(mine.perS()/limit.perS(), 3),
		CPU: round(1000*mine.cpu/float64(mine.n), 3), Limit: fmt.Sprintf("pgbench, the same statements, %d connections", min(clients, most))}
	m.took(mine.took)
	if m.Proof, err = f.proveClaims(ctx, began); err != nil {
		return m, err
	}
	m.Proof["operations"] = mine.n
	m.Server, err = f.settings(ctx)
	m.Server.Conns = s.conns
	return m, err
}

// proveClaims counts in the database, not with the callers.
func (f *field) proveClaims(ctx context.Context, began time.Time) (map[string]any, error) {
	var claims, distinct, attempts, attempted, open, doubled, decisions, decided int
	err := f.admin.QueryRow(ctx, `
		SELECT count(*), count(DISTINCT inquiry_id), count(*) FILTER (WHERE ended_at IS NULL),
		       (SELECT count(*) FROM attempts WHERE at >= $1), (SELECT count(DISTINCT inquiry_id) FROM attempts WHERE at >= $1),
		       (SELECT count(*) FROM (SELECT FROM attempts GROUP BY inquiry_id HAVING count(*) > 1) twice),
		       (SELECT count(*) FROM decisions WHERE at >= $1 AND verdict IN ('allow', 'warn')),
		       (SELECT count(*) FROM claims c JOIN decisions d ON d.id = c.decision_id AND d.client_id = c.client_id AND d.inquiry_id = c.inquiry_id WHERE c.at >= $1)
		FROM claims WHERE at >= $1`, began).Scan(&claims, &distinct, &open, &attempts, &attempted, &doubled, &decisions, &decided)
	return map[string]any{"claims": claims, "distinct": distinct, "open": open, "attempts": attempts, "attempts_distinct": attempted, "double": claims - distinct + doubled, "decisions": decisions, "claims_decided": decided}, err
}

// A tally is what one side has done so far.
type tally struct {
	n       int
	seconds float64
	cpu     float64 // seconds
	took    []time.Duration
}

func (t *tally) perS() float64 { return float64(t.n) / max(t.seconds, 1e-9) }

// A desk is so many callers, each with a browser.
type desk struct{ callers []*caller }

// A caller has an inquiry's page before him.
type caller struct {
	*browser
	page  string // its address
	token string // of its form
	took  []time.Duration
}

// seat has each caller sign in and ask for the first inquiry.
func seat(address string, n int) (*desk, error) {
	d := new(desk)
	for number := range n {
		b, err := newBrowser(address, number+1)
		if err != nil {
			return nil, err
		}
		c := &caller{browser: b}
		if c.page, err = b.post("/console/next", ""); err != nil {
			return nil, err
		}
		if c.token, err = b.get(c.page); err != nil {
			return nil, err
		}
		d.callers = append(d.callers, c)
	}
	return d, nil
}

// work lets everybody call for a while.
func (d *desk) work(length time.Duration, into *tally) error {
	var all sync.WaitGroup
	failed := make([]error, len(d.callers))
	began := time.Now()
	for n, c := range d.callers {
		c.took = c.took[:0]
		all.Go(func() {
			for failed[n] == nil && time.Since(began) < length {
				failed[n] = c.call()
			}
		})
	}
	all.Wait()
	into.seconds += since(began)
	for _, c := range d.callers {
		into.n += len(c.took)
		into.took = append(into.took, c.took...)
	}
	return errors.Join(failed...)
}

// measured is work, with what it costs the server.
func (d *desk) measured(s *server, length time.Duration, into *tally) error {
	before, err := s.cpu()
	if err != nil {
		return err
	}
	if err := d.work(length, into); err != nil {
		return err
	}
	after, err := s.cpu()
	into.cpu += after - before
	return err
}

// call says that nobody picked up, is given the next inquiry, and opens its page.
func (c *caller) call() (err error) {
	began := time.Now()
	if c.page, err = c.post(c.page+"/attempts", "token="+c.token+"&version=0&for_rep=&internal=&disposition=no_answer"); err != nil {
		return err
	}
	if !strings.HasPrefix(c.page, "/console/inquiries/") {
		return fmt.Errorf("nobody is left to call: %s", c.page)
	}
	if c.token, err = c.get(c.page); err != nil {
		return err
	}
	c.took = append(c.took, time.Since(began))
	return nil
}

func maxOf(all []int) (most int) {
	for _, n := range all {
		most = max(most, n)
	}
	return most
}
