// Package spend draws where it is entered what a client's sources cost: by its marketer in
// the portal, and by the agency beside the client.
package spend

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A MonthPage is where it is entered what each source cost in one month.
type MonthPage struct {
	Layout     layouts.Page
	Client     models.ID // NoID in the portal
	ClientName string
	Currency   string
	Month      string // 2026-06
	MonthName  string // June 2026
	BeforeName string // May 2026
	Months     []components.Option
	BackURL    string
	NextURL    string // "" where the next month has not begun
	Lines      []MonthLine
	Done       []Act
}

// A MonthLine is one source's amount.
type MonthLine struct {
	ID     models.ID
	Name   string
	Medium string
	Typed  string
	Was    string // as it stood when the page was made
	Before string // the month before; "" where none was entered
	Part   string // the month's part of a longer period, or of several currencies; not to be typed over here
	Of     string // what that is a part of
	Fault  string
}

// An Act is what somebody did to spends.
type Act struct {
	ID      models.ID
	Words   string
	When    string
	By      string
	Undone  string // by whom and when; "" while it holds
	UndoURL string
}

func (p MonthPage) wrong() string {
	n := 0
	for _, l := range p.Lines {
		if l.Fault != "" {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "One amount needs a correction. Nothing was saved yet."
	}
	return strconv.Itoa(n) + " amounts need a correction. Nothing was saved yet."
}

func (l MonthLine) before() string {
	if l.Before == "" {
		return "none entered"
	}
	return l.Before
}

// beforeWords is the month before where there is no room for its column.
func (l MonthLine) beforeWords() string {
	if l.Before == "" {
		return ""
	}
	return " · " + l.Before + " the month before"
}

func (l MonthLine) attrs(p MonthPage) templ.Attributes {
	a := templ.Attributes{"aria-label": "Spend of " + l.Name + " in " + p.MonthName + ", " + strings.TrimSpace(p.Currency)}
	if l.Fault != "" {
		a["aria-invalid"] = "true"
		a["aria-describedby"] = "fault-" + l.ID.String()
	}
	return a
}

// An EntryPage is where one spend is entered, of any period and currency.
type EntryPage struct {
	Layout       layouts.Page
	Client       models.ID
	ClientName   string
	Currency     string // the client's
	Sources      []components.Option
	Media        []components.Option
	Entry        Entry
	Faults       map[string]string
	MayBeWritten string // what it overlaps, which can be replaced; "" where nothing
}

// An Entry is a spend as it was typed.
type Entry struct {
	Source, New, Medium, From, To, Amount, Currency, Rate, RateOn string
	Replace                                                       bool
}

func (p EntryPage) field(name, label string, more components.FieldProps) components.FieldProps {
	more.Name, more.Label, more.Error = name, label, p.Faults[name]
	if more.Attrs == nil {
		more.Attrs = templ.Attributes{"autocomplete": "off"}
	}
	return more
}

// A FilePage is where a file of spends is chosen, and seen before it is kept.
type FilePage struct {
	Layout     layouts.Page
	Client     models.ID
	ClientName string
	Currency   string
	Fault      string
	Preview    *Preview
}

// A Preview is a file as it was understood.
type Preview struct {
	Name, Text  string // the file, carried along
	Words       string
	Notes       []string
	Lines       []FileLine
	Cut         int // lines that are not shown
	Faults      int
	Overlapping int
	Unknown     []Unknown
	Sources     []components.Option
	Replace     bool
}

// A FileLine is one row of it.
type FileLine struct {
	Line, Source, Into, Period, Paid, Amount, Replaces, Fault string
}

// An Unknown is a name that no source has.
type Unknown struct {
	Name, Choice string
}

func (p *Preview) ready() bool { return p.Faults == 0 && len(p.Lines) > 0 }
