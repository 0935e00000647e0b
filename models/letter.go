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
	EventAnswered   = "answered" // the agency has answered its rep
)

// EventHandedOver is that several leads came to a rep at once.
const EventHandedOver = "handed_over"

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
	Answer     *AgencyAnswer     // EventAnswered: to what the receiver asked
}

// The answers to a return, beside those to a request.
const (
	ReturnStands  = "return_stands"
	ReturnRefused = "return_refused"
)

// An AgencyAnswer is what the agency says to a rep who could not reach somebody, or who
// returned a lead.
type AgencyAnswer struct {
	Kind    string // ReachedThem, BackToRep, TakenBack, ReturnStands, ReturnRefused
	By      string
	Words   string
	AgainOn *time.Time // TakenBack: when the agency calls
}

// A HandoverLetter tells a rep of all leads that came to him at once.
type HandoverLetter struct {
	To     *User
	Client string
	Why    string
	Leads  []HandedLead // that are still his, the next date first
	URL    string       // of all his leads
}

// A HandedLead is one of them.
type HandedLead struct {
	Lead
	URL string
}

// LeadProgress is the columns of a lead that change after its release. A client's
// role may write these and no others.
var LeadProgress = []string{"rep_id", "partner_id", "assigned_why", "assigned_at", "process_id", "process_why", "steps", "accepted_at", "contacted_at", "updated_at", "step", "next_at", "next_what", "outcome", "closed_at"}
