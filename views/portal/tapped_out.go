package portal

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/paths"
)

// A TappedOutPage is which sources bring less than they did.
type TappedOutPage struct {
	WatchPage
	From, Today time.Time // the days watched
	Sources     []TappedSource
	Shown       *TappedSource // whose charts are drawn
}

// A TappedSource is a source with what its charts say.
type TappedSource struct {
	ID           models.ID
	Name, Medium string
	Spent        bool
	Elsewhere    bool

	TooFew, Sign, Named  bool
	ByRate, ByCost       bool
	Chance               float64
	On, Earliest, Latest time.Time
	Usual, Since         Decided
	Low, High            float64 // of the share of A before and since
	Orders               int
	Priced               bool
	CPO, Before, Whole   Span
	Lost, Worth          Span
	Overspent            Span
	Act                  string
	Bearable             float64
	Dearer, Fell         float64
	RateChart, CostChart []charts.WatchPoint
	RateLimit, CostLimit float64

	FirstOn          time.Time // the Monday whose look named it first; zero: none has
	SightID          models.ID // that somebody has seen it; NoID: nobody yet
	SeenBy, SeenNote string
	SeenOn           time.Time
}

// Order puts first what is to be acted on, and last what nothing can be said of; and chooses
// whose charts are drawn: the one asked for, else the first that has any.
func (p *TappedOutPage) Order(asked models.ID) {
	rank := func(s TappedSource) int {
		switch {
		case s.Named:
			return 0
		case s.Sign:
			return 1
		case s.TooFew:
			return 3
		}
		return 2
	}
	slices.SortStableFunc(p.Sources, func(a, b TappedSource) int { return rank(a) - rank(b) })
	for n := range p.Sources {
		s := &p.Sources[n]
		if s.drawn() && (s.ID == asked || p.Shown == nil) {
			p.Shown = s
		}
	}
}

func (p TappedOutPage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.TappedOutFile(p.Beside, kind, p.query()) })
}

func (s TappedSource) drawn() bool { return len(s.RateChart) > 1 || len(s.CostChart) > 1 }

func (p TappedOutPage) named() (all []TappedSource) {
	for _, s := range p.Sources {
		if s.Named {
			all = append(all, s)
		}
	}
	return all
}

// calm is what is said where no source is named.
func (p TappedOutPage) calm() (title, text string) {
	signs, said := 0, 0
	for _, s := range p.Sources {
		if s.Sign {
			signs++
		}
		if !s.TooFew {
			said++
		}
	}
	switch {
	case said == 0:
		return "Too few to say.", "A source is watched from 50 decided inquiries with 5 A, or from 5 orders with spend on."
	case signs > 0:
		return "No source is tapped out.", "Look at " + many(signs, "source", "sources") + " of which one chart stands at its limit. Among " + many(said, "source", "sources") + " that happens by chance."
	}
	return "No source is tapped out.", capital(many(said, "source", "sources")) + " watched, and none brings less than it did as far as can be told."
}

// standing is the state of a source in a word.
func (s TappedSource) standing() (tone, icon, words string) {
	switch {
	case s.TooFew:
		return "", "", "too few to say"
	case s.Named:
		return components.Rust, "trending-down", "tapped out"
	case s.Sign:
		return components.Amber, "eye", "look at it"
	}
	return components.Leaf, "check", "as usual"
}

// since is when it began, and between which days that lies.
func (s TappedSource) since() string {
	return "since about " + s.On.Format("2 January 2006") + " (" + s.between() + ")"
}

// told is since when it is named, and who has seen it.
func (s TappedSource) told() string {
	switch {
	case s.FirstOn.IsZero():
		return "It will be in Monday’s letter."
	case s.SightID == models.NoID:
		return "Named on " + s.FirstOn.Format("2 January 2006") + "; nobody has seen it yet."
	case s.SeenNote != "":
		return "Seen by " + s.SeenBy + " on " + s.SeenOn.Format("2 January 2006") + ": " + s.SeenNote
	}
	return "Seen by " + s.SeenBy + " on " + s.SeenOn.Format("2 January 2006") + "."
}

func (s TappedSource) between() string {
	if s.Earliest.Year() < 1990 {
		return "by " + s.Latest.Format("2 Jan 2006") + " at the latest"
	}
	return s.Earliest.Format("2 Jan 2006") + " to " + s.Latest.Format("2 Jan 2006")
}

