package simulation

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/policy"
)

var (
	//go:embed tables.sql
	tablesSQL string
	//go:embed rules.sql
	rulesSQL string
	//go:embed holidays.sql
	holidaysSQL string
	//go:embed objections.sql
	objectionsSQL string
	//go:embed verdict.sql
	verdictSQL string
	//go:embed totals.sql
	totalsSQL string
	//go:embed examples.sql
	examplesSQL string
	//go:embed clocks.sql
	clocksSQL string
)

// judge hands the tables, the people and the calls to PostgreSQL and reads its verdict.
// All of it is in one transaction that is rolled back: nothing stays.
func judge(ctx context.Context, conn *pgx.Conn, w *world, calls []*proposal, r *Report) (err error) {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin to judge: %w", err)
	}
	defer func() { err = errors.Join(err, tx.Rollback(ctx)) }()
	if r.Disagree, err = disagreeing(ctx, tx, w); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, tablesSQL); err != nil {
		return fmt.Errorf("make the judge’s tables: %w", err)
	}
	if err := hand(ctx, tx, w, calls); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, rulesSQL); err != nil {
		return fmt.Errorf("read the rules: %w", err)
	}
	year := w.from.Year()
	holidays := strings.NewReplacer("$1", fmt.Sprint(year-1), "$2", fmt.Sprint(year+2)).Replace(holidaysSQL)
	for _, step := range []string{holidays, objectionsSQL} {
		if _, err := tx.Exec(ctx, step); err != nil {
			return fmt.Errorf("judge: %w", err)
		}
	}
	return verdict(ctx, tx, r)
}

// hand copies what the judge reads.
func hand(ctx context.Context, tx pgx.Tx, w *world, calls []*proposal) error {
	law, err := policy.Tables.ReadFile("rules.json")
	if err != nil {
		return err
	}
	place := func(rows []row) func(int) []any {
		return func(n int) []any { return []any{rows[n].code, rows[n].zones} }
	}
	custom := slices.DeleteFunc(slices.Clone(w.presets), func(p preset) bool { return p.hours == "" })
	var listed [][]any
	for number, lists := range w.listed {
		for _, n := range lists {
			listed = append(listed, []any{n, number})
		}
	}
	client := func(id int, own bool) int {
		if own {
			return id
		}
		return -1
	}
	for _, each := range []struct {
		table   string
		columns string
		rows    int
		row     func(int) []any
	}{
		{"law", "doc", 1, func(int) []any { return []any{string(law)} }},
		{"countries", "code zones", len(w.countries), place(w.countries)},
		{"regions", "code zones", len(w.regions), place(w.regions)},
		{"areas", "code place zones", len(w.areas), func(n int) []any { return []any{w.areas[n].code, w.areas[n].place, w.areas[n].zones} }},
		{"presets", "id hours holidays", len(custom), func(n int) []any { return []any{custom[n].id, custom[n].hours, custom[n].holidays} }},
		{"persons", "id client country region zone dialled number mail organisation kind", len(w.people), func(n int) []any {
			p := w.people[n]
			return []any{p.id, p.client, p.country, p.region, p.zone, p.dialled, p.number, p.mail, p.organisation, string(p.kind)}
		}},
		{"wishes", "scope client key entered withdrawn", len(w.wishes), func(n int) []any {
			x := w.wishes[n]
			return []any{x.scope, x.client, x.key, x.entered, orNull(x.withdrawn)}
		}},
		{"lists", "id client register kind taken_on max_age", len(w.lists), func(n int) []any {
			l := w.lists[n]
			own := slices.IndexFunc(clientIDs[:], func(id models.ID) bool { return l.ClientID != nil && id == *l.ClientID })
			return []any{n, client(own, l.ClientID != nil), l.Register, string(l.Kind), l.TakenOn, l.MaxAgeDays}
		}},
		{"listed", "list number", len(listed), func(n int) []any { return listed[n] }},
		{"calls", "id person at preset promise cycle inquired allowed refused", len(calls), func(n int) []any {
			c := calls[n]
			return []any{c.id, c.person.id, c.at, w.presets[c.preset].id, c.promise, c.cycle, c.inquired, c.allowed, c.refused}
		}},
	} {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{each.table}, strings.Fields(each.columns), pgx.CopyFromSlice(each.rows, func(n int) ([]any, error) { return each.row(n), nil })); err != nil {
			return fmt.Errorf("hand over the %s: %w", each.table, err)
		}
	}
	return nil
}

func orNull(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

func verdict(ctx context.Context, tx pgx.Tx, r *Report) error {
	rows, err := tx.Query(ctx, verdictSQL)
	if err != nil {
		return fmt.Errorf("ask for the verdict: %w", err)
	}
	if r.Rules, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Judged]); err != nil {
		return fmt.Errorf("read the verdict: %w", err)
	}
	if err := tx.QueryRow(ctx, totalsSQL).Scan(&r.Violations, &r.Needless); err != nil {
		return fmt.Errorf("count the violations: %w", err)
	}
	if r.Violations+r.Needless == 0 {
		return nil
	}
	rows, err = tx.Query(ctx, examplesSQL)
	if err != nil {
		return fmt.Errorf("ask for examples: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToMap)
	for _, each := range found {
		r.Examples = append(r.Examples, fmt.Sprint(each))
	}
	return err
}

// disagreeing lists the zones in which PostgreSQL's clocks and the engine's differ at
// some instant of the year: each six hours, and around every change.
func disagreeing(ctx context.Context, tx pgx.Tx, w *world) ([]string, error) {
	var instants []time.Time
	for at := w.from; at.Before(w.to); at = at.Add(6 * time.Hour) {
		instants = append(instants, at)
	}
	for _, shifts := range w.shifts {
		for _, shift := range shifts {
			instants = append(instants, shift.Add(-time.Second), shift)
		}
	}
	slices.SortFunc(instants, time.Time.Compare)
	instants = slices.CompactFunc(instants, time.Time.Equal)
	rows, err := tx.Query(ctx, clocksSQL, w.zones, instants)
	if err != nil {
		return nil, fmt.Errorf("compare the clocks: %w", err)
	}
	type clock struct {
		Zone    string
		Offsets []int32
	}
	clocks, err := pgx.CollectRows(rows, pgx.RowToStructByPos[clock])
	if err != nil {
		return nil, fmt.Errorf("compare the clocks: %w", err)
	}
	disagree := []string{}
	for _, c := range clocks {
		for n, at := range instants {
			if _, offset := at.In(w.locations[c.Zone]).Zone(); int32(offset) != c.Offsets[n] {
				disagree = append(disagree, c.Zone)
				break
			}
		}
	}
	return disagree, nil
}
