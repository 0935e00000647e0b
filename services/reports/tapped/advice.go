package tapped

import (
	"math"

	"ripen/services/reports/rates"
)

// A Range is a figure with where it lies 95 times in 100.
type Range struct{ Middle, Low, High float64 }

// Money is what a fall means, by month at the present spend. Orders are those that come in the
// end, by the maturity curve.
type Money struct {
	Known     bool  // there are orders and spend to say it by
	CPO       Range // what an order costs since the fall began; before it: CPOBefore
	CPOBefore Range
	Lost      Range // orders a month
	Worth     Range // these in money; Middle 0 where nobody knows what an order is worth
	Overspent Range // what is paid a month over what so many orders cost before
}

// beliefOrders is the weight of what the A rate says of the orders to come, in orders: the
// cohorts since the fall overrule it as soon as they have brought, or ought to have, a few.
const beliefOrders = 3

// compare fills in the orders per spend before the fall and since: of the cohorts since it what
// they have brought of what they ought to have, beside what the A rate lets expect, which is
// known sooner.
func (v *Verdict) compare(b brought) {
	all, since := b.from(-1<<31), b.from(v.Began.On)
	v.Before = rates.Gamma{Shape: all.Shape - since.Shape, Rate: all.Rate - since.Rate}
	if v.Before.Rate <= 0 || v.Before.Shape < EnoughOfA {
		v.Before = rates.Gamma{}
		return
	}
	fallen := 1.0
	if v.ByRate && v.Usual.K > 0 {
		usual := float64(v.Usual.K) / float64(v.Usual.N)
		fallen = min(1, (float64(v.Since.K)+usual*10)/(float64(v.Since.N)+10)/usual)
	}
	v.Now = rates.Gamma{Shape: beliefOrders + since.Shape, Rate: beliefOrders/(v.Before.Mean()*fallen) + since.Rate}
}

// weigh says what the fall costs.
func weigh(v *Verdict, s Source) (m Money) {
	before, now := v.Before, v.Now
	if before.Rate <= 0 || s.Monthly <= 0 {
		return m
	}
	m.Known = true
	range95 := func(g rates.Gamma) Range { return Range{g.Mean(), g.At(0.025), g.At(0.975)} }
	b, n := range95(before), range95(now)
	invert := func(r Range) Range { return Range{1 / r.Middle, 1 / r.High, 1 / max(1e-12, r.Low)} }
	m.CPO, m.CPOBefore = invert(n), invert(b)
	lost := less(b, n)
	m.Lost = Range{s.Monthly * lost.Middle, s.Monthly * lost.Low, s.Monthly * lost.High}
	m.Worth = Range{m.Lost.Middle * s.Value, m.Lost.Low * s.Value, m.Lost.High * s.Value}
	m.Overspent = Range{s.Monthly * (1 - n.Middle/b.Middle), s.Monthly * (1 - ratioAt(now, before, 0.975)), s.Monthly * (1 - ratioAt(now, before, 0.025))}
	return m
}

// less is the difference of two figures with its range (Zou and Donner, Statistics in Medicine
// 27, 2008, 1693-1702).
func less(a, b Range) Range {
	d := a.Middle - b.Middle
	return Range{d, d - math.Hypot(a.Middle-a.Low, b.High-b.Middle), d + math.Hypot(a.High-a.Middle, b.Middle-b.Low)}
}

// ratioAt is what the ratio of two rates lies under with the chance p: a beta variable in
// disguise.
func ratioAt(a, b rates.Gamma, p float64) float64 {
	x := rates.Beta{Hits: a.Shape, Misses: b.Shape}.At(p)
	return x / (1 - x) * b.Rate / a.Rate
}

// fellBelow is the chance that a rate is under so much of another.
func fellBelow(now, before rates.Gamma, part float64) float64 {
	// now/before < part ⟺ x/(1-x) < part × now.Rate/before.Rate, with x the beta variable
	odds := part * now.Rate / before.Rate
	return rates.Beta{Hits: now.Shape, Misses: before.Shape}.Below(odds / (1 + odds))
}

// An Act is what to do with a source's spend. It is proposed, never done.
type Act string

// The acts.
const (
	Keep  Act = "keep"
	Halve Act = "halve"
	Stop  Act = "stop"
)

// Advice is an act, with how likely it is right.
type Advice struct {
	Act      Act
	Bearable float64 // what an order may cost, by which it was judged; 0 where nobody knows
	Dearer   float64 // the chance that an order costs more than that
	Fell     float64 // the chance that the orders per spend fell by a fifth and more
}

// How sure it must be, and how dear, to halve or stop a source.
const (
	sureToHalve = 0.80
	sureToStop  = 0.90
	farTooDear  = 1.5
)

// advise says what to do: nothing where the source is not named among all; stop where an order
// surely costs more than it may, and half as much again in the middle; halve where it likely
// does, or where nobody knows what it may cost and the orders have surely fallen.
func advise(v *Verdict, bearable, elsewhere float64) Advice {
	a := Advice{Act: Keep, Bearable: bearable}
	if a.Bearable == 0 {
		a.Bearable = elsewhere
	}
	if !v.Money.Known {
		return a
	}
	a.Fell = fellBelow(v.Now, v.Before, 0.8)
	if a.Bearable > 0 {
		a.Dearer = v.Now.Below(1 / a.Bearable)
	}
	switch {
	case !v.Named || a.Fell < sureToHalve:
	case a.Dearer >= sureToStop && v.Money.CPO.Middle >= farTooDear*a.Bearable:
		a.Act = Stop
	case a.Dearer >= sureToHalve || a.Bearable == 0:
		a.Act = Halve
	}
	return a
}

// elsewhere is what an order costs in the client's other sources; 0 where too few came there.
func elsewhere(all []brought, but int) float64 {
	var sum rates.Gamma
	for n, b := range all {
		if one := b.from(-1 << 31); n != but {
			sum.Shape, sum.Rate = sum.Shape+one.Shape, sum.Rate+one.Rate
		}
	}
	if sum.Shape < EnoughOfA {
		return 0
	}
	return sum.Rate / sum.Shape
}
