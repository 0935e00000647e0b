package models

import "time"

// The acts of a manager on several leads at once.
const (
	ActReassign = "reassign"
	ActRemind   = "remind"
	ActDate     = "date"
)

// A BoardAct is what a manager did to several leads at once, and how each stood before
// and after. Taking one back is one more. Appended.
type BoardAct struct {
	ID        ID  `gorm:"primaryKey"`
	ClientID  ID  `gorm:"primaryKey"`
	PartnerID *ID // of a partner's manager
	UserID    ID
	At        time.Time
	Kind      string
	Lines     []BoardLine `gorm:"serializer:json"`
	Undoes    *ID
}

// A BoardLine is what an act changed of one lead.
type BoardLine struct {
	LeadID ID        `json:"lead_id"`
	Before BoardMark `json:"before"`
	After  BoardMark `json:"after"`
}

// A BoardMark is how a lead stood on the board.
type BoardMark struct {
	RepID      *ID        `json:"rep_id,omitempty"`
	PartnerID  *ID        `json:"partner_id,omitempty"`
	Why        string     `json:"why,omitempty"`
	AssignedAt *time.Time `json:"assigned_at,omitempty"`
	AcceptedAt *time.Time `json:"accepted_at,omitempty"`
	NextAt     *time.Time `json:"next_at,omitempty"`
	NextWhat   string     `json:"next_what,omitempty"`
}

// Mark is how the lead stands.
func (l *Lead) Mark() BoardMark {
	return BoardMark{RepID: l.RepID, PartnerID: l.PartnerID, Why: l.AssignedWhy, AssignedAt: l.AssignedAt, AcceptedAt: l.AcceptedAt, NextAt: l.NextAt, NextWhat: l.NextWhat}
}

// StandsAs reports whether the lead stands as it was marked.
func (l *Lead) StandsAs(m BoardMark) bool {
	return sameID(l.RepID, m.RepID) && sameTime(l.AssignedAt, m.AssignedAt) && sameTime(l.AcceptedAt, m.AcceptedAt) && sameTime(l.NextAt, m.NextAt) && l.NextWhat == m.NextWhat
}

// PutBack lets the lead stand as it was marked.
func (l *Lead) PutBack(m BoardMark) {
	l.RepID, l.PartnerID, l.AssignedWhy, l.AssignedAt, l.AcceptedAt, l.NextAt, l.NextWhat = m.RepID, m.PartnerID, m.Why, m.AssignedAt, m.AcceptedAt, m.NextAt, m.NextWhat
}

// DueOn sets the date by which something is to be done about the lead: its manager names
// it. Nobody has accepted the lead by that.
func (l *Lead) DueOn(next, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if !next.After(at) {
		return Refuse(Invalid, "next", "Choose a next date that is still to come.")
	}
	l.NextAt, l.NextWhat = &next, DueNamed
	return nil
}

func sameID(a, b *ID) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func sameTime(a, b *time.Time) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}
