package admin

import (
	"strconv"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A RoutingPage is who gets which lead of a client: its rules as a form, what they would
// have made of a month, and their versions.
type RoutingPage struct {
	Shell    layouts.Page
	ClientID models.ID
	Client   string
	Currency string
	InForce  bool // some rules are
	Draft    bool // what is shown is a draft
	Changed  bool // what is shown is not kept
	Fault    string
	Focus    int // the rule to write in, counted from 1
	Rules    []RoutingTyped
	Targets  []components.Option
	Month    string
	Months   []components.Option
	Trial    *RoutingTrial // nil: not asked
	Versions []VersionLine
}

// A RoutingTyped is one rule as it was typed.
type RoutingTyped struct {
	ID, Name                               string
	Countries, Regions, Postcodes          string
	Products, From, To, Channel, Languages string
	Accounts, Target                       string
	Weights                                map[models.ID]string
	Reps                                   []RepWeight
	Sentence                               string // what it does; "": it cannot be read yet
	Open                                   bool   // its form is shown
	Moved                                  string // up or down, just now
}

// A RepWeight is a rep and what a rule gives him.
type RepWeight struct {
	ID     models.ID
	Name   string
	Weight string
}

// A RoutingTrial is what rules would have made of a month.
type RoutingTrial struct {
	Month                   string
	Leads, Moved, Unmatched int
	Cut                     bool
	Reps                    []TrialShare
	Lines                   []TrialLine
}

// A TrialShare is how many leads somebody got, and would have got.
type TrialShare struct {
	Name          string
	Before, After int
}

// A TrialLine is one lead of the month.
type TrialLine struct {
	At, Called, Organisation, Where, Product, Was, Would, Why string
	Moved                                                     bool
	Rule                                                      int
}

func (p RoutingPage) notice() string {
	switch {
	case p.Changed:
		return "What stands here is not kept yet, and nothing is decided by it."
	case p.Draft && p.InForce:
		return "This is a draft. Until it is switched on, the rules in force decide."
	case p.Draft:
		return "This is a draft. Until it is switched on, leads go round all reps by weight."
	}
	return ""
}

func (t RoutingTrial) head() string {
	if t.Leads == 0 {
		return "No lead was released in " + t.Month + ": choose another month."
	}
	text := itoa(t.Leads) + " leads were released in " + t.Month + ": " + itoa(t.Moved) + " would have gone to somebody else"
	if t.Unmatched > 0 {
		return text + ", and no rule fits " + itoa(t.Unmatched) + " of them: those go round all reps by weight."
	}
	return text + ", and a rule fits every one of them."
}

func (s TrialShare) change() string {
	switch d := s.After - s.Before; {
	case d > 0:
		return "+" + strconv.Itoa(d)
	case d < 0:
		return "−" + strconv.Itoa(-d)
	}
	return "="
}

func ruleTitle(n int, name string) string {
	if name == "" {
		return "Rule " + itoa(n+1)
	}
	return "Rule " + itoa(n+1) + ": " + name
}

func (l TrialLine) rule() string {
	if l.Rule == 0 {
		return "–"
	}
	return itoa(l.Rule)
}
