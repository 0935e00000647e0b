package console

import (
	"ripen/models"
	"ripen/views/layouts"
)

// An IdlePage is the console between two calls.
type IdlePage struct {
	Layout  layouts.Page
	Token   string
	Asked   bool   // the next one was asked for, and there is none
	Reason  string // why not
	Waiting int
	NextAt  string // when the next may be called, on the caller's clock
	First   string // the caller's first name
	Today   Today
	Shift   ShiftMenu
}

// A FoundPage is who was found by number or name.
type FoundPage struct {
	Layout layouts.Page
	Query  string
	Token  string
	Error  string
	Rows   []FoundRow
}

// A FoundRow is one inquiry of a person who was found.
type FoundRow struct {
	ID           models.ID
	Name         string
	Organisation string
	Phone        string
	Client       string
	Program      string
	Grade        models.Grade
	Status       string
	HeldBy       string
	Mine         bool
	CanTake      bool
}

// A PromisesPage is what the caller promised, the soonest first.
type PromisesPage struct {
	Layout layouts.Page
	Rows   []PromiseRow
}

// A PromiseRow is one promise.
type PromiseRow struct {
	ID     models.ID // of the inquiry
	When   string    // on the caller's clock
	There  string    // on the person's clock
	In     string    // "in 12 min", "4 min late"
	Late   bool
	Tone   string
	State  string
	Name   string
	Client string
	Note   string
}

func (p IdlePage) onBreak() bool { return p.Shift.State == models.ShiftBreak }

func (p IdlePage) headline() string {
	if p.onBreak() {
		return p.Shift.words() + " since " + p.Shift.Since
	}
	if p.Asked {
		return "Nobody may be called just now"
	}
	return "Ready when you are, " + p.First
}

func (p IdlePage) text() string {
	switch {
	case p.onBreak():
		return "Nothing is served to you meanwhile. The next call brings you back on."
	case !p.Asked:
		return "The next call is picked for you: promises first, then new hot inquiries, then those whose date has come."
	case p.NextAt != "":
		return p.Reason + " The next one may be called " + p.NextAt + "."
	}
	return p.Reason
}

func waiting(n int) string {
	if n >= 1000 {
		return "More than a thousand wait for their calling hours."
	}
	if n == 1 {
		return "1 waits for its calling hours."
	}
	return number(n) + " wait for their calling hours."
}

func pressed(on bool) string {
	if on {
		return "true"
	}
	return "false"
}
