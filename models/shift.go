package models

import "time"

// A ShiftState says whether a caller takes calls.
type ShiftState string

// The states of a caller's shift.
const (
	ShiftOn    ShiftState = "on"
	ShiftBreak ShiftState = "break"
	ShiftOff   ShiftState = "off"
)

// ShiftLength is how long a word about a shift is good for: who forgot to sign out
// yesterday is not on today.
const ShiftLength = 12 * time.Hour

// A BreakReason says what a caller is doing instead.
type BreakReason string

// BreakReasons are what a caller can be doing instead, in the order of the menu.
var BreakReasons = []BreakReason{"short", "lunch", "training", "meeting", "paperwork"}

// Words is the reason as people say it.
func (r BreakReason) Words() string {
	return map[BreakReason]string{"short": "Short break", "lunch": "Lunch", "training": "Training", "meeting": "Meeting", "paperwork": "Paperwork"}[r]
}

// An Availability is one change of a caller's shift. It is only ever appended; the
// latest of a caller holds.
type Availability struct {
	ID     ID `gorm:"primaryKey"`
	UserID ID
	At     time.Time
	State  ShiftState
	Reason BreakReason // of a break
}

// TableName is availabilities.
func (Availability) TableName() string { return "availabilities" }

// OnBreak reports whether nothing is to be served.
func (a Availability) OnBreak() bool { return a.State == ShiftBreak }

// Check refuses a break without one of the reasons.
func (a *Availability) Check() error {
	if a.State == ShiftBreak && a.Reason.Words() == "" {
		return Refuse(Invalid, "reason", "Choose what the break is for.")
	}
	return nil
}

// A Presence is a page on which somebody has an inquiry open.
type Presence struct {
	Page      ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	UserID    ID
	SeenAt    time.Time
}
