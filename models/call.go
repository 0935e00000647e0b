package models

import (
	"time"
)

// A Disposition is how an attempt ended.
type Disposition string

// The dispositions. Graded is the one that a grading writes.
const (
	NoAnswer    Disposition = "no_answer"
	Busy        Disposition = "busy"
	Voicemail   Disposition = "voicemail"
	Gatekeeper  Disposition = "gatekeeper"
	Callback    Disposition = "callback"
	WrongNumber Disposition = "wrong_number"
	RefusedTalk Disposition = "refused"
	DoNotCall   Disposition = "do_not_call"
	Graded      Disposition = "graded"
	TextSent    Disposition = "text_sent"   // a step of the plan, by hand
	LetterSent  Disposition = "letter_sent" // one that a job has made
)

// A Consequence is what follows from a disposition: its flags and what comes next.
type Consequence struct {
	Disposition Disposition
	Label       string
	Key         string        // one key on the call page
	Reached     bool          // we spoke with the person
	Counts      bool          // against the caps of the calling policy
	Ends        bool          // ends calling
	Retry       time.Duration // the same step again after; 0 where the plan, the person or nobody says when
}

// Consequences is every disposition a caller can choose, in the order of the page.
var Consequences = []Consequence{
	{NoAnswer, "No answer", "A", false, true, false, 0},
	{Busy, "Busy", "B", false, true, false, 2 * time.Hour},
	{Voicemail, "Voicemail", "V", false, true, false, 0},
	{Gatekeeper, "Gatekeeper", "G", false, true, false, 0},
	{Callback, "Callback", "C", true, true, false, 0},
	{WrongNumber, "Wrong number", "W", false, true, true, 0},
	{RefusedTalk, "Refused", "R", true, true, true, 0},
	{DoNotCall, "Do not call", "X", true, true, true, 0},
	{TextSent, "Text sent", "T", false, false, false, 0},
}

// Consequence is what follows from the disposition; ok is false for one a caller cannot choose.
func (d Disposition) Consequence() (c Consequence, ok bool) {
	for _, c := range Consequences {
		if c.Disposition == d {
			return c, true
		}
	}
	return Consequence{}, false
}

// Words is the disposition as people say it.
func (d Disposition) Words() string {
	if c, ok := d.Consequence(); ok {
		return c.Label
	}
	switch d {
	case Graded:
		return "Graded"
	case LetterSent:
		return "E-mail sent"
	}
	return string(d)
}

// UnreachedAfter is when an inquiry whose plan was used up gets its second round (product.md 3).
const UnreachedAfter = 90 * 24 * time.Hour

// Attempted records how an attempt ended and says what the inquiry is from now on, by
// the contact plan of its class and at most so many calls. A disposition with a short
// time of its own, such as busy, repeats its step. A callback is planned by its
// promise, not here.
func (i *Inquiry) Attempted(c Consequence, plan *ContactPlan, most int, at time.Time) error {
	if i.State != Held {
		return Refuse(Conflict, "", "This inquiry is no longer with you; open the next one.")
	}
	if c.Disposition == TextSent && i.Channel != ByText {
		return Refuse(Invalid, "disposition", "No text is planned here: say how the call ended.")
	}
	i.LastAttemptAt, i.LastDisposition, i.PromisedTo = &at, c.Disposition, nil
	if i.BegunAt == nil {
		i.BegunAt = &at
	}
	if c.Counts {
		i.Attempts++
		if i.FirstCalledAt == nil {
			i.FirstCalledAt = &at
		}
	}
	if c.Reached && i.ReachedAt == nil {
		i.ReachedAt = &at
	}
	switch {
	case c.Disposition == DoNotCall:
		i.Close(ClosedDoNotCall, at)
	case c.Disposition == RefusedTalk:
		i.Close(ClosedRefused, at)
	case c.Disposition == WrongNumber:
		i.Close(ClosedNoWay, at)
	case c.Disposition == Callback:
		// Promise plans it.
	case c.Retry > 0 && i.Attempts < most:
		i.Tier = TierRetry
		i.Plan(at.Add(c.Retry), at)
	default:
		if i.Channel != ByEmail { // a call in between, because they rang: the letter is still to be written
			i.Step++
		}
		i.Proceed(plan, most, at)
	}
	return nil
}

