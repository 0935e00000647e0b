package admin

import (
	"strings"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A NurturePage is the nurture plan of a class, as a form, and its versions.
type NurturePage struct {
	Shell      layouts.Page
	ProgramID  models.ID
	Program    string
	Class      models.Class
	Tabs       []components.Tab
	Usual      bool // none was published: the usual plan holds
	Changed    bool // what stands in the form is not in force
	Tried      bool
	Fault      string
	Trial      []string // what it comes to
	Kept       int      // people whom it keeps today
	Days       string
	BuyersDate bool
	LeadDays   string
	Cycles     string
	Touches    []TouchTyped
	Versions   []VersionLine
}

// A TouchTyped is one letter as it was typed.
type TouchTyped struct {
	Day, Subject, Text string
}

func (p NurturePage) unreached() bool { return p.Class == models.Unreached }

// placeholders is what may stand in a letter, for whoever writes one.
func placeholders() string {
	var sure, maybe []string
	for _, w := range models.NurtureWords {
		if w.Sure {
			sure = append(sure, "{"+w.Name+"}")
		} else {
			maybe = append(maybe, "{"+w.Name+"|…}")
		}
	}
	return strings.Join(sure, ", ") + "; and " + strings.Join(maybe, ", ") + ", where … is what to write if nobody knows it."
}
