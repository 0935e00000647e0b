package funnel

import "slices"

// A Chance is how many of n pass where each does with the chance mean, and the n are alike
// by rho: the beta-binomial distribution (Skellam, JRSS B 10, 1948, 257-261). Rho 0 is the
// binomial. It is exact, without an approximation by the normal.
type Chance struct {
	n      int
	weight []float64 // of 0 to n; they sum to 1
}

// NewChance is the distribution; mean and rho are shares of 1.
func NewChance(n int, mean, rho float64) Chance {
	mean, rho = max(1e-6, min(1-1e-6, mean)), max(1e-7, min(0.99, rho))
	a, b := mean*(1/rho-1), (1-mean)*(1/rho-1)
	// From the middle outwards by the ratio of neighbours: nothing underflows there.
	up := func(x int) float64 { // weight of x+1 against that of x
		return float64(n-x) / float64(x+1) * (a + float64(x)) / (b + float64(n-x-1))
	}
	c := Chance{n: n, weight: make([]float64, n+1)}
	middle := min(n, int(mean*float64(n)))
	c.weight[middle] = 1
	sum := 1.0
	for x := middle; x < n; x++ {
		c.weight[x+1] = c.weight[x] * up(x)
		sum += c.weight[x+1]
	}
	for x := middle; x > 0; x-- {
		c.weight[x-1] = c.weight[x] / up(x-1)
		sum += c.weight[x-1]
	}
	for x := range c.weight {
		c.weight[x] /= sum
	}
	return c
}

// AtMost is the chance of k or fewer, k itself counted by half: the mid-p value (Lancaster,
// JASA 56, 1961, 223-234), which keeps what it promises where counts are small.
func (c Chance) AtMost(k int) float64 {
	sum := 0.0
	for x := range min(k, c.n) {
		sum += c.weight[x]
	}
	if k >= 0 && k <= c.n {
		sum += c.weight[k] / 2
	}
	return min(1, sum)
}

// Limit is the share of n under which a figure falls with the chance p, between two counts
// where it lies between them (Spiegelhalter 2005, 1188).
func (c Chance) Limit(p float64) float64 {
	if c.n == 0 {
		return 0
	}
	sum := 0.0
	for x, w := range c.weight {
		if sum+w >= p {
			return max(0, (float64(x)-1+(p-sum)/w+0.5)/float64(c.n))
		}
		sum += w
	}
	return 1
}

// draw is a function that gives the count that a number from 0 to 1 stands for.
func (c Chance) draw() func(float64) int {
	upTo := make([]float64, len(c.weight))
	sum := 0.0
	for x, w := range c.weight {
		sum += w
		upTo[x] = sum
	}
	return func(u float64) int {
		x, _ := slices.BinarySearch(upTo, u)
		return min(x, c.n)
	}
}

// The chances that the limits of a funnel leave out on each side: 95 and 99.8 %.
const (
	Outside95  = 0.025
	Outside998 = 0.001
)

// Limits are the shares between which a figure of n lies by chance, 95 and 99.8 times in 100.
type Limits struct{ Low998, Low95, High95, High998 float64 }

// LimitsOf are the limits around a norm.
func LimitsOf(n int, norm, rho float64) Limits {
	c := NewChance(n, norm, rho)
	return Limits{max(0, c.Limit(Outside998)), max(0, c.Limit(Outside95)), min(1, c.Limit(1-Outside95)), min(1, c.Limit(1-Outside998))}
}
