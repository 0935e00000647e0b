package models

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// A PendingRelease is an A in its recall window. Clients never see it.
type PendingRelease struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	Cycle     int
	GradingID ID
	DueAt     time.Time
	State     string // pending, released, recalled
	SettledAt *time.Time
	CreatedAt time.Time
}

// TableName is releases.
func (PendingRelease) TableName() string { return "releases" }

// An Outcome is how a lead ended.
type Outcome string

// The outcomes of a close-out.
const (
	Won        Outcome = "won"
	Lost       Outcome = "lost"
	NoDecision Outcome = "no_decision"
	Returned   Outcome = "returned"
)

// Words is the outcome as people say it.
func (o Outcome) Words() string {
	switch o {
	case Won:
		return "Won"
	case Lost:
		return "Lost"
	case NoDecision:
		return "No decision"
	case Returned:
		return "Returned"
	}
	return "Open"
}

// FirstContactWithin is the backstop for the rep's first contact, in clock hours from release (product.md 3).
const FirstContactWithin = 48 * time.Hour

// AcceptWithin is how soon a rep says "mine".
const AcceptWithin = 4 * time.Hour

// UpdateEvery is how often an open lead needs a report.
const UpdateEvery = 7 * 24 * time.Hour

// A Lead is an inquiry graded A and released, as a snapshot of what its client may see.
type Lead struct {
	ID              ID `gorm:"primaryKey"`
	ClientID        ID `gorm:"primaryKey"`
	PartnerID       *ID
	InquiryID       ID
	Cycle           int
	Kind            string // released, taken_over
	ProgramID       ID
	ProgramName     string
	SourceID        ID
	SourceName      string
	ProcessID       *ID
	ProcessWhy      string // why it goes by this selling process
	Steps           int
	RepID           *ID          // nil: nobody was present, the manager owns it
	RepSells        SalesChannel `gorm:"-"` // the rep's channel as it is now, where it was asked for; never kept
	AssignedWhy     string
	AssignedAt      *time.Time // when it was given to whoever has it; nil: at its release
	ReleasedAt      time.Time
	ReceivedOn      time.Time `gorm:"type:date"`
	Name            string
	Title           string
	Organisation    string
	Email           string
	Phone           string
	Address         string
	City            string
	Region          string
	Postcode        string
	Country         string
	Zone            string
	Message         string
	Product         string
	Learned         string
	Reasons         []Reason         `gorm:"serializer:json"`
	People          []NamedColleague `gorm:"serializer:json"` // who were named; no gatekeepers
	OpenQuestions   []string         `gorm:"serializer:json"` // what the criteria ask and nobody could answer
	GradedBy        string
	GradedAt        *time.Time
	CriteriaVersion *int
	WorthLow        *decimal.Decimal
	WorthHigh       *decimal.Decimal
	Probability     *float64
	Currency        string
	AcceptedAt      *time.Time
	ContactedAt     *time.Time
	UpdatedAt       *time.Time `gorm:"autoUpdateTime:false"`
	Step            int
	NextAt          *time.Time
	NextWhat        string
	Outcome         Outcome
	ClosedAt        *time.Time
}

// Open reports whether the lead has no close-out.
func (l *Lead) Open() bool { return l.ClosedAt == nil }

// Overdue reports whether the lead's next date has passed.
func (l *Lead) Overdue(at time.Time) bool { return l.Open() && l.NextAt != nil && l.NextAt.Before(at) }

// Called is how the lead's person is spoken of.
func (l *Lead) Called() string {
	for _, name := range []string{l.Name, l.Organisation, l.Phone, l.Email} {
		if strings.TrimSpace(name) != "" {
			return name
		}
	}
	return "Nobody named"
}

// Where is the place in words.
func (l *Lead) Where() string { return strings.Trim(l.City+" "+l.Region, " ") }

// Await sets the next date of a lead that was just released.
func (l *Lead) Await() {
	by := l.ReleasedAt.Add(AcceptWithin)
	l.NextAt, l.NextWhat = &by, "accept"
}

// Accept is the rep's "mine". A second one changes nothing.
func (l *Lead) Accept(at time.Time) error {
	if err := l.mustBeOpen(); err != nil || l.AcceptedAt != nil {
		return err
	}
	l.AcceptedAt, l.UpdatedAt = &at, &at
	by := l.ReleasedAt.Add(FirstContactWithin)
	if by.Before(at) {
		by = at.Add(AcceptWithin)
	}
	l.NextAt, l.NextWhat = &by, "first contact"
	return nil
}

// Contact records that the rep was in touch; next is the date the rep named, if any.
func (l *Lead) Contact(next *time.Time, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if l.AcceptedAt == nil {
		l.AcceptedAt = &at // who reports has accepted
	}
	if l.ContactedAt == nil {
		l.ContactedAt = &at
	}
	return l.plan(next, at)
}

// Reach records a milestone, counted from 1.
func (l *Lead) Reach(step int, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if step < 1 || step > l.Steps {
		return Refuse(Invalid, "step", "Choose one of the %d steps.", l.Steps)
	}
	if l.AcceptedAt == nil {
		l.AcceptedAt = &at
	}
	if l.ContactedAt == nil {
		l.ContactedAt = &at
	}
	l.Step = max(l.Step, step)
	return l.plan(nil, at)
}

