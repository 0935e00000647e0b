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
