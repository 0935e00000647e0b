package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/raw"
)

var (
	//go:embed reports_watch.sql
	watchedPlainly string
	//go:embed reports_ended.sql
	endedPlainly string
)

// A plain is the SQL that asks the base tables the same, with its arguments. The measure
// beside it is how long that takes as the superuser, whom no timeout ends and no policy
// holds up.
type plain struct {
	question string
	args     []any
}

// An asked is a report that is asked again and again.
type asked struct {
	name string
	raw  plain
	ask  func(context.Context) error
}

// asked is every report of the largest client.
func (r *measuredReports) asked() []asked {
	figures, agency, by, id := r.app.Reports, models.Operator(), r.by, r.client
	all, event := reports.Question{Basis: reports.ByArrival, Attribution: reports.First}, reports.Question{Basis: reports.ByEvent, Attribution: reports.Even}
	year := reports.Question{From: r.at.AddDate(-1, 0, 0), To: r.at}
	of := func(q reports.Question) reports.Question { q.Source = r.source; return q }
	sources := func(q reports.Question) plain {
		return plain{raw.Sources, []any{id, nil, nil, string(q.Basis), string(q.Attribution), nil}}
	}
	watched, ended := plain{watchedPlainly, []any{id}}, plain{endedPlainly, []any{id}}
	return []asked{
		{"sources", sources(all), func(ctx context.Context) error {
			_, err := figures.Sources(ctx, by, id, all)
			return err
		}},
		{"sources-event", sources(event), func(ctx context.Context) error {
			_, err := figures.Sources(ctx, by, id, event)
			return err
		}},
		{"effect", sources(all), func(ctx context.Context) error { // all of the page
			_, err := figures.Effect(ctx, by, id, year, reports.BySource, 8, r.at)
			return err
		}},
		{"effect-event", sources(event), func(ctx context.Context) error {
			q := year
			q.Basis, q.Attribution = event.Basis, event.Attribution
			_, err := figures.Effect(ctx, by, id, q, reports.BySource, 8, r.at)
			return err
		}},
		{"versions", sources(all), func(ctx context.Context) error { _, err := figures.Versions(ctx, by, id, all); return err }},
		{"won-lost", ended, func(ctx context.Context) error { _, err := figures.WonLost(ctx, by, id, all); return err }},
		{"won-lost-event", ended, func(ctx context.Context) error {
			_, err := figures.WonLost(ctx, by, id, reports.Question{Basis: reports.ByEvent})
			return err
		}},
		{"tapped-out", watched, func(ctx context.Context) error {
			_, err := figures.TappedOut(ctx, by, id, models.NoID, r.at)
			return err
		}},
		{"leads-or-follow-up", watched, func(ctx context.Context) error {
			_, err := figures.LeadsOrFollowUp(ctx, by, id, models.NoID, r.at)
			return err
		}},
		{"next-quarter", watched, func(ctx context.Context) error {
			_, err := figures.NextQuarter(ctx, by, id, models.NoID, 0, nil, r.at)
			return err
		}},
		{"return", watched, func(ctx context.Context) error {
			_, err := figures.Return(ctx, by, id, reports.Question{}, r.at)
			return err
		}},
		{"return-event", watched, func(ctx context.Context) error {
			_, err := figures.Return(ctx, by, id, reports.Question{Basis: reports.ByEvent}, r.at)
			return err
		}},
		{"coverage", watched, func(ctx context.Context) error { _, err := figures.Coverage(ctx, by, id, r.at); return err }},
		{"behind", plain{}, func(ctx context.Context) error {
			_, _, err := figures.Behind(ctx, agency, id, of(all), "a", reports.Place{}, 50)
			return err
		}},
		{"behind-event", plain{}, func(ctx context.Context) error {
			_, _, err := figures.Behind(ctx, agency, id, event, "ripened", reports.Place{Came: r.at.AddDate(-1, 0, 0), SourceID: r.source, ID: r.source}, 50)
			return err
		}},
		{"behind-leads", plain{}, func(ctx context.Context) error {
			_, _, err := figures.LeadsBehind(ctx, by, id, all, "orders", reports.Place{}, 50)
			return err
		}},
	}
}

