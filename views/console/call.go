// Package console is what the callers see: the call page, its search, their day.
package console

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// icons: pencil pencil-ruler layout-dashboard info users phone phone-call phone-off calendar-clock

// A CallPage is one inquiry on the caller's screen.
type CallPage struct {
	Layout  layouts.Page
	ID      models.ID
	Token   string // of the form that ends the call
	Page    string // of this opening of the page, so that two tabs see each other
	Again   AgainForm
	Mine    bool   // the caller holds it; else the page only shows
	HeldBy  string // the colleague who has it
	Leaving bool   // it is about to be released, or has been
	Status  string // "about to be released": why it cannot be called, when it cannot

	Person       string
	Title        string
	Organisation string
	Where        string
	Email        string
	Phone        string // E.164
	PhoneShown   string // for people to read
	PhoneRaw     string // as it came, where it cannot be dialled

	Place   string    // the city of the clock that decides
	Local   time.Time // the person's time now
	Closes  time.Time // on that clock; zero if closed
	Opens   time.Time
	OpenNow bool
	Day     []Stretch // today's open hours there
	Allowed string    // the rules that allow it, in words

	Client      string
	Program     string
	WhyHeadline string
	WhyDetail   string
	Attempt     int // which of the plan's calls it is
	Planned     int // how many it has
	Tried24h    int

	Message string
	Product string
	Source  string // and how it came
	Details []components.Fact
	History []components.Event

	Knows     Knowledge
	Tongue    Tongue
	Questions []Question
	Verdict   Verdict
	ForRep    string
	Internal  string
	Version   int
	SavedAt   string

	PromiseTimes []components.Option // RFC 3339 instants, in the person's time
	Promise      PromiseForm
	Keepers      []components.Option
	Endings      []Ending
	Text         string // what the plan lets the caller send by hand; "": a call is due
	Override     OverrideForm
	Fault        string            // what is wrong with the form as a whole
	Theirs       []components.Fact // what somebody else wrote meanwhile

	Today Today
}

// A Stretch of the day in minutes since midnight.
type Stretch struct{ From, To int }

// A Question is one line of the script and its answers.
type Question struct {
	Key      string
	Say      Said
	Branches []SayIf
	Hear     string
	Options  []components.Option
	Picked   string
	Current  bool
	Jumps    string // “2:when 3:end”: the answers that go on elsewhere
	Skipped  bool   // the answers given jump over it
	Earlier  string // what was answered the last time
	AsOf     string // and when
	Stable   bool   // which holds unless they say otherwise
}

// A Part of a spoken line; what was filled in is strong.
type Part struct {
	Text   string
	Strong bool
}

// A SayIf is spoken when one of its answers was heard.
type SayIf struct {
	Class string // "branch b3 b4"
	Say   Said
}

// A Verdict is what the criteria make of the answers so far.
type Verdict struct {
	Grade    models.Grade
	Version  int
	Complete bool
	Because  string
	Else     string
	Worth    string
	Wins     string
	Answered int
	Of       int
	Skipped  int    // questions that do not apply
	Next     string // what is to be heard next
	Goes     string // what the main button does: "Release to Harbour Dental"
	GoesHint string
}

// A PromiseForm is the callback as it was typed.
type PromiseForm struct {
	At    string // picked time
	Other string // datetime-local, in the person's time
	To    string
	Note  string
	Error string
}

// An OverrideForm is the caller's own grade as it was typed.
type OverrideForm struct {
	Grade  string
	Reason string
	Error  string
}

// An Ending is one way a call can end, and what follows from it.
type Ending struct {
	Value, Label, Key, Then string
	Danger                  bool
}

// Today is the caller's day in figures, and the promises that are next.
type Today struct {
	Calls, Reached, A, B, C, D, Promised, Kept int

	Due []PromiseRow
}

// dueWords say how the promises stand: the most pressing first.
func (t Today) dueWords() string {
	late := 0
	for _, p := range t.Due {
		if p.Late {
			late++
		}
	}
	switch {
	case late == 1:
		return "1 promise is late"
	case late > 1:
		return number(late) + " promises are late"
	}
	return "Next promise " + t.Due[0].When
}

