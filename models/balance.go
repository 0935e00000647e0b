package models

import (
	"strconv"
	"time"
)

// BalanceFive is the smallest number below A that a client's people are told, of a line of
// the balance sheet as of a change of one.
const BalanceFive = 5

// BalanceFigures is the lead balance sheet (product.md 4.1) as a client is told it. Received
// and Released are exact: a client knows what it sent, and has its leads. Each other line is
// told in whole fives, and what the lines have beyond them stands together in Rest, so that
// the sum holds exactly and neither a line nor a change of one tells of fewer than five.
type BalanceFigures struct {
	Received         int
	InPlan           int
	Promised         int
	NeedsDecision    int
	Held             int
	Pending          int
	Nurtured         int
	Released         int
	ClosedD          int
	ClosedNotReached int
	ClosedNoWay      int
	ClosedTakenOver  int
	ClosedDoNotCall  int
	ClosedRefused    int
	ClosedWrong      int
	ClosedProgram    int
	ClosedNotRipened int
	Rejected         int
	Quarantined      int
	Merged           int
	Erased           int
	Undone           int
	Rest             int
	Difference       int // 0, always
}

// A BalanceLine is one place where something that came in can be.
type BalanceLine struct {
	Key     string // of its column, in the database and in the file
	Label   string
	Meaning string
	Group   BalanceGroup
	Exact   bool   // told as it is, not in fives
	Reason  string // of the closed ones
	of      func(*BalanceFigures) *int
}

// In is the line's figure in a sheet.
func (l BalanceLine) In(f *BalanceFigures) int { return *l.of(f) }

// fewer is how none to four is told.
const fewer = "<5"

// Told is the line's figure in words: a line that is not exact tells no fewer than five.
func (l BalanceLine) Told(f *BalanceFigures) string {
	n := l.In(f)
	if n == 0 && !l.Exact {
		return fewer
	}
	return strconv.Itoa(n)
}

// A BalanceGroup is what some lines have in common.
type BalanceGroup string

// The groups, in the order of the sheet.
const (
	InWork    BalanceGroup = "With the agency, to be called"
	Kept      BalanceGroup = "Kept for later"
	Handed    BalanceGroup = "Handed over"
	Ended     BalanceGroup = "Ended, with a reason"
	Apart     BalanceGroup = "Not called at all"
	Unlabeled BalanceGroup = "Not told apart"
)

