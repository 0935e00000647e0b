package reports

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/reports/maturity"
	"ripen/services/reports/tapped"
	"ripen/services/store"
)

var (
	//go:embed past_sources.sql
	pastSources string
	//go:embed past_decisions.sql
	pastDecisions string
	//go:embed past_arrivals.sql
	pastArrivals string
	//go:embed past_orders.sql
	pastOrders string
)

// pastDays is how far back the sources are looked at: a year to watch, and two before it to
// learn what is usual and how orders ripen.
const pastDays = 3 * 364

// A past is what the statistics of sources are fed with.
type past struct {
	today    int // days since 1970
	first    int // from which on there are figures
	programs []Choice
	sources  []*pastSource
	byID     map[models.ID]*pastSource
	curve    *maturity.Curve
	worth    float64 // of an order in the middle of all; 0: nobody knows
}

// A pastSource is one of them. Its spend is that of each day.
type pastSource struct {
	SourceID  models.ID
	Name      string
	Medium    models.Medium
	Elsewhere int // inquiries for other programs than the one asked for: the spend was for them, too

	decided   []tapped.Day
	inquiries map[int]int     // by week
	orders    map[int]int     // by the day on which their inquiries came
	tally     *maturity.Tally // of the orders
	valued    int
	worth     float64
	spend     map[int]float64 // by day
	curve     *maturity.Curve
}

// dayOf is the day of a dayNumber.
func dayOf(number int) time.Time { return time.Unix(int64(number)*24*60*60, 0).UTC() }

type (
	decidedRow struct {
		SourceID        models.ID
		Day, Decided, A int
	}
	arrivedRow struct {
		SourceID        models.ID
		Week, Inquiries int
	}
	orderedRow struct { // of a day of arrival, or of an age, or what all are worth
		SourceID       models.ID
		Arrived, Age   *int
		Orders, Valued int
		Worth          float64
	}
	spentRow struct {
		SourceID models.ID
		Month    time.Time
		Amount   float64
	}
)

// past reads the past of a client's sources in one round trip, and what more is asked. Who asks for a program of
// another client asks for one that is not there.
func (s *Service) past(ctx context.Context, by models.Actor, clientID, program models.ID, today time.Time, more func(*store.Questions)) (*past, error) {
	p := &past{today: dayNumber(today), byID: map[models.ID]*pastSource{}}
	from := today.AddDate(0, 0, -pastDays)
	var (
		sources []pastSource
		arrived []arrivedRow
		ordered []orderedRow
		spent   []spentRow
		all     = store.Questions{Varied: true}
	)
	one := orAny(program)
	store.Ask(&all, &p.programs, programsOf, clientID)
	store.Ask(&all, &sources, pastSources, clientID, from, one)
	store.Ask(&all, &arrived, pastArrivals, clientID, from, today, one)
	store.Ask(&all, &ordered, pastOrders, clientID, from, today, one)
	store.Ask(&all, &spent, `SELECT source_id, month, amount::float8 AS amount FROM spent($1, $2, $3)`, clientID, from, today)
	more(&all)
	if err := s.st.Answer(ctx, by, &all); err != nil {
		return nil, fmt.Errorf("read the past of the sources: %w", err)
	}
	if err := known(program, p.programs); err != nil {
		return nil, err
	}
	for n := range sources {
		src := &sources[n]
		src.inquiries, src.spend, src.orders, src.tally = map[int]int{}, map[int]float64{}, map[int]int{}, maturity.NewTally(p.today)
		p.sources, p.byID[src.SourceID] = append(p.sources, src), src
	}
	p.fill(arrived, ordered)
	p.spread(spent, from)
	p.learn()
	return p, nil
}

