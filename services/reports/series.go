package reports

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed series_days.sql
	seriesDays string
	//go:embed series_orders.sql
	seriesOrders string
	//go:embed versions.sql
	versionsQuestion string
	//go:embed ends.sql
	endsQuestion string
)

// A SeriesDay is what happened to a source on a day of the question's basis.
type SeriesDay struct {
	SourceID  models.ID
	Day       time.Time
	Inquiries int
	Reached   int
	Graded    int
	A         int
	Leads     int
	InTime    int // of the leads, contacted within 48 clock hours
	Late      int // of the leads, contacted later
	Won       int
}

// A SeriesOrder is the orders credited to a source's inquiries of a day that came so
// many days after them.
type SeriesOrder struct {
	SourceID models.ID
	Came     time.Time
	Age      int  // calendar days; negative where an order was before its inquiry
	InTime   bool // their leads were contacted within 48 clock hours
	Orders   float64
	Revenue  *Amount // null: no value is known
}

// A MonthSpend is what a source cost in a month.
type MonthSpend struct {
	SourceID models.ID
	Month    time.Time
	Amount   Amount
}

// A Series is one source day by day: what the curves, the alarms and the adjustments
// are computed from. Days without anything are left out of it.
type Series struct {
	SourceID models.ID
	Days     []SeriesDay
	Orders   []SeriesOrder
	Spend    []MonthSpend // whole months; none: no spend was entered
}

// Series is every source of the question day by day, by source.
func (s *Service) Series(ctx context.Context, by models.Actor, clientID models.ID, q Question) (all []Series, err error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	var days []SeriesDay
	var orders []SeriesOrder
	var spend []MonthSpend
	asked := store.Questions{Varied: true}
	store.Ask(&asked, &days, seriesDays, q.args(clientID)...)
	store.Ask(&asked, &orders, seriesOrders, append(q.args(clientID), string(q.Attribution))...)
	store.Ask(&asked, &spend, `SELECT source_id, month, amount FROM spent($1, $2::date, $3::date) ORDER BY source_id, month`, clientID, day(q.From), day(q.To))
	if err := s.st.Answer(ctx, by, &asked); err != nil {
		return nil, fmt.Errorf("report series: %w", err)
	}
	at := map[models.ID]int{}
	of := func(id models.ID) *Series {
		n, known := at[id]
		if !known {
			n, at[id] = len(all), len(all)
			all = append(all, Series{SourceID: id})
		}
		return &all[n]
	}
	for _, d := range days {
		of(d.SourceID).Days = append(of(d.SourceID).Days, d)
	}
	for _, o := range orders {
		of(o.SourceID).Orders = append(of(o.SourceID).Orders, o)
	}
	for _, m := range spend {
		if _, asked := at[m.SourceID]; asked {
			of(m.SourceID).Spend = append(of(m.SourceID).Spend, m)
		}
	}
	return all, nil
}

// args is the question as the SQL of its filters takes it.
func (q *Question) args(clientID models.ID) []any {
	return []any{clientID, day(q.From), day(q.To), string(q.Basis), string(q.Medium), q.Audience, q.program(), q.source()}
}

// A VersionRow is how a source's inquiries were graded under one version of a
// program's criteria: rates under different ones are not to be summed unseen.
type VersionRow struct {
	SourceID, ProgramID models.ID
	Version             int       // 0: none, an account taken over
	First, Last         time.Time // days of the basis
	A, B, C, D          int
}

// Versions splits the grades of the question by the version of the criteria.
func (s *Service) Versions(ctx context.Context, by models.Actor, clientID models.ID, q Question) ([]VersionRow, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	rows, err := look[VersionRow](ctx, s.st, by, versionsQuestion, q.args(clientID)...)
	if err != nil {
		return nil, fmt.Errorf("report versions: %w", err)
	}
	return rows, nil
}

// An EndRow is how many leads of a source and product ended in one way.
type EndRow struct {
	SourceID models.ID
	Product  string
	Outcome  models.Outcome
	Cause    string // lost: of models.LossCauses
	Price    string // lost: was it the price? yes, no, unknown; "" where nobody was asked
	LostTo   string
	Leads    int
}

// Ends is how the leads of the question ended, the most frequent way first.
func (s *Service) Ends(ctx context.Context, by models.Actor, clientID models.ID, q Question) ([]EndRow, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	rows, err := look[EndRow](ctx, s.st, by, endsQuestion, q.args(clientID)...)
	if err != nil {
		return nil, fmt.Errorf("report ends: %w", err)
	}
	return rows, nil
}
