package portal

import (
	"strconv"
	"time"

	"github.com/a-h/templ"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A MePage is a rep's own page.
type MePage struct {
	Layout   layouts.Page
	Name     string
	Due      []DueLine
	Open     int
	ToAccept int
	Overdue  int

	Won, Lost, NoDecision int // closed in this quarter
	Orders, Unvalued      int
	Value                 *decimal.Decimal
	Currency              string

	FeedURL string            // "" where there is none
	Panels  []templ.Component // what other rooms say of the rep
	At      time.Time
	Zone    *time.Location
}

// A DueLine is what is to be done with one lead, by when.
type DueLine struct {
	ID          models.ID
	What, Where string
	At          time.Time
}

func (p MePage) standing() string {
	words := many(p.Open, "open lead", "open leads")
	if p.ToAccept > 0 {
		words += ", " + count(p.ToAccept) + " to accept"
	}
	if p.Overdue > 0 {
		words += ", " + count(p.Overdue) + " late"
	}
	return words + "."
}

// a part of what is due.
type duePart struct {
	title string
	lines []DueLine
}

// due is today's first, with what is late, and then the week's.
func (p MePage) due() []duePart {
	today, week := duePart{title: "Today"}, duePart{title: "This week"}
	end := models.DayEnd(models.DayIn(p.At, p.Zone), p.Zone)
	for _, l := range p.Due {
		if l.At.After(end) {
			week.lines = append(week.lines, l)
		} else {
			today.lines = append(today.lines, l)
		}
	}
	return []duePart{today, week}
}

func (p MePage) when(l DueLine) (words, tone string) {
	if late := p.At.Sub(l.At); late > 0 {
		return span(late) + " late", components.Rust
	}
	return capital(clock(l.At, p.At, p.Zone)), ""
}

// stats is what came of the quarter.
func (p MePage) stats() []components.Stat {
	value := "–"
	if p.Value != nil {
		value = large(*p.Value, p.Currency)
	}
	note := many(p.Orders, "order", "orders")
	if p.Unvalued > 0 {
		note += ", " + strconv.Itoa(p.Unvalued) + " of unknown value"
	}
	return []components.Stat{
		{Label: "Won", Value: count(p.Won), Note: "leads closed this quarter"}, {Label: "Value", Value: value, Note: note},
		{Label: "Lost", Value: count(p.Lost), Note: "with a reason"}, {Label: "No decision", Value: count(p.NoDecision), Note: "the agency has them again"},
	}
}
