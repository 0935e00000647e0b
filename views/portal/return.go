package portal

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/paths"
)

// A ReturnPage is what the agency’s program cost a client and what came back.
type ReturnPage struct {
	OutcomePage
	Agency    string
	Made      string // the day of the statement
	Period    string // July 2025 to June 2026
	ByEvent   bool
	Fee       *decimal.Decimal // nil: none was agreed
	Spend     *decimal.Decimal // nil: none was entered
	Cost      *decimal.Decimal // nil: one of them is unknown
	NoFee     []string         // programs
	NoSpend   []string         // sources
	Shared    []string         // sources
	Inquiries int

	Ready, Ripened, Repeats, Without, All ReturnLine
	FromRipened                           int     // repeats of ripened leads
	Complete                              float64 // share of the orders that have come
	Young, TooYoung                       bool
	Ripe                                  *RipeReturn // nil: all orders have come, or it cannot be said

	Months []ReturnMonthLine

	Followed  FollowedLeads
	Missed    *Span // orders; nil: too few to say
	MissedFor *Span // money

	NotA        string // inquiries below A, as the reader may know it
	NotASmall   bool
	CallCost    *decimal.Decimal
	Unqualified *decimal.Decimal
	CallTyped   string // as it stands in the field
	CallFault   string
	MayEnter    bool
}

// A ReturnLine is orders with what they cost and returned.
type ReturnLine struct {
	Orders    int
	Valueless int // of them, with a value that nobody knows
	Revenue   *decimal.Decimal
	CPO       *decimal.Decimal
	CPOLow    *decimal.Decimal // nil: too few to say
	CPOHigh   *decimal.Decimal
	Times     *float64
	TimesSpan *[2]float64
}

// A RipeReturn is what there will be once all orders have come.
type RipeReturn struct{ Orders, CPO, Times Span }

// A ReturnMonthLine is one month, or all of them.
type ReturnMonthLine struct {
	Name                    string
	Fee, Spend              *decimal.Decimal
	Inquiries               int
	Orders, Ripened, Repeat int
	Revenue                 *decimal.Decimal
	CPO                     *decimal.Decimal
	Times                   *float64
	Complete                float64
	Young, TooYoung         bool
	Few                     bool // orders, to say what one costs
}

// FollowedLeads is how the leads of the period were followed up.
type FollowedLeads struct{ Leads, InTime, Late, Never, Open int }

func (p ReturnPage) money(d *decimal.Decimal) string {
	if d == nil {
		return "–"
	}
	return amount(*d, p.Currency)
}

// entered is money that somebody enters: none is not zero.
func (p ReturnPage) entered(d *decimal.Decimal) string {
	if d == nil {
		return "none entered"
	}
	return amount(*d, p.Currency)
}

func (p ReturnPage) about(v float64) string {
	return amount(decimal.NewFromFloat(digits(v, 3)), p.Currency)
}

func (p ReturnPage) aboutSpan(s Span) string {
	low, high := decimal.NewFromFloat(digits(s.Low, 2)), decimal.NewFromFloat(digits(s.High, 2))
	return spread(&low, &high, p.Currency)
}

func (p ReturnPage) costSpan(l ReturnLine) string {
	if l.CPOLow == nil || l.CPOHigh == nil {
		return ""
	}
	low, high := significant(*l.CPOLow), significant(*l.CPOHigh)
	return spread(&low, &high, p.Currency)
}

// back is money for one unit of money: "$3.40".
func (p ReturnPage) back(times float64) string {
	return sign(p.Currency) + strconv.FormatFloat(times, 'f', 2, 64)
}

func (p ReturnPage) backSpan(low, high float64) string {
	return p.back(low) + "–" + strconv.FormatFloat(high, 'f', 2, 64)
}

func (p ReturnPage) one() string { return sign(p.Currency) + "1" }

// timesOf is the return of a line: "3.4×".
func timesOf(times *float64) string {
	if times == nil {
		return "–"
	}
	return strconv.FormatFloat(*times, 'f', 2, 64) + "×"
}

func (l ReturnLine) timesSpan() string {
	if l.TimesSpan == nil {
		return ""
	}
	return strconv.FormatFloat(l.TimesSpan[0], 'f', 2, 64) + "–" + strconv.FormatFloat(l.TimesSpan[1], 'f', 2, 64)
}

// said reports whether there is enough to say what came back.
func (p ReturnPage) said() bool { return p.All.Times != nil && p.All.TimesSpan != nil && !p.TooYoung }

// title and text are what the page says first.
func (p ReturnPage) title() string {
	switch {
	case p.Fee == nil && p.Spend == nil:
		return "What came back cannot be said: neither a fee nor any spend is entered."
	case p.Fee == nil:
		return "What came back cannot be said: no fee is entered."
	case p.Spend == nil:
		return "What came back cannot be said: no spend is entered."
	case p.Cost.IsZero():
		return "It cost nothing, so there is nothing to divide by."
	case p.TooYoung:
		return "It is too early to say what comes back."
	case !p.said():
		return "Too few orders, or too few with a known value, to say what came back."
	}
	return "Each " + p.one() + " of fee and spend brought " + p.back(*p.All.Times) + soFar(p.Young) + "."
}

func soFar(young bool) string {
	if young {
		return " so far"
	}
	return ""
}