// plan sets the next date: the one that is named, else the one that was named before
// and is still to come, else that of the next report.
func (l *Lead) plan(next *time.Time, at time.Time) error {
	l.UpdatedAt = &at
	if next == nil && l.NextWhat == "next step" && l.NextAt != nil && l.NextAt.After(at) {
		return nil
	}
	due := at.Add(UpdateEvery)
	l.NextWhat = "update"
	if next != nil {
		if next.Before(at.Add(-24 * time.Hour)) {
			return Refuse(Invalid, "next", "Choose a next date that is still to come.")
		}
		due, l.NextWhat = *next, "next step"
	}
	l.NextAt = &due
	return nil
}

// Assign gives the lead to a rep, who is to accept it anew.
func (l *Lead) Assign(rep *User, why string, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	l.RepID, l.RepSells, l.PartnerID, l.AssignedWhy, l.AssignedAt, l.AcceptedAt = &rep.ID, rep.SellsBy(), rep.PartnerID, why, &at, nil
	by := at.Add(AcceptWithin)
	l.NextAt, l.NextWhat = &by, "accept"
	return nil
}

// A CloseOut is the rep's final report. Appended, once a lead.
type CloseOut struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	LeadID   ID
	UserID   ID
	At       time.Time
	Outcome  Outcome
	LostTo   string
	Cause    string // lost: of LossCauses
	Price    string // lost: was it the price? yes, no, unknown; "" where nobody was asked
	Reason   string
	AgainOn  *time.Time `gorm:"type:date"`
}

// LossCauses is why a lead can be lost, and what to call it.
var LossCauses = []struct{ Key, Label string }{
	{"price", "The price"}, {"rival", "A rival’s product"}, {"budget", "No budget"}, {"put_off", "Put off"}, {"no_need", "No need any more"}, {"used", "Bought used"}, {"other", "Something else"},
}

// CauseWords is what a cause is called; "" for none of the list.
func CauseWords(key string) string {
	for _, c := range LossCauses {
		if c.Key == key {
			return c.Label
		}
	}
	return ""
}

// Check refuses a close-out that says too little.
func (c *CloseOut) Check(at time.Time) error {
	switch {
	case c.Outcome != Won && c.Outcome != Lost && c.Outcome != NoDecision && c.Outcome != Returned:
		return Refuse(Invalid, "outcome", "Choose how it ended.")
	case c.Outcome == Lost && strings.TrimSpace(c.Cause+c.Reason+c.LostTo) == "":
		return Refuse(Invalid, "reason", "Say to whom it was lost, or why.")
	case c.Cause != "" && CauseWords(c.Cause) == "":
		return Refuse(Invalid, "cause", "Choose why from the list, or say it in your own words.")
	case c.Price != "" && c.Price != "yes" && c.Price != "no" && c.Price != "unknown":
		return Refuse(Invalid, "price", "Say whether it was the price: yes, no, or not known.")
	case c.Outcome == Returned && strings.TrimSpace(c.Reason) == "":
		return Refuse(Invalid, "reason", "Say why this is not an A, so that the agency can answer.")
	case c.Outcome == NoDecision && c.AgainOn == nil:
		return Refuse(Invalid, "again_on", "Choose a date on which the agency should ask again.")
	case c.Outcome == NoDecision && !c.AgainOn.After(at):
		return Refuse(Invalid, "again_on", "Choose a date that is still to come.")
	}
	return nil
}

// Close ends the lead with its close-out.
func (l *Lead) Close(c *CloseOut, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if err := c.Check(at); err != nil {
		return err
	}
	if l.AcceptedAt == nil {
		l.AcceptedAt = &at
	}
	if c.Outcome == Won {
		l.Step = l.Steps
	}
	l.Outcome, l.ClosedAt, l.UpdatedAt, l.NextAt, l.NextWhat = c.Outcome, &at, &at, nil, ""
	return nil
}

// Reopen puts a returned lead back to work, because the agency refused the return.
func (l *Lead) Reopen(at time.Time) error {
	if l.Outcome != Returned {
		return Refuse(Conflict, "", "Only a returned lead can be opened again.")
	}
	l.Outcome, l.ClosedAt = "", nil
	return l.plan(nil, at)
}

func (l *Lead) mustBeOpen() error {
	if !l.Open() {
		return Refuse(Conflict, "", "This lead was closed as %s.", strings.ToLower(l.Outcome.Words()))
	}
	return nil
}

// worthRepeating is what a person likes to hear that was understood, as criteria call it in short.
var worthRepeating = []string{"Wants", "When", "Money", "Next"}

// WayToBegin is a first sentence for the rep, made of what is known; "" where too little is.
func (l *Lead) WayToBegin(agency string) string {
	if l.Kind != "released" || len(l.Reasons) == 0 || l.GradedBy == "" {
		return ""
	}
	words := l.GradedBy
	if agency != "" {
		words += " of " + agency
	}
	words += " told me what you spoke about"
	var known []string
	for _, r := range l.Reasons {
		if slices.Contains(worthRepeating, r.Short) && len(known) < 2 && r.Answer != "" && !unknowns.MatchString(r.Answer) {
			_, first := utf8.DecodeRuneInString(r.Answer)
			known = append(known, strings.ToLower(r.Answer[:first])+r.Answer[first:])
		}
	}
	if len(known) == 0 {
		return "“" + words + ". May I start there?”"
	}
	return "“" + words + ". I have noted: " + strings.Join(known, "; ") + ". Is that still right?”"
}

// Promised is what the caller noted as promised to the person: the lines of the note that say so.
func (l *Lead) Promised() (all []string) {
	for line := range strings.SplitSeq(l.Learned, "\n") {
		if line = strings.TrimSpace(line); len(line) > 8 && strings.EqualFold(line[:8], "promised") {
			all = append(all, strings.TrimSpace(strings.TrimLeft(line[8:], ": ")))
		}
	}
	return all
}
