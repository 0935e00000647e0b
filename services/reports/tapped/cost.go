package tapped

import (
	"math"
	"slices"

	"ripen/services/reports/maturity"
	"ripen/services/reports/rates"
)

// A Cohort is what was spent on a source for the inquiries of some days, by the middle one of
// them, and the orders that these inquiries have brought so far. A week is a good length.
type Cohort struct {
	Arrived   int
	Spend     float64
	Inquiries int
	Orders    int
}

// A CostChart is the CUSUM on the orders per spend of cohorts, corrected for their age: how
// much likelier the orders of the cohorts since some day are at half the usual rate than at
// the usual one.
//
// Of a cohort spend × share is counted, the share of its orders that has come at its age by the
// maturity curve: a Poisson CUSUM (Lucas, Technometrics 27, 1985, 129-144) whose exposure grows
// with the age. So the first orders of a week say something at once, and a young cohort is
// not taken for a bad one. Nobody need know the usual rate: given how many orders there are in
// all, those since the day are binomial (Przyborowski and Wilenski, Biometrika 31, 1940,
// 313-323), and the ratio of the likelihoods is free of it. A source with a short past is
// therefore judged by a wide measure, one with a long past by a narrow one.
//
// The limit holds whatever the lags: for each day on which the fall may have begun the ratio
// has the mean 1 as long as nothing has fallen, so that a level of log n comes at the earliest
// after n cohorts in the mean (Lorden, Annals of Mathematical Statistics 42, 1971, 1897-1908;
// Pollak, Annals of Statistics 13, 1985, 206-227).
type CostChart struct {
	Level  float64
	Limit  float64
	Began  Began
	Orders int     // of all its cohorts
	Points []Point // of each cohort as the beginning, how much likelier half the rate is since
}

// Cost is the chart of cohorts by the source’s curve, by the orders that have come by the end of
// the day today; of the cohorts before the days watched only the usual rate is learned.
func Cost(cohorts []Cohort, curve *maturity.Curve, days Watched) CostChart {
	return bring(cohorts, curve, days.Today).chart(days.From)
}

// brought is what the cohorts of a source that have arrived have brought by now, each for the
// exposure, the spend for which its orders have come.
type brought struct {
	Cohorts  []Cohort
	exposure []float64
}

func bring(cohorts []Cohort, curve *maturity.Curve, today int) brought {
	b := brought{Cohorts: cohorts[:since(cohorts, today+1)]}
	for _, c := range b.Cohorts {
		b.exposure = append(b.exposure, c.Spend*curve.Share(today-c.Arrived))
	}
	return b
}

// since is the place of the first cohort that arrived on the day or later.
func since(cohorts []Cohort, day int) int {
	place, _ := slices.BinarySearchFunc(cohorts, day, func(c Cohort, day int) int { return c.Arrived - day })
	return place
}

// from is the orders, and the exposure, of the cohorts from a day on.
func (b brought) from(day int) (sum rates.Gamma) {
	for n := since(b.Cohorts, day); n < len(b.Cohorts); n++ {
		sum.Shape, sum.Rate = sum.Shape+float64(b.Cohorts[n].Orders), sum.Rate+b.exposure[n]
	}
	return sum
}

func (b brought) chart(watched int) (chart CostChart) {
	inquiries := 0
	for _, c := range b.Cohorts {
		chart.Orders, inquiries = chart.Orders+c.Orders, inquiries+c.Inquiries
	}
	chart.Limit = math.Log(max(2, PerAlarmOfCPO*float64(len(b.Cohorts))/float64(max(1, inquiries))))
	first := since(b.Cohorts, watched)
	all, from := b.from(-1<<31), b.from(watched)
	if all.Rate <= 0 || first == len(b.Cohorts) {
		return chart
	}
	days, ratios := make([]int, 0, len(b.Cohorts)-first), make([]float64, 0, len(b.Cohorts)-first)
	for n := first; n < len(b.Cohorts); n++ {
		ratio := from.Shape*math.Log(Fall) - all.Shape*math.Log1p(-(1-Fall)*from.Rate/all.Rate)
		days, ratios = append(days, b.Cohorts[n].Arrived), append(ratios, ratio)
		chart.Points = append(chart.Points, Point{b.Cohorts[n].Arrived, ratio})
		chart.Level = max(chart.Level, ratio)
		from.Shape, from.Rate = from.Shape-float64(b.Cohorts[n].Orders), from.Rate-b.exposure[n]
	}
	if chart.Level > 0 {
		chart.Began = began(days, ratios)
	}
	return chart
}

// Alarms says whether the chart stands at its limit or above.
func (c CostChart) Alarms() bool { return c.Level >= c.Limit }
