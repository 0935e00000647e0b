package portal

import (
	"strings"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A RepsPage is a manager's reps: who is there, who stands in, what was handed over.
type RepsPage struct {
	Layout    layouts.Page
	Reps      []RepLine
	Handovers []HandoverLine
}

// A RepLine is one rep.
type RepLine struct {
	ID             models.ID
	Name, Partner  string
	Open, Capacity int
	Away           string // until which day; "": there
	Substitute     string
	Hours          string
	StandsInFor    int
}

// A HandoverLine is one act that moved a rep's leads.
type HandoverLine struct {
	ID                  models.ID
	Leads               int
	From, To, Why, When string
	ByRules, Undone     bool
	Undoes              bool // it took another back
	MayUndo             bool
}

// A RepPage is one rep: his absence, and who gets his leads.
type RepPage struct {
	Layout      layouts.Page
	ID          models.ID
	Name        string
	Open        int
	BackOn      string
	Substitute  string
	To, Why     string
	Substitutes []components.Option
	Receivers   []components.Option
	Faults      map[string]string
}

func (r RepLine) under() string {
	var parts []string
	for _, part := range []string{r.Partner, r.Hours} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

func (r RepLine) load() string {
	if r.Capacity > 0 {
		return count(r.Open) + " of " + count(r.Capacity)
	}
	return count(r.Open)
}

func (r RepLine) standing() string {
	text := "there"
	if r.Away != "" {
		text = "away until " + r.Away
	}
	switch {
	case r.StandsInFor == 1:
		text += ", stands in for one other"
	case r.StandsInFor > 1:
		text += ", stands in for " + count(r.StandsInFor) + " others"
	}
	return text
}

func (r RepLine) substitute() string {
	if r.Substitute == "" {
		return "nobody"
	}
	return r.Substitute
}

func (h HandoverLine) what() string {
	from, to := h.From, h.To
	if from == "" {
		from = "somebody who has left"
	}
	switch {
	case h.Undoes:
		return leadsOf(h.Leads) + " back to " + from
	case h.ByRules:
		to = "others, by the rules"
	case to == "":
		to = "another rep"
	}
	return leadsOf(h.Leads) + " of " + from + " to " + to
}

func leadsOf(n int) string {
	if n == 1 {
		return "1 lead"
	}
	return count(n) + " leads"
}

func (p RepPage) has() string {
	if p.Open == 0 {
		return "No open leads."
	}
	return leadsOf(p.Open) + " open."
}
