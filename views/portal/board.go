package portal

import (
	"slices"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A BoardPage is every lead of the client or the partner, for its manager.
type BoardPage struct {
	Layout   layouts.Page
	Tab      string
	Tabs     []components.Tab
	Counts   Counts
	Rep      models.ID // of one rep only; NoID: of all
	RepName  string
	Filtered bool
	AllURL   string // without any filter
	Filters  BoardFilters
	Picked   []string // leads, where the form comes back
	ActRep   string
	ActNext  string
	Problem  string
	Owners   []Owner
	Since    string // of which leads the compliance is told: "1 April"
	Waiting  []Waiting
	Rows     []Row
	Reps     []Choosable
	Agency   string
	FirstURL string
	NextURL  string
	At       time.Time
	Zone     *time.Location
}

// BoardKeys is the key sheet of the board.
var BoardKeys = []components.KeyGroup{{Title: "The list", Hints: []components.KeyHint{
	{Label: "Next lead", Keys: []string{"J"}}, {Label: "Lead before", Keys: []string{"K"}}, {Label: "Choose it, or not", Keys: []string{"X"}},
	{Label: "Open it", Keys: []string{"Enter"}}, {Label: "These keys", Keys: []string{"?"}}}}}

// BoardFilters is what the board can be narrowed to, and what is chosen.
type BoardFilters struct {
	Reps, Partners, Regions, Steps []components.Option
	Rep, Partner, Region, Step     string
}

func anyOf(label string, all []components.Option) []components.Option {
	return append([]components.Option{{Label: label}}, all...)
}

func (p BoardPage) reps() []components.Option {
	all := []components.Option{{Label: "Choose a rep"}}
	for _, r := range p.Reps {
		label := r.Name
		if r.Note != "" {
			label += ", " + r.Note
		}
		all = append(all, components.Option{Value: r.ID.String(), Label: label})
	}
	return all
}

func (p BoardPage) picked(r Row) bool { return slices.Contains(p.Picked, r.ID.String()) }

// An ActsPage is what managers did on the board.
type ActsPage struct {
	Layout layouts.Page
	Rows   []ActRow
	At     time.Time
	Zone   *time.Location
}

// An ActRow is one act.
type ActRow struct {
	ID      models.ID
	At      time.Time
	By      string
	Words   string
	Undone  bool
	MayUndo bool
}

// An Owner is a rep's leads and how they are followed up. Nobody's are the manager's own.
type Owner struct {
	Name      string
	Partner   string
	URL       string // the board of this rep alone
	AwayUntil *time.Time
	Open      int
	New       int
	Overdue   int
	Accepted  Rate
	Contacted Rate // in time
	Updated   Rate // in time, of the open
	ClosedOut Rate
}

// A Rate is k of n, with its range where it can be said.
type Rate struct {
	Share
	Low, High float64
	Few       bool
}

// A Waiting is a return that the agency has not answered.
type Waiting struct {
	ID           models.ID
	Called       string
	Organisation string
	Rep          string
	Reason       string
	DecideBy     time.Time
}

func (p BoardPage) standing() string {
	c := p.Counts
	if c.Open == 0 {
		return "No lead is open."
	}
	words := capped(c.Open) + " open"
	if c.New > 0 {
		words += ", " + capped(c.New) + " not accepted"
	}
	if c.Overdue > 0 {
		return words + ", " + capped(c.Overdue) + " overdue."
	}
	return words + ", none overdue."
}

func (p BoardPage) heading() string {
	title := map[string]string{"open": "Every open lead", "new": "Not accepted", "overdue": "Overdue", "week": "Due this week", "closed": "Closed"}[p.Tab]
	if p.Rep != models.NoID {
		title += ", " + orManager(p.RepName)
	}
	return title
}

func (p BoardPage) rows() []Row {
	rows := make([]Row, len(p.Rows))
	for n, r := range p.Rows {
		r.at, r.zone = p.At, p.Zone
		rows[n] = r
	}
	return rows
}

func (p BoardPage) empty() (title, text string) {
	switch p.Tab {
	case "new":
		return "Every lead is accepted", "A lead that its rep has not accepted stands here."
	case "overdue":
		return "Nothing is overdue", "Every open lead has its date still ahead."
	case "week":
		return "Nothing is due this week", "What is due later stands under Open."
	case "closed":
		return "Nothing is closed yet", "Leads that are closed out stand here with how they ended."
	}
	return "No open leads", "A lead stands here from the moment it is released until its rep closes it out."
}

func (p BoardPage) pager() components.PagerProps {
	of := map[string]int{"open": p.Counts.Open, "new": p.Counts.New, "overdue": p.Counts.Overdue, "week": p.Counts.Week, "closed": p.Counts.Closed}[p.Tab]
	props := pagerOf(len(p.Rows), of, p.Tab, p.FirstURL, p.NextURL)
	if p.Filtered && len(p.Rows) > 0 {
		props.Words = count(len(p.Rows)) + " as chosen"
	}
	if p.Rep != models.NoID && len(p.Rows) > 0 {
		props.Words = count(len(p.Rows)) + " of " + orManager(p.RepName)
	}
	return props
}

// age is how long ago the lead was released.
func (r Row) age() string {
	if d := r.at.Sub(r.ReleasedAt); d >= time.Hour {
		return span(d.Truncate(time.Hour))
	}
	return span(r.at.Sub(r.ReleasedAt))
}

// owner is whose the lead is.
func (r Row) owner() string { return orManager(r.RepName) }

// of is the whole the parts are of, and its range in words.
func (r Rate) shown() string {
	if r.N == 0 {
		return "–"
	}
	return r.words()
}

func (r Rate) note() string {
	switch {
	case r.N == 0:
		return ""
	case r.Few:
		return "too few to say"
	}
	return percent(r.Low) + " to " + percent(r.High)
}

func (w Waiting) when(at time.Time, zone *time.Location) string {
	return "answer by " + clock(w.DecideBy, at, zone)
}

func (o Owner) named() string {
	if o.Name == "" {
		return "No rep: the manager"
	}
	return o.Name
}

// under is the line beneath the name.
func (o Owner) under(at time.Time, zone *time.Location) string {
	if o.AwayUntil != nil && o.AwayUntil.After(at) {
		day, _ := when(*o.AwayUntil, at, zone)
		return "away until " + day
	}
	return o.Partner
}
