package models

import (
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Criteria are a versioned set of questions and the rule that turns the answers
// into a grade. The same for every inquiry of a program.
type Criteria struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	ProgramID   ID
	Version     int
	State       string     // draft, in_force, retired
	Questions   []Question `gorm:"serializer:json"`
	Rule        Rule       `gorm:"serializer:json"`
	Script      Script     `gorm:"serializer:json"`
	CreatedBy   *ID
	CreatedAt   time.Time
	PublishedAt *time.Time
}

// TableName is criteria; its plural is itself.
func (Criteria) TableName() string { return "criteria" }

// A Question is one line of the script and what is to be heard.
type Question struct {
	Key      string       `json:"key"`   // names the answer: need, when, money ...
	Short    string       `json:"short"` // what the rep reads: Wants, When, Money
	Say      string       `json:"say"`   // the spoken line; {first}, {organisation}, {product} are filled in
	SayIn    Translations `json:"say_in,omitempty"`
	Hear     string       `json:"hear"` // the question the answer settles
	Options  []Option     `json:"options"`
	Branches []Branch     `json:"branches,omitempty"`
	Stable   bool         `json:"stable,omitempty"` // the answer does not change by itself: who is called again is not asked anew
}

// An Option is one answer to choose.
type Option struct {
	Label  string `json:"label"`
	Points int    `json:"points"`
	Cap    Grade  `json:"cap,omitempty"`    // never better than this
	Worth  *Band  `json:"worth,omitempty"`  // what an order of this kind is worth
	Months int    `json:"months,omitempty"` // they buy in so many months: the buyer's own date
}

// A Branch is what follows when one of these options (counted from 1) was heard: what
// to say, and where the script goes on.
type Branch struct {
	On    []int        `json:"on"`
	Say   string       `json:"say,omitempty"`
	SayIn Translations `json:"say_in,omitempty"`
	Goto  string       `json:"goto,omitempty"` // the key of a later question, or TheEnd; empty: the next one
}

// A Band is a range of money in the client's currency.
type Band struct {
	Low  int64 `json:"low"`
	High int64 `json:"high"`
}

// A Rule turns points into a grade: at least A points is an A, and so on; below C is D.
type Rule struct {
	A int `json:"a"`
	B int `json:"b"`
	C int `json:"c"`
}

// Answers are the options chosen, by the key of their question, counted from 1.
type Answers map[string]int

// A Verdict is what the criteria make of some answers.
type Verdict struct {
	Grade    Grade // Ungraded while nothing is answered
	Complete bool  // every question that applies is answered
	Answered int
	Applying int    // how many questions apply, given the answers so far
	Next     string // what is to be heard next; empty when all is answered
	Points   int
	Worth    *Band
	BuyersOn *time.Time // the buyer's own date, where an answer names one
	Months   int        // until then; 0 where none does
	Missing  string     // the key of the question whose answer costs most towards an A
	Because  []string   // the chosen answers in words, in the order of the questions
	Else     string     // the nearest other grade and what would have made it
}

// Check refuses criteria that could not grade.
func (c *Criteria) Check() error {
	if len(c.Questions) == 0 {
		return Refuse(Invalid, "questions", "Ask at least one question.")
	}
	seen := map[string]bool{}
	for n, q := range c.Questions {
		switch {
		case strings.TrimSpace(q.Key) == "" || seen[q.Key]:
			return Refuse(Invalid, "questions", "Give question %d a short name of its own.", n+1)
		case strings.TrimSpace(q.Hear) == "":
			return Refuse(Invalid, "questions", "Question %d asks nothing: write what is to be heard.", n+1)
		case len(q.Options) < 2 || len(q.Options) > 9:
			return Refuse(Invalid, "questions", "Give question %d between 2 and 9 answers.", n+1)
		}
		if q.Key == TheEnd {
			return Refuse(Invalid, "questions", "Call question %d something else than “end”.", n+1)
		}
		seen[q.Key] = true
		if err := checkLine("Question "+itoa(n+1), q.Say); err != nil {
			return err
		}
		for _, o := range q.Options {
			if strings.TrimSpace(o.Label) == "" {
				return Refuse(Invalid, "questions", "Question %d has an answer without words.", n+1)
			}
			if o.Cap != Ungraded && !o.Cap.Valid() {
				return Refuse(Invalid, "questions", "Question %d limits the grade to %q: use A, B, C or D.", n+1, o.Cap)
			}
		}
	}
	if err := c.checkPaths(); err != nil {
		return err
	}
	if err := c.Script.Check(); err != nil {
		return err
	}
	if err := c.checkTranslations(); err != nil {
		return err
	}
	if c.Rule.A <= c.Rule.B || c.Rule.B <= c.Rule.C {
		return Refuse(Invalid, "rule", "An A needs more points than a B, and a B more than a C.")
	}
	if c.best() < c.Rule.A {
		return Refuse(Invalid, "rule", "No answers reach %d points: nobody could ever be an A.", c.Rule.A)
	}
	return nil
}

// NotAsked is recorded as the answer to a question that the others jumped over.
const NotAsked = 0

