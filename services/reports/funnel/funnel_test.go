package funnel

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s is %.6f, want %.6f", what, got, want)
	}
}

func TestChance_isTheDistributionOfTheTextbook(t *testing.T) {
	t.Parallel()
	binomial := NewChance(10, 0.5, 0)
	near(t, "P(X=5) of 10 at a half", binomial.weight[5], 252.0/1024, 1e-6)
	near(t, "the mid-p of 5", binomial.AtMost(5), 0.5, 1e-6)
	near(t, "the mid-p of 2", binomial.AtMost(2), (1+10+45.0/2)/1024, 1e-6)
	even := NewChance(2, 0.5, 1.0/3) // a beta distribution of 1 and 1: every count as likely
	for x, w := range even.weight {
		near(t, "a uniform count", w, 1.0/3, 1e-9)
		_ = x
	}
	mean, square := 0.0, 0.0
	wide := NewChance(100, 0.3, 0.05)
	for x, w := range wide.weight {
		mean += float64(x) * w
		square += float64(x*x) * w
	}
	near(t, "the mean", mean, 30, 1e-6)
	near(t, "the variance", square-mean*mean, 100*0.3*0.7*(1+99*0.05), 1e-6)
	large := NewChance(200_000, 0.6, 1e-5)
	near(t, "half of a large one", large.AtMost(120_000), 0.5, 0.01)
}

func TestLimits_holdWhatTheyPromise(t *testing.T) {
	t.Parallel()
	l := LimitsOf(1000, 0.5, 0)
	half := math.Sqrt(0.25 / 1000)
	near(t, "the lower 95 %", l.Low95, 0.5-1.96*half, 0.001)
	near(t, "the upper 95 %", l.High95, 0.5+1.96*half, 0.001)
	near(t, "the lower 99.8 %", l.Low998, 0.5-3.09*half, 0.001)
	if few := LimitsOf(5, 0.5, 0); few.Low998 < 0 || few.High998 > 1 || few.Low95 <= few.Low998 && few.Low998 > 0 {
		t.Errorf("of five: %+v", few)
	}
}

// mixed is leads of two reps whose sources could not be more unlike, and of four who have both.
func mixed(weak float64) (entries []Entry) {
	dice := rand.New(rand.NewPCG(4, 2))
	for n := range 6 * 300 {
		rep := n % 6
		source := dice.IntN(2)
		if rep < 2 {
			source = rep
		}
		chance := []float64{0.25, 0.75}[source]
		if rep == 1 {
			chance *= weak
		}
		e := Entry{Rep: rep, On: dice.IntN(200), Waited: NotPassed, Levels: [Factors]int{Source: source}}
		if dice.Float64() < chance {
			e.Waited = dice.IntN(20)
		}
		entries = append(entries, e)
	}
	return entries
}

func TestBuild_comparesEachWithTheSameMix(t *testing.T) {
	t.Parallel()
	m := Build(mixed(1), 6, 1, 400)
	for rep := range 6 {
		s := m.Sums[rep][0]
		near(t, "observed to expected", s.Ratio(), 1, 0.13)
	}
	near(t, "the rate of the rep with the poor source", m.Sums[0][0].Rate(), 0.25, 0.06)
	stands := []Stand{{Sum: Build(mixed(0.6), 6, 1, 400).Sums[1][0], Rho: 0.005}}
	near(t, "the rate of the weak rep", stands[0].Rate(), 0.45, 0.07) // as good as the average of all
	if Judge(stands, []float64{1}) != 0 {
		t.Errorf("the weak rep with the good source is not named: %+v", stands)
	}
}

func TestBuild_leavesOutTheYoung(t *testing.T) {
	t.Parallel()
	entries := mixed(1)
	m := Build(entries, 6, 1, 200)
	young := 0
	for n, e := range entries {
		if isYoung := e.On+m.Horizon[0] > 200; isYoung != (m.Expect[n] == Young) {
			t.Fatalf("a lead of day %d: expected %v", e.On, m.Expect[n])
		} else if isYoung {
			young++
		}
	}
	if total := m.Total(0); young == 0 || total.Young != young || total.N+young != len(entries) || m.Horizon[0] < 16 || m.Horizon[0] > 20 {
		t.Errorf("%d young, %+v, old enough after %d days", young, total, m.Horizon[0])
	}
}

func TestJudge_saysNothingOfFewAndNamesOneStepAtTheMost(t *testing.T) {
	t.Parallel()
	few := []Stand{{Sum: Sum{N: 19, K: 0, Expected: 15}}}
	if Judge(few, []float64{1}) != -1 || few[0].Chance != 1 {
		t.Errorf("of 19 leads: %+v", few)
	}
	two := []Stand{{Sum: Sum{N: 100, K: 20, Expected: 50}}, {Sum: Sum{N: 100, K: 10, Expected: 50}}, {Sum: Sum{N: 100, K: 49, Expected: 50}}}
	if got := Judge(two, []float64{0.2, 0.5, 1}); got != 1 || two[0].Named || !two[1].Named {
		t.Errorf("of two the dearer is named: %d", got)
	}
	if got := Judge([]Stand{{Sum: Sum{N: 2000, K: 1860, Expected: 1996}}}, []float64{1}); got != -1 {
		t.Error("who is surely lower, but by little, is named")
	}
	if got := Judge([]Stand{{Sum: Sum{N: 100, K: 80, Expected: 50}}}, []float64{1}); got != -1 {
		t.Error("who does better than expected is named")
	}
}

func TestCost_isWhatIsMissingTimesWhatItIsWorth(t *testing.T) {
	t.Parallel()
	s := Stand{Sum: Sum{N: 100, K: 25, Expected: 50}, Rho: 0.005}
	l := Cost(s, []Stand{{Sum: Sum{N: 400, K: 200, Expected: 200}, Unsure: 0.25 / 400}}, Worth{Mean: 1000, Error: 50, Known: true})
	near(t, "the orders", l.Orders, 12.5, 1e-9)
	near(t, "the money", l.Money, 12500, 1e-6)
	if l.OrdersLow > 9 || l.OrdersLow < 5 || l.OrdersHigh < 16 || l.OrdersHigh > 19 || l.MoneyLow >= l.Money || l.MoneyHigh <= l.Money {
		t.Errorf("the range is %+v", l)
	}
	if again := Cost(s, []Stand{{Sum: Sum{N: 400, K: 200, Expected: 200}, Unsure: 0.25 / 400}}, Worth{Mean: 1000, Error: 50, Known: true}); again != l {
		t.Error("the same figures give another range")
	}
}

func TestCompare_takesOffWhatMovedEverybody(t *testing.T) {
	t.Parallel()
	others := [2]Sum{{N: 1000, K: 500, Expected: 500}, {N: 1000, K: 600, Expected: 500}} // a good season
	c := Compare(Sum{N: 100, K: 30, Expected: 50}, Sum{N: 100, K: 60, Expected: 50}, others[0], others[1])
	near(t, "the change", c.Points, 0.2, 1e-9)
	if !c.Said || c.Low < 0.05 || c.High > 0.35 || c.Low > c.High {
		t.Errorf("%+v", c)
	}
	if few := Compare(Sum{N: 19, K: 1, Expected: 9}, Sum{N: 100, K: 60, Expected: 50}, others[0], others[1]); few.Said || few.Points != 0 {
		t.Errorf("of 19 before: %+v", few)
	}
}
