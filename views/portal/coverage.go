package portal

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/spend"
)

// A CoveragePage is a client's inquiries against what is sold in its markets, and where that is entered.
type CoveragePage struct {
	Layout     layouts.Page
	Tabs       []components.Tab
	Beside     models.ID // the client, for the agency; NoID for the client's own people
	ClientName string
	Since      string // from which day on inquiries tell how many of them order
	Markets    []CoveredMarket
	MayEnter   bool
	Entry      MarketEntry
	Faults     map[string]string
	Programs   []components.Option
	Done       []spend.Act
}

// A CoveredMarket is a market in a year.
type CoveredMarket struct {
	ID                       models.ID
	Name, Program            string
	Year                     int
	Units, Inquiries, Orders int
	Planned                  *int
	Reach, Share             float64
	Over                     bool
	Pace                     int   // inquiries of the whole year at the pace so far; 0: too early to say
	Rate                     *Span // orders of an inquiry; nil: too few to say
	Needed                   *Span // inquiries for the plan
	Verdict                  string
}

// A MarketEntry is a market's year as it was typed.
type MarketEntry struct{ Market, Year, Units, Planned, Program string }

// tone is how the verdict looks.
func (m CoveredMarket) tone() (tone, icon string) {
	switch m.Verdict {
	case "enough":
		return components.Leaf, "circle-check"
	case "too few":
		return components.Rust, "circle-alert"
	case "perhaps enough":
		return components.Amber, "triangle-alert"
	}
	return components.Slate, ""
}

// short reports whether the inquiries cannot make the plan.
func (m CoveredMarket) short() bool { return m.Verdict == "too few" }

// others is the markets of which it is not said first.
func (p CoveragePage) others() (all []CoveredMarket) {
	for _, m := range p.Markets {
		if !m.short() {
			all = append(all, m)
		}
	}
	return all
}

// sentence is what the figures say of the market.
func (m CoveredMarket) sentence() string {
	name := m.Name + ", " + strconv.Itoa(m.Year) + ": "
	reach := many(m.Inquiries, "inquiry", "inquiries") + m.soFar() + " for " + count(m.Units) + " units sold, " + m.hundred() + "."
	if m.Planned == nil {
		return name + reach + " Enter how many orders are planned, and it can be said how many inquiries that needs."
	}
	if m.Needed == nil {
		return name + reach + " Too few orders came so far to say how many inquiries " + many(*m.Planned, "planned order needs", "planned orders need") + "."
	}
	words := name + many(*m.Planned, "planned order needs", "planned orders need") + " about " + wholes(m.Needed.Middle) + " inquiries (" + wholes(m.Needed.Low) + "–" + wholes(m.Needed.High) + ")"
	switch {
	case m.Over:
		words += "; " + count(m.Inquiries) + " came"
	case m.Pace > 0:
		words += "; " + count(m.Inquiries) + " came so far, about " + count(m.Pace) + " in the whole year at this pace"
	default:
		words += "; " + count(m.Inquiries) + " came so far"
	}
	switch m.Verdict {
	case "too few":
		words += ". Too few inquiries cannot make the plan"
	case "enough":
		words += ". That makes the plan, as far as inquiries go"
	case "perhaps enough":
		words += ". Whether that makes the plan cannot be said"
	}
	return words + "."
}

func (m CoveredMarket) soFar() string {
	if m.Over {
		return ""
	}
	return " so far"
}

// hundred is the inquiries for each hundred units.
func (m CoveredMarket) hundred() string {
	return strconv.FormatFloat(m.Reach*100, 'f', places(m.Reach*100), 64) + " for each hundred"
}

func places(v float64) int {
	if v >= 10 {
		return 0
	}
	return 1
}

func wholes(v float64) string { return count(int(v)) }

func (m CoveredMarket) reach() string {
	return strconv.FormatFloat(m.Reach*100, 'f', places(m.Reach*100), 64)
}

func (m CoveredMarket) share() string { return fine(m.Share) }

// top is the scale on which the inquiries and what the plan needs are drawn.
func (m CoveredMarket) span() charts.Span {
	have := float64(max(m.Inquiries, m.Pace))
	return charts.NewSpan(m.Needed.Low, have, m.Needed.High, 1.1*max(have, m.Needed.High))
}

func (p CoveragePage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.CoverageTable(p.Beside, kind) })
}

func (p CoveragePage) field(name, label, value string, more components.FieldProps) components.FieldProps {
	more.Name, more.Label, more.Value, more.Error = name, label, value, p.Faults[name]
	if more.Attrs == nil {
		more.Attrs = templ.Attributes{"autocomplete": "off"}
	}
	return more
}

// wrong is what is wrong with the entry and with none of its fields.
func (p CoveragePage) wrong() string { return p.Faults[""] }

// A CoverageFilePage is where a file of markets is chosen, and seen before it is kept.
type CoverageFilePage struct {
	Layout     layouts.Page
	Beside     models.ID
	ClientName string
	Fault      string
	Preview    *MarketsPreview
}

// A MarketsPreview is a file as it was understood.
type MarketsPreview struct {
	Name, Text string // the file, carried along
	Words      string
	Notes      []string
	Lines      []MarketFileLine
	Cut        int // lines that are not shown
	Ready      bool
}

// A MarketFileLine is one row of it.
type MarketFileLine struct {
	Line, Market, Year, Units, Planned, Program, Replaces, Fault string
}

func (f *MarketsPreview) tone() string {
	if f.Ready {
		return components.Leaf
	}
	return components.Rust
}

// Figure is a number that is shown where there is one.
func Figure(n *int) string {
	if n == nil {
		return "–"
	}
	return count(*n)
}

func inAllPrograms(program string) string {
	if strings.TrimSpace(program) == "" {
		return "all programs"
	}
	return program
}