// Keys is the key sheet of the call page.
var Keys = []components.KeyGroup{
	{Title: "Call", Hints: []components.KeyHint{
		{Label: "Dial", Keys: []string{"K"}},
		{Label: "Answer", Keys: []string{"1", "–", "9"}},
		{Label: "Next question, back", Keys: []string{"ArrowDown", "ArrowUp"}},
		{Label: "Note for the rep", Keys: []string{"N"}},
		{Label: "Internal note", Keys: []string{"I"}},
		{Label: "Another time to call back", Keys: []string{"P"}},
		{Label: "Override the grade", Keys: []string{"O"}},
		{Label: "What to say: lines, objections", Keys: []string{"J"}},
		{Label: "Next number of theirs", Keys: []string{"M"}},
		{Label: "They named a colleague", Keys: []string{"F"}},
		{Label: "Where they work: edit, add a number", Keys: []string{"E"}},
		{Label: "First of the others there", Keys: []string{"U"}},
		{Label: "The language they speak", Keys: []string{"L"}},
	}},
	{Title: "Finish", Hints: []components.KeyHint{
		{Label: "Grade and go on", Keys: []string{"Ctrl+Enter"}},
		{Label: "No answer, busy, voicemail", Keys: []string{"A", "B", "V"}},
		{Label: "Gatekeeper, callback", Keys: []string{"G", "C"}},
		{Label: "Wrong number, refused", Keys: []string{"W", "R"}},
		{Label: "Do not call", Keys: []string{"X"}},
		{Label: "Undo, recall", Keys: []string{"Z"}},
		{Label: "Find or do anything", Keys: []string{"/", "Ctrl+K"}},
		{Label: "My next promises", Keys: []string{"D"}},
	}},
}

func (p CallPage) clock() string { return p.Local.Format("15:04") }

func (p CallPage) windowTone() string {
	switch {
	case !p.OpenNow:
		return components.Rust
	case p.Closes.Sub(p.Local) < 30*time.Minute:
		return components.Amber
	}
	return components.Leaf
}

func (p CallPage) windowWords() string {
	switch {
	case p.OpenNow:
		return "open until " + p.Closes.Format("15:04") + ", " + Span(p.Closes.Sub(p.Local))
	case p.Opens.IsZero():
		return "closed"
	}
	return "closed until " + p.Opens.Format("Mon 15:04")
}

// minuteX is where a minute of the day stands in the drawing, 240 units wide.
func minuteX(minute int) string { return strconv.FormatFloat(float64(minute)/6, 'f', 1, 64) }

func (p CallPage) nowMinute() int { return p.Local.Hour()*60 + p.Local.Minute() }

// gone is the part of an open stretch that has passed, in units of the drawing.
func (p CallPage) gone(s Stretch) string {
	return minuteX(max(0, min(p.nowMinute(), s.To)-s.From))
}

func (p CallPage) attemptWords() string {
	turn := fmt.Sprintf("attempt %d of %d", p.Attempt, p.Planned)
	if p.Attempt > p.Planned {
		turn = fmt.Sprintf("beyond the %d attempts of the plan", p.Planned)
	}
	return fmt.Sprintf("%s · %s · %s, %d in 24 h", p.Client, p.Program, turn, p.Tried24h)
}

func (p CallPage) subtitle() string {
	var parts []string
	for _, part := range []string{p.Organisation, p.Where} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// titled is the person's title, with the comma that leads on to where they work.
func (p CallPage) titled() string {
	if p.subtitle() == "" {
		return p.Title
	}
	return p.Title + ","
}

func (v Verdict) headline() string {
	switch {
	case v.Grade == models.Ungraded:
		return "Not graded yet"
	case !v.Complete:
		return "So far " + string(v.Grade)
	}
	return "Computed " + string(v.Grade)
}

func (v Verdict) by() string {
	if v.Version == 0 {
		return ""
	}
	return " by criteria v" + strconv.Itoa(v.Version)
}

func (v Verdict) progress() string {
	if v.Complete {
		return ""
	}
	words := fmt.Sprintf("%d of %d answered", v.Answered, v.Of)
	if v.Skipped > 0 {
		words += fmt.Sprintf(", %d not asked", v.Skipped)
	}
	return words + ". "
}

// Span is a length of time in words: "3 h 18 min".
func Span(d time.Duration) string {
	minutes := int(d.Minutes())
	switch {
	case minutes < 60:
		return fmt.Sprintf("%d min", max(minutes, 0))
	case minutes%60 == 0:
		return fmt.Sprintf("%d h", minutes/60)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}

func number(n int) string { return strconv.Itoa(n) }

func (e Ending) kind() string {
	if e.Danger {
		return "danger"
	}
	return ""
}

// canTake reports whether the page may be taken up because the person rang.
func (p CallPage) canTake() bool { return p.HeldBy == "" && !p.Leaving }

func (p CallPage) closedWords() string {
	if p.HeldBy != "" {
		return p.HeldBy + " has this person on the line now. Nothing you do here would be saved."
	}
	return "You are looking at it only. If the person has called you, take it up; it goes back as it was if you return it."
}
