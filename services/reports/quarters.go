package reports

import (
	"context"
	_ "embed"
	"fmt"
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

// ripeWithout is how long a quarter is young where too few orders tell how long they take.
const ripeWithout = 180

// Quarters is the quarters up to and with the one of the question's last day, the
// oldest first, always by arrival. One is young until nine tenths of the orders of all
// of them would have come after its end.
func (s *Service) Quarters(ctx context.Context, by models.Actor, clientID models.ID, q Question, count int, today time.Time) ([]Quarter, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	newest := quarterOf(q.To)
	rows, err := look[quarterRow](ctx, s.st, by, quartersQuestion, clientID, newest.AddDate(0, -3*(count-1), 0), newest.AddDate(0, 3, -1),
		string(q.Attribution), string(q.Medium), q.Audience, q.program(), q.source())
	if err != nil {
		return nil, fmt.Errorf("report quarters: %w", err)
	}
	all := make([]Quarter, len(rows))
	var every []Wait
	for n, r := range rows {
		r.conclude()
		all[n] = Quarter{From: r.First, To: r.First.AddDate(0, 3, -1), Total: r.SourceRow}
		every = join(every, r.Waits)
	}
	ripe := ripeAfter(every)
	for n := range all {
		all[n].Young = today.Sub(all[n].To) < time.Duration(ripe)*24*time.Hour
	}
	return all, nil
}

// ripeAfter is the number of days within which nine of ten orders came.
func ripeAfter(every []Wait) int {
	var total, seen float64
	for _, w := range every {
		total += w.Orders
	}
	if total < TooFew {
		return ripeWithout
	}
	for _, w := range every {
		if seen += w.Orders; seen > total*0.9-1e-6 {
			return w.Days
		}
	}
	return ripeWithout
}

// quarterOf is the first day of the calendar quarter of a day.
func quarterOf(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
}
