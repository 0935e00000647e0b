package models

import (
	"time"
)

// A State is the one place where an inquiry is. The lead balance sheet counts by it.
type State string

// The states of an inquiry.
const (
	Scheduled State = "scheduled" // to be called, not yet due
	Ready     State = "ready"     // to be called now
	Undecided State = "decision"  // to be called, but a person must decide first
	Held      State = "held"      // a caller has it
	Pending   State = "pending"   // an A in its recall window
	Nurtured  State = "nurtured"  // kept until its date
	Released  State = "released"  // a lead
	Closed    State = "closed"    // ended, with a reason
	Merged    State = "merged"    // a repeat: joined a live one
	Erased    State = "erased"    // a tombstone
	Undone    State = "undone"    // its import was undone
)

// LiveStates are the states in which an inquiry still needs somebody.
var LiveStates = []State{Scheduled, Ready, Undecided, Held, Pending, Nurtured}

// A Class is what the plans depend on.
type Class string

// The classes.
const (
	NewHot    Class = "new-hot"
	New       Class = "new"
	RequalB   Class = "requalification-B"
	RequalC   Class = "requalification-C"
	Unreached Class = "unreached"
)

// The tiers of the queue, the most urgent first.
const (
	TierPromise = iota
	TierHot
	TierRequalification
	TierRetry
	TierRest
)

// HotFor is how long an inquiry by form, API or phone counts as hot (product.md 2).
const HotFor = 24 * time.Hour

// RecallWindow is how long an A can be recalled before it is released (product.md 3).
const RecallWindow = 30 * time.Second

// UndoWindow is how long a disposition or a B, C or D can be taken back.
const UndoWindow = 10 * time.Second

// Why an inquiry was closed.
const (
	ClosedD           = "D"
	ClosedNotReached  = "not reached"
	ClosedNoWay       = "no way to reach"
	ClosedTakenOver   = "taken over"
	ClosedDoNotCall   = "do not call"
	ClosedRefused     = "refused"
	ClosedWrongPerson = "wrong person"
	ClosedProgram     = "program ended"
	ClosedUnripe      = "not ripened" // kept as often as its nurture plan keeps anybody
)

// An Inquiry is one response of one person, as it arrived, and where it is now. It
// is never called a lead before it is an A.
type Inquiry struct {
	ID              ID `gorm:"primaryKey"`
	ClientID        ID `gorm:"primaryKey"`
	ProgramID       ID
	PersonID        ID
	SourceID        ID
	State           State
	Class           Class
	Tier            int
	Priority        float32 // expected value, orders within a tier
	WindowID        *int    // the calling hours that hold for it
	DueAt           *time.Time
	NextAt          *time.Time // the one next date of a live inquiry
	PromisedTo      *ID        // the caller a due promise waits for
	Step            int        // of the plan of its class, which is next; counted from 0
	Channel         Channel    `gorm:"default:call"` // of that step
	BegunAt         *time.Time // the first attempt of this cycle: the plan's deadline counts from it
	Cycle           int
	ReceivedAt      time.Time
	ReceivedOn      time.Time `gorm:"type:date"` // that day in the client's zone
	Via             string
	ExternalID      string
	Product         string
	Message         string
	Details         map[string]string `gorm:"serializer:json"`
	FirstCallBy     *time.Time
	FirstCalledAt   *time.Time
	Attempts        int // in this cycle
	LastAttemptAt   *time.Time
	LastDisposition Disposition
	ReachedAt       *time.Time // for the first time
	Grade           Grade
	FirstGrade      Grade
	GradedAt        *time.Time
	CriteriaID      *ID
	Repeats         int
	NurtureReason   string
	DecisionReason  string
	ClosedReason    string
	ClosedAt        *time.Time
	MergedInto      *ID
	ImportID        *ID
}

// Live reports whether the inquiry still needs somebody.
func (i *Inquiry) Live() bool {
	for _, s := range LiveStates {
		if i.State == s {
			return true
		}
	}
	return false
}

// Hot reports whether the inquiry came by itself within the last day.
func (i *Inquiry) Hot(at time.Time) bool {
	return (i.Via == "form" || i.Via == "api" || i.Via == "phone") && at.Sub(i.ReceivedAt) < HotFor
}

// Enter puts a new inquiry into the queue, due at once.
func (i *Inquiry) Enter(p *Program, at time.Time) {
	i.Class, i.Tier = New, TierRest
	if i.Hot(at) {
		by := i.ReceivedAt.Add(time.Duration(p.ResponseMinutes) * time.Minute)
		i.Class, i.Tier, i.FirstCallBy = NewHot, TierHot, &by
	}
	i.Priority = float32(p.ExpectedValue())
	i.Plan(at, at)
}

