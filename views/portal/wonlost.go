package portal

import (
	"net/url"
	"strconv"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// OutcomePage is what every report of outcomes has: whose it is, and of what time.
type OutcomePage struct {
	Layout     layouts.Page
	Tabs       []components.Tab
	Beside     models.ID // the client, for the agency; NoID for the client's own people
	ClientName string
	Currency   string
	From, To   string // months: 2025-07
	Months     []components.Option
	Program    string // "": all
	Programs   []components.Option
	Basis      string
	Bases      []components.Option
	Error      string // what is wrong with the period
}

// query is what was asked, for the addresses of the same report.
func (p OutcomePage) query() url.Values {
	q := url.Values{"from": {p.From}, "to": {p.To}}
	if p.Program != "" {
		q.Set("program", p.Program)
	}
	if p.Basis != "" {
		q.Set("basis", p.Basis)
	}
	return q
}

// WonLostPage is how leads ended and why, how long an order took, and who ordered again.
type WonLostPage struct {
	OutcomePage
	All      Ending
	Sources  []Ending
	Products []Ending
	Reasons  []Loss
	Rivals   []Loss
	Said     int // of the lost, with a rival named
}

// An Ending is leads that have their source or product in common.
type Ending struct {
	Name                                  string
	Won, Lost, NoDecision, Returned, Open int
	Share                                 Part // won of won and lost
	Orders                                int  // first ones
	Quarter, Half, ThreeQuarters          float64
	TooFew                                bool // orders, to say how long they take
	Customers, Repeats                    int
	Again                                 Part
}

// A Loss is leads that were lost for the same reason, or to the same rival.
type Loss struct {
	Name    string
	Lost    int
	ByPrice int
	Share   Part // of all that was lost
}

// A Part is a part of a whole with its interval, or too few to say.
type Part struct {
	K, N      int
	Low, High float64
	Few       bool
}

func (s Part) value() float64 {
	if s.N == 0 {
		return 0
	}
	return float64(s.K) / float64(s.N)
}

func (s Part) words() string { return percent(s.value()) }

// interval is where it lies: "21–34 %".
func (s Part) interval() string {
	n := func(v float64) string { return strconv.FormatFloat(v*100, 'f', 0, 64) }
	return n(s.Low) + "–" + n(s.High) + " %"
}

func (s Part) span() charts.Span { return charts.NewSpan(s.Low, s.value(), s.High, 1) }

// days is a number of days: "41", and "41.5" between two.
func days(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (e Ending) pace() string { return days(e.Half) }

func (e Ending) quartiles() string { return days(e.Quarter) + "–" + days(e.ThreeQuarters) }

// longest is the scale on which the days to an order are drawn.
func (p WonLostPage) longest() (top float64) {
	for _, e := range append(p.Sources, p.All) {
		if !e.TooFew {
			top = max(top, e.ThreeQuarters)
		}
	}
	return top
}

func (p WonLostPage) paceSpan(e Ending) charts.Span {
	return charts.NewSpan(e.Quarter, e.Half, e.ThreeQuarters, p.longest())
}

// leads is all of them, however they ended or not.
func (e Ending) leads() int { return e.Won + e.Lost + e.NoDecision + e.Returned + e.Open }

// stats are the headline figures, of the whole set.
func (p WonLostPage) stats() []components.Stat {
	e := p.All
	won := components.Stat{Label: "Won", Value: count(e.Won), Note: "too few to say"}
	if !e.Share.Few {
		won.Note = e.Share.words() + " of the decided, " + e.Share.interval()
	}
	wait := components.Stat{Label: "Days to the first order", Value: "–", Note: "too few to say"}
	if !e.TooFew {
		wait.Value, wait.Note = e.pace(), "half of them; the middle half "+e.quartiles()
	}
	again := components.Stat{Label: "Ordered again", Value: count(e.Again.K), Note: "of " + many(e.Customers, "customer", "customers")}
	if !e.Again.Few {
		again.Note = e.Again.words() + " of " + again.Note[3:] + ", " + e.Again.interval()
	}
	return []components.Stat{
		won,
		{Label: "Lost", Value: count(e.Lost), Note: p.lostWords()},
		{Label: "No decision", Value: count(e.NoDecision), Note: "asked again at their date"},
		{Label: "Still open", Value: count(e.Open), Note: many(e.Returned, "was returned", "were returned")},
		wait, again,
	}
}

// lostWords is why most were lost.
func (p WonLostPage) lostWords() string {
	for _, l := range p.Reasons {
		if !l.Share.Few && l.Name != noReason {
			return l.Name + " " + l.Share.words()
		}
	}
	return ""
}

// What a blank is called.
const (
	noReason  = "Not chosen from the list"
	noProduct = "No product named"
)

// ReasonName is what a reason is called; blank is in somebody's own words only.
func ReasonName(words string) string {
	if words == "" {
		return noReason
	}
	return words
}

// ProductName is what a product is called.
func ProductName(name string) string {
	if name == "" {
		return noProduct
	}
	return name
}

func (p WonLostPage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.WonLostFile(p.Beside, kind, p.query()) })
}

func (p WonLostPage) rivalsAside() string {
	return "named in " + count(p.Said) + " of " + count(p.All.Lost)
}
