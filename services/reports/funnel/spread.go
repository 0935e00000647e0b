package funnel

import (
	"math"
	"slices"
)

const (
	trimmed   = 0.1  // at each end, drawn in before the spread is measured
	trimmedTo = 0.68 // the second moment of a normal variable that is drawn in so
	fewest    = 4    // figures of other reps from which their spread is measured
	mostRho   = 0.2
)

// spread says how much more the other reps differ at all steps than chance lets them: the
// correlation of leads in one hand, by the excess of the squared residuals (method of
// moments), the outermost tenth on each side drawn in first, so that one rep who is far off
// does not widen the limits that are to show him (winsorising: Spiegelhalter 2005, 1196;
// 2012, 14). The rep who is judged is left out for the same reason. The steps share one
// figure: of five to twenty reps each alone would say nothing.
func (m *Model) spread() {
	for rep := range m.Sums {
		var residuals, sizes []float64
		for other, steps := range m.Sums {
			if other == rep {
				continue
			}
			for step, s := range steps {
				norm := s.Norm()
				if !s.Said() || norm <= 0 || norm >= 1 {
					continue
				}
				n := float64(s.N)
				z := (float64(s.K) - s.Expected) / math.Sqrt(n*norm*(1-norm)*(1+(n-1)*m.Unsure[other][step]))
				residuals, sizes = append(residuals, z), append(sizes, n)
			}
		}
		rho := between(residuals, sizes)
		for step := range m.Spread[rep] {
			m.Spread[rep][step] = rho
		}
	}
}

// between is the correlation that residuals of groups of these sizes show.
func between(residuals, sizes []float64) float64 {
	if len(residuals) < fewest {
		return 0
	}
	sorted := slices.Sorted(slices.Values(residuals))
	cut := int(trimmed * float64(len(sorted)))
	low, high := sorted[cut], sorted[len(sorted)-1-cut]
	var excess, scale float64
	for n, z := range residuals {
		z = max(low, min(high, z))
		excess += z*z/trimmedTo - 1
		scale += sizes[n] - 1
	}
	return max(0, min(mostRho, excess/scale))
}

// Rho is the whole overdispersion of a rep's figure at a step.
func (m *Model) Rho(rep, step int) float64 {
	return Rho(m.Spread[rep][step], m.Unsure[rep][step])
}

// Rho joins the spread between reps with what an unsure expectation adds.
func Rho(spread, unsure float64) float64 { return min(0.5, spread+unsure) }