// why is what fell.
func (p TappedOutPage) why(s TappedSource) (text string) {
	if s.Since.N > 0 && s.Usual.N > 0 {
		text = "Of its inquiries " + s.Usual.share() + " were A before, and " + s.Since.share() + " since (" + count(s.Since.K) + " of " + count(s.Since.N) + ")."
	}
	if s.Priced {
		text += " An order costs " + p.money(s.CPO.Middle) + " (" + p.span(s.CPO) + ") instead of " + p.money(s.Before.Middle) + ", once all have come."
	}
	return text
}

// meaning is what that means in money.
func (p TappedOutPage) meaning(s TappedSource) string {
	switch {
	case s.Elsewhere:
		return "What it cost was spent for other programs, too: choose all programs for the money."
	case !s.Spent:
		return "No spend was entered for it: what that means in money cannot be said."
	case !s.Priced:
		return "Too few orders came before to say what that means in money."
	case s.Lost.Middle <= 0:
		return "In money it means little so far."
	}
	text := "A month brings " + few(s.Lost.Middle) + " orders fewer (" + lossSpan(s.Lost) + ") at the present spend"
	if s.Worth.Middle > 0 {
		text += ", worth " + p.money(s.Worth.Middle)
	}
	return text + "; " + p.money(max(0, s.Overspent.Middle)) + " of that spend buys nothing any more."
}

func lossSpan(s Span) string { return few(max(0, s.Low)) + " to " + few(s.High) }

// advice is what to do, and how sure that is.
func (p TappedOutPage) advice(s TappedSource) string {
	dearer := "an order costs more than the " + p.money(s.Bearable) + " of the other sources"
	switch {
	case s.Act == "stop":
		return "Stop it: it is " + surely(s.Dearer) + " sure that " + dearer + "."
	case s.Act == "halve" && s.Bearable > 0:
		return "Halve it: it is " + surely(s.Dearer) + " sure that " + dearer + "."
	case s.Act == "halve":
		return "Halve it: it is " + surely(s.Fell) + " sure that its orders fell by a fifth and more."
	case !s.Priced:
		return "Keep it for now, and find out why: without its cost per order nothing speaks for less."
	case s.Bearable > 0:
		return "Keep it, and find out why: it is only " + surely(s.Dearer) + " sure that " + dearer + "."
	}
	return "Keep it, and find out why."
}

// all is the share of A before and since, for a source that has not fallen.
func (s TappedSource) all() Decided {
	return Decided{s.Usual.K + s.Since.K, s.Usual.N + s.Since.N, s.Low, s.High}
}

// short is the advice in a cell.
func (s TappedSource) short() string {
	switch {
	case s.TooFew:
		return "–"
	case s.Act == "stop":
		return "Stop, " + surely(s.Dearer) + " sure"
	case s.Act == "halve" && s.Bearable > 0:
		return "Halve, " + surely(s.Dearer) + " sure"
	case s.Act == "halve":
		return "Halve, " + surely(s.Fell) + " sure"
	}
	return "Keep"
}

// chartURL is the page with the charts of a source.
func (p TappedOutPage) chartURL(s TappedSource) string {
	query := url.Values{"source": {s.ID.String()}}
	if p.Program != "" {
		query.Set("program", p.Program)
	}
	return paths.TappedOut(p.Beside, query) + "#charts"
}

func (p TappedOutPage) rateChart() charts.Watch {
	s := p.Shown
	return charts.NewWatch("Watch on the share of A of "+s.Name+": the level "+overOrUnder(s.ByRate)+" its limit.", s.RateChart, s.RateLimit, "alarms from here on", p.From, p.Today)
}

func (p TappedOutPage) costChart() charts.Watch {
	s := p.Shown
	return charts.NewWatch("How likely it is that orders per spend of "+s.Name+" halved, by the week since when: "+overOrUnder(s.ByCost)+" the limit.", s.CostChart, s.CostLimit, "alarms from here on", p.From, p.Today)
}

func overOrUnder(over bool) string {
	if over {
		return "stands over"
	}
	return "stands under"
}

func (p TappedOutPage) watchedFrom() string {
	return "watched since " + p.From.Format("2 January 2006") + " · " + strconv.Itoa(len(p.Sources)) + " sources"
}

// unpriced is why nothing is said of its cost per order.
func (s TappedSource) unpriced() string {
	switch {
	case s.Elsewhere:
		return "spent for other programs, too"
	case !s.Spent:
		return "no spend entered"
	}
	return "too few to say"
}
