package models

import "math"

// A RepWeek is how much somebody reported in seven days, and on how many open leads.
type RepWeek struct {
	Reports   int
	LeadWeeks float64 // open leads, each as long as it was theirs and open
}

// How fading is told from chance. The rates of the last weeks and of those before are
// compared by the exact conditional test of two Poisson rates (Przyborowski and Wilenski,
// Biometrika 31, 1940): given both counts together, the later one is binomial. It is asked
// anew each week for the last one to four weeks, so that each answer must be rarer than
// one in two thousand for a steady rep to be left in peace; the simulation of the test says
// how often that holds, and how soon fading is named.
const (
	fadingWeeks    = 4  // after so many at the latest it is to be named
	fadingBaseline = 6  // weeks before them, at least
	fadingReports  = 20 // reports in those, at least: nobody is judged by less (trust.md 6)
	fadingChance   = 0.0005
	fadingFall     = 0.7 // of the rate before: less of a fall is nobody’s business
)

// Fades reports whether somebody’s reports, the oldest week first, have become fewer than
// they were on as many open leads, since how many weeks, and both rates.
func Fades(weeks []RepWeek) (since int, before, now float64, fades bool) {
	base := len(weeks) - fadingWeeks
	if base < fadingBaseline {
		return 0, 0, 0, false
	}
	reports, leads := total(weeks[:base])
	if reports < fadingReports || leads <= 0 {
		return 0, 0, 0, false
	}
	before = float64(reports) / leads
	rarest := fadingChance
	for n := 1; n <= fadingWeeks; n++ {
		late, open := total(weeks[len(weeks)-n:])
		if open <= 0 {
			continue
		}
		rate, chance := float64(late)/open, binomialUpTo(late, reports+late, open/(open+leads))
		if chance < rarest && rate <= fadingFall*before {
			since, now, fades, rarest = n, rate, true, chance
		}
	}
	return since, before, now, fades
}

func total(weeks []RepWeek) (reports int, leads float64) {
	for _, w := range weeks {
		reports, leads = reports+w.Reports, leads+w.LeadWeeks
	}
	return reports, leads
}

// binomialUpTo is how likely at most k of n come, each with chance p.
func binomialUpTo(k, n int, p float64) (sum float64) {
	if p <= 0 || p >= 1 {
		return 1
	}
	whole, _ := math.Lgamma(float64(n + 1))
	for i := range k + 1 {
		a, _ := math.Lgamma(float64(i + 1))
		b, _ := math.Lgamma(float64(n - i + 1))
		sum += math.Exp(whole - a - b + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return min(sum, 1)
}
