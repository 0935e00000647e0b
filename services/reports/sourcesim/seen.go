package sourcesim

import (
	"ripen/services/reports/maturity"
	"ripen/services/reports/tapped"
)

const week = 7

// days are the days of a source; of these the reports of a later day know the first.
func (s *source) days(until int) []tapped.Day {
	days := make([]tapped.Day, until)
	for n := range days {
		days[n].On = n
	}
	for _, i := range s.inquiries {
		if i.day < until {
			days[i.day].Inquiries++
			if i.a {
				days[i.day].A++
			}
		}
	}
	return days
}

// cohorts are the weeks of a source with the orders that had come by the end of the day today.
func (s *source) cohorts(today int) []tapped.Cohort {
	weeks := (today + 1) / week // whole ones
	cohorts := make([]tapped.Cohort, weeks)
	for n := range cohorts {
		cohorts[n] = tapped.Cohort{Arrived: n*week + week/2, Spend: s.spend[n]}
	}
	for _, i := range s.inquiries {
		if n := i.day / week; n < weeks {
			cohorts[n].Inquiries++
			if i.ordered >= 0 && i.ordered <= today {
				cohorts[n].Orders++
			}
		}
	}
	return cohorts
}

// ledger is the same as a bookkeeper has it: the spend of a week, and the orders that came in it;
// from the second year on, since in the first the orders of what was spent earlier are missing.
func (s *source) ledger(today int) []tapped.Cohort {
	cohorts := s.cohorts(today)
	for n := range cohorts {
		cohorts[n].Orders = 0
	}
	for _, i := range s.inquiries {
		if n := i.ordered / week; i.ordered >= 0 && n < len(cohorts) {
			cohorts[n].Orders++
		}
	}
	return cohorts[min(len(cohorts), 52):]
}

// orders are those that had come by the end of a day, by the age of their inquiry.
func (s *source) orders(today int) (orders []maturity.Seen) {
	for _, i := range s.inquiries {
		if i.ordered >= 0 && i.ordered <= today {
			orders = append(orders, maturity.Seen{Arrived: i.day, Age: i.ordered - i.day, Orders: 1})
		}
	}
	return orders
}

func (w *world) orders(today int) (orders []maturity.Seen) {
	for n := range w.sources {
		orders = append(orders, w.sources[n].orders(today)...)
	}
	return orders
}

// curve is the client’s own, as learned by the day today.
func (w *world) curve(today int) *maturity.Curve {
	return maturity.Fit(w.orders(today), today, maturity.Published())
}

// on is what the client’s reports know on the day today.
func (w *world) on(today int) []tapped.Source {
	curve := w.curve(today)
	sources := make([]tapped.Source, len(w.sources))
	for n := range w.sources {
		s := &w.sources[n]
		sources[n] = tapped.Source{Days: s.days(today + 1), Cohorts: s.cohorts(today), Curve: curve.Own(maturity.TallyOf(s.orders(today), today)), Monthly: s.perWeek * s.cpi * 365.25 / 12 / week}
	}
	return sources
}

// atOnce is the curve of somebody who knows of no delay.
func atOnce() *maturity.Curve {
	return maturity.Fit(nil, 0, maturity.Of(1, func(float64) float64 { return 1 }))
}
