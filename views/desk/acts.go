package desk

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A HandlingPage is what can be done about one inquiry while it is called.
type HandlingPage struct {
	Layout   layouts.Page
	ID       models.ID
	Tokens   [3]string // each form has its own: what one did the next must not be taken for
	Person   string
	Subtitle string
	Where    string // "with a caller"
	Tone     string
	Callable bool
	Takers   []components.Option
	Picked   string
	Until    string
	Reason   string
	Zone     string
	Done     []DoneRow

	Fault, Field string // what is wrong, and where
}

func (p HandlingPage) fault(field string) string {
	if p.Field == field {
		return p.Fault
	}
	return ""
}

// A ProgramPage is a program at work: its share of the calls, and its hold.
type ProgramPage struct {
	Layout       layouts.Page
	ID           models.ID
	Tokens       [2]string
	Name, Client string
	Tone         string
	Volume       string
	Weight       string
	Share        string // what the volume means among the others
	Served       string
	Until        string
	Reason       string
	Zone         string
	Running      bool
	Held         string    // "On hold until 14:00: the client asked for quiet"
	HeldBy       models.ID // the deed

	Fault, Field string
}

func (p ProgramPage) fault(field string) string {
	if p.Field == field {
		return p.Fault
	}
	return ""
}

// A DonePage is what was done.
type DonePage struct {
	Layout layouts.Page
	Rows   []DoneRow
	Pager  components.PagerProps
}

// A DoneRow is one thing that somebody did.
type DoneRow struct {
	ID             models.ID
	Token          string
	When, DateTime string
	What           string
	Of             string // the person, or the program
	URL            string
	By             string
	Client, Tone   string
	Before, After  string
	Reason         string
	Undone         bool
	MayUndo        bool
}
