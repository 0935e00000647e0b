package desk

import (
	"strconv"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// icons: plus history x upload download arrow-right

// An ImportsPage is the newest imports.
type ImportsPage struct {
	Layout layouts.Page
	Rows   []ImportRow
}

// An ImportRow is one import.
type ImportRow struct {
	ID                               models.ID
	File, Client, Tone, Program, For string
	State, StateTone                 string
	Rows, New, Repeats, Rejected     string
	When                             string
}

// An UploadPage asks for a file and where its rows go.
type UploadPage struct {
	Layout   layouts.Page
	Token    string
	Programs []components.Option
	Media    []components.Option
	Chosen   Chosen
	Faults   map[string]string
}

// Chosen is what was chosen when a file was uploaded.
type Chosen struct {
	Program, Source, Medium, Prefix string
	DayFirst, History               bool
}

// A MapPage says what is in each column, what the first rows will be, and what a trial came to.
type MapPage struct {
	Layout      layouts.Page
	ID          models.ID
	Token       string
	File        string
	Client      string
	Rows        string // "2,498 rows"
	Chosen      Chosen
	Media       []components.Option
	Aside       string
	Columns     []Column
	Fields      []components.Option
	Fault       string
	Notes       []string
	Preview     []PreviewRow
	PreviewHas  [3]string // new, repeat, rejected
	Tried       *Counts
	TriedRows   []RejectedRow
	TriedPart   string // only the first so many rows were tried
	StepOfTrial bool
}

func (p MapPage) sourceWords() string {
	if p.Chosen.Source == "" {
		return ""
	}
	return ", source"
}

// A Column is one column of the file.
type Column struct {
	Letter, Name, First, Goes string
	Percent                   int
	See, SeeTone              string
	Unmapped                  bool
}

func (c Column) percentText() string { return strconv.Itoa(c.Percent) + " %" }

// A PreviewRow is one of the first rows, and what it will be.
type PreviewRow struct {
	Line                                          int
	Person, Organisation, Phone, Region, Received string
	Undialable                                    bool
	Kind, Words                                   string
}

func (r PreviewRow) badge() (tone, icon, text string) {
	switch r.Kind {
	case "rejected":
		return components.Rust, "x", "Rejected"
	case "repeat":
		return components.Slate, "history", "Repeat"
	}
	return components.Leaf, "plus", "New"
}

// A RejectedRow is a row that will be no inquiry, and why.
type RejectedRow struct {
	Line   int
	Reason string
	Cells  string
}

// Counts is what rows come to.
type Counts struct{ Rows, New, Repeats, Rejected string }

// A RunPage is an import at work, or what it came to.
type RunPage struct {
	Layout   layouts.Page
	ID       models.ID
	Token    string
	File     string
	Subtitle string
	Running  bool
	State    string // in words, once it is not running
	Tone     string
	Problem  string
	Started  string // "started by Priya Raman 16:41"
	Done     int
	Of       int // 0: not known
	Counts   Counts
	Pace     string // "640 a second, 2 s to go"
	Refused  bool   // there are rejected rows
	Undo     bool   // it can be taken back
	QueueURL string
}

func (p RunPage) action(what string) string {
	switch what {
	case "undo":
		return paths.ImportUndoing(p.ID)
	default:
		return paths.ImportRejected(p.ID)
	}
}
