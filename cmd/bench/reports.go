package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
)

// What the reports may take.
const (
	aPage    = 50 * time.Millisecond // of the server, at the 95th percentile
	aBusyDay = time.Second
	aRebuild = time.Minute
)

// A measuredReports is the field with the service that reads and counts it.
type measuredReports struct {
	*field
	app    *app.App
	at     time.Time
	client models.ID // the one with most inquiries
	source models.ID // its greatest
	by     models.Actor

	marketers []marketer // of all clients, the largest first
	options   options
	rows      int
	say       func(measurement) error
}

// reporting measures what the reports of the largest client take among so many inquiries,
// how long a busy day is counted again, and everything from nothing.
func reporting(ctx context.Context, o options, say func(measurement) error) (err error) {
	g, err := keptGround(ctx, o.data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.stop()) }()
	for _, rows := range o.rows {
		if err := sownReports(ctx, g, rows, func(f *field, at time.Time) error { return f.reports(ctx, o, at, rows, say) }); err != nil {
			return err
		}
	}
	return nil
}

func (f *field) reports(ctx context.Context, o options, at time.Time, rows int, say func(measurement) error) (err error) {
	r := &measuredReports{field: f, at: at, options: o, rows: rows, say: say}
	if err := r.enter(ctx); err != nil {
		return err
	}
	if r.app, err = app.Open(ctx, config.Config{DatabaseURL: f.URL, Secret: f.Secret, BaseURL: "http://localhost", Env: config.Production, Conns: 4}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.app.Close()) }()
	for _, part := range []struct {
		name    string
		measure func(context.Context) error
	}{{"rebuild", r.rebuild}, {"days", r.busyDay}, {"questions", r.questions}, {"pages", r.pages}} {
		if len(o.only) > 0 && !slices.Contains(o.only, part.name) {
			continue
		}
		if err := part.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// A marketer reads the reports of a client, and of its greatest source.
type marketer struct{ client, source, user models.ID }

// enter signs the marketers of all clients in, that of the largest first.
func (r *measuredReports) enter(ctx context.Context) error {
	rows, err := r.admin.Query(ctx, `SELECT t.client_id, t.source_id, u.id
		FROM (SELECT client_id, source_id, row_number() OVER (PARTITION BY client_id ORDER BY count(*) DESC) AS nth, sum(count(*)) OVER (PARTITION BY client_id) AS inquiries FROM inquiries GROUP BY 1, 2) t
		JOIN users u ON u.client_id = t.client_id WHERE nth = 1 ORDER BY inquiries DESC`)
	if err != nil {
		return err
	}
	if r.marketers, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (m marketer, err error) {
		return m, row.Scan(&m.client, &m.source, &m.user)
	}); err != nil {
		return err
	}
	largest := r.marketers[0]
	r.client, r.source = largest.client, largest.source
	r.by = models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: r.client, UserID: largest.user}
	if _, err := r.admin.Exec(ctx, `DELETE FROM sessions`); err != nil { // of the last run
		return err
	}
	for n, m := range r.marketers {
		if err := r.signIn(ctx, firstOfCast+n, models.User{ID: m.user}); err != nil {
			return err
		}
	}
	return nil
}

// line says how long something took beside its limit, and beside the raw SQL where it has any.
func (r *measuredReports) line(ctx context.Context, name string, took []time.Duration, limit time.Duration, plain time.Duration, proof map[string]any) (err error) {
	m := measurement{Name: name, Rows: r.rows, Clients: 1, LimitPer: round(1/limit.Seconds(), 2), Limit: fmt.Sprintf("%s at the 95th percentile; the ratio is of it", limit), Proof: proof}
	m.took(took)
	p95 := percentile(took, 0.95)
	m.PerS, m.Ratio = round(1/max(p95.Seconds(), 1e-6), 2), round(p95.Seconds()/limit.Seconds(), 3)
	m.Proof["p95_ms"], m.Proof["fastest_ms"] = millis(p95), millis(took[0]) // took sorted them
	if plain > 0 {
		m.Proof["raw_sql_ms"] = millis(plain)
	}
	if m.Server, err = r.settings(ctx); err != nil {
		return err
	}
	return r.say(m)
}

// rebuild counts everything from nothing: into empty roll-ups, and over those that are
// there.
func (r *measuredReports) rebuild(ctx context.Context) error {
	if _, err := r.admin.Exec(ctx, `TRUNCATE source_days, grade_days, cohort_events, cohort_decisions, decision_days, lead_facts, order_credits, rollup_marks`); err != nil {
		return err
	}
	for _, name := range []string{"rebuild", "rebuild-over"} {
		before, began := r.databaseCPU(ctx), time.Now()
		if err := r.app.Reports.Rebuild(ctx, models.Operator(), models.NoID); err != nil {
			return err
		}
		took, cpu := time.Since(began), r.databaseCPU(ctx)-before
		if err := r.settleDown(ctx); err != nil {
			return err
		}
		var counted int
		if err := r.admin.QueryRow(ctx, `SELECT sum(inquiries) FROM source_days WHERE basis = 'arrival'`).Scan(&counted); err != nil || counted != r.rows {
			return errors.Join(err, fmt.Errorf("%d inquiries counted of %d", counted, r.rows))
		}
		if err := r.line(ctx, name, []time.Duration{took}, aRebuild, 0, map[string]any{"counted": counted, "database_cpu_s": round(cpu, 2)}); err != nil {
			return err
		}
	}
	return nil
}

// busyDay counts again what a busy day marks: everything that came to the agency on one
// day, and what a day's calls touch of the weeks before, of the largest client and of all.
func (r *measuredReports) busyDay(ctx context.Context) error {
	const calls = `SELECT i.client_id, i.source_id, i.received_on FROM gradings g JOIN inquiries i ON i.id = g.inquiry_id WHERE g.at >= $1::date - 30 AND g.at < $1::date - 29`
	for _, day := range []struct{ name, marks string }{
		{"busy-day", `SELECT client_id, source_id, received_on FROM inquiries WHERE received_on = $1::date - 30`},
		{"client-day", calls + ` AND i.client_id = '` + r.client.String() + `'`},
		{"day-of-calls", calls},
	} {
		var took []time.Duration
		days, marks, cpu := 0, 0, 0.0
		for range r.options.rounds + 1 {
			if err := r.admin.QueryRow(ctx, `WITH marked AS (INSERT INTO rollup_marks `+day.marks+` RETURNING source_id, day) SELECT count(DISTINCT (source_id, day)), count(*) FROM marked`, r.at).Scan(&days, &marks); err != nil {
				return err
			}
			before, began := r.databaseCPU(ctx), time.Now()
			if err := r.app.Reports.RefreshAll(ctx); err != nil {
				return err
			}
			took, cpu = append(took, time.Since(began)), r.databaseCPU(ctx)-before
		}
		if err := r.line(ctx, day.name, took[1:], aBusyDay, 0, map[string]any{"days": days, "inquiries_marked": marks, "database_cpu_s": round(cpu, 2)}); err != nil {
			return err
		}
	}
	return nil
}
