package intake

import (
	"math"

	"ripen/models"
)

// Why an arrival needs a decision. Once the trouble is gone, the next repeat puts
// the inquiry into the queue.
const (
	NoNumber    = "No number: write, or find one."
	WhereIsThis = "Where is this person? Neither the address nor the number says."
)

// enter decides where a person's first inquiry in the program goes.
func (b *batch) enter(who *acquaintance, a *arrival) error {
	i, p := a.inquiry, who.person
	switch {
	case b.history():
		i.Close(models.ClosedTakenOver, b.at)
		return nil
	case a.DoNotCall:
		i.Close(models.ClosedDoNotCall, b.at)
		return nil
	case !p.Reachable():
		i.Close(models.ClosedNoWay, b.at)
		return nil
	}
	i.Enter(b.program, b.at)
	return b.orDecide(who, i)
}

// again decides what a repeat does to the inquiry that stands for its person
// (product.md 3, "A repeat"). The repeat itself joins that one; an inquiry that had
// ended is opened again as its next cycle, so that one row holds the whole history.
func (b *batch) again(who *acquaintance, a *arrival) error {
	i := who.inquiry
	a.inquiry.MergeInto(i.ID)
	who.moved = true
	defer func() { i.Repeats = min(i.Repeats, math.MaxInt16) }()
	switch {
	case b.history():
		i.Repeats++
		return nil
	case a.DoNotCall:
		i.Repeats++
		if i.State != models.Held && i.State != models.Pending && i.State != models.Released {
			i.Close(models.ClosedDoNotCall, b.at)
		}
		return nil
	case i.State == models.Released && who.openLead != nil:
		i.Repeats++
		b.told = append(b.told, told{*who.openLead, a.inquiry.ID})
		return nil
	case i.State == models.Closed && i.ClosedReason == models.ClosedDoNotCall:
		i.Again(b.program, a.Via, b.at)
		return b.decide(i, "Asked not to be called, and has inquired again: may we call?")
	case i.State == models.Closed && !who.person.Reachable():
		i.Repeats++ // still no way to reach
		return nil
	case i.State == models.Closed, i.State == models.Released:
		i.Again(b.program, a.Via, b.at)
		return b.orDecide(who, i)
	case i.State == models.Undecided && (i.DecisionReason == NoNumber || i.DecisionReason == WhereIsThis):
		i.Repeats++
		i.Plan(b.at, b.at)
		return b.orDecide(who, i)
	case i.State == models.Nurtured:
		b.woken = append(b.woken, i.ID)
		i.Hurry(b.program, a.Via, b.at)
		return b.orDecide(who, i)
	}
	i.Hurry(b.program, a.Via, b.at)
	if !who.learned {
		return nil
	}
	window, err := b.window(who.person) // where they are, or what they speak, may be news
	if err == nil && window != nil {
		i.WindowID = window
	}
	return err
}

// orDecide leaves an inquiry in the queue only if it can be called.
func (b *batch) orDecide(who *acquaintance, i *models.Inquiry) (err error) {
	if i.WindowID, err = b.window(who.person); err != nil {
		return err
	}
	switch ban := b.known.ban(who.person); {
	case ban != "":
		return b.decide(i, "On the do-not-call list ("+ban+"), and has inquired: may we call?")
	case who.person.Phone == "":
		return b.decide(i, NoNumber)
	case i.WindowID == nil:
		return b.decide(i, WhereIsThis)
	}
	return nil
}

func (b *batch) decide(i *models.Inquiry, reason string) error {
	i.Decide(reason, b.at)
	i.DueAt = nil
	return nil
}

func (b *batch) history() bool { return b.imports != nil && b.imports.Options.History }
