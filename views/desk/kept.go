package desk

import "ripen/views/components"

// icons: mail check

// A Kept is how somebody is kept for later: until when and why, what goes to them meanwhile,
// and on what basis.
type Kept struct {
	Nurtured bool
	Until    string
	Why      string
	Plan     string
	PlanURL  string
	Warnings []string
	Bases    []BasisRow
	Letters  []LetterRow
	Typed    KeptTyped
}

// KeptTyped is what was typed into its forms.
type KeptTyped struct {
	What, Note, Channel, Given, Words, Source string
}

// A BasisRow is what they agreed to, or not.
type BasisRow struct {
	Words, Said, By, Channel string
	Stands                   bool
}

// A LetterRow is a letter of a plan.
type LetterRow struct {
	On, Subject, State, Tone, Why string
}

func newsOptions() []components.Option {
	return []components.Option{{Value: "replied", Label: "They answered a letter"}, {Value: "changed", Label: "Something changed at their organisation"}, {Value: "rep", Label: "A rep says: call them again"},
		{Value: "bounced", Label: "A letter came back: the address is none"}, {Value: "stop", Label: "They want no more letters"}}
}

func channelOptions() []components.Option {
	return []components.Option{{Value: "call", Label: "Be called again"}, {Value: "email", Label: "Be written to"}}
}

func givenOptions() []components.Option {
	return []components.Option{{Value: "yes", Label: "They agree"}, {Value: "no", Label: "They do not, any more"}}
}
