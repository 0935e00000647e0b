package portal

import (
	"slices"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/portal"
	"ripen/web/form"
)

// aMonth is how a month is written in an address.
const aMonth = "2006-01"

// monthsBack is how far back months are offered.
const monthsBack = 48

// sourcesForm is the months that a report is of.
type sourcesForm struct {
	From string
	To   string
}

// effectForm is what can be asked of the sources.
type effectForm struct {
	Beside      models.ID `param:"client"` // NoID in the portal
	From        string    `query:"from"`
	To          string    `query:"to"`
	Basis       string    `query:"basis"`
	Attribution string    `query:"attribution"`
	Medium      string    `query:"medium"`
	Audience    string    `query:"audience"`
	Program     string    `query:"program"`
	Source      string    `query:"source"`
	By          string    `query:"by"`
	Sort        string    `query:"sort"`
	Dir         string    `query:"dir"`
	Chart       string    `query:"chart"`
}

// question is the form as the service is asked.
func (a *answered) question() reports.Question {
	return reports.Question{From: a.from, To: lastOf(a.to), Basis: reports.Basis(a.Basis), Attribution: reports.Attribution(a.Attribution), Medium: models.Medium(a.Medium),
		Audience: a.Audience, Program: form.ID(a.Program), Source: form.ID(a.Source)}
}

// period is the months asked for, the last twelve where none are; a month that is none
// is left out. The sentence says what is wrong with it.
func (f sourcesForm) period(today time.Time) (from, to time.Time, wrong string) {
	to = monthOf(f.To, today)
	from = monthOf(f.From, to.AddDate(0, -11, 0))
	if from.After(to) {
		wrong = "The period ends before it begins: choose a later last month."
		from = to
	}
	return from, to, wrong
}

// monthOf is the first day of the month in the text, else that of other.
func monthOf(text string, other time.Time) time.Time {
	if month, err := time.Parse(aMonth, text); err == nil && month.Year() > 1900 && month.Year() < 2200 {
		return month
	}
	return time.Date(other.Year(), other.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// lastOf is the last day of a month.
func lastOf(month time.Time) time.Time { return month.AddDate(0, 1, -1) }

// months offers the months up to today's, the newest first, and those that are chosen.
func months(today time.Time, chosen ...time.Time) (all []components.Option) {
	first := monthOf("", today)
	var offered []time.Time
	for n := range monthsBack {
		offered = append(offered, first.AddDate(0, -n, 0))
	}
	for _, month := range chosen {
		if !slices.ContainsFunc(offered, month.Equal) {
			offered = append(offered, month)
		}
	}
	slices.SortFunc(offered, func(a, b time.Time) int { return b.Compare(a) })
	for _, month := range offered {
		all = append(all, components.Option{Value: month.Format(aMonth), Label: month.Format("Jan 2006")})
	}
	return all
}

func (f effectForm) sort() string {
	if portal.Sorts(f.Sort) {
		return f.Sort
	}
	return "cpo"
}

// filters is what the sources can be asked by, with what was chosen.
func (a *answered) filters() []portal.Filter {
	var bases, attributions, groupings []components.Option
	for _, b := range reports.Bases {
		bases = append(bases, components.Option{Value: string(b), Label: b.Words()})
	}
	for _, t := range reports.Attributions {
		attributions = append(attributions, components.Option{Value: string(t), Label: t.Words()})
	}
	for _, g := range reports.Groupings {
		groupings = append(groupings, components.Option{Value: string(g), Label: g.Words()})
	}
	media, audiences := []components.Option{{Label: "All"}}, []components.Option{{Label: "All"}}
	sources, programs := []components.Option{{Label: "All"}}, []components.Option{{Label: "All"}}
	for _, s := range a.report.Choices.Sources {
		sources = append(sources, components.Option{Value: s.ID.String(), Label: models.SourceLabel(s.Name)})
		media = offered(media, string(s.Medium), s.Medium.Words())
		if s.Audience != "" {
			audiences = offered(audiences, s.Audience, s.Audience)
		}
	}
	for _, g := range a.report.Choices.Programs {
		programs = append(programs, components.Option{Value: g.ID.String(), Label: g.Name})
	}
	return []portal.Filter{
		{Name: "basis", Label: "Counted", Value: string(a.report.Basis), Options: bases},
		{Name: "attribution", Label: "Orders are credited to", Value: string(a.report.Attribution), Options: attributions},
		{Name: "medium", Label: "Medium", Value: a.Medium, Options: media},
		{Name: "audience", Label: "Audience", Value: a.Audience, Options: audiences},
		{Name: "program", Label: "Program", Value: chosenID(a.report.Program), Options: programs},
		{Name: "source", Label: "Source", Value: chosenID(a.report.Source), Options: sources},
		{Name: "by", Label: "A line is a", Value: a.By, Options: groupings},
	}
}

// offered adds an option that is not there yet.
func offered(all []components.Option, value, label string) []components.Option {
	if slices.ContainsFunc(all, func(o components.Option) bool { return o.Value == value }) {
		return all
	}
	return append(all, components.Option{Value: value, Label: label})
}

func chosenID(id models.ID) string {
	if id == models.NoID {
		return ""
	}
	return id.String()
}
