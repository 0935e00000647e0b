package models

import (
	"strings"
	"time"
	"unicode/utf8"
)

// A Coaching says that a rep was coached on a step. Appended; taking one back is one more.
type Coaching struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	RepID     ID
	PartnerID *ID
	ProcessID ID
	Stage     int       // of Process.Stages, counted from 1
	OnDay     time.Time `gorm:"type:date"` // in the client's zone
	UserID    ID        // who recorded it
	At        time.Time
	TakesBack *ID // the coaching that was recorded in error
}

// CoachingWords is what was done, beside the history, so that it can be erased.
type CoachingWords struct {
	CoachingID ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	RepID      ID
	PartnerID  *ID
	What       string
}

// mostWords is how long the words of a coaching may be, in characters.
const mostWords = 2000

// Check refuses a coaching that says too little to be measured.
func (c *Coaching) Check(what string, stages int, today time.Time) error {
	switch {
	case c.RepID == NoID:
		return Refuse(Invalid, "rep", "Choose who was coached.")
	case c.Stage < 1 || c.Stage > stages:
		return Refuse(Invalid, "stage", "Choose the step that was worked on.")
	case c.OnDay.After(today):
		return Refuse(Invalid, "on", "Choose the day it was done; it cannot be later than today.")
	case c.OnDay.Before(today.AddDate(-2, 0, 0)):
		return Refuse(Invalid, "on", "Choose a day of the last two years: what is older is not compared.")
	case strings.TrimSpace(what) == "":
		return Refuse(Invalid, "what", "Say in a few words what was done.")
	case utf8.RuneCountInString(what) > mostWords:
		return Refuse(Invalid, "what", "Shorten the words to %d characters.", mostWords)
	}
	return nil
}
