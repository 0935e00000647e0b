// Package budget says what the data says about next quarter's spend: which source to give less
// and which more, with the reason and with how unsure that is. It proposes; people decide.
package budget

import (
	"math"
	"slices"

	"ripen/services/reports/rates"
)

// A Period is what was spent on a source in some weeks, and the orders that its inquiries bring:
// Orders so far, of which the share Ripe has come by the maturity curve.
type Period struct {
	Spend  float64
	Ripe   float64
	Orders int
}

// A Range is a figure with where it lies 95 times in 100.
type Range struct{ Middle, Low, High float64 }

// What is believed of returns before a source's own figures are looked at: orders grow with
// the power of the spend, 0.8 in the middle and between 0.4 and 1.2 nearly always. Chosen so that
// the next order is somewhat dearer than the average one: advertising has less than
// proportional returns in nearly every study (Sethuraman, Tellis and Briesch, Journal of
// Marketing Research 48, 2011, 457-471, find far lower powers for sales that mostly come
// without it), while spend on inquiries buys them one by one.
const (
	powerMiddle = 0.8
	powerSpread = 0.2
)

// Marginal is what one more order costs at the present spend, learned from how the orders moved
// with the spend from period to period. The spend must have moved for that: where it did not,
// the belief stays as wide as it was, and with it the range.
//
// Orders of a period are Poisson about ripe × size × spend^power. Given all orders together
// those of the periods are multinomial, whatever the size is, so that the power is learned
// without it: over a grid of powers the belief is weighed by the likelihood. For each power the
// size is a gamma variable (Jeffreys), and one more order at the spend S costs
// 1 / (size × power × S^(power-1)). S is what was spent in the last four periods on average.
// ok is false where fewer than Enough orders have come.
func Marginal(periods []Period) (cost Range, ok bool) {
	periods = slices.DeleteFunc(slices.Clone(periods), func(p Period) bool { return p.Spend <= 0 || p.Ripe <= 0 })
	orders, now := 0.0, 0.0
	for _, p := range periods {
		orders += float64(p.Orders)
	}
	if orders < Enough {
		return Range{}, false
	}
	last := periods[max(0, len(periods)-present):]
	for _, p := range last {
		now += p.Spend / float64(len(last))
	}
	ways := weigh(periods, orders)
	below := func(cost float64) (chance float64) { // that one more order costs at most so much
		for _, w := range ways {
			chance += w.weight * (1 - w.size.Below(1/(cost*w.power*math.Pow(now, w.power-1))))
		}
		return chance
	}
	at := func(chance float64) float64 {
		low, high := math.Log(now/1e6), math.Log(now*1e6)
		for range 50 {
			if middle := (low + high) / 2; below(math.Exp(middle)) < chance {
				low = middle
			} else {
				high = middle
			}
		}
		return math.Exp((low + high) / 2)
	}
	return Range{at(0.5), at(0.025), at(0.975)}, true
}

// present is how many periods the present spend is read off.
const present = 4

// Enough is the number of orders from which on a source's spend may be moved.
const Enough = 10

// A way is a power that the returns may have, how likely it is, and what the size is then.
type way struct {
	power, weight float64
	size          rates.Gamma
}

func weigh(periods []Period, orders float64) (ways []way) {
	var logs []float64
	for power := 0.1; power < 1.45; power += 0.05 {
		off := (power - powerMiddle) / powerSpread
		log, total := -off*off/2, 0.0
		for _, p := range periods {
			total += p.Ripe * math.Pow(p.Spend, power)
			log += float64(p.Orders) * power * math.Log(p.Spend)
		}
		ways = append(ways, way{power: power, size: rates.Gamma{Shape: orders + 0.5, Rate: total}})
		logs = append(logs, log-orders*math.Log(total))
	}
	highest, sum := slices.Max(logs), 0.0
	for n, log := range logs {
		ways[n].weight = math.Exp(log - highest)
		sum += ways[n].weight
	}
	for n := range ways {
		ways[n].weight /= sum
	}
	return ways
}
