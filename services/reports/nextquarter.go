package reports

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/reports/budget"
	"ripen/services/reports/maturity"
	"ripen/services/reports/rates"
	"ripen/services/reports/tapped"
)

// NextQuarter is what the figures propose to spend. Nothing is changed by it.
type NextQuarter struct {
	From, To time.Time // the quarter it is for
	Last     time.Time // first day of the three full months it goes by
	Programs []Choice
	budget.Proposal
	Sources []models.ID // of the lines
}

// NextQuarter proposes the spend of the next calendar quarter by that of the last three full
// months. total is what may be spent in all, 0 for as much as before; what is held is not moved.
func (s *Service) NextQuarter(ctx context.Context, by models.Actor, clientID, program models.ID, total float64, held []models.ID, today time.Time) (*NextQuarter, error) {
	p, err := s.watched(ctx, by, clientID, program, today)
	if err != nil {
		return nil, err
	}
	first := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC)
	r := &NextQuarter{From: quarterOf(today).AddDate(0, 3, 0), Last: first.AddDate(0, -3, 0), Programs: p.programs}
	r.To = r.From.AddDate(0, 3, -1)
	advice := map[models.ID]tapped.Act{}
	for _, t := range p.tapped(program, today).Sources {
		advice[t.SourceID] = t.Advice.Act
	}
	var fed []budget.Source
	for _, src := range p.sources {
		one := budget.Source{Name: src.Name, Spend: src.spent(dayNumber(r.Last), dayNumber(first)-1), Advice: advice[src.SourceID]}
		if one.Spend <= 0 {
			continue
		}
		for _, id := range held {
			one.Fixed = one.Fixed || id == src.SourceID
		}
		one.Orders = src.brings(p, dayNumber(r.Last), dayNumber(first)-1, one.Advice == tapped.Keep)
		one.Marginal, one.Known = budget.Marginal(src.months(p, first))
		fed, r.Sources = append(fed, one), append(r.Sources, src.SourceID)
	}
	r.Proposal = budget.Propose(fed, total)
	return r, nil
}

// months is the full months before a day, oldest first.
func (s *pastSource) months(p *past, before time.Time) (all []budget.Period) {
	for month := before.AddDate(0, -24, 0); month.Before(before); month = month.AddDate(0, 1, 0) {
		from, to := dayNumber(month), dayNumber(month.AddDate(0, 1, 0))-1
		all = append(all, budget.Period{Spend: s.spent(from, to), Ripe: s.curve.Share(p.today - (from+to)/2), Orders: s.ordered(from, to)})
	}
	return all
}

// brings is what the inquiries of some days bring in the end, by the rate of the year before
// where that still holds: a source that is tapped out is taken by these days alone.
func (s *pastSource) brings(p *past, from, to int, holds bool) budget.Range {
	const year = 364
	var before rates.Gamma
	var asked []maturity.Cohort
	for _, c := range s.cohorts(p) {
		switch {
		case c.Arrived >= from && c.Arrived <= to:
			asked = append(asked, maturity.Cohort{Arrived: c.Arrived, Size: c.Spend, Orders: c.Orders})
		case c.Arrived < from && c.Arrived >= from-year:
			before.Shape, before.Rate = before.Shape+float64(c.Orders), before.Rate+c.Spend*s.curve.Share(p.today-c.Arrived)
		}
	}
	if before.Rate <= 0 || !holds {
		before = maturity.Nothing
	}
	before.Shape = max(before.Shape, maturity.Nothing.Shape)
	f := s.curve.Complete(asked, p.today, before)
	return budget.Range{Middle: f.Expected, Low: f.Low, High: f.High}
}