// watched is the past with what was decided day by day, which the charts are drawn from.
func (s *Service) watched(ctx context.Context, by models.Actor, clientID, program models.ID, today time.Time) (*past, error) {
	var decided []decidedRow
	p, err := s.past(ctx, by, clientID, program, today, func(all *store.Questions) {
		store.Ask(all, &decided, pastDecisions, clientID, today.AddDate(0, 0, -pastDays), today, orAny(program))
	})
	if err != nil {
		return nil, err
	}
	for _, d := range decided {
		if src := p.byID[d.SourceID]; src != nil {
			src.decided = append(src.decided, tapped.Day{On: d.Day, Inquiries: d.Decided, A: d.A})
			p.first = min(p.first, d.Day)
		}
	}
	return p, nil
}

func (p *past) fill(arrived []arrivedRow, ordered []orderedRow) {
	p.first = p.today
	for _, a := range arrived {
		if s := p.byID[a.SourceID]; s != nil {
			s.inquiries[a.Week] += a.Inquiries
			p.first = min(p.first, monday(a.Week))
		}
	}
	for _, o := range ordered {
		s := p.byID[o.SourceID]
		switch {
		case s == nil:
		case o.Age != nil:
			s.tally.Aged(*o.Age, o.Orders)
		case o.Arrived != nil:
			s.tally.Arrived(*o.Arrived, o.Orders)
			s.orders[*o.Arrived] += o.Orders
		default:
			s.valued, s.worth = s.valued+o.Valued, s.worth+o.Worth
		}
	}
}

// spread lays the spend of each month evenly on those of its days that are asked for. What was
// spent for other programs, too, is not laid on one.
func (p *past) spread(spent []spentRow, from time.Time) {
	for _, paid := range spent {
		s := p.byID[paid.SourceID]
		if s == nil || s.Elsewhere > 0 {
			continue
		}
		first, last := max(dayNumber(paid.Month), dayNumber(from)), min(dayNumber(paid.Month.AddDate(0, 1, -1)), p.today)
		for day := first; day <= last; day++ {
			s.spend[day] += paid.Amount / float64(last-first+1)
		}
	}
}

// learn fits the curves: the client's from all its orders, and each source's drawn towards it.
func (p *past) learn() {
	all := maturity.NewTally(p.today)
	valued, worth := 0, 0.0
	for _, s := range p.sources {
		all.Add(s.tally)
		valued, worth = valued+s.valued, worth+s.worth
	}
	p.curve = all.Fit(maturity.Published())
	if valued >= TooFew {
		p.worth = worth / float64(valued)
	}
	for _, s := range p.sources {
		s.curve = p.curve.Own(s.tally)
	}
}

// monday is the first day of a week.
func monday(week int) int { return 4 + 7*week }

// weekOf is the week of a day.
func weekOf(day int) int { return (day - 4) / 7 }

// spent is what a source cost from one day to another.
func (s *pastSource) spent(from, to int) (sum float64) {
	for day := from; day <= to; day++ {
		sum += s.spend[day]
	}
	return sum
}

// ordered is how many orders the inquiries that came from one day to another have brought.
func (s *pastSource) ordered(from, to int) (n int) {
	for day := from; day <= to; day++ {
		n += s.orders[day]
	}
	return n
}

// value is what an order of the source is worth on average; of too few, one of all sources.
func (s *pastSource) value(p *past) float64 {
	if s.valued >= TooFew {
		return s.worth / float64(s.valued)
	}
	return p.worth
}

// cohorts is the weeks in which something was spent, each by its middle day.
func (s *pastSource) cohorts(p *past) (all []tapped.Cohort) {
	orders := map[int]int{}
	for day, n := range s.orders {
		orders[weekOf(day)] += n
	}
	for week := weekOf(p.first); monday(week) <= p.today; week++ {
		first, last := monday(week), min(monday(week)+6, p.today)
		if spend := s.spent(first, last); spend > 0 {
			all = append(all, tapped.Cohort{Arrived: (first + last) / 2, Spend: spend, Inquiries: s.inquiries[week], Orders: orders[week]})
		}
	}
	return all
}