// BalanceLines is every line to which what came in can go, in the order of the sheet.
// Together they are what was received, but for the difference, which is 0.
var BalanceLines = []BalanceLine{
	{Key: "in_plan", Group: InWork, Label: "In plan", Meaning: "Waits for its next call by the contact plan.", of: func(f *BalanceFigures) *int { return &f.InPlan }},
	{Key: "promised", Group: InWork, Label: "Promised", Meaning: "Asked to be called back at a time; a caller owes it.", of: func(f *BalanceFigures) *int { return &f.Promised }},
	{Key: "needs_decision", Group: InWork, Label: "Needs a decision", Meaning: "Something blocks the call; a supervisor decides.", of: func(f *BalanceFigures) *int { return &f.NeedsDecision }},
	{Key: "held", Group: InWork, Label: "With a caller", Meaning: "A caller is at it at this moment.", of: func(f *BalanceFigures) *int { return &f.Held }},
	{Key: "pending", Group: InWork, Label: "About to be released", Meaning: "Graded A seconds ago; it can still be recalled.", of: func(f *BalanceFigures) *int { return &f.Pending }},
	{Key: "nurtured", Group: Kept, Label: "Kept for later", Meaning: "Longer-range: will be called again on a date that is set.", of: func(f *BalanceFigures) *int { return &f.Nurtured }},
	{Key: "released", Group: Handed, Label: "Released as leads", Meaning: "Graded A: in the reps’ hands, or closed out by them.", Exact: true, of: func(f *BalanceFigures) *int { return &f.Released }},
	{Key: "closed_d", Group: Ended, Label: "No potential", Meaning: "Graded D after a conversation.", Reason: ClosedD, of: func(f *BalanceFigures) *int { return &f.ClosedD }},
	{Key: "closed_not_reached", Group: Ended, Label: "Not reached", Meaning: "The contact plan was used up, and nobody answered.", Reason: ClosedNotReached, of: func(f *BalanceFigures) *int { return &f.ClosedNotReached }},
	{Key: "closed_no_way", Group: Ended, Label: "No way to reach", Meaning: "Came without a number or address that works.", Reason: ClosedNoWay, of: func(f *BalanceFigures) *int { return &f.ClosedNoWay }},
	{Key: "closed_taken_over", Group: Ended, Label: "Taken over", Meaning: "Came with the history from before the agency called; it is not called again.", Reason: ClosedTakenOver, of: func(f *BalanceFigures) *int { return &f.ClosedTakenOver }},
	{Key: "closed_do_not_call", Group: Ended, Label: "Do not call", Meaning: "Asked not to be called, or is on a list of those who did.", Reason: ClosedDoNotCall, of: func(f *BalanceFigures) *int { return &f.ClosedDoNotCall }},
	{Key: "closed_refused", Group: Ended, Label: "Refused", Meaning: "Did not want to talk about it.", Reason: ClosedRefused, of: func(f *BalanceFigures) *int { return &f.ClosedRefused }},
	{Key: "closed_wrong", Group: Ended, Label: "Wrong person", Meaning: "Whoever answered had not inquired.", Reason: ClosedWrongPerson, of: func(f *BalanceFigures) *int { return &f.ClosedWrong }},
	{Key: "closed_program", Group: Ended, Label: "Program ended", Meaning: "Was open when its program ended.", Reason: ClosedProgram, of: func(f *BalanceFigures) *int { return &f.ClosedProgram }},
	{Key: "closed_not_ripened", Group: Ended, Label: "Not ripened", Meaning: "Was called again as often as the plan keeps anybody.", Reason: ClosedUnripe, of: func(f *BalanceFigures) *int { return &f.ClosedNotRipened }},
	{Key: "rejected", Group: Apart, Label: "Rejected", Meaning: "A row that is no inquiry; its reason is kept.", of: func(f *BalanceFigures) *int { return &f.Rejected }},
	{Key: "quarantined", Group: Apart, Label: "In quarantine", Meaning: "Looks like spam or waits to be taken in; somebody looks at it.", of: func(f *BalanceFigures) *int { return &f.Quarantined }},
	{Key: "merged", Group: Apart, Label: "Repeats", Meaning: "The same person again: joined the earlier inquiry.", of: func(f *BalanceFigures) *int { return &f.Merged }},
	{Key: "erased", Group: Apart, Label: "Erased", Meaning: "Erased at the person’s request; only the count is left.", of: func(f *BalanceFigures) *int { return &f.Erased }},
	{Key: "undone", Group: Apart, Label: "Import undone", Meaning: "Came with a list that was taken back.", of: func(f *BalanceFigures) *int { return &f.Undone }},
	{Key: "rest", Group: Unlabeled, Label: "Beyond whole fives", Meaning: "What each line above has beyond a multiple of five, all together.", Exact: true, of: func(f *BalanceFigures) *int { return &f.Rest }},
}

// Ends is everything that the lines hold.
func (f *BalanceFigures) Ends() (sum int) {
	for _, l := range BalanceLines {
		sum += l.In(f)
	}
	return sum
}

// Told is what a client may be told of exact figures, whose Rest is what no line names yet;
// ok is false where there is too little below A to tell anything of it.
func (f BalanceFigures) Told() (told BalanceFigures, ok bool) {
	told = f
	var most *int
	below := f.Rest
	for _, l := range BalanceLines {
		n := l.of(&told)
		if l.Exact {
			continue
		}
		below += *n
		beyond := *n % BalanceFive
		told.Rest += beyond
		if *n -= beyond; most == nil || *n > *most {
			most = n
		}
	}
	if below == 0 || told.Rest == 0 || told.Rest >= BalanceFive {
		return told, true
	}
	if *most < 2*BalanceFive { // taking five of it would leave a line that says nothing
		return BalanceFigures{}, false
	}
	*most -= BalanceFive
	told.Rest += BalanceFive
	return told, true
}

// A BalanceMonth is how the sheet went through a month: as it began, and as the next one
// began or as it stands now.
type BalanceMonth struct {
	Month            time.Time
	Opening, Closing BalanceFigures
	From, To         time.Time // when each was counted
	Row              int       // of the history, that closes it; 0 while the month goes on
	Hash             string    // of that row
}

// CameIn is how much came in the month.
func (m *BalanceMonth) CameIn() int { return m.Closing.Received - m.Opening.Received }

// Change is by how much a line grew or fell.
func (m *BalanceMonth) Change(l BalanceLine) int { return l.In(&m.Closing) - l.In(&m.Opening) }

// ToldChange is the same in words: a line that is not exact tells no change of fewer than five.
func (m *BalanceMonth) ToldChange(l BalanceLine) string {
	switch n := m.Change(l); {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	case l.Exact:
		return "0"
	}
	return fewer
}

// A BalanceLetter is the monthly statement of the balance sheet, and to whom it goes.
type BalanceLetter struct {
	Month  *BalanceMonth
	To     *User
	Client string
	Agency string
	Zone   *time.Location
	URL    string // of the month in the portal
}