// questions asks each report again and again, beside the same from the base tables once.
// One that fails is told, and does not keep the others from being measured.
func (r *measuredReports) questions(ctx context.Context) error {
	took := map[string]time.Duration{} // by the plain questions
	var failed error
	for _, a := range r.asked() {
		fmt.Fprintf(os.Stderr, "ask: %s\n", a.name)
		key := fmt.Sprint(a.raw)
		if _, known := took[key]; !known && a.raw.question != "" {
			began := time.Now()
			if _, err := r.admin.Exec(ctx, a.raw.question, a.raw.args...); err != nil {
				return fmt.Errorf("%s, from the base tables: %w", a.name, err)
			}
			took[key] = time.Since(began)
		}
		failed = errors.Join(failed, r.repeat(ctx, a.name, took[key], nil, map[string]any{}, func() error { return a.ask(ctx) }))
	}
	return failed
}

// repeat does something again and again, and says how long it takes on the clock, and of
// the processor of PostgreSQL and, where there is one, of the server.
func (r *measuredReports) repeat(ctx context.Context, name string, raw time.Duration, s *server, proof map[string]any, do func() error) error {
	database, pages := r.databaseCPU(ctx), 0.0
	if s != nil {
		pages, _ = s.cpu()
	}
	took, warm, err := again(r.options.slice, do)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	each := func(cpu float64) float64 { return round(1000*cpu/float64(len(took)+warm), 1) }
	proof["asked"], proof["database_cpu_ms"] = len(took), each(r.databaseCPU(ctx)-database)
	if s != nil {
		after, err := s.cpu()
		if err != nil {
			return err
		}
		proof["server_cpu_ms"] = each(after - pages)
	}
	return r.line(ctx, name, took, aPage, raw, proof)
}

// patience is how long one report is asked at most, where a single answer takes long.
const patience = 30 * time.Second

// again does something for so long, after it was done until everything is warm: ten
// times, or until patience ends.
func again(length time.Duration, do func() error) (took []time.Duration, warm int, err error) {
	for began := time.Now(); warm < 10 && (warm == 0 || time.Since(began) < patience/3); warm++ {
		if err := do(); err != nil {
			return nil, warm, err
		}
	}
	for began := time.Now(); time.Since(began) < length || len(took) < 40 && (len(took) < 3 || time.Since(began) < patience); {
		asked := time.Now()
		if err := do(); err != nil {
			return nil, warm, err
		}
		took = append(took, time.Since(asked))
	}
	slices.Sort(took)
	return took, warm, nil
}

// pages opens the reports over HTTP: those of the largest client, and those of all clients
// in turn.
func (r *measuredReports) pages(ctx context.Context) (err error) {
	s, err := serve(ctx, r.field, r.options, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	readers := make([]*browser, len(r.marketers))
	for n := range readers {
		if readers[n], err = newBrowser(s.address, firstOfCast+n); err != nil {
			return err
		}
	}
	period := "from=" + r.at.AddDate(-2, 1, 0).Format("2006-01") + "&to=" + r.at.Format("2006-01")
	var failed error
	for _, page := range []struct{ name, path string }{ // SOURCE is each client's greatest
		{"page", "/portal/sources?" + period},
		{"page-event", "/portal/sources?basis=event&" + period},
		{"page-orders", "/portal/sources/SOURCE/leads?figure=orders&" + period},
		{"page-lost", "/portal/won-lost?" + period},
		{"page-tapped", "/portal/tapped-out"},
		{"page-neglect", "/portal/leads-or-follow-up"},
		{"page-quarter", "/portal/next-quarter"},
		{"page-return", "/portal/return"},
		{"page-coverage", "/portal/coverage"},
	} {
		for _, of := range []struct {
			name    string
			clients int
		}{{page.name + "-largest", 1}, {page.name, len(readers)}} {
			fmt.Fprintf(os.Stderr, "open: %s, of %d\n", page.path, of.clients)
			asked := 0
			failed = errors.Join(failed, r.repeat(ctx, of.name, 0, s, map[string]any{"page": page.path, "clients": of.clients}, func() error {
				n := asked % of.clients
				asked++
				path := strings.Replace(page.path, "SOURCE", r.marketers[n].source.String(), 1)
				status, err := readers[n].open(path)
				if err == nil && status != http.StatusOK {
					err = fmt.Errorf("GET %s: %d", path, status)
				}
				return err
			}))
		}
	}
	return failed
}