// Plan puts the inquiry back into the queue for the instant due: ready if that is
// now, else scheduled.
func (i *Inquiry) Plan(due, at time.Time) {
	i.State, i.DueAt, i.NextAt = Ready, &due, &due
	if due.After(at) {
		i.State = Scheduled
	}
	i.NurtureReason, i.DecisionReason, i.ClosedReason, i.ClosedAt = "", "", "", nil
}

// Await keeps an inquiry from the callers while its next step is an e-mail: a job writes that.
func (i *Inquiry) Await() {
	if i.Channel == ByEmail && i.State == Ready {
		i.State = Scheduled
	}
}

// Hurry moves the inquiry up because its person asked again. A held one stays with
// its caller, a pending one goes out as it is.
func (i *Inquiry) Hurry(p *Program, via string, at time.Time) {
	i.Repeats++
	switch i.State {
	case Scheduled, Ready, Nurtured:
		wasNurtured := i.State == Nurtured
		if i.Tier == TierPromise && !wasNurtured {
			return // what was promised holds
		}
		i.Tier, i.Class = TierHot, NewHot
		by := at.Add(time.Duration(p.ResponseMinutes) * time.Minute)
		i.FirstCallBy = &by
		if i.Channel = ByCall; wasNurtured {
			i.begin()
		}
		if via == "import" { // a list is not somebody waiting at the telephone
			i.Tier, i.Class, i.FirstCallBy = min(i.Tier+TierRetry, TierRest), New, nil
			if wasNurtured {
				i.Tier = TierRequalification
			}
		}
		i.Plan(at, at)
	}
}

// begin starts the next cycle: a fresh plan of attempts.
func (i *Inquiry) begin() {
	i.Cycle++
	i.Attempts, i.LastDisposition, i.PromisedTo = 0, "", nil
	i.Step, i.Channel, i.BegunAt = 0, ByCall, nil
}

// Hold gives the inquiry to a caller until the lease ends.
func (i *Inquiry) Hold(until time.Time) error {
	if i.State != Ready && i.State != Scheduled && i.State != Undecided && i.State != Nurtured && !(i.State == Closed && i.ClosedReason == ClosedNotReached) {
		return Refuse(Conflict, "", "This inquiry is %s: it cannot be called now.", i.State.Words())
	}
	if i.State == Nurtured || i.State == Closed { // who rings back begins a new cycle
		i.begin()
		i.ClosedReason, i.ClosedAt = "", nil
	}
	i.State, i.NextAt, i.NurtureReason, i.DecisionReason = Held, &until, "", ""
	return nil
}

// GradeAs records the computed verdict, or the caller's own grade, and says what
// the inquiry is from now on: an A is pending, D closed; B and C wait for Nurture.
func (i *Inquiry) GradeAs(g Grade, criteria ID, at time.Time) error {
	switch {
	case i.State != Held:
		return Refuse(Conflict, "grade", "This inquiry is no longer with you; open the next one.")
	case !g.Valid():
		return Refuse(Invalid, "grade", "Answer the questions, or choose a grade and say why.")
	}
	i.Grade, i.GradedAt, i.CriteriaID = g, &at, &criteria
	if i.ReachedAt == nil {
		i.ReachedAt = &at
	}
	if i.FirstGrade == Ungraded {
		i.FirstGrade = g
	}
	switch g {
	case GradeA:
		due := at.Add(RecallWindow)
		i.State, i.NextAt, i.DueAt = Pending, &due, nil
	case GradeD:
		i.Close(ClosedD, at)
	}
	return nil
}

// Nurture keeps the inquiry until a date, for a reason.
func (i *Inquiry) Nurture(reason string, until time.Time) {
	i.State, i.NurtureReason, i.NextAt, i.DueAt = Nurtured, reason, &until, nil
	i.Tier, i.PromisedTo = TierRequalification, nil
	switch {
	case i.Grade == GradeB:
		i.Class = RequalB
	case i.Grade == GradeC:
		i.Class = RequalC
	default:
		i.Class = Unreached
	}
}

// Ripe brings a nurtured inquiry back to the queue at its date, as the next cycle.
func (i *Inquiry) Ripe(at time.Time) error {
	if i.State != Nurtured {
		return Refuse(Conflict, "", "This inquiry is not in nurture.")
	}
	i.begin()
	i.Tier = TierRequalification
	i.Plan(at, at)
	return nil
}

