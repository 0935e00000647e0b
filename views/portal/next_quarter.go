package portal

import (
	"math"
	"net/url"
	"slices"
	"time"

	"ripen/views/components"
	"ripen/views/paths"
)

// A FollowUpPage tells the weak sources from the neglected ones.
type FollowUpPage struct {
	WatchPage
	From    time.Time
	Sources []FollowUpSource
}

// A FollowUpSource is a source as it is and at full follow-up.
type FollowUpSource struct {
	Name, Medium    string
	Leads, Followed int
	Orders          int
	Spent           bool
	Verdict         string
	AsItIs, AtFull  Span // orders
	CPO, CPOAtFull  Span
	Sentence        string
}

// Order puts first what can be acted on, and last what nothing can be said of.
func (p *FollowUpPage) Order() {
	ranks := []string{"weak and neglected", "neglected", "weak", "sound", "too few to say"}
	slices.SortStableFunc(p.Sources, func(a, b FollowUpSource) int {
		return slices.Index(ranks, a.Verdict) - slices.Index(ranks, b.Verdict)
	})
}

// Money is an estimated amount in the client's currency.
func (p WatchPage) Money(v float64) string { return p.money(v) }

func (s FollowUpSource) few() bool { return s.Verdict == "too few to say" }

func (s FollowUpSource) tone() (tone, icon string) {
	switch s.Verdict {
	case "sound":
		return components.Leaf, "check"
	case "neglected":
		return components.Amber, "phone"
	}
	return components.Rust, "trending-down"
}

func ordersSpan(s Span) string { return few(max(0, s.Low)) + "–" + few(s.High) }

// A NextQuarterPage is what the figures propose to spend.
type NextQuarterPage struct {
	WatchPage
	From, To, Last time.Time
	Total, Error   string
	InHand, All    float64
	Lines          []QuarterLine
	Orders         Span       // more, or fewer
	Query          url.Values // what was asked, for the files
}

func (p NextQuarterPage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.NextQuarterFile(p.Beside, kind, p.Query) })
}

func (p FollowUpPage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.LeadsOrFollowUpFile(p.Beside, kind, p.query()) })
}

// A QuarterLine is what is proposed for one source.
type QuarterLine struct {
	ID, Name         string
	Before, Proposed float64
	Reason           string
	Sure             float64
	Orders           Span
	Held             bool
}

func (l QuarterLine) moved() bool { return math.Abs(l.Proposed-l.Before) >= 0.5 }

func (p NextQuarterPage) title() string {
	for _, l := range p.Lines {
		if l.moved() {
			return "Spend it differently."
		}
	}
	return "Leave it as it is."
}

func (p NextQuarterPage) text() string {
	for _, l := range p.Lines {
		if l.moved() {
			return "That changes the orders of the quarter by " + moreOrFewer(p.Orders.Middle) + " (" + moreOrFewer(p.Orders.Low) + " to " + moreOrFewer(p.Orders.High) + "). " + p.hand()
		}
	}
	return "The figures say of no source surely enough that its money does more elsewhere."
}

func (p NextQuarterPage) hand() string {
	if p.InHand < 0.5 {
		return ""
	}
	return p.money(p.InHand) + " finds no place that is surely better: keep it in hand, for a test."
}

// moreOrFewer is a difference with its sign.
func moreOrFewer(v float64) string {
	switch {
	case math.Abs(v) < 0.05:
		return "0"
	case v < 0:
		return "−" + few(-v)
	}
	return "+" + few(v)
}

func (p NextQuarterPage) change(l QuarterLine) string {
	d := l.Proposed - l.Before
	switch {
	case !l.moved():
		return "0"
	case d < 0:
		return "−" + p.money(-d)
	}
	return "+" + p.money(d)
}

func (p NextQuarterPage) byWhat() string {
	return "by the three months from " + p.Last.Format("January 2006")
}