// Keep drops from answers what these criteria do not ask, and what the other answers
// jump over; that is recorded as NotAsked.
func (c *Criteria) Keep(answers Answers) Answers {
	kept := Answers{}
	for _, q := range c.applying(answers) {
		if n := answers[q.Key]; n >= 1 && n <= len(q.Options) {
			kept[q.Key] = n
		}
	}
	for key := range c.Skipped(answers) {
		kept[key] = NotAsked
	}
	return kept
}

// Compute is the verdict of these criteria on answers given at the instant.
func (c *Criteria) Compute(answers Answers, at time.Time) Verdict {
	v := c.compute(answers, at)
	if v.Complete {
		v.Else = c.nearest(answers, v.Grade, at)
	}
	return v
}

func (c *Criteria) compute(answers Answers, at time.Time) Verdict {
	v := Verdict{Complete: true}
	limit, worst := GradeA, 0
	for _, q := range c.applying(answers) {
		v.Applying++
		n := answers[q.Key]
		if n < 1 || n > len(q.Options) {
			if v.Complete {
				v.Complete, v.Next = false, q.Hear
			}
			continue
		}
		o := q.Options[n-1]
		v.Answered++
		v.Points += o.Points
		v.Because = append(v.Because, o.Label)
		if o.Cap.Valid() && o.Cap > limit {
			limit = o.Cap
		}
		if short := q.short(o); short > worst {
			v.Missing, worst = q.Key, short
		}
		if o.Worth != nil {
			v.Worth = o.Worth
		}
		if o.Months > 0 {
			on := at.AddDate(0, o.Months, 0)
			v.BuyersOn, v.Months = &on, o.Months
		}
	}
	if v.Answered > 0 {
		v.Grade = max(c.Rule.grade(v.Points), limit) // the later letter is the lesser grade
	}
	return v
}

// short is how far an answer lies below the best; one that rules out an A lies below all
// others.
func (q *Question) short(o Option) int {
	best := 0
	for _, other := range q.Options {
		best = max(best, other.Points)
	}
	if o.Cap.Valid() && o.Cap != GradeA {
		return best - o.Points + 1000
	}
	return best - o.Points
}

func (r Rule) grade(points int) Grade {
	switch {
	case points >= r.A:
		return GradeA
	case points >= r.B:
		return GradeB
	case points >= r.C:
		return GradeC
	}
	return GradeD
}

// nearest names one answer that would have made another grade.
func (c *Criteria) nearest(answers Answers, now Grade, at time.Time) string {
	for _, q := range c.applying(answers) {
		for n := range q.Options {
			if n+1 == answers[q.Key] {
				continue
			}
			other := Answers{}
			for k, v := range answers {
				other[k] = v
			}
			other[q.Key] = n + 1
			if v := c.compute(other, at); v.Complete && v.Grade != now {
				return "It would be " + string(v.Grade) + " if the answer to “" + q.Hear + "” were “" + q.Options[n].Label + "”."
			}
		}
	}
	return ""
}

// A Reason is one criterion and its answer, as the rep reads it.
type Reason struct {
	Short  string `json:"short"`
	Answer string `json:"answer"`
}

// Reasons is why an inquiry has its grade, in the order of the questions.
func (c *Criteria) Reasons(answers Answers) (reasons []Reason) {
	for _, q := range c.applying(answers) {
		if n := answers[q.Key]; n >= 1 && n <= len(q.Options) {
			reasons = append(reasons, Reason{Short: q.Short, Answer: q.Options[n-1].Label})
		}
	}
	return reasons
}

// unknowns are answers that say that nobody knows.
var unknowns = regexp.MustCompile(`(?i)^(unknown|not known|nobody knows|not sure|does not know|do not know|no answer)\b`)

// Open is the questions that apply and that nobody could answer, in their order: what the
// rep still has to find out.
func (c *Criteria) Open(answers Answers) (open []string) {
	for _, q := range c.applying(answers) {
		if n := answers[q.Key]; n < 1 || n > len(q.Options) || unknowns.MatchString(q.Options[n-1].Label) {
			open = append(open, q.Hear)
		}
	}
	return open
}

// A GradingKind says how a grading came about.
type GradingKind string

// The kinds of grading.
const (
	ByCaller  GradingKind = "caller"
	TakenOver GradingKind = "taken_over" // the past of an account: no criteria, no call of ours
)

// A Grading is the act: who graded what, when, under which version. It is only
// ever appended; its answers stand apart, where they can be erased.
type Grading struct {
	ID          ID `gorm:"primaryKey"`
	ClientID    ID `gorm:"primaryKey"`
	ProgramID   ID
	InquiryID   ID
	Cycle       int
	Kind        GradingKind
	CriteriaID  *ID
	AttemptID   *ID
	UserID      ID
	At          time.Time
	Computed    Grade
	Grade       Grade
	WorthLow    *decimal.Decimal
	WorthHigh   *decimal.Decimal
	Probability *float64
}

// GivenAnswers are the answers behind a grading and, where the caller overrode
// the computed grade, why.
type GivenAnswers struct {
	GradingID ID `gorm:"primaryKey"`
	ClientID  ID
	Answers   Answers `gorm:"serializer:json"`
	Reason    string
}

// TableName is answers.
func (GivenAnswers) TableName() string { return "answers" }
