package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"ripen/models"
)

// viewers is how many supervisors look at the desk at once, and least the share of their
// work that the callers must keep then.
const (
	viewers   = 200
	leastKept = 0.90
)

// sse measures what callers do all day, without and with viewers of the desk, in turns on
// one server. The limit is the callers alone.
func sse(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	for _, rows := range o.rows {
		err := withField(ctx, g, func(f *field) error {
			f.ready = rows
			if err := f.settle(ctx, maxOf(o.clients)); err != nil {
				return err
			}
			if err := f.signIn(ctx, firstOfCast, models.User{ID: f.cast.User("Priya Raman").ID}); err != nil {
				return err
			}
			for _, clients := range o.clients {
				m, err := f.watched(ctx, o, clients)
				if err != nil {
					return fmt.Errorf("sse with %d rows and %d clients: %w", rows, clients, err)
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

// watched measures one number of callers.
func (f *field) watched(ctx context.Context, o options, clients int) (m measurement, err error) {
	if err := f.open(ctx); err != nil {
		return m, err
	}
	if err := f.onDuty(ctx, clients, 0); err != nil {
		return m, err
	}
	s, err := serve(ctx, f, o, 0)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	d, err := seat(s.address, clients)
	if err != nil {
		return m, err
	}
	if err := d.work(time.Second, new(tally)); err != nil { // until everything is warm
		return m, err
	}
	var alone, watched tally
	var events, bytes int64
	for range o.rounds {
		if err := f.sow(ctx); err != nil {
			return m, err
		}
		if err := d.measured(s, o.slice, &alone); err != nil {
			return m, err
		}
		if err := f.sow(ctx); err != nil {
			return m, err
		}
		crowd, err := lookOn(s.address, viewers)
		if err != nil {
			return m, err
		}
		failed := d.measured(s, o.slice, &watched)
		crowd.leave()
		events, bytes = events+crowd.events.Load(), bytes+crowd.bytes.Load()
		if failed != nil {
			return m, failed
		}
	}
	m = measurement{Name: "sse", Rows: f.ready, Clients: clients, PerS: round(watched.perS(), 1), LimitPer: round(alone.perS(), 1), Ratio: round(watched.perS()/alone.perS(), 3),
		CPU: round(1000*watched.cpu/float64(watched.n), 3), Limit: fmt.Sprintf("the same callers without viewers; at least %.2f of it", leastKept)}
	m.took(watched.took)
	m.Proof = map[string]any{"viewers": viewers, "events": events, "event_bytes": bytes, "least_ratio": leastKept, "cpu_ms_alone": round(1000*alone.cpu/float64(alone.n), 3)}
	if events < viewers*int64(o.rounds) {
		return m, fmt.Errorf("%d events came to %d viewers: they saw nothing", events, viewers)
	}
	m.Server, err = f.settings(ctx)
	m.Server.Conns = s.conns
	return m, err
}

// A crowd looks at the desk.
type crowd struct {
	conns         []net.Conn
	all           sync.WaitGroup
	events, bytes atomic.Int64
}

// lookOn opens so many streams, and waits until each has been shown the desk.
func lookOn(address string, n int) (*crowd, error) {
	c := new(crowd)
	shown := make(chan error, n)
	for range n {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			c.leave()
			return nil, err
		}
		c.conns = append(c.conns, conn)
		c.all.Go(func() { c.look(conn, address, shown) })
	}
	for range n {
		if err := <-shown; err != nil {
			c.leave()
			return nil, err
		}
	}
	return c, nil
}

// look reads a stream to its end, as cheaply as can be: whoever looks shares the machine
// with who is looked at.
func (c *crowd) look(conn net.Conn, address string, shown chan<- error) {
	_, err := fmt.Fprintf(conn, "GET /desk/live HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nCookie: ripen=bench-session-%d\r\n\r\n", address, firstOfCast)
	in := bufio.NewReaderSize(conn, 64<<10)
	first := true
	for err == nil {
		var line []byte
		line, err = in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			err = nil
		}
		c.bytes.Add(int64(len(line)))
		if first && strings.HasPrefix(string(line), "HTTP/1.1 ") && !strings.HasPrefix(string(line), "HTTP/1.1 200") {
			err = fmt.Errorf("GET /desk/live: %s", line)
		}
		if strings.HasPrefix(string(line), "event: parts") {
			c.events.Add(1)
			if first {
				first = false
				shown <- nil
			}
		}
	}
	if first {
		shown <- err
	}
}

// leave closes every stream.
func (c *crowd) leave() {
	for _, conn := range c.conns {
		_ = conn.Close()
	}
	c.all.Wait()
}
