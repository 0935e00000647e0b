package reports

import (
	"time"

	"ripen/models"
)

// A Basis says what a day is in a report.
type Basis string

// The bases. By arrival everything is counted on the day on which its inquiry came, as
// it stands now: what a period's inquiries have brought so far. By event it is counted
// on the day on which it happened, whenever its inquiry came: what was done in a period.
const (
	ByArrival Basis = "arrival"
	ByEvent   Basis = "event"
)

// Bases is every basis, the default first.
var Bases = []Basis{ByArrival, ByEvent}

// Words is the basis as people say it.
func (b Basis) Words() string {
	if b == ByEvent {
		return "By what happened in the period"
	}
	return "By the inquiries of the period"
}

// An Attribution says which of a person’s inquiries an order is credited to.
type Attribution string

// The attributions: to the person’s first inquiry, to the last one up to the order, or
// evenly to all up to the order. Of one inquiry all three say the same.
const (
	First Attribution = "first"
	Last  Attribution = "last"
	Even  Attribution = "even"
)

// Attributions is every attribution, the default first.
var Attributions = []Attribution{First, Last, Even}

// Words is the attribution as people say it.
func (a Attribution) Words() string {
	switch a {
	case Last:
		return "Last inquiry before the order"
	case Even:
		return "Evenly over all inquiries"
	}
	return "First inquiry"
}

// A Question is what is asked of the sources. Zero values leave open: every day,
// every medium, the default basis and attribution.
type Question struct {
	From, To    time.Time // days
	Basis       Basis
	Attribution Attribution
	Medium      models.Medium
	Audience    string
	Program     models.ID
	Source      models.ID
}

// check fills in the defaults and refuses what is none of the choices.
func (q *Question) check() error {
	if q.Basis == "" {
		q.Basis = ByArrival
	}
	if q.Attribution == "" {
		q.Attribution = First
	}
	switch {
	case q.Basis != ByArrival && q.Basis != ByEvent:
		return models.Refuse(models.Invalid, "basis", "Choose arrival or event.")
	case q.Attribution != First && q.Attribution != Last && q.Attribution != Even:
		return models.Refuse(models.Invalid, "attribution", "Choose first, last or even.")
	case q.Medium != "" && !q.Medium.Valid():
		return models.Refuse(models.Invalid, "medium", "There is no medium %q.", q.Medium)
	case !q.From.IsZero() && !q.To.IsZero() && q.From.After(q.To):
		return models.Refuse(models.Invalid, "to", "The period ends before it begins: choose a later last day.")
	}
	return nil
}

// program is the program as the SQL asks for it: null is any.
func (q *Question) program() *models.ID { return orAny(q.Program) }

// source is the source as the SQL asks for it: null is any.
func (q *Question) source() *models.ID { return orAny(q.Source) }

func orAny(id models.ID) *models.ID {
	if id == models.NoID {
		return nil
	}
	return &id
}

func day(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
