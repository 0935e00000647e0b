package models

import "time"

// The events of a lead that somebody is told about.
const (
	EventReleased   = "released"
	EventReassigned = "reassigned"
	EventRepeat     = "repeat"   // its person inquired again
	EventReminder   = "reminder" // its next date is near
	EventNudge      = "nudge"    // its manager asks how it stands
	EventOverdue    = "overdue"  // its next date has passed
)

// A LeadLetter is what a message about a lead says, and to whom.
type LeadLetter struct {
	Event      string
	Lead       *Lead
	To         *User
	Rep        string // who has the lead; "" where the one it is sent to answers for it
	Client     string
	Agency     string
	Steps      []Step
	At         time.Time         // when the letter was due
	URL        string            // of the lead in the portal
	Links      map[string]string // by which the receiver reports without signing in, by purpose; nil: none
	LinksUntil time.Time         // when they end
}

// LeadProgress is the columns of a lead that change after its release. A client's
// role may write these and no others.
var LeadProgress = []string{"rep_id", "partner_id", "assigned_why", "assigned_at", "process_id", "process_why", "steps", "accepted_at", "contacted_at", "updated_at", "step", "next_at", "next_what", "outcome", "closed_at"}
