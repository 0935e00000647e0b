package portal

import "ripen/views/components"

func (p ReturnPage) repeatsNote() string {
	if p.FromRipened == 0 {
		return ""
	}
	return count(p.FromRipened) + " of ripened leads"
}

// missedWords is what it cost that leads were left alone.
func (p ReturnPage) missedWords() string {
	if p.Missed == nil {
		if p.Followed.Late+p.Followed.Never == 0 {
			return "Every lead was contacted in time: nothing was missed for want of follow-up."
		}
		return "Too few leads or orders to say what it cost that " + many(p.Followed.Late+p.Followed.Never, "lead was", "leads were") + " contacted late or not at all."
	}
	words := "With full follow-up there would be about " + few(p.Missed.Middle) + " orders more (" + fewOrNone(p.Missed.Low) + "–" + few(p.Missed.High) + ")"
	if p.MissedFor != nil {
		words += ", worth about " + p.about(p.MissedFor.Middle) + " (" + p.aboutSpan(*p.MissedFor) + ") at the usual value of an order"
	}
	if p.Missed.Low <= 0 {
		words += "; it may as well be none"
	}
	return words + "."
}

func fewOrNone(v float64) string {
	if v <= 0 {
		return "0"
	}
	return few(v)
}

// unqualifiedWords is what the inquiries that were no A would have cost.
func (p ReturnPage) unqualifiedWords() string {
	switch {
	case p.NotASmall:
		return "Fewer than 5 inquiries were no A: too few to reckon with."
	case p.CallCost == nil && p.MayEnter:
		return p.NotA + " of the inquiries are no A, and no rep had to call them. Enter what one call of a rep costs, and what they would have cost stands here."
	case p.CallCost == nil:
		return p.NotA + " of the inquiries are no A, and no rep had to call them. What they would have cost can be said once it is entered what a call of a rep costs."
	}
	return p.NotA + " of the inquiries are no A, and no rep had to call them. At " + exact(*p.CallCost, p.Currency) + " a call that is " + p.money(p.Unqualified) + "."
}

// hidden is the question that the answer to a form keeps.
func (p ReturnPage) hidden() (all [][2]string) {
	for _, name := range []string{"from", "to", "program", "basis"} {
		if v := p.query().Get(name); v != "" {
			all = append(all, [2]string{name, v})
		}
	}
	return all
}

func (p ReturnPage) basisWords() string {
	if p.ByEvent {
		return "what happened in"
	}
	return "the inquiries of"
}

// boardStats are the five figures of the statement.
func (p ReturnPage) boardStats() []components.Stat {
	all := p.stats()
	return []components.Stat{all[0], all[2], all[4], all[1], all[3]}
}

// boardWords is what a board reads of it.
func (p ReturnPage) boardWords() (all []string) {
	if p.Inquiries > 0 {
		line := many(p.Inquiries, "inquiry came", "inquiries came")
		if !p.NotASmall {
			line += "; " + p.NotA + " of them are no A, and no rep had to call them"
		}
		if p.Unqualified != nil && !p.NotASmall {
			line += ", which saved calls for " + p.money(p.Unqualified)
		}
		all = append(all, line+".")
	}
	if p.Ripened.Orders > 0 {
		line := many(p.Ripened.Orders, "order", "orders") + " came of people who were not ready when they inquired, were kept, and were called again"
		if p.Ripened.Revenue != nil {
			line += ": " + p.money(p.Ripened.Revenue) + " of the revenue"
		}
		all = append(all, line+".")
	}
	if p.Repeats.Orders > 0 {
		all = append(all, many(p.Repeats.Orders, "order was a repeat order", "orders were repeat orders")+" of customers won before.")
	}
	if p.Followed.Leads > 0 {
		line := "Of " + many(p.Followed.Leads, "lead", "leads") + " " + count(p.Followed.InTime) + " were contacted by sales within 48 hours, " + count(p.Followed.Late) + " later and " + count(p.Followed.Never) + " not yet. "
		all = append(all, line+p.missedWords())
	}
	return all
}

// sureWords is how far the statement can be trusted.
func (p ReturnPage) sureWords() []string {
	all := []string{"Ranges hold 95 times in 100: so far does chance alone move the number and the size of orders. They do not say how many of these orders would have come without the program."}
	switch {
	case p.TooYoung:
		all = append(all, "Hardly any of the orders can have come yet.")
	case p.Young:
		all = append(all, "By the client’s own experience "+percent(p.Complete)+" of the orders of these inquiries have come; the others are still to come.")
	}
	return append(all, p.lacks()...)
}
