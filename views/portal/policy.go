package portal

import (
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A PolicyPage is the client's follow-up policy, for whoever follows leads up.
type PolicyPage struct {
	Layout      layouts.Page
	Version     int // 0: the usual terms
	Terms       models.FollowUpTerms
	Since       *time.Time
	Country     string
	ReadAt      *time.Time // by the reader
	Readers     []Reader   // for managers: who has read it
	ClosedDays  []string
	ClosedTyped string
	ClosedFault string
	MayChange   bool
	HasDraft    bool
	Manages     bool
	At          time.Time
	Zone        *time.Location
}

// A Reader has read the version in force, or not.
type Reader struct {
	Name, Partner string
	At            *time.Time
}

// A TermsForm is terms as they are typed.
type TermsForm struct {
	Layout                layouts.Page
	Days                  []string
	From, To, Country     string
	LargeFrom, LikelyFrom string
	Rules                 []RuleForm
	Countries             []components.Option
	Field, Fault          string
}

// A RuleForm is a rule as it is typed.
type RuleForm struct {
	Worth, Chance, Channel, Accept, Contact, Contacts, Update, Close, Remind, Tell, Move string
	Auto                                                                                 bool
}

func (f TermsForm) fault(field string) string {
	if f.Field == field {
		return f.Fault
	}
	return ""
}

// faultOf is what is wrong with a row, whichever of its fields it is.
func (f TermsForm) faultOf(n int) string {
	if _, row, ok := strings.Cut(f.Field, "."); ok && row == strconv.Itoa(n) {
		return f.Fault
	}
	return ""
}

func (p PolicyPage) standing() string {
	if p.Version == 0 {
		return "The usual terms hold until your sales manager puts others in force."
	}
	return "Version " + strconv.Itoa(p.Version) + ", in force since " + clock(*p.Since, p.At, p.Zone) + "."
}

var dayNames = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// dayOptions is the days of a week, from Monday on.
func dayOptions() (all []components.Option) {
	for n := range 7 {
		day := (n + 1) % 7
		all = append(all, components.Option{Value: strconv.Itoa(day), Label: dayNames[day][:3]})
	}
	return all
}

// calendar is when the client works, in words.
func (p PolicyPage) calendar() string {
	var days []string
	for n := range 7 {
		if day := (n + 1) % 7; day < len(p.Terms.Days) && p.Terms.Days[day] == '1' {
			days = append(days, dayNames[day][:3])
		}
	}
	words := strings.Join(days, ", ") + ", " + p.Terms.From + " to " + p.Terms.To
	if p.Country != "" {
		words += ", without the public holidays of " + p.Country
	}
	return words + "."
}

// forWhom is which leads a rule holds for.
func (p PolicyPage) forWhom(r models.FollowUpRule) string {
	var parts []string
	switch r.Worth {
	case models.Large:
		parts = append(parts, "worth "+grouped(p.Terms.LargeFrom.Round(0).String())+" or more")
	case models.Small:
		parts = append(parts, "worth less than "+grouped(p.Terms.LargeFrom.Round(0).String()))
	}
	switch r.Chance {
	case models.Likely:
		parts = append(parts, "likely ("+percent(p.Terms.LikelyFrom)+" or more)")
	case models.Unlikely:
		parts = append(parts, "less likely than "+percent(p.Terms.LikelyFrom))
	}
	if r.Channel != "" {
		parts = append(parts, "of "+r.Channel.Words())
	}
	if len(parts) == 0 {
		return "All other leads"
	}
	return capital(strings.Join(parts, ", "))
}

// facts is what a rule asks for.
func facts(r models.FollowUpRule) []components.Fact {
	all := []components.Fact{
		{Term: "Accept", Value: "within " + many(r.AcceptHours, "business hour", "business hours")},
		{Term: "First contact", Value: "within " + many(r.ContactHours, "hour", "hours") + " of the release, by the clock"},
	}
	if len(r.Contacts) > 0 {
		var days []string
		for _, day := range r.Contacts {
			days = append(days, strconv.Itoa(day))
		}
		all = append(all, components.Fact{Term: "Further contacts", Value: strings.Join(days, ", ") + " working days after the first"})
	}
	all = append(all,
		components.Fact{Term: "Report", Value: "every " + many(r.UpdateDays, "working day", "working days")},
		components.Fact{Term: "Close out", Value: "within " + many(r.CloseDays, "working day", "working days")},
		components.Fact{Term: "Reminder", Value: many(r.RemindHours, "hour", "hours") + " before"},
		components.Fact{Term: "Manager told", Value: after(r.TellHours)})
	if r.Move {
		return append(all, components.Fact{Term: "Another rep takes it", Value: after(r.MoveHours) + ", where it is not accepted or not contacted"})
	}
	return append(all, components.Fact{Term: "Another rep suggested", Value: after(r.MoveHours)})
}

func after(hours int) string {
	if hours == 0 {
		return "at once when it is late"
	}
	return many(hours, "hour", "hours") + " after"
}

// unreadOf is how many readers have not read it.
func (p PolicyPage) unreadOf() string {
	n := 0
	for _, r := range p.Readers {
		if r.At == nil {
			n++
		}
	}
	if n == 0 {
		return "everybody has read it"
	}
	return many(n, "has", "have") + " not read it yet"
}

func worths() []components.Option {
	return []components.Option{{Label: "Any worth"}, {Value: models.Large, Label: "Large"}, {Value: models.Small, Label: "Small"}}
}

func chances() []components.Option {
	return []components.Option{{Label: "Any chance"}, {Value: models.Likely, Label: "Likely"}, {Value: models.Unlikely, Label: "Unlikely"}}
}

func channels() []components.Option {
	all := []components.Option{{Label: "Any channel"}}
	for _, each := range models.SalesChannels {
		all = append(all, components.Option{Value: string(each), Label: capital(each.Words())})
	}
	return all
}

func row(name string, n int) string { return name + "." + strconv.Itoa(n) }

// A ProcessesPage is the client's selling processes, to read.
type ProcessesPage struct {
	Layout    layouts.Page
	Agency    string
	Processes []models.Process
}

// proposed is for which leads a process is.
func proposed(p models.Process) string {
	if len(p.Rules) == 0 {
		return "For every lead that no other is for."
	}
	var all []string
	for _, rule := range p.Rules {
		all = append(all, rule.Words())
	}
	return "Proposed when " + strings.Join(all, ", or when ") + "."
}