// Redial plans the inquiry for another number of its person, now that one was wrong. A
// wrong number was no try to reach them, so the plan has room for it; the caps count it.
func (i *Inquiry) Redial(at time.Time) {
	i.Attempts = max(i.Attempts-1, 0)
	i.Tier = TierRetry
	i.Plan(at, at)
}

// Proceed plans the step that is next. Where none is left, or none before the deadline,
// the plan is used up. Calls beyond what the caps allow are left out.
func (i *Inquiry) Proceed(plan *ContactPlan, most int, at time.Time) {
	for ; i.Step < len(plan.Steps); i.Step++ {
		step := plan.Steps[i.Step]
		due := at.Add(step.Wait())
		if i.BegunAt != nil && due.After(plan.Ends(*i.BegunAt)) {
			break
		}
		if step.Channel == ByCall && i.Attempts >= most {
			continue
		}
		i.Tier, i.Channel = TierRetry, step.Channel
		i.Plan(due, at)
		return
	}
	i.UsedUp(at)
}

// UsedUp ends a plan that has reached nobody: once more after ninety days, and after
// that second round for good.
func (i *Inquiry) UsedUp(at time.Time) {
	if i.Class == Unreached {
		i.Close(ClosedNotReached, at)
		return
	}
	i.Nurture("not reached in "+plural(i.Attempts, "attempt"), at.Add(UnreachedAfter))
	i.Class = Unreached
}

// PromiseTolerance is how far from its time a promise is kept: who is called later was
// promised something else. It is said on the pages.
const PromiseTolerance = 15 * time.Minute

// Promise plans the call that was agreed with the person.
func (i *Inquiry) Promise(p *Promise, at time.Time) error {
	if !p.DueAt.After(at) {
		return Refuse(Invalid, "promised_at", "Promise a time that is still to come.")
	}
	if p.DueAt.After(at.AddDate(1, 0, 0)) {
		return Refuse(Invalid, "promised_at", "Promise a time within a year.")
	}
	i.Tier, i.Channel, i.PromisedTo = TierPromise, ByCall, p.UserID
	i.Plan(p.DueAt, at)
	return nil
}

// Answers says what becomes of the promise by a call that began then: kept, or broken;
// "" where it was made early and reached nobody, so that the promise stands.
func (p *Promise) Answers(began time.Time, reached bool) string {
	switch {
	case p.State == "broken" || began.After(p.DueAt.Add(PromiseTolerance)):
		return "broken"
	case reached || !began.Before(p.DueAt.Add(-PromiseTolerance)):
		return "kept"
	}
	return ""
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return itoa(n) + " " + word + "s"
}

// A Claim says which caller has an inquiry, until when, and why it was next. An
// inquiry, a person and a number have at most one open claim; a caller has at most
// one for whom he has on the line, and one that is reserved.
type Claim struct {
	ID         ID `gorm:"primaryKey"`
	ClientID   ID `gorm:"primaryKey"`
	InquiryID  ID
	PersonID   ID
	NumberKey  []byte // keyed hash of the number, over all clients
	UserID     ID
	DecisionID ID
	Why        Why   `gorm:"serializer:json"`
	Was        Place `gorm:"serializer:json"`
	At         time.Time
	LeaseUntil time.Time
	Reserved   bool // fetched while the one before is wrapped up; not on the line yet
	EndedAt    *time.Time
	EndedHow   string
}

// Lease is how long a claim lasts without a sign of life from its page, which gives
// one every minute. ReservedLease is how long a reserved one does.
const (
	Lease         = 10 * time.Minute
	ReservedLease = 2 * time.Minute
)

// Why says in words why an inquiry is next.
type Why struct {
	Headline string `json:"headline"`         // "New hot inquiry."
	Detail   string `json:"detail"`           // "The first call is due in 18 min; before 41 others."
	Before   int    `json:"before,omitempty"` // so many others who waited in the caller's programs
}

