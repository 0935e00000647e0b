package budget_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"ripen/services/reports/budget"
	"ripen/services/reports/tapped"
)

func source(name string, spend, marginal, wide float64) budget.Source {
	orders := spend / marginal
	return budget.Source{Name: name, Spend: spend, Known: true, Advice: tapped.Keep,
		Orders: budget.Range{Middle: orders, Low: orders / wide, High: orders * wide}, Marginal: budget.Range{Middle: marginal, Low: marginal / wide, High: marginal * wide}}
}

func TestPropose_movesAStepFromTheDearToTheCheap(t *testing.T) {
	t.Parallel()
	p := budget.Propose([]budget.Source{source("dear", 8000, 400, 1.3), source("cheap", 4000, 100, 1.3), source("middling", 4000, 210, 1.3)}, 0)
	dear, cheap, middling := p.Lines[0], p.Lines[1], p.Lines[2]
	if cheap.Proposed != 5000 || cheap.Reason != budget.Cheap || cheap.Sure < budget.Sure || dear.Proposed+middling.Proposed != 11_000 || dear.Reason != budget.Dear {
		t.Errorf("%+v", p.Lines)
	}
	if p.InHand != 0 || p.Total != 16_000 {
		t.Errorf("in hand %v of %v", p.InHand, p.Total)
	}
	if p.Orders.Middle < 5 || p.Orders.Low > p.Orders.Middle || p.Orders.High < p.Orders.Middle || cheap.Orders.Middle != 10 || dear.Orders.High > 0 {
		t.Errorf("orders: %+v of %+v", p.Orders, p.Lines)
	}
}

func TestPropose_leavesAloneWhatIsNotSure(t *testing.T) {
	t.Parallel()
	few := source("few", 3000, 900, 1.3)
	few.Known = false
	fixed := source("fair", 9000, 900, 1.2)
	fixed.Fixed = true
	p := budget.Propose([]budget.Source{source("a", 4000, 120, 2.5), source("b", 4000, 180, 2.5), few, fixed}, 0)
	for n, want := range []budget.Reason{budget.Level, budget.Level, budget.TooFew, budget.Held} {
		if l := p.Lines[n]; l.Proposed != l.Before || l.Reason != want {
			t.Errorf("%+v", l)
		}
	}
}

func TestPropose_keepsInHandWhatFindsNoBetterPlace(t *testing.T) {
	t.Parallel()
	stopped, halved := source("stopped", 4000, 600, 1.3), source("halved", 2000, 400, 1.3)
	stopped.Advice, halved.Advice = tapped.Stop, tapped.Halve
	p := budget.Propose([]budget.Source{stopped, halved, source("cheap", 4000, 100, 1.2)}, 0)
	if p.Lines[0].Proposed != 0 || p.Lines[0].Reason != budget.TappedStop || p.Lines[1].Proposed != 1000 || p.Lines[2].Proposed != 5000 || p.InHand != 4000 {
		t.Errorf("%+v, in hand %v", p.Lines, p.InHand)
	}
	p = budget.Propose([]budget.Source{stopped, source("unknown", 4000, 500, 3)}, 0)
	if p.Lines[1].Proposed != 4000 || p.InHand != 4000 {
		t.Errorf("%+v, in hand %v", p.Lines, p.InHand)
	}
}

func TestPropose_alwaysAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var all []budget.Source
		before := 0.0
		for range rapid.IntRange(0, 9).Draw(t, "sources") {
			s := source("", rapid.Float64Range(0, 1e5).Draw(t, "spend"), rapid.Float64Range(1, 1e4).Draw(t, "marginal"), rapid.Float64Range(1.01, 8).Draw(t, "wide"))
			s.Known, s.Fixed = rapid.Bool().Draw(t, "known"), rapid.Bool().Draw(t, "fixed")
			s.Advice = rapid.SampledFrom([]tapped.Act{tapped.Keep, tapped.Halve, tapped.Stop}).Draw(t, "advice")
			all, before = append(all, s), before+s.Spend
		}
		total := rapid.SampledFrom([]float64{0, before, before * 0.7, before * 1.4}).Draw(t, "total")
		p := budget.Propose(all, total)
		want := before
		if total > 0 {
			want = total
		}
		sum := p.InHand
		for n, l := range p.Lines {
			sum += l.Proposed
			if l.Proposed < 0 || l.Proposed > (1+budget.Step)*l.Before+1e-6 || all[n].Fixed && l.Proposed != l.Before || math.IsNaN(l.Orders.Low+l.Orders.High) || l.Orders.Low > l.Orders.High {
				t.Fatalf("%+v of %+v", l, all[n])
			}
		}
		if math.Abs(sum-want) > 1e-6*(1+want) {
			t.Fatalf("the lines and what is in hand add up to %v, not to %v", sum, want)
		}
	})
}

func TestMarginal_learnsFromSpendThatMoved(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(11, 11))
	// Orders grow with the root of the spend: 100 at 10,000. The last periods spend 16,170 on
	// average; there the next order costs 254, by the derivative.
	moved, still := make([]budget.Period, 0, 24), make([]budget.Period, 0, 24)
	for n := range 24 {
		spend := 10_000 * math.Pow(4, float64(n%4)/1.5-1)
		orders := 100 * math.Sqrt(spend/10_000)
		moved = append(moved, budget.Period{Spend: spend, Ripe: 1, Orders: int(orders + math.Sqrt(orders)*dice.NormFloat64())})
		still = append(still, budget.Period{Spend: 10_000, Ripe: 0.5, Orders: 50})
	}
	learned, ok := budget.Marginal(moved)
	if !ok || learned.Low > 254 || learned.High < 254 || math.Abs(learned.Middle-254) > 25 || learned.High/learned.Low > 1.6 {
		t.Errorf("learned: %+v", learned)
	}
	believed, ok := budget.Marginal(still)
	if !ok || math.Abs(believed.Middle-125) > 8 || believed.High/believed.Low < 2 {
		t.Errorf("where the spend never moved: %+v", believed)
	}
	if _, ok := budget.Marginal([]budget.Period{{Spend: 900, Ripe: 0.3, Orders: 3}, {Ripe: 1, Orders: 90}}); ok {
		t.Error("three orders are enough to say what the next one costs")
	}
}
