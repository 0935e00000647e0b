package tapped

import (
	"math"
	"slices"
)

// Wrong is the share of the sources named on a day that may be named wrongly. One in twenty is
// what is promised; what is estimated along the way, the curve and the season, takes its part.
const Wrong = 0.03

// Named says which of several sources are named as fallen by the levels of all their charts,
// so that of those named one in twenty at the most is wrong, however many are watched.
//
// A sign of one chart is no finding where many are looked at. The charts run on without a
// restart, and on each day the false discovery rate is controlled over the sources (Gandy and
// Lau, Biometrika 100, 2013, 261-274) by the step-up procedure of Benjamini and Hochberg (JRSS
// B 57, 1995, 289-300). The chance that a chart stands at a level or above while nothing has
// fallen is at most e to the minus level: read backwards from today the ratio is a martingale
// of mean 1 (Ville 1939; Doob 1953). The lower of a source's two chances counts twice.
func Named(levels [][]float64) (named []bool, chances []float64) {
	named, chances = make([]bool, len(levels)), make([]float64, len(levels))
	for n, charts := range levels {
		chances[n] = 1
		for _, level := range charts {
			chances[n] = min(chances[n], math.Exp(-level)*float64(len(charts)))
		}
	}
	sorted := slices.Sorted(slices.Values(chances))
	limit := -1.0
	for n, chance := range sorted {
		if chance <= Wrong*float64(n+1)/float64(len(sorted)) {
			limit = chance
		}
	}
	for n, chance := range chances {
		named[n] = chance <= limit
	}
	return named, chances
}

// What the other sources say of a day counts as if so many A, or orders, had been as usual
// besides; and is asked over so many days.
const (
	asUsual = 50
	around  = 56
)

// An expected is a count beside what was expected of it.
type expected struct{ seen, usual float64 }

// moved is by how much the others than one moved together. The one of them that moves it most
// is left out, so that a source which collapses does not pull down what is expected of the
// rest (a trimmed mean, of which one outlier cannot make anything). Of fewer than three others
// nothing is said.
func moved(all []expected, but int) float64 {
	var sum expected
	others := 0
	for n, e := range all {
		if n != but && e.usual > 0 {
			sum.seen, sum.usual = sum.seen+e.seen, sum.usual+e.usual
			others++
		}
	}
	if others < 3 {
		return 1
	}
	factor := (sum.seen + asUsual) / (sum.usual + asUsual)
	trimmed := factor
	for n, e := range all {
		if n == but || e.usual <= 0 {
			continue
		}
		without := (sum.seen - e.seen + asUsual) / (sum.usual - e.usual + asUsual)
		if math.Abs(math.Log(without/factor)) > math.Abs(math.Log(trimmed/factor)) {
			trimmed = without
		}
	}
	return trimmed
}

// movedDays is of each source and each of its days how much the others moved their A rates in
// the weeks up to it.
func movedDays(days [][]Day, usual []float64) [][]float64 {
	out := make([][]float64, len(days))
	from, to := make([]int, len(days)), make([]int, len(days)) // of each source, the days that count
	first, last := span(days, func(d Day) int { return d.On })
	at := make([]int, len(days))
	window := make([]expected, len(days))
	for n := range days {
		out[n] = make([]float64, len(days[n]))
	}
	for on := first; on <= last; on++ {
		for n, of := range days {
			for ; to[n] < len(of) && of[to[n]].On <= on; to[n]++ {
				window[n].seen += float64(of[to[n]].A)
				window[n].usual += usual[n] * float64(of[to[n]].Inquiries)
			}
			for ; from[n] < to[n] && of[from[n]].On <= on-around; from[n]++ {
				window[n].seen -= float64(of[from[n]].A)
				window[n].usual -= usual[n] * float64(of[from[n]].Inquiries)
			}
		}
		for n, of := range days {
			for ; at[n] < len(of) && of[at[n]].On <= on; at[n]++ {
				out[n][at[n]] = moved(window, n)
			}
		}
	}
	return out
}

// adjust does the same for the orders: what the other sources brought more in the weeks about a
// cohort, a good season, is expected of it, too.
func adjust(all []brought) {
	upTo := make([][]expected, len(all)) // of each source, the sums before each cohort
	for n, b := range all {
		sum := b.from(-1 << 31)
		upTo[n] = make([]expected, len(b.Cohorts)+1)
		for i, c := range b.Cohorts {
			upTo[n][i+1] = expected{upTo[n][i].seen + float64(c.Orders), upTo[n][i].usual}
			if sum.Rate > 0 {
				upTo[n][i+1].usual += sum.Mean() * b.exposure[i]
			}
		}
	}
	window := make([]expected, len(all))
	for n, b := range all {
		for i, c := range b.Cohorts {
			for m, other := range all {
				from, to := since(other.Cohorts, c.Arrived-around/2), since(other.Cohorts, c.Arrived+around/2+1)
				window[m] = expected{upTo[m][to].seen - upTo[m][from].seen, upTo[m][to].usual - upTo[m][from].usual}
			}
			b.exposure[i] *= moved(window, n)
		}
	}
}

func span[T any](all [][]T, on func(T) int) (first, last int) {
	first, last = 1<<31, -1<<31
	for _, of := range all {
		if len(of) > 0 {
			first, last = min(first, on(of[0])), max(last, on(of[len(of)-1]))
		}
	}
	return first, last
}
