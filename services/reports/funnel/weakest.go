package funnel

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Alpha is the chance with which a rep is named who is as good as the others at every step
// that is looked at. It is kept for each rep over all their steps; trust asks for 5 in 100 at
// the most, and what is estimated along the way takes its share of it.
const Alpha = 0.03

// Least is the part of the expected below which a step is named: what is surely lower, but by
// little, is not worth a word.
const Least = 0.9

// A Stand is a rep at one step.
type Stand struct {
	Sum
	Rho    float64 // overdispersion
	Unsure float64 // the part of it that an uncertain expectation adds
	Chance float64 // of so few or fewer, were the rep as the others are; 1 where nothing is said
	Named  bool    // the one step
}

// Judge fills in the chances of a rep's steps and names the one where the rep loses most,
// if any: its step, or -1. worth is what passing each step is worth, in orders.
//
// Of several steps that are looked at one is low by chance sooner than each: the chance is
// multiplied up by the number of steps (Šidák, JASA 62, 1967, 626-633), so that a rep with
// many steps is not named more easily than one with few.
func Judge(steps []Stand, worth []float64) (weakest int) {
	looked := 0
	for n := range steps {
		s := &steps[n]
		if s.Chance = 1; s.Said() {
			s.Chance = NewChance(s.N, s.Norm(), s.Rho).AtMost(s.K)
			looked++
		}
	}
	weakest = -1
	most := 0.0
	for n, s := range steps {
		if lost := (s.Expected - float64(s.K)) * worth[n]; s.Said() && s.Ratio() <= Least && together(s.Chance, looked) <= Alpha && lost > most {
			weakest, most = n, lost
		}
	}
	if weakest >= 0 {
		steps[weakest].Named = true
	}
	return weakest
}

func together(chance float64, tests int) float64 { return 1 - math.Pow(1-chance, float64(tests)) }

// A Loss is what a step costs, with the range it lies in 95 times in 100.
type Loss struct{ Orders, OrdersLow, OrdersHigh, Money, MoneyLow, MoneyHigh float64 }

// Worth is what one order brings on average, and how unsure that is; Known is false where too
// few orders have a value.
type Worth struct {
	Mean, Error float64
	Known       bool
}

const draws = 2000

// Cost is what a rep loses at a step: the passes that are missing against the expected,
// times the chance that who passes orders in the end (later: the steps after it, as the mix
// of leads is expected to pass them), times what an order brings. The range is a parametric
// bootstrap with a fixed seed (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
// chapter 6): the passes are drawn again at the rep's own rate, and what is expected, here
// and at the later steps, as far as it is unsure. How many of the rep's own leads came to
// the later steps does not widen it: what is expected of them is known from the others'.
func Cost(s Stand, later []Stand, w Worth) Loss {
	onward := 1.0
	for _, l := range later {
		onward *= l.Norm()
	}
	missing := s.Expected - float64(s.K)
	loss := Loss{Orders: missing * onward, Money: missing * onward * w.Mean}
	passes := NewChance(s.N, (float64(s.K)+0.5)/(float64(s.N)+1), s.Rho-s.Unsure).draw()
	dice := rand.New(rand.NewPCG(20260630, uint64(s.N)))
	orders, money := make([]float64, draws), make([]float64, draws)
	for n := range draws {
		drawn := float64(s.N)*s.drawNorm(dice) - float64(passes(dice.Float64()))
		for n := range later {
			drawn *= later[n].drawNorm(dice)
		}
		orders[n], money[n] = drawn, drawn*max(0, w.Mean+w.Error*dice.NormFloat64())
	}
	slices.Sort(orders)
	slices.Sort(money)
	low, high := draws/40, draws-draws/40-1
	loss.OrdersLow, loss.OrdersHigh, loss.MoneyLow, loss.MoneyHigh = orders[low], orders[high], money[low], money[high]
	return loss
}

// drawNorm draws the share that is expected anew, as far as it is unsure.
func (s *Stand) drawNorm(dice *rand.Rand) float64 {
	p := max(0.001, min(0.999, s.Norm()))
	return sigmoid(logit(p) + dice.NormFloat64()*math.Sqrt(max(0, s.Unsure)/(p*(1-p))))
}
