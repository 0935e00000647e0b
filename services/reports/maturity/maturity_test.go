package maturity_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"ripen/services/reports/maturity"
	"ripen/services/reports/rates"
)

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > by {
		t.Errorf("%s: %.4f, want %.4f", what, got, want)
	}
}

func TestPlain_isTheChainLadder(t *testing.T) {
	t.Parallel()
	// Three cohorts, three ages; the triangle that every textbook has:
	//   arrived 0:  10  6  4
	//   arrived 1:  12  8
	//   arrived 2:  14
	seen := []maturity.Seen{{0, 0, 10}, {0, 1, 6}, {0, 2, 4}, {1, 0, 12}, {1, 1, 8}, {2, 0, 14}}
	c := maturity.Plain(seen, 2)
	second := 20.0 / 16              // link ratio from age 1 to 2
	first := (16.0 + 20) / (10 + 12) // from age 0 to 1
	near(t, "share at 2", c.Share(2), 1, 1e-12)
	near(t, "share at 1", c.Share(1), 1/second, 1e-12)
	near(t, "share at 0", c.Share(0), 1/second/first, 1e-12)
	f := c.Complete([]maturity.Cohort{{Arrived: 2, Size: 1, Orders: 14}}, 2, maturity.Nothing)
	if f.Expected < 14*second*first || f.Expected > 15.5*second*first {
		t.Errorf("the youngest cohort is completed to %.1f, the chain ladder’s is %.1f", f.Expected, 14*second*first)
	}
}

func TestFit_findsTheCurveBehindTruncatedOrders(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(5, 5))
	var seen []maturity.Seen
	quick, all := 0, 0
	const today = 500
	for day := range today {
		for range 20 {
			age := int(100 * math.Exp(0.8*dice.NormFloat64()))
			if day+age <= today {
				seen = append(seen, maturity.Seen{Arrived: day, Age: age, Orders: 1})
				all++
				if age <= 100 {
					quick++
				}
			}
		}
	}
	truth := func(age float64) float64 { return 0.5 * math.Erfc(-math.Log((age+1)/100)/0.8/math.Sqrt2) }
	c := maturity.Fit(seen, today, maturity.Published())
	for _, age := range []int{30, 60, 100, 200, 300} {
		near(t, "share", c.Share(age), truth(float64(age)), 0.03)
		if low, high := c.Range(age); low > truth(float64(age)) || high < truth(float64(age)) {
			t.Errorf("at %d days the range is %.3f to %.3f, without %.3f", age, low, high, truth(float64(age)))
		}
	}
	if naive := float64(quick) / float64(all); naive < truth(100)+0.05 {
		t.Errorf("as they were seen %.2f came within 100 days: the truncation bends nothing", naive)
	}
	if at := c.MatureAt(maturity.Ripe); at < 300 || at > 480 {
		t.Errorf("mature at %d days", at)
	}
}

func TestFit_withoutOrdersIsThePrior(t *testing.T) {
	t.Parallel()
	prior := maturity.Published()
	c := maturity.Fit(nil, 100, prior)
	near(t, "3 months", c.Share(90), 0.55, 0.03)
	near(t, "12 months", c.Share(365), 0.91, 0.02)
	near(t, "the end", c.Share(5000), 1, 0)
	near(t, "before", c.Share(-1), 0, 0)
	low, high := c.Range(90)
	if low > 0.35 || high < 0.7 {
		t.Errorf("with no order seen the share at 90 days is said to lie in %.2f to %.2f", low, high)
	}
	// Two quick orders, and ages that nobody has reached: nothing blows up, nothing jumps.
	thin := maturity.Fit([]maturity.Seen{{0, 3, 1}, {4, 2, 1}}, 10, prior)
	for age := 1; age <= maturity.Horizon; age++ {
		if s := thin.Share(age); math.IsNaN(s) || s < thin.Share(age-1) || s > 1 {
			t.Fatalf("at %d days the share is %v", age, s)
		}
	}
	near(t, "the tail", thin.Share(400)/thin.Share(200), tail(prior, 400)/tail(prior, 200), 0.02)
}

func tail(p maturity.Prior, age int) float64 { return maturity.Fit(nil, 0, p).Share(age) }

func TestFit_doesNotMindOrdersThatCannotBe(t *testing.T) {
	t.Parallel()
	odd := []maturity.Seen{{Arrived: 10, Age: -3, Orders: 1}, {Arrived: 200, Age: 1, Orders: 5}, {Arrived: 10, Age: 400, Orders: 2}, {Arrived: -2000, Age: 1500, Orders: 1}}
	if c := maturity.Fit(odd, 100, maturity.Published()); c.Orders != 2 {
		t.Errorf("learned from %d orders: those after today do not count, one before its inquiry and one years later do", c.Orders)
	}
}

func TestComplete_saysWhenNothingCanBeSaid(t *testing.T) {
	t.Parallel()
	c := maturity.Fit(nil, 0, maturity.Published())
	f := c.Complete([]maturity.Cohort{{Arrived: 99, Size: 50, Orders: 1}}, 100, maturity.Nothing)
	if f.State != maturity.TooYoung || f.Expected != 1 || f.High != 1 {
		t.Errorf("a cohort of yesterday: %+v", f)
	}
	f = c.Complete([]maturity.Cohort{{Arrived: 99, Size: 50, Orders: 0}}, 100, rates.Gamma{Shape: 80, Rate: 1000})
	if f.State != maturity.TooYoung || math.Abs(f.Expected-4) > 0.3 {
		t.Errorf("with a rate known beforehand: %+v", f)
	}
	f = c.Complete([]maturity.Cohort{{Arrived: 0, Size: 500, Orders: 40}, {Arrived: 500, Size: 400, Orders: 9}}, 400, maturity.Nothing)
	if f.State != maturity.Immature || f.Seen != 40 || f.Low < 40 || f.Expected < f.Low || f.Expected > f.High || f.High > 65 {
		t.Errorf("a cohort of a year ago, and one that has not come yet: %+v", f)
	}
	f = c.Complete([]maturity.Cohort{{Arrived: 0, Size: 500, Orders: 40}}, 900, maturity.Nothing)
	if f.State != maturity.Mature || f.Expected != 40 || f.High != 40 {
		t.Errorf("a cohort of long ago: %+v", f)
	}
	if f = c.Complete(nil, 100, maturity.Nothing); f.State != maturity.TooYoung || f.Expected != 0 {
		t.Errorf("no cohort: %+v", f)
	}
}

func TestOwn_isDrawnToTheClientsCurve(t *testing.T) {
	t.Parallel()
	client := maturity.Fit([]maturity.Seen{{0, 20, 400}, {0, 200, 600}}, 730, maturity.Published())
	source := client.Own(maturity.TallyOf([]maturity.Seen{{0, 20, 10}}, 730))
	if s := source.Share(100); s < client.Share(100)+0.05 || s > 0.7 {
		t.Errorf("ten quick orders move the source from %.2f to %.2f", client.Share(100), s)
	}
}
