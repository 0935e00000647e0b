// Package portal is what a client's people see: their leads, the managers' board, what
// the sources cost.
package portal

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// An InboxPage is a rep's leads.
type InboxPage struct {
	Layout   layouts.Page
	Tab      string // open, new, overdue, week, closed
	Tabs     []components.Tab
	Counts   Counts
	InTime   Share // contacted in time, of the leads of this quarter
	Rows     []Row
	Unread   int    // the version of the follow-up policy that is to be acknowledged; 0: none
	FirstURL string // the beginning of the list, where this is a later page
	NextURL  string
	At       time.Time
	Zone     *time.Location
}

// Counts is how many leads are behind each tab.
type Counts struct{ Open, New, Overdue, Week, Closed int }

// A Share is k of n.
type Share struct{ K, N int }

// A Row is a lead in a list.
type Row struct {
	ID           models.ID
	Called       string
	Name         string
	Organisation string
	Where        string
	Phone        string // E.164
	Wants        string
	WorthLow     *decimal.Decimal
	WorthHigh    *decimal.Decimal
	Currency     string
	Step, Steps  int
	NextStep     string // its name
	ReleasedAt   time.Time
	AcceptedAt   *time.Time
	NextAt       *time.Time
	NextWhat     string
	Outcome      models.Outcome
	ClosedAt     *time.Time
	Late         time.Duration // 0: it is not
	RepID        *models.ID
	RepName      string // "" where the manager has it
	PartnerName  string
	Source       string

	Suggested     models.ID // on the board: who would take it over; NoID: nobody is suggested
	SuggestedName string
	SuggestedWhy  string

	at   time.Time
	zone *time.Location
}

// A section is the rows under one heading.
type section struct {
	id, title, aside string
	rows             []Row
}

