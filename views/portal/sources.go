package portal

import (
	"cmp"
	"net/url"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// A SourcesPage is what each source cost, and what came of it.
type SourcesPage struct {
	Layout     layouts.Page
	ClientName string
	Currency   string
	Client     models.ID // NoID in the portal
	From, To   string    // months: 2025-07
	Months     []components.Option
	Filters    []Filter
	Basis      string // in words
	Credited   string // in words: which inquiry an order is credited to
	ByEvent    bool   // nothing is arrival cohort, and nothing young
	Each       string // what a line is: "Source"
	Sort       string // of Columns
	Descending bool
	Rows       []Source
	Total      Source
	Quarters   []Quarter
	Criteria   []CriteriaLine
	Changed    string // when the criteria changed, of all lines
	MaySpend   bool
	Error      string // what is wrong with the period
}

// A Filter is a choice beside the period; its first option is what holds where nothing is chosen.
type Filter struct {
	Name, Label, Value string
	Options            []components.Option
}

// A CriteriaLine is how the inquiries of a source were graded by one version of the criteria.
type CriteriaLine struct {
	Source, Criteria, Since string
	Graded                  string // as far as the reader may see it
	Rate, Range             string // of A among the graded
}

// A Source is one line. What is nil cannot be said.
type Source struct {
	ID                     models.ID // NoID: a group
	Name, Medium, Audience string
	Spend                  *decimal.Decimal // nil: none was entered
	Inquiries              int
	Split                  charts.Counts // as far as the reader may see it: what is masked is 2
	SplitWords             string
	A                      int
	ARate                  float64
	ALow, AHigh            float64
	AFew                   bool
	Criteria               string // that they are not the same for all of it
	Reached                int
	Ripened                int
	CPI, CPL, CPO          *decimal.Decimal
	CPLLow, CPLHigh        *decimal.Decimal
	CPOLow, CPOHigh        *decimal.Decimal
	Young, TooYoung        bool             // orders are still to come; too many to say anything
	RipeCPO                *decimal.Decimal // once they have come; nil: not said, or they have
	RipeLow, RipeHigh      *decimal.Decimal
	Leads                  int
	Orders                 int
	Revenue                *decimal.Decimal
	Return                 *float64
	PlaceByCPI, PlaceByCPO int // 0: not ranked
}

// A Quarter is the cost per order of what arrived in it; where orders are still to come, what it
// will be.
type Quarter struct {
	Label           string
	CPO, Low, High  *decimal.Decimal // nil: too few orders, or too young
	SoFar           *decimal.Decimal // of a young one
	Young, TooYoung bool
}

// A column of the table that sorts.
type column struct {
	key, label string
	num        bool
	hint       string
}

// columns of the table, by the name they have in an address.
var columns = []column{
	{"source", "", false, ""}, // what a line is
	{"spend", "Spend", true, ""},
	{"inquiries", "Inquiries", true, "First ones and repeats, and how many were reached"},
	{"", "Grades", false, "Shares of A, B, C and D"},
	{"a_rate", "A rate", true, "A of all inquiries, and the range it lies in"},
	{"leads", "Leads", true, "A leads, released to the client"},
	{"ripened", "Ripened", true, "A now, B or C when first graded"},
	{"cpi", "CPI", true, "Cost per inquiry"},
	{"cpl", "CPL", true, "Cost per A lead"},
	{"orders", "Orders", true, "Orders, and their value"},
	{"cpo", "CPO", true, "Cost per order"},
	{"return", "Return", true, "Revenue as a multiple of the spend"},
}

// Sorts reports whether the table can be ordered by this name.
func Sorts(key string) bool {
	for _, c := range columns {
		if c.key == key && key != "" {
			return true
		}
	}
	return false
}

// query is the question as an address says it; what holds anyway is left out.
func (p SourcesPage) query() url.Values {
	q := url.Values{"from": {p.From}, "to": {p.To}}
	for _, f := range p.Filters {
		if len(f.Options) > 0 && f.Value != f.Options[0].Value {
			q.Set(f.Name, f.Value)
		}
	}
	return q
}

// files is the table as files.
func (p SourcesPage) files() []components.File {
	return components.Sheets(func(kind string) string { return paths.EffectFile(p.Client, kind, p.query()) })
}

// head is a column's head; its link turns the order round where it leads already.
func (p SourcesPage) head(c column) components.ThProps {
	th := components.ThProps{Label: cmp.Or(c.label, p.Each), Num: c.num, Hint: c.hint}
	if c.key == "" {
		return th
	}
	q := p.query()
	q.Set("sort", c.key)
	if c.key == p.Sort {
		th.Sort = "ascending"
		if p.Descending {
			th.Sort = "descending"
		} else {
			q.Set("dir", "desc")
		}
	}
	th.URL = paths.Effect(p.Client, q)
	return th
}
