package models

import (
	"slices"
	"strings"
	"time"
)

// A Channel is how somebody is tried.
type Channel string

// The channels. An e-mail goes out by itself; a text is sent by the caller’s own hand.
const (
	ByCall  Channel = "call"
	ByEmail Channel = "email"
	ByText  Channel = "text"
)

// Words is the channel as people say it.
func (c Channel) Words() string {
	if c == ByEmail {
		return "e-mail"
	}
	return string(c)
}

// Classes is every class, in the order in which an inquiry comes through them.
var Classes = []Class{NewHot, New, RequalB, RequalC, Unreached}

// Words is the class as people say it.
func (c Class) Words() string {
	switch c {
	case NewHot:
		return "New and hot"
	case New:
		return "New"
	case RequalB:
		return "B, called again"
	case RequalC:
		return "C, called again"
	case Unreached:
		return "Second round"
	}
	return string(c)
}

// A PlanStep is one try: by which channel, how long after the step before, and at
// what hour of the person’s day.
type PlanStep struct {
	Channel Channel `json:"channel"`
	After   int     `json:"after"` // minutes
	Part    DayPart `json:"part,omitempty"`
	Subject string  `json:"subject,omitempty"` // of an e-mail
	Text    string  `json:"text,omitempty"`    // of an e-mail or a text; {first}, {product} … are filled in
}

// Wait is how long after the step before.
func (s PlanStep) Wait() time.Duration { return time.Duration(s.After) * time.Minute }

// A PlanLetter is the one e-mail to somebody whom a plan has not reached. Without
// words none is written.
type PlanLetter struct {
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text,omitempty"`
}

// A ContactPlan is how the inquiries of a class are tried in a program, until
// somebody is reached or the plan is used up. It is published as a version; a version
// is never changed.
type ContactPlan struct {
	ID           ID `gorm:"primaryKey"`
	ClientID     ID `gorm:"primaryKey"`
	ProgramID    ID
	Class        Class
	Version      int        // 0: the usual plan
	State        string     // in_force, retired
	Steps        []PlanStep `gorm:"serializer:json"`
	DeadlineDays int        // from the first attempt
	Letter       PlanLetter `gorm:"serializer:json"`
	PublishedBy  *ID
	PublishedAt  time.Time
}

// usualWaits are the days between the calls of the usual plans. Most who are reached
// are reached by the sixth call (product.md 8).
var usualWaits = map[Class][]float64{
	NewHot:    {0, 0.125, 1, 1, 2, 3, 4, 5},
	New:       {0, 1, 1, 2, 3, 4, 5, 5},
	RequalB:   {0, 1, 2, 3, 4, 5, 6, 7},
	RequalC:   {0, 2, 3, 4, 5, 6, 7, 7},
	Unreached: {0, 1, 2, 3, 4, 5, 6, 7},
}

// UsualPlan is what holds for a class until a plan is published: so many calls, each
// at another hour than the last, further and further apart.
func UsualPlan(class Class, calls int) ContactPlan {
	waits, p := usualWaits[class], ContactPlan{Class: class, State: "in_force", Letter: UsualLetter}
	if waits == nil {
		waits = usualWaits[New]
	}
	days := 0.0
	for n := range max(calls, 1) {
		wait := 7.0
		if n < len(waits) {
			wait = waits[n]
		}
		step := PlanStep{Channel: ByCall, After: int(wait * 24 * 60), Part: AnotherHour}
		if n == 0 {
			step.Part = AnyHour
		}
		p.Steps, days = append(p.Steps, step), days+wait
	}
	if p.DeadlineDays = min(365, max(30, int(2*days))); class == Unreached {
		p.Letter = PlanLetter{}
	}
	return p
}

// UsualLetter is what is written to somebody whom nobody reached.
var UsualLetter = PlanLetter{
	Subject: "Your inquiry with {client}",
	Text: "Hello {first},\n\nyou asked {client} about {product}. We have tried to reach you by telephone and have not managed to.\n\n" +
		"If you are still interested, answer this letter with a time that suits you, and we shall call you then.",
}

// Calls is how many of the plan’s steps are calls.
func (p *ContactPlan) Calls() (n int) {
	for _, s := range p.Steps {
		if s.Channel == ByCall {
			n++
		}
	}
	return n
}

