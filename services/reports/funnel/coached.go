package funnel

import "math"

// A Change is what coaching changed at a step: the change of the coached rep's rate against
// expected, less the same change of those who were not coached, with the range it lies in
// 95 times in 100. All are shares of 1.
type Change struct {
	Before, After             Sum // of the coached
	OthersBefore, OthersAfter Sum
	Points, Low, High         float64
	Said                      bool // there are enough leads on both sides
}

// A Coaching is whose step is compared, from the day From to the day before To.
type Coaching struct {
	Rep, Step, On, From, To int
	Trained                 func(rep int) bool // was coached on the step, too, and is nobody to compare with
}

// Side is on which side of a coaching the n-th entry stands: 0 before and 1 after, of the
// coached; 2 before and 3 after, of the others; -1 on none.
func (m *Model) Side(n int, e Entry, c Coaching) (side int) {
	switch {
	case e.Step != c.Step || e.On < c.From || e.On >= c.To || m.Expect[n] == Young:
		return -1
	case e.Rep == c.Rep:
	case c.Trained(e.Rep):
		return -1
	default:
		side = 2
	}
	if e.On >= c.On {
		side++
	}
	return side
}

// Around is the leads of the coached before and after, and of the others before and after.
// What is expected of all of them is known from the leads of those who were never coached on
// the step: else the better rates of the coached would be expected of the others, too.
func (m *Model) Around(entries []Entry, c Coaching) (sums [4]Sum) {
	var others, all []int
	for n, e := range entries {
		switch {
		case e.Step != c.Step || m.Expect[n] == Young:
		case e.Rep == c.Rep:
			all = append(all, n)
		case !c.Trained(e.Rep):
			others, all = append(others, n), append(all, n)
		}
	}
	of, without := m.apart(entries, all, c.Step), m.apart(entries, others, c.Step)
	for _, n := range all {
		side, expected := m.Side(n, entries[n], c), of
		if side < 0 {
			continue
		}
		if side >= 2 {
			expected = without
		}
		sums[side].N++
		sums[side].Expected += expected[n]
		if entries[n].Waited >= 0 {
			sums[side].K++
		}
	}
	return sums
}

// apart is the expectation of some of the entries of a step, known from each other alone.
func (m *Model) apart(entries []Entry, of []int, step int) []float64 {
	alone := &Model{Expect: make([]float64, len(entries)), Sums: table[Sum](len(m.Sums), m.Steps), Unsure: table[float64](len(m.Sums), m.Steps)}
	alone.expect(entries, of, step, len(m.Sums))
	return alone.Expect
}

// Compare is a difference in differences on the standardised pass rate (Ashenfelter and Card,
// Review of Economics and Statistics 67, 1985, 648-660): what moves all reps alike, a season or
// a price, is in both differences and falls out; what the mix of leads explains is in the
// expectation. The range is that of four independent binomial shares.
func Compare(before, after, othersBefore, othersAfter Sum) Change {
	c := Change{Before: before, After: after, OthersBefore: othersBefore, OthersAfter: othersAfter}
	if c.Said = before.Said() && after.Said() && othersBefore.Said() && othersAfter.Said(); !c.Said {
		return c
	}
	c.Points = above(after) - above(before) - (above(othersAfter) - above(othersBefore))
	half := 1.959963984540054 * math.Sqrt(chancy(before)+chancy(after)+chancy(othersBefore)+chancy(othersAfter))
	c.Low, c.High = max(-1, c.Points-half), min(1, c.Points+half)
	return c
}

// above is by how much the rate lies above the expected one.
func above(s Sum) float64 { return s.Rate() - s.Norm() }

// chancy is the variance of a rate, at a share that is not quite 0 or 1 (Agresti and Coull,
// American Statistician 52, 1998, 119-126).
func chancy(s Sum) float64 {
	p := (float64(s.K) + 2) / (float64(s.N) + 4)
	return p * (1 - p) / (float64(s.N) + 4)
}
