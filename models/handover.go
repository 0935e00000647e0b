package models

import (
	"slices"
	"time"

	"gorm.io/gorm"
)

// A Handover is one act that moves every open lead of a rep to others, or takes one such
// act back. Appended; Was is how each lead stood before.
type Handover struct {
	ID        ID  `gorm:"primaryKey"`
	ClientID  ID  `gorm:"primaryKey"`
	PartnerID *ID // whose rep it was; nil: the client's own
	FromID    ID
	ToID      *ID // nil: by the rules
	Why       string
	ByID      *ID
	At        time.Time
	Was       []Moved `gorm:"serializer:json"`
	Undoes    *ID
}

// A Moved is how a lead stood before a handover, and to whom it went.
type Moved struct {
	LeadID ID        `json:"lead"`
	ToID   *ID       `json:"to,omitempty"` // nil: to the manager
	Before BoardMark `json:"before"`
}

// A Successor is who gets the open leads of somebody who leaves or is away: one rep, or
// whoever the rules say. The zero value is nobody yet.
type Successor struct {
	RepID   ID
	ByRules bool
}

// A Suggestion is who would get a lead that its owner does not follow up, and why he.
type Suggestion struct {
	RepID ID
	Name  string
	Why   string
}

// Named reports whether somebody was chosen.
func (s Successor) Named() bool { return s.ByRules || s.RepID != NoID }

// Pass moves the lead to a rep, or to the manager where there is none. Whoever gets it
// accepts it anew.
func (l *Lead) Pass(rep *User, why string, at time.Time) error {
	if rep != nil {
		return l.Assign(rep, why, at)
	}
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	l.RepID, l.PartnerID, l.AssignedWhy, l.AssignedAt, l.AcceptedAt = nil, nil, why, &at, nil
	by := at.Add(AcceptWithin)
	l.NextAt, l.NextWhat = &by, "accept"
	return nil
}

// Return takes the lead back to the rep who had it. What the other has not touched stands
// as it did before; what he has reported stays.
func (l *Lead) Return(rep *User, before BoardMark, why string, at time.Time) error {
	if err := l.mustBeOpen(); err != nil {
		return err
	}
	if l.AcceptedAt == nil {
		l.PutBack(before)
	}
	l.RepID, l.PartnerID, l.AssignedWhy, l.AssignedAt = &rep.ID, rep.PartnerID, why, &at
	return nil
}

// OpenOf keeps the open leads of a rep, the next date first.
func OpenOf(repID ID) Scope {
	return func(db *gorm.DB) *gorm.DB {
		return db.Where("rep_id = ? AND closed_at IS NULL", repID).Order("next_at, id")
	}
}

// Newest selects the last that was appended.
func Newest(db *gorm.DB) *gorm.DB { return db.Order("at DESC, id DESC").Limit(1) }

// Receivers is the reps who got leads by the handover, each once, in its order.
func (h *Handover) Receivers() (all []ID) {
	for _, m := range h.Was {
		if m.ToID != nil && !slices.Contains(all, *m.ToID) {
			all = append(all, *m.ToID)
		}
	}
	return all
}

// To is the leads that went to this rep.
func (h *Handover) To(rep ID) (leads []ID) {
	for _, m := range h.Was {
		if m.ToID != nil && *m.ToID == rep {
			leads = append(leads, m.LeadID)
		}
	}
	return leads
}
