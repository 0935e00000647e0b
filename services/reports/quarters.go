package reports

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"ripen/models"
)

// A Quarter is what all sources of a client cost and brought, by the calendar quarter
// in which the inquiries arrived.
type Quarter struct {
	From, To time.Time // its first and last day
	Total    SourceRow // spend, inquiries, leads, orders and what follows from them
	Young    bool      // its last orders are still to come
}

//go:embed quarters.sql
var quartersQuestion string

// A quarterRow is a quarter as the question answers it.
type quarterRow struct {
	First time.Time
	SourceRow
}

// ripeAfter is how long a quarter is young where too few orders tell how long they take.
const ripeAfter = 180

// Quarters is the quarters up to and with the one of last, the oldest first. One is
// young until nine tenths of the orders of all of them would have come after its end.
func (s *Service) Quarters(ctx context.Context, by models.Actor, clientID models.ID, last time.Time, count int, today time.Time) ([]Quarter, error) {
	newest := quarterOf(last)
	rows, err := look[quarterRow](ctx, s.st, by, quartersQuestion, clientID, newest.AddDate(0, -3*(count-1), 0), newest.AddDate(0, 3, -1))
	if err != nil {
		return nil, fmt.Errorf("report quarters: %w", err)
	}
	all := make([]Quarter, len(rows))
	var days []int
	for n, r := range rows {
		r.conclude()
		all[n] = Quarter{From: r.First, To: r.First.AddDate(0, 3, -1), Total: r.SourceRow}
		days = append(days, r.Days...)
	}
	ripe := ripeAfter
	if len(days) >= TooFew {
		slices.Sort(days)
		ripe = days[(len(days)*9-1)/10]
	}
	for n := range all {
		all[n].Young = today.Sub(all[n].To) < time.Duration(ripe)*24*time.Hour
	}
	return all, nil
}

// quarterOf is the first day of the calendar quarter of a day.
func quarterOf(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
}
