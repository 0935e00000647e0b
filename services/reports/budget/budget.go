package budget

import (
	"cmp"
	"math"
	"slices"

	"ripen/services/reports/rates"
	"ripen/services/reports/tapped"
)

// A Source is what is known of one source for the next quarter.
type Source struct {
	Name     string
	Spend    float64 // of the last quarter
	Orders   Range   // that it brings in the end
	Marginal Range   // what one more order costs
	Known    bool    // Marginal is; where it is not, there are too few orders to say
	Advice   tapped.Act
	Fixed    bool // by contract, or by somebody's word: not moved
}

// A Reason is why a source gets what it is proposed to get.
type Reason string

// The reasons.
const (
	TooFew     Reason = "too few orders to say: as before"
	Held       Reason = "fixed: as before"
	Level      Reason = "one more order costs about what it costs elsewhere: as before"
	Dear       Reason = "one more order costs more than in sources that can take more"
	Cheap      Reason = "one more order costs less than elsewhere"
	TappedHalf Reason = "tapped out: halve"
	TappedStop Reason = "tapped out: stop"
	Less       Reason = "less may be spent in all: a part less, as everywhere"
	Unproven   Reason = "nothing is surely better: kept in hand, for a test"
)

// A Line is what is proposed for one source.
type Line struct {
	Source   string
	Before   float64
	Proposed float64
	Reason   Reason
	Sure     float64 // the chance that the reason is right, where it compares
	Orders   Range   // more (or fewer) orders that the change brings
}

// A Proposal is next quarter's spend. The lines and what is kept in hand add up to what was
// spent before, or to the total that was asked for.
type Proposal struct {
	Lines  []Line
	InHand float64
	Total  float64
	Orders Range // more (or fewer) orders in all
}

// How careful the proposal is: so sure it must be that one more order costs less here than there;
// so much of a source's spend is moved in one quarter at the most.
const (
	Sure = 0.80
	Step = 0.25
)

// Propose says what the data says about next quarter's spend. total is what may be spent in all;
// 0 is what was spent before.
//
// Sources that are tapped out give what their advice says. Then money goes from where one more
// order costs most to where it costs least (equal marginal returns: Dorfman and Steiner,
// American Economic Review 44, 1954, 826-836), in steps small enough to be taken back: a
// quarter of a source's spend at the most, and only between sources of which it is surely
// so. Sources with few orders, and fixed ones, are left alone. What finds no better place
// is kept in hand and not spread.
func Propose(sources []Source, total float64) Proposal {
	p := Proposal{Lines: make([]Line, len(sources)), Total: total}
	before := 0.0
	for n, s := range sources {
		before += s.Spend
		p.Lines[n] = Line{Source: s.Name, Before: s.Spend, Proposed: s.Spend, Reason: reason(s)}
		switch p.Lines[n].Reason {
		case TappedHalf:
			p.Lines[n].Proposed = s.Spend / 2
		case TappedStop:
			p.Lines[n].Proposed = 0
		}
	}
	if p.Total <= 0 {
		p.Total = before
	}
	p.InHand = p.Total - before
	for n, s := range sources {
		p.InHand += s.Spend - p.Lines[n].Proposed
	}
	p.move(sources)
	p.cut(sources)
	for n := range p.Lines {
		l := &p.Lines[n]
		l.Orders = change(sources[n], l.Proposed-l.Before)
		p.Orders.Middle += l.Orders.Middle
		// Of independent figures the squares of the distances add up (Zou and Donner, Statistics
		// in Medicine 27, 2008, 1693-1702).
		p.Orders.Low += square(l.Orders.Middle - l.Orders.Low)
		p.Orders.High += square(l.Orders.High - l.Orders.Middle)
	}
	p.Orders.Low, p.Orders.High = p.Orders.Middle-math.Sqrt(p.Orders.Low), p.Orders.Middle+math.Sqrt(p.Orders.High)
	return p
}

func reason(s Source) Reason {
	switch {
	case s.Fixed:
		return Held
	case s.Advice == tapped.Stop:
		return TappedStop
	case s.Advice == tapped.Halve:
		return TappedHalf
	case !s.Known || s.Spend <= 0 || s.Marginal.Low <= 0:
		return TooFew
	}
	return Level
}

