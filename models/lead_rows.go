package models

import (
	"time"

	"github.com/shopspring/decimal"
)

// An Assignment says who was given a lead, and why. Appended; the newest holds.
type Assignment struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	LeadID   ID
	RepID    *ID
	Why      string
	ByID     *ID
	At       time.Time

	RuleID      *ID // the rule that gave it; nil: none did
	RuleVersion *int
	HandoverID  *ID // the handover that moved it, or took it back
}

// An Acceptance is a rep's "mine". Appended.
type Acceptance struct {
	LeadID   ID `gorm:"primaryKey"`
	UserID   ID `gorm:"primaryKey"`
	ClientID ID
	At       time.Time
}

// A Contact is one report by a rep: talked, voicemail, wrote, met.
type Contact struct {
	ID       ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	LeadID   ID
	UserID   ID
	At       time.Time
	How      string
	Note     string
	WhomID   *ID // of the people at the lead's organisation
}

// ContactWays is how a rep can have been in touch, and what to call it.
var ContactWays = []struct{ Key, Label string }{{"talked", "Talked"}, {"voicemail", "Voicemail"}, {"wrote", "Wrote"}, {"met", "Met"}}

// A Milestone is a step to the sale that was reached. Appended.
type Milestone struct {
	LeadID   ID        `gorm:"primaryKey"`
	Step     int       `gorm:"primaryKey"` // of the process by which the lead went
	At       time.Time `gorm:"primaryKey"`
	ClientID ID
	UserID   ID
	Name     string // of the step: it stays when the lead goes by another process
}

// An Order is what a won lead brought. Its value may be unknown.
type Order struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	LeadID    ID
	OrderedOn time.Time `gorm:"type:date"` // in the client's zone
	Value     *decimal.Decimal
	Currency  string
	Rate      decimal.Decimal // to the client's currency, as typed
	Flagged   string
	UserID    ID
	At        time.Time
}

// A Return is a rep's dispute of an A. The agency decides within two business
// days, else it stands.
type Return struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	LeadID    ID
	UserID    ID
	At        time.Time
	Reason    string
	DecideBy  time.Time
	DecidedAt *time.Time
	DecidedBy *ID
	Upheld    *bool
	Answer    string
}