func (p ReturnPage) text() string {
	if p.Cost == nil {
		if p.Fee == nil {
			return "The fee of a program is entered by the agency, on the program’s page."
		}
		return "Spend is entered by the marketer, under Spend."
	}
	if p.TooYoung {
		return "Hardly any order of these inquiries can have come yet. Choose earlier months."
	}
	if !p.said() {
		return ""
	}
	words := []string{"It lies between " + p.back(p.All.TimesSpan[0]) + " and " + p.back(p.All.TimesSpan[1]) + ", 95 times in 100."}
	if p.Ripened.Orders > 0 && p.Without.Times != nil {
		words = append(words, "Without the inquiries that ripened first it would be "+p.back(*p.Without.Times)+" at the same cost.")
	}
	if p.Ripe != nil && p.Ripe.Times.Middle > 0 {
		words = append(words, "Once all orders have come it will be about "+p.back(p.Ripe.Times.Middle)+" ("+p.backSpan(p.Ripe.Times.Low, p.Ripe.Times.High)+").")
	}
	return strings.Join(words, " ")
}

// lacks is what was not entered, and what that does to the figures.
func (p ReturnPage) lacks() (all []string) {
	if len(p.NoFee) > 0 && p.Fee != nil {
		all = append(all, "No fee is entered for some months of "+listed(p.NoFee)+": they are taken for free, so that more came back than is true.")
	}
	if len(p.NoSpend) > 0 && p.Spend != nil {
		all = append(all, "No spend is entered for "+listed(p.NoSpend)+". Their orders are in it and what they cost is not, so that more came back than is true. Enter 0 where a source costs nothing.")
	}
	if len(p.Shared) > 0 {
		all = append(all, "The spend of "+listed(p.Shared)+" was for other programs, too, and is not in it.")
	}
	if p.All.Valueless > 0 {
		all = append(all, "The value of "+many(p.All.Valueless, "order is", "orders are")+" not known, and counts as nothing.")
	}
	return all
}

// Counted is a count in figures as people read it; what is masked stays so.
func Counted(digits string) string {
	if strings.HasPrefix(digits, "<") {
		return digits
	}
	return grouped(digits)
}

// mostListed is how many names a sentence bears.
const mostListed = 4

func listed(names []string) string {
	if len(names) > mostListed {
		return strings.Join(names[:mostListed], ", ") + " and " + many(len(names)-mostListed, "more", "more")
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return strings.Join(names, "")
}

// stats are the headline figures, of the whole set.
func (p ReturnPage) stats() []components.Stat {
	costs := components.Stat{Label: "Cost", Value: "–", Note: "fee " + p.entered(p.Fee) + ", spend " + p.entered(p.Spend)}
	if p.Cost != nil {
		costs.Value = amount(*p.Cost, p.Currency)
	}
	orders := components.Stat{Label: "Orders", Value: count(p.All.Orders), Note: "of " + many(p.Inquiries, "inquiry", "inquiries")}
	if p.ByEvent {
		orders.Note = "in the period"
	}
	if p.Ripe != nil {
		orders.Note = "will be " + few(p.Ripe.Orders.Middle) + ", " + few(math.Floor(p.Ripe.Orders.Low)) + "–" + few(math.Ceil(p.Ripe.Orders.High))
	}
	revenue := components.Stat{Label: "Revenue", Value: p.money(p.All.Revenue)}
	each := components.Stat{Label: "Cost per order", Value: "–", Note: "too few to say"}
	if p.TooYoung {
		each.Note = "too early to say"
	} else if span := p.costSpan(p.All); span != "" {
		each.Value, each.Note = p.money(p.All.CPO), span
	}
	back := components.Stat{Label: "Came back for each " + p.one(), Value: "–", Note: "cannot be said"}
	if p.said() {
		back.Value, back.Note = p.back(*p.All.Times), p.backSpan(p.All.TimesSpan[0], p.All.TimesSpan[1])
	}
	without := components.Stat{Label: "Without ripened ones", Value: "–", Note: many(p.Ripened.Orders, "order of a ripened lead", "orders of ripened leads")}
	if p.said() && p.Without.Times != nil {
		without.Value = p.back(*p.Without.Times)
	}
	return []components.Stat{costs, orders, revenue, each, back, without}
}

// bars are cost and revenue on one scale.
func (p ReturnPage) bars() []charts.Stack {
	part := func(label string, d *decimal.Decimal) charts.StackPart {
		value := 0.0
		if d != nil {
			value = d.InexactFloat64()
		}
		return charts.StackPart{Label: label, Words: p.money(d), Value: value}
	}
	cost := charts.Stack{Label: "What it cost", Words: p.entered(p.Cost), Parts: []charts.StackPart{part("Fee", p.Fee), part("Spend", p.Spend)}}
	if p.Cost == nil {
		cost.Words = "not all of it is entered"
	}
	back := charts.Stack{Label: "What came back" + soFar(p.Young), Words: p.money(p.All.Revenue),
		Parts: []charts.StackPart{part("Ready at first", p.Ready.Revenue), part("Ripened later", p.Ripened.Revenue), part("Repeat orders", p.Repeats.Revenue)}}
	return charts.NewStacks(cost, back)
}

func (m ReturnMonthLine) have() string {
	switch {
	case m.TooYoung:
		return "hardly any can have come"
	case m.Young:
		return percent(m.Complete) + " have come"
	}
	return ""
}

// ReturnQuestion is what a form of the page was asked, as an address has it.
func ReturnQuestion(from, to, program, basis string) url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"from": from, "to": to, "program": program, "basis": basis} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// silent is why nothing is said of what an order of the month costs.
func (m ReturnMonthLine) silent() string {
	if m.TooYoung {
		return "too early"
	}
	return "too few"
}

func (p ReturnPage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.ReturnFile(p.Beside, kind, p.query()) })
}

func (p ReturnPage) statement() string { return paths.ReturnStatement(p.Beside, p.query()) }
