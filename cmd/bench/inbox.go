package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"time"
)

//go:embed leads.sql
var leadsSQL string

// within95 is how long the server may take over a rep's page, at the 95th percentile;
// and compressed, how many bytes its HTML and styles may be together.
const (
	within95   = 20.0 // ms
	compressed = 14 * 1024
)

// inbox measures a rep's two pages among so many leads: the list and one lead.
func inbox(ctx context.Context, o options, say func(measurement) error) error {
	g, err := openGround(ctx)
	if err != nil {
		return err
	}
	for _, rows := range o.rows {
		err = errors.Join(err, withField(ctx, g, func(f *field) error { return f.inbox(ctx, o, rows, say) }))
	}
	return errors.Join(err, g.stop())
}

func (f *field) inbox(ctx context.Context, o options, rows int, say func(measurement) error) (err error) {
	rep := "Rae Okafor"
	f.rows = 1 // no inquiries: leads alone
	for _, step := range []func(context.Context) error{func(ctx context.Context) error { return f.settle(ctx, 1) },
		func(ctx context.Context) error { return f.sowLeads(ctx, rows, rep) }, f.settleDown,
		func(ctx context.Context) error { return f.signIn(ctx, firstOfCast, f.cast.User(rep)) }} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	s, err := serve(ctx, f, o, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	var lead string
	if err := f.admin.QueryRow(ctx, `SELECT id::text FROM leads WHERE rep_id = $1 AND closed_at IS NULL ORDER BY next_at LIMIT 1`, f.cast.User(rep).ID).Scan(&lead); err != nil {
		return err
	}
	for _, page := range []struct{ name, path string }{{"inbox", "/portal"}, {"lead", "/portal/leads/" + lead}} {
		m, err := s.page(page.name, page.path, o, rows)
		if err != nil {
			return err
		}
		if m.Server, err = f.settings(ctx); err != nil {
			return err
		}
		m.Server.Conns = s.conns
		if m.Proof["largest_paint_ms"], err = s.paints(ctx, page.path); err != nil {
			return err
		}
		m.Proof["of_paint_ms"] = painted
		if err := say(m); err != nil {
			return err
		}
	}
	return nil
}

// sowLeads writes the leads of Harbour.
func (f *field) sowLeads(ctx context.Context, rows int, rep string) error {
	if _, err := f.admin.Exec(ctx, `SET session_replication_role = replica`); err != nil {
		return fmt.Errorf("sowing takes a superuser: %w", err)
	}
	client, program, source := f.cast.Client("harbour-dental").ID, f.cast.Program("scanners-us").ID, f.cast.Source("FDC Orlando").ID
	for first := 0; first < rows; first += atOnce {
		if _, err := f.admin.Exec(ctx, leadsSQL, first, min(first+atOnce, rows)-1, client, program, source, f.cast.User(rep).ID, time.Now()); err != nil {
			return fmt.Errorf("sow leads: %w", err)
		}
	}
	_, err := f.admin.Exec(ctx, `SET session_replication_role = origin`)
	return err
}

// page reads a page again and again, as one rep does.
func (s *server) page(name, path string, o options, rows int) (m measurement, err error) {
	reader, err := newBrowser(s.address, firstOfCast)
	if err != nil {
		return m, err
	}
	read := func(length time.Duration) (took []time.Duration, err error) {
		for began := time.Now(); time.Since(began) < length; {
			asked := time.Now()
			if status, err := reader.open(path); err != nil || status != http.StatusOK {
				return nil, errors.Join(err, fmt.Errorf("GET %s: %d", path, status))
			}
			took = append(took, time.Since(asked))
		}
		return took, nil
	}
	if _, err := read(o.slice); err != nil { // until everything is warm
		return m, err
	}
	before, err := s.cpu()
	if err != nil {
		return m, err
	}
	took, err := read(o.slice * time.Duration(o.rounds))
	if err != nil {
		return m, err
	}
	after, err := s.cpu()
	if err != nil {
		return m, err
	}
	html, css, err := s.weight(path)
	if err != nil {
		return m, err
	}
	m = measurement{Name: name, Rows: rows, Clients: 1, PerS: round(float64(len(took))/(o.slice*time.Duration(o.rounds)).Seconds(), 1), LimitPer: round(1000/within95, 1), CPU: round(1000*(after-before)/float64(len(took)), 3),
		Limit: fmt.Sprintf("%.0f ms at the 95th percentile; the ratio is of it. HTML and styles together: %d bytes compressed. Largest paint on a phone with %.1f Mbit/s, %.0f ms a round and a quarter of the processor: %.0f ms", within95, compressed, bitsPerS/1e6, roundMS, painted)}
	m.took(took)
	slices.Sort(took)
	p95 := millis(percentile(took, 0.95))
	m.Ratio = round(p95/within95, 3)
	m.Proof = map[string]any{"pages": len(took), "p95_ms": p95, "html_bytes": html, "css_bytes": css, "together_bytes": html + css, "of_bytes": compressed}
	return m, nil
}

var stylesheet = regexp.MustCompile(`/static/portal\.[0-9a-f]{12}\.css`)

// weight is how many bytes a page and its stylesheet are, as they are sent.
func (s *server) weight(path string) (html, css int, err error) {
	sent, err := s.fetch(path, "gzip")
	if err != nil {
		return 0, 0, err
	}
	plain, err := s.fetch(path, "identity")
	if err != nil {
		return 0, 0, err
	}
	styles := stylesheet.FindString(string(plain))
	if styles == "" {
		return 0, 0, fmt.Errorf("%s names no stylesheet", path)
	}
	sheet, err := s.fetch(styles, "gzip")
	return len(sent), len(sheet), err
}

func (s *server) fetch(path, encoding string) ([]byte, error) {
	r, err := http.NewRequest(http.MethodGet, "http://"+s.address+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept-Encoding", encoding)
	r.Header.Set("Cookie", fmt.Sprintf("ripen=bench-session-%d", firstOfCast))
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(answer.Body)
}
