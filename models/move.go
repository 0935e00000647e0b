package models

import "time"

// The kinds of move.
const (
	MovePlanned  = "planned"             // the plan's next step
	MoveUsedUp   = "used up"             // the plan has no step left
	MoveDecision = "decision"            // something blocks it: a person must decide
	MoveDecided  = "decided"             // somebody has
	MoveBroken   = "broken"              // nobody called at the time that was promised
	MoveOpened   = "opened"              // anybody may keep the promise
	MoveHeldBack = "kept from calls"     // the calling policy put it off
	MoveSlid     = "slid"                // its program stood still
	MoveSkipped  = "skipped"             // a step that was not permitted
	MoveEnded    = "ended"               // with its program
	MoveKept     = "kept for later"      // until its date
	MoveDue      = "due again"           // its date has come
	MoveForward  = "brought forward"     // something happened before its date
	MoveNoted    = "not brought forward" // it happened where nothing waits for a date
	MoveStopped  = "letters stopped"
	MoveConsent  = "consent" // given or withdrawn
)

// A Move says what was planned for an inquiry, or what moved it, when and why. It is
// only ever appended: "why did nobody call them" is answered from it.
type Move struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	InquiryID   ID
	At          time.Time
	Kind        string
	Step        int // of the plan, counted from 1; 0: none
	PlanVersion int // 0: the usual plan
	WantedAt    *time.Time
	DueAt       *time.Time
	Reason      string // our own words, never anybody's name
}

// A PlannedLetter is an e-mail that a plan writes: a step, or the one to somebody who
// was not reached. Its words are the program's; the person's are filled in when it goes.
type PlannedLetter struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	Cycle     int
	Kind      string // step, unreached
	Step      int
	Subject   string
	Text      string
	MadeAt    time.Time
	DueAt     time.Time
	State     string // waiting, sent, refused, failed, withdrawn
	Tries     int
	Reason    string
	SettledAt *time.Time
}

// TableName is letters.
func (PlannedLetter) TableName() string { return "letters" }

// A ProgramStanding is an entry of when a program was paused, resumed or ended.
type ProgramStanding struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	ProgramID ID
	State     ProgramState
	At        time.Time
	ByID      *ID
	Reason    string
}

// TableName is program_states.
func (ProgramStanding) TableName() string { return "program_states" }