// move gives to the cheapest what is in hand and, from the dearest, a step of what they have.
func (p *Proposal) move(sources []Source) {
	var free []int // from the cheapest to the dearest
	for n := range sources {
		if r := p.Lines[n].Reason; r == Level {
			free = append(free, n)
		}
	}
	slices.SortStableFunc(free, func(a, b int) int { return cmp.Compare(sources[a].Marginal.Middle, sources[b].Marginal.Middle) })
	for place, to := range free {
		taker := &p.Lines[to]
		room := Step * sources[to].Spend
		if sure := p.better(sources, to); p.InHand > 0 && sure >= Sure {
			given := min(room, p.InHand)
			p.InHand, room = p.InHand-given, room-given
			taker.Proposed, taker.Reason, taker.Sure = taker.Proposed+given, Cheap, sure
		}
		for from := len(free) - 1; from > place && room > 0; from-- {
			giver, s := &p.Lines[free[from]], sources[free[from]]
			left := giver.Proposed - (1-Step)*s.Spend
			if giver.Reason == Cheap || left <= 0 {
				continue
			}
			sure := cheaper(sources[to].Marginal, s.Marginal)
			if sure < Sure {
				continue
			}
			moved := min(left, room)
			room -= moved
			giver.Proposed, giver.Reason, giver.Sure = giver.Proposed-moved, Dear, max(giver.Sure, sure)
			taker.Proposed, taker.Reason, taker.Sure = taker.Proposed+moved, Cheap, max(taker.Sure, sure)
		}
	}
}

// better is the chance that one more order costs less in a source than in the middle of all others
// of which it is known: only such a source is given what others gave up.
func (p *Proposal) better(sources []Source, to int) float64 {
	var spend, orders float64
	var others []Range
	for n, s := range sources {
		if n != to && s.Known && s.Marginal.Low > 0 {
			spend, orders = spend+s.Spend, orders+s.Spend/s.Marginal.Middle
			others = append(others, s.Marginal)
		}
	}
	if orders == 0 {
		return 0
	}
	// The others' middle is as unsure as the surest of them.
	middle, narrow := spend/orders, others[0]
	for _, o := range others {
		if o.High/o.Low < narrow.High/narrow.Low {
			narrow = o
		}
	}
	return cheaper(sources[to].Marginal, Range{middle, middle * narrow.Low / narrow.Middle, middle * narrow.High / narrow.Middle})
}

// cut takes from all that may be moved alike where less may be spent than is.
func (p *Proposal) cut(sources []Source) {
	if p.InHand >= 0 {
		return
	}
	free := 0.0
	for n, l := range p.Lines {
		if !sources[n].Fixed {
			free += l.Proposed
		}
	}
	part := min(1, -p.InHand/max(1e-9, free))
	for n := range p.Lines {
		if l := &p.Lines[n]; !sources[n].Fixed {
			p.InHand += l.Proposed * part
			l.Proposed -= l.Proposed * part
			if l.Reason == Level || l.Reason == TooFew {
				l.Reason = Less
			}
		}
	}
}

// cheaper is the chance that one cost is below another, both taken for lognormal with their
// ranges.
func cheaper(a, b Range) float64 {
	width := func(r Range) float64 { return math.Log(r.High/r.Low) / (2 * rates.Normal(0.975)) }
	off := math.Log(b.Middle/a.Middle) / math.Hypot(width(a), width(b))
	return 0.5 * math.Erfc(-off/math.Sqrt2)
}

// change is how many orders more so much more spend brings; of a source that is stopped or
// halved by what it brings now.
func change(s Source, more float64) Range {
	switch {
	case more == 0:
		return Range{}
	case s.Known && math.Abs(more) <= Step*s.Spend+1e-9:
		r := Range{more / s.Marginal.Middle, more / s.Marginal.High, more / s.Marginal.Low}
		return Range{r.Middle, min(r.Low, r.High), max(r.Low, r.High)}
	case s.Spend > 0:
		part := more / s.Spend
		return Range{part * s.Orders.Middle, min(part*s.Orders.Low, part*s.Orders.High), max(part*s.Orders.Low, part*s.Orders.High)}
	}
	return Range{}
}

func square(x float64) float64 { return x * x }
