package models

import "time"

// A DeedKind is what a supervisor does about the calling.
type DeedKind string

// The kinds of deed.
const (
	Giving   DeedKind = "giving" // an inquiry or a promise is given to a caller
	Holding  DeedKind = "hold"   // an inquiry or a program's queue is held back until a time
	Hurrying DeedKind = "hurry"  // an inquiry goes to the top
	Sharing  DeedKind = "share"  // a program gets another share of the calls
)

// A Deed is what a supervisor did about the calling: how it stood before, and after.
// It is only ever appended; taking one back is one more.
type Deed struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	ProgramID ID
	InquiryID *ID // nil: the program itself
	UserID    ID
	At        time.Time
	Kind      DeedKind
	Before    Standing `gorm:"serializer:json"`
	After     Standing `gorm:"serializer:json"`
	Undoes    *ID
}

// A Standing is how an inquiry or a program stood: what a deed can change of it.
type Standing struct {
	Place       *Place     `json:"place,omitempty"`
	Priority    float32    `json:"priority,omitempty"`
	FirstCallBy *time.Time `json:"first_call_by,omitempty"`
	HeldBy      *ID        `json:"held_by,omitempty"` // the caller who has it
	ClaimID     *ID        `json:"claim_id,omitempty"`
	Keeper      *ID        `json:"keeper,omitempty"` // who keeps its open promise
	Until       *time.Time `json:"until,omitempty"`  // of its hold
	Volume      int        `json:"volume,omitempty"` // a program's contract, in calls a month
	Weight      float64    `json:"weight,omitempty"` // times that is its share
}

// A Hold keeps an inquiry, or a program's whole queue, back until a time.
type Hold struct {
	ID        ID `gorm:"primaryKey"` // the deed's
	ClientID  ID `gorm:"primaryKey"`
	ProgramID ID
	InquiryID *ID
	Until     time.Time
	Reason    string
	EndedAt   *time.Time
}

// LongestHold is how long something may be held back at once.
const LongestHold = 31 * 24 * time.Hour

// Check refuses a hold that says no reason, or no time to come.
func (h *Hold) Check(at time.Time) error {
	switch {
	case h.Reason == "":
		return Refuse(Invalid, "reason", "Say why it is held back.")
	case len([]rune(h.Reason)) > 200:
		return Refuse(Invalid, "reason", "Say it in at most 200 letters.")
	case !h.Until.After(at):
		return Refuse(Invalid, "until", "Choose a time that is still to come.")
	case h.Until.Sub(at) > LongestHold:
		return Refuse(Invalid, "until", "Hold it for a month at the most; then it is looked at again.")
	}
	return nil
}

// HurriedPriority is above any expected value: what has it is the first of its tier.
const HurriedPriority = 1e9

// HurryUp puts the inquiry before all others that promise nothing: before the first of
// the hot ones, whose clock is given; nil: there is none.
func (i *Inquiry) HurryUp(first *time.Time, at time.Time) error {
	switch {
	case i.State != Ready && i.State != Scheduled:
		return Refuse(Conflict, "", "This inquiry is %s: it cannot be hurried.", i.State.Words())
	case i.Tier == TierPromise:
		return Refuse(Conflict, "", "A call is promised: it is made when it was promised for. Give the promise to another caller instead.")
	case i.Channel == ByEmail:
		return Refuse(Conflict, "", "Its plan writes an e-mail next, which goes out by itself.")
	}
	by := at
	if first != nil && !first.After(at) {
		by = first.Add(-time.Millisecond)
	}
	i.Tier, i.Priority, i.FirstCallBy = TierHot, HurriedPriority, &by
	i.Plan(at, at)
	return nil
}

// HoldBack plans the inquiry for the end of a hold, where it comes back by itself.
func (i *Inquiry) HoldBack(until, at time.Time) error {
	switch {
	case i.State != Ready && i.State != Scheduled:
		return Refuse(Conflict, "", "This inquiry is %s: it cannot be held back.", i.State.Words())
	case i.Tier == TierPromise:
		return Refuse(Conflict, "", "A call is promised: agree another time with the person instead of holding it back.")
	}
	i.PromisedTo = nil
	i.Plan(until, at)
	return nil
}

// GiveTo makes the inquiry a caller's next call. One that nobody takes in time is
// anybody's again. What is promised stays promised for its time.
func (i *Inquiry) GiveTo(userID ID, promised *Promise, at time.Time) error {
	if i.State == Undecided && promised == nil || i.State != Ready && i.State != Scheduled && i.State != Undecided {
		return Refuse(Conflict, "", "This inquiry is %s: it cannot be given to anybody.", i.State.Words())
	}
	if i.Channel == ByEmail && promised == nil {
		return Refuse(Conflict, "", "Its plan writes an e-mail next, which goes out by itself.")
	}
	due := at
	if promised != nil {
		i.Tier, due = TierPromise, promised.DueAt
	}
	i.Plan(due, at)
	i.PromisedTo = &userID
	return nil
}
