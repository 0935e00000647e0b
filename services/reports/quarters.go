package reports

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/reports/maturity"
)

// A Quarter is what all sources of a client cost and brought, by the calendar quarter
// in which the inquiries arrived, and what it will have brought.
type Quarter struct {
	From, To time.Time // its first and last day
	Total    SourceRow // spend, inquiries, leads, orders and what follows from them
}

// Young reports whether its last orders are still to come.
func (q Quarter) Young() bool { return q.Total.Final != nil && q.Total.Final.State != maturity.Mature }

//go:embed quarters.sql
var quartersQuestion string

// A quarterRow is a quarter as the question answers it.
type quarterRow struct {
	First time.Time
	SourceRow
}

// quartersArgs is the question as the SQL of the quarters takes it: always by arrival.
func (q *Question) quartersArgs(clientID models.ID, oldest, newest time.Time) []any {
	return []any{clientID, oldest, newest.AddDate(0, 3, -1), string(q.Attribution), string(q.Medium), q.Audience, q.program(), q.source()}
}

// quarterOf is the first day of the calendar quarter of a day.
func quarterOf(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
}
