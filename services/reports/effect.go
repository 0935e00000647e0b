package reports

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/reports/maturity"
	"ripen/services/store"
)

var (
	//go:embed effect_sizes.sql
	effectSizes string
	//go:embed effect_orders.sql
	effectOrders string
	//go:embed effect_criteria.sql
	effectCriteria string
)

// A Grouping says what a line of the report is.
type Grouping string

// The groupings: each source alone, or all of a medium or an audience together.
const (
	BySource   Grouping = ""
	ByMedium   Grouping = "medium"
	ByAudience Grouping = "audience"
)

// Groupings is every grouping, the default first.
var Groupings = []Grouping{BySource, ByMedium, ByAudience}

// Words is the grouping as people say it.
func (g Grouping) Words() string {
	switch g {
	case ByMedium:
		return "Medium"
	case ByAudience:
		return "Audience"
	}
	return "Source"
}

// An Effect is the whole page of source effectiveness.
type Effect struct {
	*Sources
	Grouping Grouping
	Quarters []Quarter
	Graded   []GradedBy
	Choices  Choices
}

// Choices is what the sources can be filtered by.
type Choices struct {
	Sources  []SourceChoice
	Programs []Choice
}

// A SourceChoice is a source that can be asked for.
type SourceChoice struct {
	ID       models.ID
	Name     string
	Medium   models.Medium
	Audience string
}

// A sized cohort is how many inquiries of a source came in some days.
type sized struct {
	SourceID  models.ID
	First     time.Time
	Inquiries int
}

// seen is orders of all sources of one day of arrival, or else of one age.
type seen struct {
	Came   *time.Time
	Age    *int
	Orders int
}

const (
	// cohortDays is how many days of arrival are one cohort; the middle one stands for them.
	cohortDays = 7
	// curveDays is how far back orders tell how they ripen.
	curveDays = 4 * 365
)

// Effect answers everything that the page of source effectiveness shows, in one round trip:
// the sources, or groups of them, as far as their orders have come, and so many quarters.
func (s *Service) Effect(ctx context.Context, by models.Actor, clientID models.ID, q Question, g Grouping, quarters int, today time.Time) (*Effect, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	if g != BySource && g != ByMedium && g != ByAudience {
		return nil, models.Refuse(models.Invalid, "by", "Choose source, medium or audience.")
	}
	last := q.To
	if last.IsZero() {
		last = today
	}
	newest := quarterOf(last)
	oldest := newest.AddDate(0, -3*(quarters-1), 0)
	since := oldest
	if q.From.Before(since) {
		since = q.From
	}
	var rows []SourceRow
	var each []quarterRow
	var sizes []sized
	var orders []seen
	e := &Effect{Grouping: g}
	asked := store.Questions{Varied: true}
	store.Ask(&asked, &rows, sourcesQuestion, q.sourcesArgs(clientID)...)
	store.Ask(&asked, &each, quartersQuestion, q.quartersArgs(clientID, oldest, newest)...)
	store.Ask(&asked, &sizes, effectSizes, clientID, day(since), newest.AddDate(0, 3, -1), string(q.Medium), q.Audience, q.program(), q.source())
	askCurve(&asked, &orders, clientID, today, q.Attribution)
	store.Ask(&asked, &e.Graded, effectCriteria, clientID, day(q.From), day(q.To), string(q.Basis), string(q.Medium), q.Audience, q.program(), q.source())
	store.Ask(&asked, &e.Choices.Sources, `SELECT id, label AS name, medium, audience FROM sources WHERE client_id = $1 AND merged_into IS NULL ORDER BY lower(label), id`, clientID)
	store.Ask(&asked, &e.Choices.Programs, `SELECT id, name FROM programs WHERE client_id = $1 ORDER BY lower(name), id`, clientID)
	if err := s.st.Answer(ctx, by, &asked); err != nil {
		return nil, fmt.Errorf("report the effect of sources: %w", err)
	}
	ripening := ripening{curve: curveOf(orders, today), today: dayNumber(today)}
	e.Sources = assemble(by, q, rows, g, ripening.of(q, sizes))
	e.Quarters = ripening.quarters(each, sizes)
	return e, nil
}

// ripening completes cohorts by the client's own curve.
type ripening struct {
	curve *maturity.Curve
	today int
}

// askCurve asks for the orders that the client's curve is learned from.
func askCurve(asked *store.Questions, found *[]seen, clientID models.ID, today time.Time, credit Attribution) {
	store.Ask(asked, found, effectOrders, clientID, today.AddDate(0, 0, -curveDays), today, string(credit))
}

// curveOf is the client's own curve of orders by age.
func curveOf(orders []seen, today time.Time) *maturity.Curve {
	tally := maturity.NewTally(dayNumber(today))
	for _, o := range orders {
		if o.Came != nil {
			tally.Arrived(dayNumber(*o.Came), o.Orders)
		} else {
			tally.Aged(*o.Age, o.Orders)
		}
	}
	return tally.Fit(maturity.Published())
}

// complete says what cohorts with these orders will have brought.
func (r ripening) complete(cohorts []sized, orders int) *maturity.Final {
	all := make([]maturity.Cohort, 0, len(cohorts)+1)
	for _, c := range cohorts {
		middle := min(r.today, dayNumber(c.First)+cohortDays/2)
		all = append(all, maturity.Cohort{Arrived: middle, Size: float64(c.Inquiries)})
	}
	all = append(all, maturity.Cohort{Arrived: r.today, Orders: orders})
	final := r.curve.Complete(all, r.today, maturity.Nothing)
	return &final
}

// of completes the cohorts of a row's sources in the question's period. What happened in a
// period is complete: there is nothing to add.
func (r ripening) of(q Question, sizes []sized) func(sources []models.ID, orders int) *maturity.Final {
	if q.Basis == ByEvent {
		return nil
	}
	bySource := map[models.ID][]sized{}
	for _, c := range sizes {
		if !c.First.Before(q.From) && (q.To.IsZero() || !c.First.After(q.To)) {
			bySource[c.SourceID] = append(bySource[c.SourceID], c)
		}
	}
	return func(sources []models.ID, orders int) *maturity.Final {
		var all []sized
		for _, id := range sources {
			all = append(all, bySource[id]...)
		}
		if len(all) == 0 {
			return nil
		}
		return r.complete(all, orders)
	}
}

// quarters completes each quarter.
func (r ripening) quarters(rows []quarterRow, sizes []sized) []Quarter {
	all := make([]Quarter, len(rows))
	for n, row := range rows {
		row.conclude()
		all[n] = Quarter{From: row.First, To: row.First.AddDate(0, 3, -1), Total: row.SourceRow}
		var cohorts []sized
		for _, c := range sizes {
			if !c.First.Before(all[n].From) && !c.First.After(all[n].To) {
				cohorts = append(cohorts, c)
			}
		}
		if len(cohorts) > 0 {
			all[n].Total.Final = r.complete(cohorts, row.Orders)
		}
	}
	return all
}

// grouped sums the rows of a group to one, which bears its name.
func grouped(rows []SourceRow, g Grouping) []SourceRow {
	if g == BySource {
		return rows
	}
	at := map[string]int{}
	var all []SourceRow
	for _, r := range rows {
		name, sum := r.Medium.Words(), SourceRow{Medium: r.Medium}
		if g == ByAudience {
			name, sum = r.Audience, SourceRow{Audience: r.Audience}
		}
		key := strings.ToLower(name)
		n, known := at[key]
		if !known {
			n, at[key] = len(all), len(all)
			sum.Source = name
			all = append(all, sum)
		}
		all[n].add(r)
	}
	return all
}
