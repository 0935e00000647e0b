package console

import (
	"slices"

	"ripen/models"
	"ripen/views/components"
)

// icons: globe users pencil user-plus plus message-square search smartphone building-2

// A Knowledge is who else there is, how they are reached, and what to say to whom.
type Knowledge struct {
	Numbers  []Number // besides the one to dial
	Answers  []Answerer
	People   []Colleague
	Website  string
	Shown    string // the website without what nobody reads
	About    string
	Unplaced bool             // no organisation is known
	Agreed   []models.Channel // by which they may be called and written to again
	Older    string           // where older history is; "" where there is none

	Opening, Closing Said
	Lines            []Line // for when somebody else answers, or a machine
	Objections       []Objection

	Typed   Learned
	Fault   string // what is wrong with what was typed
	FaultOf string // and in which field
}

// A Number is one way more to reach the person. Its digits are shown once the calling
// policy has allowed it.
type Number struct {
	ID      models.ID
	Kind    string
	Ends    string // its last digits
	Note    string
	Status  string // “wrong on 3 Jun”, “closed there until 9:00”; "" where it can be tried
	Usable  bool
	Key     string
	OfOrg   bool
	TriedIn string // where it rings, if that is another place
}

// An Answerer is who answers at the switchboard.
type Answerer struct{ Name, Text, When string }

// A Colleague works at the same organisation.
type Colleague struct {
	ID                        models.ID
	Name, Title, Role, Status string
	Grade                     models.Grade
	HeldBy                    string
	Key                       string
}

// summed is who the colleague is and how it stands with them, the latter first: there is
// one line for each.
func (c Colleague) summed() string {
	if c.Title == "" {
		return c.Status
	}
	return c.Status + " · " + c.Title
}

// A Line is said when it is not the person who answers.
type Line struct {
	Title string
	Say   Said
}

// An Objection is what people say against it.
type Objection struct {
	Title string
	Say   Said
	Note  string
}

// Learned is what was typed of numbers, colleagues and the organisation.
type Learned struct {
	RightNumber, Gatekeeper, GatekeeperNote                    string
	NumberPhone, NumberKind, NumberNote                        string
	RefName, RefTitle, RefRole, RefPhone, RefEmail, RefWords   string
	RefToken                                                   string
	OrgName, OrgWebsite, OrgAbout, OrgAnswers, OrgAnswersWords string
	AgreeTo                                                    []string
	AgreeWords                                                 string
}

// agreed is what they have agreed to, in words.
func (k Knowledge) agreed() string {
	call, mail := slices.Contains(k.Agreed, models.ByCall), slices.Contains(k.Agreed, models.ByEmail)
	switch {
	case call && mail:
		return "May be called again, and written to"
	case call:
		return "May be called again; letters: not asked"
	case mail:
		return "May be written to; a later call: not asked"
	}
	return "A later call, letters: not asked"
}

// agreesTo reports whether a box is ticked.
func (k Knowledge) agreesTo(channel string) bool {
	return slices.Contains(k.Typed.AgreeTo, channel)
}

// error is the sentence of a field, if it is that field's.
func (k Knowledge) error(field string) string {
	if k.FaultOf == field {
		return k.Fault
	}
	return ""
}

func numberKinds() (options []components.Option) {
	for _, kind := range models.NumberKinds {
		options = append(options, components.Option{Value: string(kind), Label: kind.Words()})
	}
	return options
}

func roles() []components.Option {
	options := []components.Option{{Value: "", Label: "not known"}}
	for _, role := range models.ContactRoles {
		options = append(options, components.Option{Value: string(role), Label: role.Words()})
	}
	return options
}

// wrongThen says what follows when the number is marked as wrong.
func (p CallPage) wrongThen() string {
	for _, n := range p.Knows.Numbers {
		if n.Usable {
			return "Without it, the " + n.Kind + " number is tried next."
		}
	}
	return "Without it there is no way to reach them, and the inquiry is closed so."
}

// opens is the sheet in which an ending asks for more before it is said.
func (e Ending) opens() string {
	switch models.Disposition(e.Value) {
	case models.WrongNumber:
		return "wrong"
	case models.Gatekeeper:
		return "gatekept"
	}
	return ""
}
