package neglect

import "fmt"

// A Verdict is what a source suffers from.
type Verdict string

// The verdicts.
const (
	TooFew    Verdict = "too few to say"
	Sound     Verdict = "sound"
	Neglected Verdict = "neglected"
	Weak      Verdict = "weak"
	Both      Verdict = "weak and neglected"
)

// Enough is the number of leads, and of orders among the followed-up ones expected at full
// follow-up, from which on a source is judged.
const (
	EnoughLeads = 20
	Enough      = 5
)

// When a source is weak, and when it is neglected.
const (
	dearer = 1.25 // an order costs so much more than elsewhere, at full follow-up
	missed = 0.15 // of the orders at full follow-up so many were missed
)

// judge names what a source suffers from. Weak is who is dear even at full follow-up: the whole
// range lies above what an order costs elsewhere, and its middle a quarter above. Neglected is
// where the orders as they are lie below the range at full follow-up, by a seventh and more.
func (f Finding) judge(elsewhere float64) Verdict {
	if f.Leads < EnoughLeads || f.AtFull.Middle < Enough || f.Followed < EnoughLeads/2 {
		return TooFew
	}
	weak := f.CPOAtFull.Middle > 0 && elsewhere > 0 && f.CPOAtFull.Low > elsewhere && f.CPOAtFull.Middle >= dearer*elsewhere
	neglected := f.AsItIs.Middle < f.AtFull.Low && f.AsItIs.Middle <= (1-missed)*f.AtFull.Middle
	switch {
	case weak && neglected:
		return Both
	case weak:
		return Weak
	case neglected:
		return Neglected
	}
	return Sound
}

// Sentence says it in one, with money as the reader writes it.
func (f Finding) Sentence(source string, money func(float64) string) string {
	if f.Verdict == TooFew {
		return fmt.Sprintf("%s: too few leads were followed up to say whether it is weak or neglected.", source)
	}
	left := f.Leads - f.Followed
	var cost string
	if f.CPO.Middle > 0 {
		cost = fmt.Sprintf(": an order costs %s, and would cost %s (%s to %s) if all had been", money(f.CPO.Middle), money(f.CPOAtFull.Middle), money(f.CPOAtFull.Low), money(f.CPOAtFull.High))
	} else {
		cost = fmt.Sprintf(": it brings %.0f orders, and would bring %.0f (%.0f to %.0f) if all had been", f.AsItIs.Middle, f.AtFull.Middle, f.AtFull.Low, f.AtFull.High)
	}
	told := fmt.Sprintf("%s: %d of %d leads were not followed up in time%s", source, left, f.Leads, cost)
	switch f.Verdict {
	case Neglected:
		return told + ". It is neglected, not weak."
	case Weak:
		return told + ". It is weak, whoever follows up."
	case Both:
		return told + ". It is weak, and neglected besides."
	}
	return told + ". Neither weak nor neglected."
}