// Turn says which of how many of the plan's calls is next for an inquiry that has come to
// a step. A busy line repeats its step, and a wrong number or a callback is no step: they
// count against the caps alone. Where n is more than of, the plan has no call left.
func (p *ContactPlan) Turn(step int) (n, of int) {
	behind := ContactPlan{Steps: p.Steps[:min(max(step, 0), len(p.Steps))]}
	return behind.Calls() + 1, p.Calls()
}

// Length is how long the plan takes when nothing gets in its way.
func (p *ContactPlan) Length() (all time.Duration) {
	for _, s := range p.Steps {
		all += s.Wait()
	}
	return all
}

// Ends is when the plan of an inquiry that was first tried then is over.
func (p *ContactPlan) Ends(begun time.Time) time.Time { return begun.AddDate(0, 0, p.DeadlineDays) }

const (
	mostSteps = 20
	day       = 24 * 60 // in minutes
)

// Check refuses a plan that contradicts itself.
func (p *ContactPlan) Check() error {
	switch {
	case !slices.Contains(Classes, p.Class):
		return Refuse(Invalid, "class", "Choose whom the plan is for.")
	case len(p.Steps) == 0:
		return Refuse(Invalid, "steps", "A plan needs at least one call.")
	case len(p.Steps) > mostSteps:
		return Refuse(Invalid, "steps", "A plan has %d steps at the most.", mostSteps)
	case p.DeadlineDays < 1 || p.DeadlineDays > 365:
		return Refuse(Invalid, "deadline", "Give the plan between 1 and 365 days.")
	case p.Steps[0].Channel != ByCall || p.Steps[0].After != 0:
		return Refuse(Invalid, "steps", "Begin with a call, at once: whoever inquired is waiting.")
	}
	for n := range p.Steps {
		if err := p.Steps[n].check(n); err != nil {
			return err
		}
	}
	if length := p.Length(); length > time.Duration(p.DeadlineDays)*24*time.Hour {
		return Refuse(Invalid, "deadline", "The deadline of %s comes before the last step, which is due after %s: give it more days, or take steps away.",
			plural(p.DeadlineDays, "day"), Span(length))
	}
	p.Letter = PlanLetter{strings.TrimSpace(p.Letter.Subject), strings.TrimSpace(p.Letter.Text)}
	if (p.Letter.Subject == "") != (p.Letter.Text == "") {
		return Refuse(Invalid, "letter", "The letter to somebody who was not reached needs a subject and words; leave both empty to write none.")
	}
	return nil
}

func (s *PlanStep) check(n int) error {
	s.Subject, s.Text = strings.TrimSpace(s.Subject), strings.TrimSpace(s.Text)
	switch {
	case s.Channel != ByCall && s.Channel != ByEmail && s.Channel != ByText:
		return Refuse(Invalid, "steps", "Choose how step %d is made: by call, e-mail or text.", n+1)
	case !s.Part.Valid():
		return Refuse(Invalid, "steps", "Choose the hours of step %d.", n+1)
	case n > 0 && s.After < 1:
		return Refuse(Invalid, "steps", "Step %d does not come after step %d: say how long after it.", n+1, n)
	case s.After > 90*day:
		return Refuse(Invalid, "steps", "Step %d comes more than 90 days after the one before: nobody remembers by then what it is about.", n+1)
	case s.Channel == ByEmail && (s.Subject == "" || s.Text == ""):
		return Refuse(Invalid, "steps", "Step %d is an e-mail: write its subject and its words.", n+1)
	case s.Channel == ByText && s.Text == "":
		return Refuse(Invalid, "steps", "Step %d is a text: write its words.", n+1)
	}
	if s.Channel == ByCall {
		s.Subject, s.Text = "", ""
	}
	return nil
}

// Span is a length of time in words: "3 hours", "2 days".
func Span(d time.Duration) string {
	switch minutes := int(d.Minutes()); {
	case minutes > 0 && minutes%day == 0:
		return plural(minutes/day, "day")
	case minutes >= 2*day:
		return plural((minutes+day-1)/day, "day")
	case minutes > 0 && minutes%60 == 0:
		return plural(minutes/60, "hour")
	default:
		return plural(minutes, "minute")
	}
}

// FillIn puts what is known of somebody into the words of a plan.
func FillIn(text, first, organisation, product, client, agency string) string {
	if first == "" {
		first = "there"
	}
	if product == "" {
		product = "their products"
	}
	return strings.NewReplacer("{first}", first, "{organisation}", organisation, "{product}", product, "{client}", client, "{agency}", agency).Replace(text)
}
