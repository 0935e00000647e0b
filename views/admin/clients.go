package admin

import (
	"strconv"
	"strings"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A ClientsPage is every client.
type ClientsPage struct {
	Shell   layouts.Page
	Clients []ClientLine
	MayAdd  bool
}

// A ClientLine is one client of the list.
type ClientLine struct {
	ID       models.ID
	Name     string
	Tone     string
	Manager  string
	Zone     string
	Currency string
	Programs int
}

// A ClientForm is a client as it was typed.
type ClientForm struct {
	Shell    layouts.Page
	ID       models.ID // NoID: a new one
	Name     string
	Slug     string
	Zone     string
	Currency string
	Colour   string
	Manager  string
	Managers []components.Option
	Faults   map[string]string
}

func (p ClientForm) isNew() bool { return p.ID == models.NoID }

func colours() (options []components.Option) {
	for n := range 8 {
		options = append(options, components.Option{Value: strconv.Itoa(n + 1), Label: "Colour " + strconv.Itoa(n+1)})
	}
	return options
}

// A ClientPage is one client with everything the agency runs for it.
type ClientPage struct {
	Shell     layouts.Page
	ID        models.ID
	Name      string
	Tone      string
	Facts     []components.Fact
	Programs  []ProgramLine
	Sources   []SourceLine
	People    []components.Fact
	Rules     []string // who gets the leads, in sentences
	Processes []ProcessLine
	MayEdit   bool                // the client itself, not only its programs
	Barred    []components.Option // competitors, who never share a caller with it
	Others    []components.Option
}

// A ProgramLine is one program of a client.
type ProgramLine struct {
	ID         models.ID
	Name       string
	State      string
	Supervisor string
	Volume     string
}

// A SourceLine is one source of a client.
type SourceLine struct {
	ID      models.ID
	Name    string
	Medium  string
	Program string
	Form    bool // its hosted form is open
}

// A ProgramForm is a program as it was typed.
type ProgramForm struct {
	Shell                  layouts.Page
	ID                     models.ID // NoID: a new one
	ClientID               models.ID
	Client                 string
	Currency               string
	Typed                  ProgramTyped
	Supervisors            []components.Option
	Faults                 map[string]string
	Members                []Member
	CriteriaWords          string
	PresetHint, StateWords string
	State                  models.ProgramState
	Standings              []StandingLine
	Replay                 *ReplayView // what last month’s calls would have come to; nil: not asked
}

func (p ProgramForm) isNew() bool { return p.ID == models.NoID }

// ProgramTyped is what was typed about a program.
type ProgramTyped struct {
	Name, Slug, Supervisor, Volume, Weight, Language, Skills, Fee, Preset, Hours, Approver, Country, Attempts, Response, WinRate, Worth, Opening string
}

// A Member is a caller who works in the program, or may.
type Member struct {
	ID   models.ID
	Name string
	In   bool
}

func presets() []components.Option {
	return []components.Option{
		{Value: "standard", Label: "Standard: 9–20 Mon–Sat, and the law there"},
		{Value: "strict", Label: "Strict: 10–20 Mon–Fri, no holidays"},
		{Value: "custom", Label: "Custom: the hours below, and the law there"},
	}
}

// A SourceForm is a source as it was typed.
type SourceForm struct {
	Shell     layouts.Page
	ID        models.ID // NoID: a new one
	ClientID  models.ID
	Client    string
	Currency  string
	Name      string
	Medium    string
	Audience  string
	Program   string
	FormOpen  bool
	FormTitle string
	FormIntro string
	FormURL   string // where the hosted form is; "" of a new one
	Media     []components.Option
	Programs  []components.Option
	Faults    map[string]string
	Spend     []SpendLine
	Month     string
	Amount    string

	Title      string // what it is to be called
	CameAs     string
	MergedInto string // what it is counted with; "" where with none
	Into       string
	Others     []components.Option
	Deeds      []SourceDeed
}

func (p SourceForm) isNew() bool { return p.ID == models.NoID }

// A SpendLine is what a source cost in a period.
type SpendLine struct{ Period, Amount string }

// A ProcessForm is a client's selling process as it was typed.
type ProcessForm struct {
	Shell    layouts.Page
	ClientID models.ID
	Client   string
	Name     string
	Line     string // "new" for one that is not there yet
	Version  int
	Place    string
	Steps    []StepTyped
	Rules    []RuleTyped
	Fault    string
	Field    string
}

// A ProcessLine is one selling process of a client.
type ProcessLine struct {
	Name    string
	Version int
	URL     string
	For     string // for which leads
	Steps   []string
}

// A RuleTyped says for which leads a process is.
type RuleTyped models.ProcessRule

// roles is who must have been reached for a step.
func roles() []components.Option {
	all := []components.Option{{Label: "Nobody in particular"}}
	for _, role := range models.ContactRoles {
		all = append(all, components.Option{Value: string(role), Label: "Who " + role.Words()})
	}
	return all
}

// sellers is by whom a lead can be sold.
func sellers() []components.Option {
	all := []components.Option{{Label: "Any channel"}}
	for _, each := range models.SalesChannels {
		words := each.Words()
		all = append(all, components.Option{Value: string(each), Label: strings.ToUpper(words[:1]) + words[1:]})
	}
	return all
}

// A StepTyped is one step.
type StepTyped struct {
	Name, Means, Customer string
	Role                  models.ContactRole
}

// A CriteriaPage is the versions of a program's criteria, and the draft.
type CriteriaPage struct {
	Shell     layouts.Page
	ProgramID models.ID
	Program   string
	Client    string
	ClientID  models.ID
	Currency  string
	Versions  []VersionLine
	Draft     bool // what is in the form is a draft that was saved
	Changed   bool // rows were added or taken away and not saved yet
	Fault     string
	Questions []QuestionTyped
	A, B, C   string
	Script    models.Script // as it was typed
	Tongues   []string      // further languages, by their codes
	Tongue    string        // the one to be added
}

// A VersionLine is one version.
type VersionLine struct {
	Version, State, When string
	Questions            int
	Tone                 string
}

// A QuestionTyped is one question as it was typed.
type QuestionTyped struct {
	Key, Short, Say, Hear string
	Stable                bool // its answer does not change by itself
	SayIn                 models.Translations
	Options               []OptionTyped
	Branches              []BranchTyped
}

// An OptionTyped is one answer as it was typed.
type OptionTyped struct {
	Label, Points, Cap, Low, High, Months string
}

func caps() []components.Option {
	return []components.Option{{Label: "any"}, {Value: "B", Label: "B"}, {Value: "C", Label: "C"}, {Value: "D", Label: "D"}}
}

func at(name string, n int, more ...string) string {
	name += "." + strconv.Itoa(n)
	for _, each := range more {
		name += "." + each
	}
	return name
}

func itoa(n int) string { return strconv.Itoa(n) }