// A PolicyDecision is what the calling policy said before a number was shown. It is kept.
type PolicyDecision struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	At        time.Time
	Verdict   string
	Rules     Texts
	Reason    string
	Zone      string
	ClosesAt  *time.Time
	RetryAt   *time.Time
}

// TableName is decisions.
func (PolicyDecision) TableName() string { return "decisions" }

// An Attempt is one try to reach the person. It is only ever appended.
type Attempt struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	ProgramID   ID
	InquiryID   ID
	PersonID    ID
	ClaimID     ID // NoID: an e-mail of the plan
	DecisionID  ID
	UserID      ID
	Cycle       int
	At          time.Time
	Channel     string
	Disposition Disposition
	Reached     bool
	Counts      bool
	NumberKey   []byte // keyed hash of the number that was dialled
}

// A Withdrawal takes an attempt, and the grading made in it, back. Appended too.
type Withdrawal struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	AttemptID ID
	UserID    ID
	At        time.Time
}

// A Promise is a callback agreed with a person for a time. It cannot vanish: what
// blocks it turns it into "needs a decision".
type Promise struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	UserID    *ID // who keeps it; nil: anyone
	DueAt     time.Time
	Zone      string // in whose words it was agreed
	Note      string
	MadeBy    *ID
	MadeAt    time.Time
	State     string     // open, kept, broken, moved, withdrawn
	SettledAt *time.Time // when the call was made or given up; a broken one is owed until then
	BrokenAt  *time.Time // when its time was over and nobody had called
	OpenedAt  *time.Time // when anybody was let keep it, because its caller was away
}

// Fields is what else stands in the call page's form, by the names of its fields: a
// promise, a reason, a colleague's name.
type Fields map[string][]string

// A Draft is what is being typed on the call page: answers, the two notes, and the rest.
type Draft struct {
	InquiryID ID `gorm:"primaryKey"`
	ClientID  ID
	Answers   Answers `gorm:"serializer:json"`
	ForRep    string
	Internal  string
	Fields    Fields `gorm:"serializer:json"`
	Version   int    // counts the saves, so that two tabs never overwrite silently
	UpdatedBy *ID
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`
}

// A NoteKind says who may read a note.
type NoteKind string

// The kinds of note. An internal one never leaves the agency.
const (
	NoteForRep   NoteKind = "rep"
	NoteInternal NoteKind = "internal"
)

// A Note is what was written down in a call.
type Note struct {
	ID        ID `gorm:"primaryKey"`
	ClientID  ID `gorm:"primaryKey"`
	InquiryID ID
	AttemptID *ID
	UserID    *ID
	At        time.Time
	Kind      NoteKind
	Text      string
}

// Written is what stands in the call page's form: answers, the two notes, and the rest.
type Written struct {
	Answers  Answers
	ForRep   string
	Internal string
	Fields   Fields
	Version  *int // of the draft that it was written over; nil: whatever is there
}

// A Working inquiry is with a caller: his open claim, and what ending the call needs
// to know. It is locked until the transaction ends.
type Working struct {
	Inquiry
	ClaimID     ID
	DecisionID  ID
	ClaimedAt   time.Time
	Was         Place
	MaxAttempts int
	PersonName  string
	NumberKey   []byte
	Numbers     int // how many are known that could be dialled, where there is more than the one

	PlanVersion  *int // of the plan in force for its class; nil: the usual one holds
	Steps        []PlanStep
	DeadlineDays *int
	Letter       *PlanLetter
}

// ContactPlan is the plan in force for the inquiry.
func (w *Working) ContactPlan() *ContactPlan {
	return PlanInForce(w.Class, w.MaxAttempts, w.PlanVersion, w.Steps, w.DeadlineDays, w.Letter)
}

// PlanInForce is the plan that was published for a class, else the usual one.
func PlanInForce(class Class, calls int, version *int, steps []PlanStep, deadline *int, letter *PlanLetter) *ContactPlan {
	if version == nil || deadline == nil || letter == nil {
		usual := UsualPlan(class, calls)
		return &usual
	}
	return &ContactPlan{Class: class, Version: *version, State: "in_force", Steps: steps, DeadlineDays: *deadline, Letter: *letter}
}