// Decide hands the inquiry to a person, because something blocks it.
func (i *Inquiry) Decide(reason string, at time.Time) {
	i.State, i.DecisionReason, i.NextAt = Undecided, reason, &at
}

// Close ends the inquiry for a reason.
func (i *Inquiry) Close(reason string, at time.Time) {
	i.State, i.ClosedReason, i.ClosedAt = Closed, reason, &at
	i.DueAt, i.NextAt, i.PromisedTo, i.NurtureReason, i.DecisionReason = nil, nil, nil, "", ""
}

// Release marks an A as handed over.
func (i *Inquiry) Release() error {
	if i.State != Pending {
		return Refuse(Conflict, "", "This inquiry is %s, not pending.", i.State.Words())
	}
	i.State, i.NextAt, i.DueAt = Released, nil, nil
	return nil
}

// MergeInto makes the inquiry a repeat of a live one.
func (i *Inquiry) MergeInto(live ID) {
	i.State, i.MergedInto, i.DueAt, i.NextAt = Merged, &live, nil, nil
}

// Words is the state as people say it.
func (s State) Words() string {
	switch s {
	case Scheduled, Ready:
		return "to be called"
	case Undecided:
		return "waiting for a decision"
	case Held:
		return "with a caller"
	case Pending:
		return "about to be released"
	case Released:
		return "released"
	case Undone:
		return "from an undone import"
	}
	return string(s)
}

// A Place is where an inquiry stood in the queue before it was claimed, so that it
// can be given back, and an attempt taken back, without a trace on its plan.
type Place struct {
	State           State       `json:"state"`
	Class           Class       `json:"class"`
	Tier            int         `json:"tier"`
	DueAt           *time.Time  `json:"due_at,omitempty"`
	NextAt          *time.Time  `json:"next_at,omitempty"`
	PromisedTo      *ID         `json:"promised_to,omitempty"`
	Step            int         `json:"step,omitempty"`
	Channel         Channel     `json:"channel,omitempty"`
	BegunAt         *time.Time  `json:"begun_at,omitempty"`
	Cycle           int         `json:"cycle"`
	Attempts        int         `json:"attempts"`
	LastAttemptAt   *time.Time  `json:"last_attempt_at,omitempty"`
	LastDisposition Disposition `json:"last_disposition,omitempty"`
	FirstCalledAt   *time.Time  `json:"first_called_at,omitempty"`
	ReachedAt       *time.Time  `json:"reached_at,omitempty"`
	Grade           Grade       `json:"grade,omitempty"`
	FirstGrade      Grade       `json:"first_grade,omitempty"`
	GradedAt        *time.Time  `json:"graded_at,omitempty"`
	CriteriaID      *ID         `json:"criteria_id,omitempty"`
	NurtureReason   string      `json:"nurture_reason,omitempty"`
	DecisionReason  string      `json:"decision_reason,omitempty"`
	ClosedReason    string      `json:"closed_reason,omitempty"`
	ClosedAt        *time.Time  `json:"closed_at,omitempty"`
}

// Place is where the inquiry stands now.
func (i *Inquiry) Place() Place {
	return Place{i.State, i.Class, i.Tier, i.DueAt, i.NextAt, i.PromisedTo, i.Step, i.Channel, i.BegunAt, i.Cycle, i.Attempts, i.LastAttemptAt, i.LastDisposition,
		i.FirstCalledAt, i.ReachedAt, i.Grade, i.FirstGrade, i.GradedAt, i.CriteriaID, i.NurtureReason, i.DecisionReason, i.ClosedReason, i.ClosedAt}
}

// PutBack returns the inquiry to where it stood.
func (i *Inquiry) PutBack(p Place) {
	i.State, i.Class, i.Tier, i.DueAt, i.NextAt, i.PromisedTo, i.Cycle, i.Attempts = p.State, p.Class, p.Tier, p.DueAt, p.NextAt, p.PromisedTo, p.Cycle, p.Attempts
	i.Step, i.Channel, i.BegunAt = p.Step, p.Channel, p.BegunAt
	if i.Channel == "" { // it was claimed before there were channels
		i.Channel = ByCall
	}
	i.LastAttemptAt, i.LastDisposition, i.FirstCalledAt, i.ReachedAt = p.LastAttemptAt, p.LastDisposition, p.FirstCalledAt, p.ReachedAt
	i.Grade, i.FirstGrade, i.GradedAt, i.CriteriaID = p.Grade, p.FirstGrade, p.GradedAt, p.CriteriaID
	i.NurtureReason, i.DecisionReason, i.ClosedReason, i.ClosedAt = p.NurtureReason, p.DecisionReason, p.ClosedReason, p.ClosedAt
}