// sections parts the open leads by what is to be done first; other tabs are one list.
func (p InboxPage) sections() []section {
	rows := make([]Row, len(p.Rows))
	for n, r := range p.Rows {
		r.at, r.zone = p.At, p.Zone
		rows[n] = r
	}
	if p.Tab != "open" {
		return []section{{id: p.Tab, rows: rows}}
	}
	all := []section{
		{id: "new", title: "New", aside: "accept, and they are yours"},
		{id: "overdue", title: "Overdue"},
		{id: "today", title: "Today"},
		{id: "week", title: "This week and next"},
		{id: "later", title: "Later"},
	}
	for _, r := range rows {
		n := r.section()
		all[n].rows = append(all[n].rows, r)
	}
	kept := all[:0]
	for _, s := range all {
		if len(s.rows) > 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

func (r Row) section() int {
	switch {
	case r.AcceptedAt == nil:
		return 0
	case r.Late > 0:
		return 1
	case r.today():
		return 2
	case r.NextAt != nil && r.NextAt.Sub(r.at) < 14*24*time.Hour:
		return 3
	}
	return 4
}

func (r Row) today() bool {
	return r.NextAt != nil && models.DayIn(*r.NextAt, r.zone).Equal(models.DayIn(r.at, r.zone))
}

// standing is the sentence under the heading.
func (p InboxPage) standing() string {
	c := p.Counts
	if c.Open == 0 {
		return "Nothing is open."
	}
	var parts []string
	if c.New > 0 {
		parts = append(parts, count(c.New)+" to accept")
	}
	if c.Overdue > 0 {
		parts = append(parts, count(c.Overdue)+" overdue")
	}
	if c.Week > 0 {
		parts = append(parts, count(c.Week)+" due within a week")
	}
	if len(parts) == 0 {
		parts = append(parts, count(c.Open)+" open, each with a date further on")
	}
	return capital(strings.Join(parts, ", ")) + "."
}

// empty is what is said where a tab holds nothing.
func (p InboxPage) empty() (title, text string) {
	switch p.Tab {
	case "new":
		return "Nothing to accept", "A new A lead comes here the moment it is released, and to you by e-mail."
	case "overdue":
		return "Nothing is overdue", "Every lead of yours has its date still ahead."
	case "week":
		return "Nothing is due this week", "What is due later stands under Open."
	case "closed":
		return "Nothing is closed yet", "Leads you close out as won, lost or without a decision are kept here."
	}
	return "No open leads", "The next A lead comes here the moment it is released, and to you by e-mail."
}

func (p InboxPage) pager() components.PagerProps {
	of := map[string]int{"open": p.Counts.Open, "new": p.Counts.New, "overdue": p.Counts.Overdue, "week": p.Counts.Week, "closed": p.Counts.Closed}[p.Tab]
	return pagerOf(len(p.Rows), of, p.Tab, p.FirstURL, p.NextURL)
}

func pagerOf(shown, of int, tab, firstURL, nextURL string) components.PagerProps {
	words := count(shown) + " of " + capped(of) + " " + map[string]string{"open": "open", "new": "new", "overdue": "overdue", "week": "due this week", "closed": "closed"}[tab]
	if shown == 0 {
		words = ""
	}
	return components.PagerProps{Words: words, BackURL: firstURL, NextURL: nextURL}
}

// capped is a count that goes no further than a thousand.
func capped(n int) string {
	if n >= 1000 {
		return "1,000 or more"
	}
	return strconv.Itoa(n)
}

func (r Row) tone() string {
	switch {
	case r.Late > 0:
		return components.Rust
	case r.ClosedAt == nil && r.AcceptedAt == nil:
		return components.Fig
	}
	return ""
}

// place is the line under the name.
func (r Row) place() string {
	var parts []string
	for _, part := range []string{r.Organisation, r.Where} {
		if part != "" && part != r.Called {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func (r Row) worth() string { return band(r.WorthLow, r.WorthHigh, r.Currency) }

func (r Row) stepLabel() string {
	if r.Steps == 0 {
		return "No steps are set"
	}
	return "Step " + strconv.Itoa(r.Step) + " of " + strconv.Itoa(r.Steps)
}

// doing is what the next date is for.
func (r Row) doing() string {
	switch {
	case r.Outcome != "":
		return r.stepLabel()
	case r.NextWhat == "accept":
		return "Qualified " + span(r.at.Sub(r.ReleasedAt)) + " ago"
	case r.NextWhat == "first contact":
		return "Make the first contact"
	case r.NextWhat == models.AgencyAnswers:
		return "The agency is asked"
	case r.NextWhat == "update":
		return "Say how it stands"
	case r.NextWhat == models.DuePlanned:
		return "Be in touch again"
	case r.NextWhat == models.DueCloseOut:
		return "Close it out"
	}
	if r.NextStep != "" {
		return "Next: " + r.NextStep
	}
	return "Your next step"
}

// due is the next date, in the words that say most.
func (r Row) due() (words, note string) {
	switch {
	case r.ClosedAt != nil:
		day, _ := when(*r.ClosedAt, r.at, r.zone)
		return r.Outcome.Words(), day
	case r.NextAt == nil:
		return "", ""
	case r.Late > 0:
		day, hour := when(*r.NextAt, r.at, r.zone)
		if hour != "" && r.Late < 24*time.Hour {
			day += " " + hour
		}
		return span(r.Late) + " late", "was due " + day
	case r.NextWhat == "accept" && r.NextAt.Sub(r.at) < 24*time.Hour:
		return span(r.NextAt.Sub(r.at)), "to accept"
	case r.today():
		_, hour := when(*r.NextAt, r.at, r.zone)
		if hour == "" {
			return "Today", ""
		}
		return hour, "today"
	}
	words, note = when(*r.NextAt, r.at, r.zone)
	return capital(words), note
}

// act is what the button of the row does: accept, log, call, or open for nothing but a look.
func (r Row) act() string {
	switch {
	case r.ClosedAt != nil:
		return "open"
	case r.AcceptedAt == nil:
		return "accept"
	case r.Late > 0 || r.today() || r.Phone == "":
		return "log"
	}
	return "call"
}

func logURL(id models.ID) string { return paths.PortalLead(id) + "#log" }
