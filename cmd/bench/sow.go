package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed sow.sql
var sowSQL string

//go:embed past.sql
var pastSQL string

//go:embed hire.sql
var hireSQL string

// An agency is the cast settled on a field: what inquiries are sown into. The slices
// run side by side.
type agency struct {
	programs, clients, sources []models.ID
	windows                    []int32
}

// Every caller works in twenty programs, those of the cast and others like them. With
// twelve windows that is 240 ranges for each claim to choose from.
const runs = 20

// firstOfPgbench is the number of the first of pgbench's callers; those of the web
// begin at 1.
const firstOfPgbench = 1001

// pastCalls were made before the benchmark begins, by callers whose numbers are these.
const (
	pastCalls   = 20_000
	firstOfPast = 3001
	lastOfPast  = firstOfPast + 15
)

// anyHour are places without a statute on calling hours, so that a program's own
// round-the-clock hours are open whenever the benchmark runs. Real people may not be
// called like this; here there are none.
var anyHour = []string{"SE", "IE", "NL", "JP", "NZ", "ZA", "DK", "FI", "NO", "PL", "SG", "CZ"}

// settle puts the cast onto the field, and callers who are signed in already.
func (f *field) settle(ctx context.Context, callers int) (err error) {
	at := time.Now()
	a, err := app.Open(ctx, config.Config{DatabaseURL: f.URL, Secret: f.Secret, BaseURL: "http://localhost", Env: config.Production, Conns: 4})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	cast, err := a.Clients.Settle(ctx, models.Operator(), sample.Northlight(), at)
	if err != nil {
		return err
	}
	f.cast = cast
	err = a.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) error {
		programs, err := store.All[models.Program](tx)
		if err != nil {
			return err
		}
		for n := range runs {
			if err := f.agency.run(tx, a.Clients, programs[n%len(programs)], n/len(programs)); err != nil {
				return err
			}
		}
		return f.agency.open(tx)
	})
	if err != nil {
		return err
	}
	for _, crew := range [][2]int{{1, callers}, {firstOfPgbench, firstOfPgbench + most - 1}, {firstOfPast, lastOfPast}} {
		if _, err := f.admin.Exec(ctx, hireSQL, crew[0], crew[1], at, []byte("{}"), f.agency.programs); err != nil {
			return fmt.Errorf("hire: %w", err)
		}
	}
	return nil
}

// run adds a program to the agency's: one of the cast, or another like it.
func (a *agency) run(tx *store.Tx, all *clients.Service, p models.Program, copies int) error {
	if copies > 0 {
		criteria, err := store.One[models.Criteria](tx, models.InForce(p.ID))
		if err != nil {
			return err
		}
		p.ID = models.NewID()
		p.Slug, p.Name = fmt.Sprintf("%s-%d", p.Slug, copies+1), fmt.Sprintf("%s %d", p.Name, copies+1)
		criteria.ID, criteria.ProgramID = models.NewID(), p.ID
		if err := tx.Put(&p); err != nil {
			return err
		}
		if err := tx.Put(criteria); err != nil {
			return err
		}
	}
	source, err := all.Source(tx, p.ClientID, "Bench", "web", p.ID)
	if err != nil {
		return err
	}
	a.programs, a.clients, a.sources = append(a.programs, p.ID), append(a.clients, p.ClientID), append(a.sources, source.ID)
	return nil
}

// open numbers the windows that inquiries are spread over.
func (a *agency) open(tx *store.Tx) error {
	hours, err := policy.ParseHours("Mon-Sun 00:00-24:00")
	if err != nil {
		return err
	}
	preset, err := policy.Custom(hours, policy.NoHolidays, "the benchmark")
	if err != nil {
		return err
	}
	book := policy.NewBook()
	for _, country := range anyHour {
		window := policy.WindowFor(preset, policy.Place{Country: country}, "")
		for hour := range 24 * 7 {
			if at := time.Now().Add(time.Duration(hour) * time.Hour); !window.Words(at).Open {
				return fmt.Errorf("nobody may be called in %s at %s", country, at)
			}
		}
		id, err := book.ID(tx, window)
		if err != nil {
			return err
		}
		a.windows = append(a.windows, int32(id))
	}
	return nil
}

