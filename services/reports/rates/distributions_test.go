package rates_test

import (
	"math"
	"testing"

	"ripen/services/reports/rates"
)

func TestGammaAndBeta_agreeWithTheCountsTheyStandFor(t *testing.T) {
	t.Parallel()
	// A gamma of whole shape lies below x as often as a Poisson variable of mean x reaches it.
	for _, c := range []struct {
		shape int
		x     float64
	}{{1, 0.3}, {3, 2}, {3, 9}, {40, 35}, {40, 60}, {400, 401}} {
		chance, term := 1.0, math.Exp(-c.x)
		for n := range c.shape {
			chance -= term
			term *= c.x / float64(n+1)
		}
		if got := (rates.Gamma{Shape: float64(c.shape), Rate: 2}).Below(c.x / 2); math.Abs(got-chance) > 1e-9 {
			t.Errorf("gamma of %d below %v: %v, want %v", c.shape, c.x, got, chance)
		}
	}
	// A beta of whole hits and misses lies below x as often as a binomial one reaches the hits.
	for _, c := range []struct {
		hits, misses int
		x            float64
	}{{1, 1, 0.3}, {2, 9, 0.1}, {2, 9, 0.5}, {50, 200, 0.2}, {50, 200, 0.3}} {
		n, chance := c.hits+c.misses-1, 0.0
		for k := c.hits; k <= n; k++ {
			chance += math.Exp(choose(n, k) + float64(k)*math.Log(c.x) + float64(n-k)*math.Log(1-c.x))
		}
		if got := (rates.Beta{Hits: float64(c.hits), Misses: float64(c.misses)}).Below(c.x); math.Abs(got-chance) > 1e-9 {
			t.Errorf("beta of %d and %d below %v: %v, want %v", c.hits, c.misses, c.x, got, chance)
		}
	}
}

func TestAt_isTheOtherWayRound(t *testing.T) {
	t.Parallel()
	for _, p := range []float64{0.001, 0.025, 0.5, 0.975} {
		g, b := rates.Gamma{Shape: 0.5, Rate: 3}, rates.Beta{Hits: 0.7, Misses: 20}
		if got := g.Below(g.At(p)); math.Abs(got-p) > 1e-9 {
			t.Errorf("gamma: %v becomes %v", p, got)
		}
		if got := b.Below(b.At(p)); math.Abs(got-p) > 1e-9 {
			t.Errorf("beta: %v becomes %v", p, got)
		}
	}
	if got := rates.Normal(0.975); math.Abs(got-1.959963984540054) > 1e-9 {
		t.Errorf("normal: %v", got)
	}
}

func choose(n, k int) float64 {
	all, _ := math.Lgamma(float64(n + 1))
	some, _ := math.Lgamma(float64(k + 1))
	others, _ := math.Lgamma(float64(n - k + 1))
	return all - some - others
}

// A value is found by steps: it must be where the chance is, for rates of which hardly
// anything is known as for those of which much is.
func TestGamma_atIsWhereTheChanceIs(t *testing.T) {
	for _, shape := range []float64{0.5, 1, 3, 40, 900, 30_000} {
		for _, rate := range []float64{1e-4, 1, 5e3} {
			for _, p := range []float64{0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999} {
				g := rates.Gamma{Shape: shape, Rate: rate}
				if x := g.At(p); math.Abs(g.Below(x)-p) > 1e-9 {
					t.Errorf("%+v lies under %v with the chance %v, wanted %v", g, x, g.Below(x), p)
				}
			}
		}
	}
}
