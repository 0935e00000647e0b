package portal

import (
	"strings"

	"github.com/a-h/templ"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A SpendPage is where it is entered what each source cost in one month.
type SpendPage struct {
	Layout     layouts.Page
	ClientName string
	Currency   string
	Month      string // 2026-06
	MonthName  string // June 2026
	BeforeName string // May 2026
	Months     []components.Option
	BackURL    string
	NextURL    string // "" where the next month has not begun
	Lines      []SpendLine
}

// A SpendLine is one source's amount.
type SpendLine struct {
	ID     models.ID
	Name   string
	Medium string
	Typed  string
	Was    string           // as it stood when the page was made
	Before *decimal.Decimal // the month before
	Fault  string
}

func (p SpendPage) faults() (n int) {
	for _, l := range p.Lines {
		if l.Fault != "" {
			n++
		}
	}
	return n
}

func (p SpendPage) wrong() string {
	if n := p.faults(); n == 1 {
		return "One amount needs a correction. Nothing was saved yet."
	} else if n > 1 {
		return count(n) + " amounts need a correction. Nothing was saved yet."
	}
	return ""
}

func (p SpendPage) before(l SpendLine) string {
	if l.Before == nil {
		return "none entered"
	}
	return exact(*l.Before, p.Currency)
}

// beforeWords is the month before where there is no room for its column.
func (p SpendPage) beforeWords(l SpendLine) string {
	if l.Before == nil {
		return ""
	}
	return " · " + exact(*l.Before, p.Currency) + " the month before"
}

func (l SpendLine) attrs(p SpendPage) templ.Attributes {
	a := templ.Attributes{"aria-label": "Spend of " + l.Name + " in " + p.MonthName + ", " + strings.TrimSpace(p.Currency)}
	if l.Fault != "" {
		a["aria-invalid"] = "true"
		a["aria-describedby"] = "fault-" + l.ID.String()
	}
	return a
}
