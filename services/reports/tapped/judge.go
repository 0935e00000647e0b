package tapped

import (
	"ripen/models"
	"ripen/services/reports/maturity"
	"ripen/services/reports/rates"
)

// A Source is one source as the statistics see it. Days and Cohorts are oldest first, and
// reach back before the watch: a year of past makes the charts sharp.
type Source struct {
	Name     string
	Days     []Day           // for the A rate
	Cohorts  []Cohort        // for the cost per order; without spend there are none
	Curve    *maturity.Curve // of the source; for the cohorts
	Monthly  float64         // spend a month now
	Value    float64         // what an order is worth on average; 0 is not known
	Bearable float64         // what an order may cost; 0 is what it costs in the client's other sources
}

// Enough is the past that a source needs for a word on its A rate: so many inquiries, and so
// many A among them. The chart of the cost needs as many orders.
const (
	Enough    = 50
	EnoughOfA = 5
)

// A Verdict is what the charts say of one source today.
type Verdict struct {
	Source string

	TooFew bool    // to say anything: neither chart has a past
	Sign   bool    // one of the charts stands at its limit: look at it
	Named  bool    // and stands out among all of the client's sources
	Chance float64 // that a source that has not fallen has charts as high

	ByRate, ByCost bool // which charts stand at their limits
	Rate           Drawn
	Began          Began

	Usual, Since models.Count // A among inquiries before it began, and since
	Cost         CostChart

	Before, Now rates.Gamma // orders per spend before it began, and since; of no rate: not known
	Money       Money
	Advice      Advice
}

// A Drawn is a chart as it is drawn: its level by day, and the limit. Without a limit there is
// no chart.
type Drawn struct {
	Points []Point
	Limit  float64
}

// A Point is the level of a chart on a day.
type Point struct {
	On    int
	Level float64
}

// A Watched says of which days the charts are made: those from Watched on are judged, those
// before are the past.
type Watched struct{ From, Today int }

// longest is how many days are watched at the most: who has not acted by then has got used
// to it.
const longest = 364

// Since is the days to watch where the figures reach back to the first day: the later half of
// them, a year at the most, so that there is a past at least as long to compare with.
func Since(first, today int) Watched {
	return Watched{From: max(today-longest, (first+today)/2), Today: today}
}

// Judge judges the sources of one client together: they say of each other what moved all.
func Judge(sources []Source, days Watched) []Verdict {
	charts, drawn := rateCharts(sources, days)
	brought := make([]brought, len(sources))
	for n, s := range sources {
		brought[n] = bring(s.Cohorts, s.Curve, days.Today)
	}
	adjust(brought)
	verdicts, levels := make([]Verdict, len(sources)), make([][]float64, len(sources))
	for n, s := range sources {
		v := &verdicts[n]
		v.Source, v.TooFew = s.Name, true
		if w := charts[n]; w != nil {
			v.TooFew = false
			v.ByRate, v.Rate = w.Level >= w.Limit, Drawn{drawn[n], w.Limit}
			levels[n] = append(levels[n], w.Firm())
		}
		v.Cost = brought[n].chart(days.From)
		if v.Cost.Orders >= EnoughOfA && brought[n].from(-1<<31).Rate > 0 {
			v.TooFew = false
			v.ByCost = v.Cost.Alarms()
			levels[n] = append(levels[n], v.Cost.Level)
		} else {
			v.Cost.Level = 0
		}
		v.Sign = v.ByRate || v.ByCost
		v.when(charts[n], s.Days, days)
	}
	named, chances := Named(levels)
	for n := range verdicts {
		v := &verdicts[n]
		v.Named, v.Chance = named[n] && v.Sign, chances[n]
		v.compare(brought[n])
		v.Money = weigh(v, sources[n])
		v.Advice = advise(v, sources[n].Bearable, elsewhere(brought, n))
	}
	return verdicts
}

// rateCharts runs the chart of each source's A rate, and says how its level moved; nil where the
// past is too short.
func rateCharts(sources []Source, days Watched) (charts []*Watch, levels [][]Point) {
	past, watched := make([]Past, len(sources)), make([][]Day, len(sources))
	var a, inquiries []int
	for n, s := range sources {
		for _, d := range s.Days {
			switch {
			case d.On > days.Today || d.Inquiries <= 0:
			case d.On >= days.From:
				watched[n] = append(watched[n], d)
			default:
				past[n].Inquiries, past[n].A = past[n].Inquiries+d.Inquiries, past[n].A+d.A
			}
		}
		a, inquiries = append(a, past[n].A), append(inquiries, past[n].Inquiries)
	}
	prior := rates.PriorOf(a, inquiries)
	if weight := prior.Hits + prior.Misses; weight > Enough { // the own past says more than the others
		prior = rates.Prior{Hits: prior.Hits / weight * Enough, Misses: prior.Misses / weight * Enough}
	}
	usual := make([]float64, len(sources))
	charts, levels = make([]*Watch, len(sources)), make([][]Point, len(sources))
	for n := range sources {
		if past[n].Inquiries >= Enough && past[n].A >= EnoughOfA {
			charts[n] = &Watch{Chart: NewChart(past[n], prior, PerAlarm)}
			usual[n] = charts[n].Rate
		}
	}
	shifts := movedDays(watched, usual)
	for n, w := range charts {
		for i, d := range watched[n] {
			if w != nil {
				w.See(d, min(0.95, w.Rate*shifts[n][i]))
				levels[n] = append(levels[n], Point{d.On, w.Level})
			}
		}
	}
	return charts, levels
}

// when fills in since when it has been so, and the A rate before and after.
func (v *Verdict) when(w *Watch, days []Day, watched Watched) {
	var ok bool
	if w != nil && (v.ByRate || !v.ByCost) {
		v.Began, ok = w.Since()
	}
	if !ok && v.Cost.Level > 0 {
		v.Began, ok = v.Cost.Began, true
	}
	if !ok {
		v.Began = Began{On: watched.Today + 1}
	}
	for _, d := range days {
		switch {
		case d.On > watched.Today:
		case d.On < v.Began.On:
			v.Usual.K, v.Usual.N = v.Usual.K+d.A, v.Usual.N+d.Inquiries
		default:
			v.Since.K, v.Since.N = v.Since.K+d.A, v.Since.N+d.Inquiries
		}
	}
}
