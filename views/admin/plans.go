package admin

import (
	"strconv"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A PlanPage is the contact plan of a class, as a form, and its versions.
type PlanPage struct {
	Shell     layouts.Page
	ProgramID models.ID
	Program   string
	Client    string
	Class     models.Class
	Tabs      []components.Tab
	Usual     bool   // none was published: the usual plan holds
	Changed   bool   // what stands in the form is not in force
	Fault     string // why it was not published
	Trial     string // what the plan cannot reach
	Reaches   string // what it does
	Mail      bool   // letters can be sent
	Steps     []StepOfPlan
	Deadline  string
	Subject   string // of the letter to somebody who was not reached
	Text      string
	Versions  []VersionLine
}

// A StepOfPlan is one step as it was typed.
type StepOfPlan struct {
	Channel, After, Unit, Part, Subject, Text string
}

func (p PlanPage) last() bool { return p.Class == models.Unreached }

func channels() []components.Option {
	return []components.Option{{Value: "call", Label: "Call"}, {Value: "text", Label: "Text, by hand"}, {Value: "email", Label: "E-mail"}}
}

func units() []components.Option {
	return []components.Option{{Value: "minutes", Label: "minutes"}, {Value: "hours", Label: "hours"}, {Value: "days", Label: "days"}}
}

func dayParts() (all []components.Option) {
	for _, p := range models.DayParts {
		all = append(all, components.Option{Value: string(p), Label: p.Words()})
	}
	return all
}

func planStepName(n int) string { return "Step " + strconv.Itoa(n+1) }
