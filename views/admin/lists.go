package admin

import (
	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A ListsPage is the lists that calls are screened against.
type ListsPage struct {
	Shell   layouts.Page
	Lists   []ListLine
	MayEdit bool
}

// A ListLine is one list.
type ListLine struct {
	ID                                 models.ID
	Name, Register, Means, For, Tone   string
	Numbers, Taken, Age, AgeTone, File string
}

// A ListPage is one list, and where a newer file replaces it.
type ListPage struct {
	Shell   layouts.Page
	Token   string
	Line    ListLine
	Facts   []components.Fact
	Refused []components.Fact // rejected rows: line and text, and why
	Cut     string            // how many more there are
	MayEdit bool
	Form    ListForm
}

// A ListForm is the form of an upload, as it was left. Browsers give no file back.
type ListForm struct {
	Shell                                                  layouts.Page
	ID                                                     models.ID // NoID: a new list
	Name, Register, Kind, Client, MaxAge, TakenOn, Country string
	Registers, Kinds, Clients                              []components.Option
	Faults                                                 map[string]string
}

func (f ListForm) isNew() bool { return f.ID == models.NoID }

func (f ListForm) field(p components.FieldProps) components.FieldProps {
	p.Error = f.Faults[p.Name]
	return p
}

// A ReplayView is what became of last month's calls under another policy.
type ReplayView struct {
	Words   string // "412 calls were made; under these hours 14 would have been blocked."
	Note    string
	Blocked bool
	Rules   []components.Fact
	Rows    []ReplayLine
	Cut     string
}

// A ReplayLine is one call that would have been blocked.
type ReplayLine struct {
	ID                       models.ID
	Name, When, Why, RuleIDs string
}
