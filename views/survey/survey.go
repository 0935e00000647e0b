// Package survey draws the question whether somebody bought, and what people answered.
package survey

import (
	"slices"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A QuestionPage is the page behind the link of a letter.
type QuestionPage struct {
	Shell      layouts.Page
	Word       string
	Client     string
	Agency     string
	Came       string // March 2026
	Thanks     string // in place of the question: it was answered, or it is too late
	Months     []components.Option
	Bought     string
	Whom       string
	Month      string
	Again      bool
	AgainWords string // what is agreed to by the box
	Faults     map[string]string
	NoMore     bool // they have said so
}

// answers are the three answers, as they are said of a client.
func answers(client string) []components.Option {
	all := make([]components.Option, len(models.Purchases))
	for n, each := range models.Purchases {
		all[n] = components.Option{Value: string(each), Label: each.Words(client)}
	}
	return all
}

// A FiguresPage is what a client's inquirers answered.
type FiguresPage struct {
	Layout     layouts.Page
	ClientName string
	Desk       bool
	Client     models.ID
	Clients    []components.Option
	Asked      string
	Answered   string
	Unreported string
	Rules      []Rule
	Sources    []Source
	Programs   []Program
	Rivals     []Rival
	Open       []Open
	Cut        bool
	Fault      string
}

// A Rule is the rule of 45 held against the client's own people.
type Rule struct {
	Label, Expected, Said, Range, Verdict string
}

// us is how the client is called: its own people are spoken to.
func (p FiguresPage) us() string {
	if p.Desk {
		return p.ClientName
	}
	return "you"
}

// them is the client at the head of a narrow column.
func (p FiguresPage) them() string {
	if p.Desk {
		return "them"
	}
	return "you"
}

// whose people they are, at the head of a column.
func (p FiguresPage) whose() string {
	if p.Desk {
		return "Their"
	}
	return "Your"
}

// nobody reports whether no program asks anybody.
func (p FiguresPage) nobody() bool {
	return !slices.ContainsFunc(p.Programs, func(g Program) bool { return g.Share != "0" })
}

// A Source is the answers of one source's inquirers.
type Source struct {
	Name, Wave, Asked, Answered, Bought, Range, Us, UsRange, Unreported string
}

// words is when they were asked, and how many answered.
func (s Source) words() string {
	said := s.Answered + " answered, " + s.Asked + " asked"
	if s.Wave == "" {
		return said
	}
	return "after " + s.Wave + "; " + said
}

// A Rival is somebody else from whom they bought.
type Rival struct {
	Name, N string
}

// A Program is how many of its inquirers are asked.
type Program struct {
	ID    models.ID
	Name  string
	Share string // in per cent
}

// An Open question is one without an answer.
type Open struct {
	ID, InquiryID                 models.ID
	Name, About, Came, State, Why string
	Months                        []components.Option
	Left                          bool // it was typed into, and refused
	Bought, Month, Whom           string
}
