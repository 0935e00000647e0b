package desk

import (
	"strconv"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A ReturnsPage is the leads that reps dispute, the most urgent first.
type ReturnsPage struct {
	Layout  layouts.Page
	Rows    []Return
	Asked   []Asked // whom reps cannot reach
	Problem string
	Callers []Returned
	Sources []Returned
	Days    int  // the counts are of the leads released in so many
	MayOpen bool // the reader may open inquiries
	At      time.Time
	Zone    *time.Location
}

// A Return is one of them, with the answer as it was typed.
type Return struct {
	LeadID       models.ID
	InquiryID    models.ID
	Client       string
	Colour       int
	Program      string
	Called       string
	Organisation string
	GradedBy     string
	Rep          string
	Reason       string
	At           time.Time
	DecideBy     time.Time
	Answer       string
	Fault        string
	Answers      []components.Fact
	Learned      string
	Internal     string // notes that no rep reads
}

// A Returned is how many A's of a caller or a source came back.
type Returned struct {
	Name, Client            string
	Leads, Returned, Upheld int
}

// An Asked is a lead whose rep cannot reach its person, with the answer as it was typed.
type Asked struct {
	LeadID       models.ID
	InquiryID    models.ID
	Client       string
	Colour       int
	Program      string
	Called       string
	Organisation string
	Phone        string
	Rep          string
	Owner        string
	Note         string
	At           time.Time
	DueAt        time.Time
	Words        string
	AgainOn      string
	Faults       map[string]string
}

func (a Asked) tone() string { return strconv.Itoa(a.Colour) }

// about is where they work, and on which number nobody answers.
func (a Asked) about() string {
	words := a.Program
	if a.Organisation != "" && a.Organisation != a.Called {
		words = a.Organisation + " · " + words
	}
	if a.Phone != "" {
		words += " · " + a.Phone
	}
	return words
}

func (p ReturnsPage) asks(a Asked) string {
	return a.Rep + " asks, " + a.At.In(p.Zone).Format("Mon 2 Jan, 15:04") + ". " + a.Owner + " answers."
}

func (p ReturnsPage) standing() string {
	switch n := len(p.Rows); n {
	case 0:
		return "Nothing is disputed."
	case 1:
		return "One lead is disputed. Without an answer in time the return stands."
	default:
		return strconv.Itoa(n) + " leads are disputed. Without an answer in time a return stands."
	}
}

// due is how long there is to decide, and its tone.
func (p ReturnsPage) due(by time.Time) (words, tone string) {
	left := by.Sub(p.At)
	words = "Answer by " + by.In(p.Zone).Format("Mon 2 Jan, 15:04")
	switch {
	case left < 0:
		return words, components.Rust
	case left < 24*time.Hour:
		return words, components.Amber
	}
	return words, ""
}

func (r Return) tone() string { return strconv.Itoa(r.Colour) }

func (p ReturnsPage) told(r Return) string {
	return r.Rep + ", " + r.At.In(p.Zone).Format("Mon 2 Jan, 15:04")
}

// from is who made an A of it.
func (r Return) from() string {
	words := r.Program
	if r.GradedBy != "" {
		words += ", graded by " + r.GradedBy
	}
	return words
}