// sow fills the queue up to f.ready inquiries.
func (f *field) sow(ctx context.Context) error { return f.sowUpTo(ctx, f.ready) }

func (f *field) sowUpTo(ctx context.Context, ready int) error {
	// Foreign keys are kept by the way the rows are numbered, so they need no checking one by one.
	if _, err := f.admin.Exec(ctx, `SET session_replication_role = replica`); err != nil {
		return fmt.Errorf("sowing takes a superuser: %w", err)
	}
	if err := f.fillUp(ctx, ready); err != nil {
		return fmt.Errorf("sow: %w", err)
	}
	_, err := f.admin.Exec(ctx, `SET session_replication_role = origin`)
	return err
}

// open sows the queue of an agency that has been at work. Without a past, PostgreSQL
// would plan for empty tables, and keep to that while they grow.
func (f *field) open(ctx context.Context) error {
	if f.rows == 0 {
		if err := f.sowUpTo(ctx, pastCalls); err != nil {
			return err
		}
		if _, err := f.admin.Exec(ctx, pastSQL, 0, pastCalls-1, time.Now(), firstOfPast, lastOfPast); err != nil {
			return fmt.Errorf("past calls: %w", err)
		}
	}
	if err := f.sow(ctx); err != nil {
		return err
	}
	return f.settleDown(ctx)
}

// settleDown has PostgreSQL look at what was sown, and nothing left to do for itself.
func (f *field) settleDown(ctx context.Context) error {
	_, err := f.admin.Exec(ctx, `VACUUM ANALYZE`)
	if err != nil {
		return err
	}
	_, err = f.admin.Exec(ctx, `CHECKPOINT`)
	return err
}

// atOnce is how many inquiries one statement sows.
const atOnce = 250_000

// fillUp sows what is missing.
func (f *field) fillUp(ctx context.Context, ready int) error {
	a, there := &f.agency, 0
	if err := f.admin.QueryRow(ctx, `SELECT count(*) FROM inquiries WHERE state = 'ready'`).Scan(&there); err != nil {
		return err
	}
	for missing := ready - there; missing > 0; missing -= atOnce {
		n := min(missing, atOnce)
		if _, err := f.admin.Exec(ctx, sowSQL, f.rows, f.rows+n-1, a.programs, a.clients, a.sources, a.windows, time.Now()); err != nil {
			return err
		}
		f.rows += n
	}
	return nil
}

// signIn gives somebody of the cast a session, as the caller of this number has one.
func (f *field) signIn(ctx context.Context, number int, u models.User) error {
	_, err := f.admin.Exec(ctx, `INSERT INTO sessions (key, user_id, data, agent, address, created_at, seen_at, expires_at)
		VALUES (sha256(convert_to('bench-session-' || $1::int, 'UTF8')), $2, '{}', 'bench', '127.0.0.1', $3, $3, $3::timestamptz + interval '12 hours')`, number, u.ID, time.Now())
	return err
}

// firstOfCast is the number of the first of the cast who is signed in.
const firstOfCast = 2001

// onDuty has so many callers of the web and of pgbench at work, and nobody else.
func (f *field) onDuty(ctx context.Context, web, pgbench int) error {
	_, err := f.admin.Exec(ctx, `UPDATE users u SET state = CASE WHEN n <= $1 OR n BETWEEN $2 AND $3 THEN 'active' ELSE 'deactivated' END
		FROM (SELECT id, right(id::text, 12)::int AS n FROM users WHERE email LIKE '%@bench.example') b WHERE b.id = u.id`, web, firstOfPgbench, firstOfPgbench+pgbench-1)
	return err
}
