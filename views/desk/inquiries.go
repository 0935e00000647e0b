package desk

import (
	"slices"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A ListPage is one page of inquiries.
type ListPage struct {
	Layout   layouts.Page
	Filter   Filter
	Rows     []InquiryRow
	Pager    components.PagerProps
	Filtered bool
	Looked   string // a filter looked at so many only: "2,000"
}

// A Filter is what the list is narrowed to, and to what it could be.
type Filter struct {
	Client, Program, State, Source     string
	Clients, Programs, States, Sources []components.Option
	ClearURL                           string
}

// An InquiryRow is one line of a list of inquiries.
type InquiryRow struct {
	ID           models.ID
	Name         string
	Organisation string
	Where        string
	Client       string
	Tone         string
	Program      string
	Source       string
	Grade        models.Grade
	State        string
	StateTone    string
	Detail       string
	Received     string
}

// A DecisionsPage is what needs a decision.
type DecisionsPage struct {
	Layout   layouts.Page
	Token    string
	Client   string
	Clients  []components.Option
	Rows     []DecisionRow
	MayCall  bool
	CutShort bool
}

// A DecisionRow is one inquiry that something blocks.
type DecisionRow struct {
	InquiryRow
	Reason   string
	Since    string
	Callable bool // there is a number, and no wish against it
}

// An InquiryPage is one inquiry, with what can be decided about it.
type InquiryPage struct {
	Layout   layouts.Page
	ID       models.ID
	Token    string
	Person   string
	Subtitle string
	Grade    models.Grade
	Where    string // where in the house it is
	Tone     string
	Reason   string // why it needs a decision
	Fault    string
	Field    string
	Facts    []components.Fact
	Message  string
	History  []components.Event
	Decide   bool // it needs a decision
	MayCall  bool // whoever looks works at the console
	Console  bool // and may open it there
	Nurtured bool
	Speaking bool // it may yet be called, so that it matters which language is spoken
	Banned   bool // it is about a wish not to be called
	Closings []components.Option
	Zone     string              // whose clock Due is by, in words
	Hours    string              // how the calling hours stand there
	Bars     []components.Option // what nobody may call from now on
	Wishes   []BarredRow         // what stands already
	Typed    Typed
	Kept     *Kept
}

// Typed is what was typed into the forms of a decision.
type Typed struct {
	Due, Phone, Country, Region, Language, Reason string
}

func (p InquiryPage) fault(field string) string {
	if p.Field == field {
		return p.Fault
	}
	return ""
}

// agencyWide reports whether a wish stands that holds for every client.
func (p InquiryPage) agencyWide() bool {
	return slices.ContainsFunc(p.Wishes, func(w BarredRow) bool { return w.Tone == "" })
}

// general is what is wrong with no field of the forms.
func (p InquiryPage) general() string {
	switch p.Field {
	case "due", "phone", "country", "language", "reason", "what", "note", "channel", "words", "source":
		return ""
	}
	return p.Fault
}

// A NurturePage is whom the agency calls again within the week.
type NurturePage struct {
	Layout  layouts.Page
	Token   string
	Days    []NurtureDay
	Overdue []NurtureRow
	Rows    []NurtureRow
	Total   string
	Pager   components.PagerProps
	Program string
	Options []components.Option

	Maturing components.MaturingProps // what the weeks after it are likely to bring
	Ahead    []ForecastRow
	Weeks    []string // what each of the coming weeks is called
}

// A ForecastRow is what the coming weeks ask of a program's callers.
type ForecastRow struct {
	Client, Program, Tone string
	Calls                 string // what they make a week
	Each                  string // and how many one person takes
	Weeks                 []ForecastCell
	Short                 string // who comes late, in words; "" for nobody
}

// A ForecastCell is one week of a program.
type ForecastCell struct {
	Due, Late string
}

// A NurtureDay is how many are due on one day, by client.
type NurtureDay struct {
	Day     string
	Today   bool
	Total   string
	Clients []NurtureCount
}

// A NurtureCount is how many of a program.
type NurtureCount struct {
	Client, Program, Tone string
	N, B, C, Unreached    string
}

// A NurtureRow is one inquiry that is kept until its date.
type NurtureRow struct {
	ID           models.ID
	When         string
	Name         string
	Organisation string
	Client       string
	Tone         string
	Program      string
	Reason       string
	Letter       string // the next one before the call
	Grade        models.Grade
	Cycle        int
}
