package models

import "time"

// What the day of a stay was taken from.
const (
	ByPlan    = "plan"
	ByBuyer   = "buyer"
	ByLearned = "learned" // what was learned of the client's own people
	ByKept    = "kept"    // the plan's although another was learned, for comparison
	ByLead    = "lead"    // the rep named it when he closed the lead
)

// How a stay ended.
const (
	StayDue       = "due"
	StayEarly     = "early"
	StayMovedOn   = "moved on" // they rang back, or were closed
	StayTakenBack = "taken back"
)

// A Stay is one time that somebody was kept for later: by which plan, until when, and
// why then.
type Stay struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	ProgramID   ID
	InquiryID   ID
	Cycle       int
	Class       Class
	PlanVersion int // 0: the usual plan
	Since       time.Time
	DueOn       time.Time `gorm:"type:date"` // of the client's calendar
	How         string
	Why         string
	EndedAt     *time.Time
	EndedAs     string
}

// A StayKind is what was known of somebody on the day that a stay began, from which it is
// learned when people ripen.
type StayKind struct {
	StayID    ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	Timeframe string
	Missing   string    // the question whose answer kept it from being an A
	Age       string    // of the inquiry
	PlanOn    time.Time `gorm:"type:date"` // the plan's date, or the buyer's
	Model     int       // the version of what was learned that was asked; 0: none
}

// A Touch is a letter of a stay. Its words are those of its plan's version.
type Touch struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	StayID    ID
	InquiryID ID
	PlanID    ID
	N         int       // of the plan, counted from 1
	DueOn     time.Time `gorm:"type:date"`
	TryAt     time.Time // not before
	State     string    // waiting, sent, refused, failed, withdrawn
	Tries     int
	Reason    string // why it was not sent
	SettledAt *time.Time
	ClickedAt *time.Time
}

// The channels and the purposes of a consent.
const (
	ForContact = "contact" // about what they asked
	ForSurvey  = "survey"  // being asked what became of it
)

// A Consent is what a person has agreed to, by channel and purpose, in which words; or
// that they objected.
type Consent struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	PersonID    ID
	Channel     Channel
	Purpose     string
	Words       string
	Version     string
	Source      string     // how it was given, or objected
	GivenAt     *time.Time // nil: an objection without a consent before it
	EnteredBy   *ID
	WithdrawnAt *time.Time
	WithdrawnAs string // how
}

// Stands reports whether it is a consent that holds.
func (c *Consent) Stands() bool { return c.GivenAt != nil && c.WithdrawnAt == nil }
