package reports

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/reports/rates"
	"ripen/services/reports/tapped"
)

// TappedOut says which sources of a client no longer bring what they did.
type TappedOut struct {
	Today    time.Time
	From     time.Time // the first day that was watched; what lies before it is the past
	Program  models.ID
	Programs []Choice
	Sources  []TappedSource
	masked   bool // the reader may not see how few there are below A
}

// A TappedSource is a source with what its charts say.
type TappedSource struct {
	SourceID  models.ID
	Name      string
	Medium    models.Medium
	Spent     bool         // spend was entered for it
	Elsewhere bool         // it was spent for other programs, too, so that its cost is not said
	CPO       tapped.Range // over all its past, once all orders have come; 0: cannot be said
	tapped.Verdict
}

// monthDays is how many days of spend are taken for the present spend of a month.
const monthDays = 91

// TappedOut judges the sources of a client together, by what was decided and ordered up to
// today. It reads what Refresh has counted.
func (s *Service) TappedOut(ctx context.Context, by models.Actor, clientID, program models.ID, today time.Time) (*TappedOut, error) {
	p, err := s.watched(ctx, by, clientID, program, today)
	if err != nil {
		return nil, err
	}
	r := p.tapped(program, today)
	r.masked = by.Gate == models.GateClient
	return r, nil
}

func (p *past) tapped(program models.ID, today time.Time) *TappedOut {
	watched := tapped.Since(p.first, p.today)
	r := &TappedOut{Today: today, From: dayOf(watched.From), Program: program, Programs: p.programs}
	fed := make([]tapped.Source, len(p.sources))
	for n, s := range p.sources {
		fed[n] = tapped.Source{Name: s.Name, Days: s.decided, Cohorts: s.cohorts(p), Curve: s.curve, Value: s.value(p),
			Monthly: s.spent(p.today-monthDays+1, p.today) / 3}
	}
	for n, v := range tapped.Judge(fed, watched) {
		src := p.sources[n]
		one := TappedSource{SourceID: src.SourceID, Name: src.Name, Medium: src.Medium, Spent: len(src.spend) > 0, Elsewhere: src.Elsewhere > 0, Verdict: v}
		if v.Cost.Orders >= TooFew {
			one.CPO = cost(fed[n].Cohorts, src, p.today)
		}
		r.Sources = append(r.Sources, one)
	}
	return r
}

// cost is what an order costs over the weeks, by the share of their orders that has come.
func cost(weeks []tapped.Cohort, s *pastSource, today int) tapped.Range {
	var perSpend rates.Gamma
	for _, w := range weeks {
		perSpend.Shape, perSpend.Rate = perSpend.Shape+float64(w.Orders), perSpend.Rate+w.Spend*s.curve.Share(today-w.Arrived)
	}
	if perSpend.Shape < TooFew || perSpend.Rate <= 0 {
		return tapped.Range{}
	}
	return tapped.Range{Middle: 1 / perSpend.Mean(), Low: 1 / perSpend.At(0.975), High: 1 / perSpend.At(0.025)}
}

// When is the day on which the fall of a source began, and the days between which that lies.
func (s TappedSource) When() (on, earliest, latest time.Time) {
	b := s.Verdict.Began
	return dayOf(b.On), dayOf(b.Earliest), dayOf(b.Latest)
}

// State is what is said of the source, in words.
func (s TappedSource) State() string {
	switch {
	case s.TooFew:
		return "too few to say"
	case s.Named:
		return "tapped out"
	case s.Sign:
		return "look at it"
	}
	return "as usual"
}
