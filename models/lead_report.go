package models

import "time"

// The kinds of a report that can be taken back.
const (
	ReportContact   = "contact"
	ReportMilestone = "milestone"
	ReportNext      = "next"
)

// A LeadReport is one report of a rep, and how the lead stood before it. Appended.
type LeadReport struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	LeadID    ID
	UserID    ID
	At        time.Time
	Kind      string
	ContactID *ID
	Step      *int
	NextAt    *time.Time
	Was       Before `gorm:"serializer:json"`
}

// A ReportWithdrawal takes a report back. Appended too.
type ReportWithdrawal struct {
	ReportID ID `gorm:"primaryKey"`
	ClientID ID `gorm:"primaryKey"`
	LeadID   ID
	UserID   ID
	At       time.Time
}

// Before is how a lead stood before a report: what the report changed of it, and who was
// reached for the first time by it. That the rep accepted it stays: who reports has accepted.
type Before struct {
	ContactedAt *time.Time `json:"contacted_at,omitempty"`
	UpdatedAt   *time.Time `json:"updated_at,omitempty"`
	Step        int        `json:"step"`
	NextAt      *time.Time `json:"next_at,omitempty"`
	NextWhat    string     `json:"next_what,omitempty"`
	Reached     []ID       `json:"reached,omitempty"`
}

// Standing is how the lead stands now.
func (l *Lead) Standing() Before {
	return Before{ContactedAt: l.ContactedAt, UpdatedAt: l.UpdatedAt, Step: l.Step, NextAt: l.NextAt, NextWhat: l.NextWhat}
}

// TakeBack puts the lead back to how it stood before a report, where nothing was reported since.
func (l *Lead) TakeBack(r *LeadReport, by ID, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	switch {
	case r.UserID != by:
		return Refuse(Forbidden, "", "Who reported it takes it back.")
	case at.Sub(r.At) > UndoWindow:
		return Refuse(Conflict, "", "It is too late to take this back; report how it stands instead.")
	case l.UpdatedAt == nil || !l.UpdatedAt.Equal(r.At):
		return Refuse(Conflict, "", "Something was reported since; report how it stands instead.")
	}
	was := r.Was
	l.ContactedAt, l.UpdatedAt, l.Step, l.NextAt, l.NextWhat = was.ContactedAt, was.UpdatedAt, was.Step, was.NextAt, was.NextWhat
	if l.NextWhat == "accept" && l.AcceptedAt != nil {
		accepted := *l.AcceptedAt
		l.AcceptedAt = nil
		return l.Accept(accepted)
	}
	return nil
}

// Plan sets the next date that the rep named, without any other word.
func (l *Lead) Plan(next time.Time, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if l.AcceptedAt == nil {
		l.AcceptedAt = &at
	}
	return l.plan(&next, at)
}

// The answers to a request to the agency.
const (
	ReachedThem = "reached"    // and here is how
	BackToRep   = "back"       // the rep goes on
	TakenBack   = "taken_over" // the agency calls again, and releases it anew
)

// AgencyAnswers is what is next while the agency is asked.
const AgencyAnswers = "agency"

// A ReachRequest is what a rep who cannot reach the person asks of the agency. It is no
// end: the lead stays open.
type ReachRequest struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	LeadID    ID
	UserID    ID
	At        time.Time
	Note      string
	OwnerID   ID // of the agency, who answers
	OwnerName string
	DueAt     time.Time
	SettledAt *time.Time
	SettledBy *ID
	Answer    string
	Words     string
}

// AskAgency says that the agency is to answer by then.
func (l *Lead) AskAgency(due, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if l.AcceptedAt == nil {
		l.AcceptedAt = &at
	}
	l.UpdatedAt, l.NextAt, l.NextWhat = &at, &due, AgencyAnswers
	return nil
}

// GiveBack puts the lead before its rep again, with what the agency found out.
func (l *Lead) GiveBack(due, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	l.UpdatedAt, l.NextAt, l.NextWhat = &at, &due, "update"
	if l.ContactedAt == nil {
		l.NextWhat = "first contact"
	}
	return nil
}

// The purposes of a link in a letter.
const (
	LinkAccept      = "accept"
	LinkReached     = "reached"
	LinkMessage     = "message"
	LinkUnreachable = "unreachable"
)

// LinkPurposes is every purpose, in the order of the letter.
var LinkPurposes = []string{LinkAccept, LinkReached, LinkMessage, LinkUnreachable}

// ReportLinkLasts is how long a link in a letter works.
const ReportLinkLasts = 7 * 24 * time.Hour

// A ReportLink lets one person report one thing about one lead, once, without signing in.
type ReportLink struct {
	Key       []byte `gorm:"primaryKey"`
	ClientID  ID
	LeadID    ID
	UserID    ID
	Purpose   string
	LetterID  ID
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// Open refuses a link that was used or whose time is over.
func (l *ReportLink) Open(at time.Time) error {
	switch {
	case l.UsedAt != nil:
		return Refuse(Conflict, "used", "This link was used, and works once. Sign in to report anything else.")
	case !at.Before(l.ExpiresAt):
		return Refuse(Conflict, "expired", "The time of this link is over. Sign in to report; everything about the lead is there.")
	}
	return nil
}

// A Feed is the secret address of somebody's due steps, for their calendar.
type Feed struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	UserID    ID
	Key       []byte
	CreatedAt time.Time
	RevokedAt *time.Time
}
