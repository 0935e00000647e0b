package admin

import (
	"slices"
	"strconv"

	"ripen/models"
	"ripen/views/components"
)

// A BranchTyped is what follows from answers, as it was typed.
type BranchTyped struct {
	On, Say, Goto string
	SayIn         models.Translations
}

// later is where a branch of the n-th question can go on: questions below it that have
// been saved, or the end. Where it goes now is always among them, so that nothing is lost.
func (p CriteriaPage) later(n int, now string) []components.Option {
	options := []components.Option{{Label: "the next question"}}
	known := now == "" || now == models.TheEnd
	for k, q := range p.Questions {
		if k > n && q.Key != "" {
			options = append(options, components.Option{Value: q.Key, Label: strconv.Itoa(k+1) + ". " + q.Short})
			known = known || q.Key == now
		}
	}
	if !known {
		options = append(options, components.Option{Value: now, Label: "“" + now + "”, which is not below"})
	}
	return append(options, components.Option{Value: models.TheEnd, Label: "the end: no more questions"})
}

// A LineTyped is a spoken line, what its field in the form is called, and its translations.
type LineTyped struct {
	Name, Label, Own string
	In               models.Translations
}

// Lines is every spoken line as it was typed, in the order of a call.
func (p CriteriaPage) Lines() []LineTyped {
	s := &p.Script
	lines := []LineTyped{{"script.opening", "Opening", s.Opening, s.OpeningIn}}
	for n, q := range p.Questions {
		lines = append(lines, LineTyped{at("q", n, "say"), "Question " + strconv.Itoa(n+1), q.Say, q.SayIn})
		for k, b := range q.Branches {
			lines = append(lines, LineTyped{at("q", n, "b", strconv.Itoa(k), "say"), "Question " + strconv.Itoa(n+1) + ", after " + b.On, b.Say, b.SayIn})
		}
	}
	lines = append(lines, LineTyped{"script.closing", "Closing", s.Closing, s.ClosingIn}, LineTyped{"script.voicemail", "On their voicemail", s.Voicemail, s.VoicemailIn},
		LineTyped{"script.gatekeeper", "To whoever answers instead", s.Gatekeeper, s.GatekeeperIn})
	for n, o := range s.Objections {
		lines = append(lines, LineTyped{at("objection", n, "say"), "“" + o.Title + "”", o.Say, o.SayIn})
	}
	return lines
}

// said is the lines that have words to translate, or have them in this language.
func (p CriteriaPage) said(language string) (lines []LineTyped) {
	for _, line := range p.Lines() {
		if line.Own != "" || line.In[language] != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// furtherTongues are the languages that can be added.
func (p CriteriaPage) furtherTongues() []components.Option {
	options := []components.Option{{Label: "Choose a language"}}
	for _, code := range models.Languages() {
		if !slices.Contains(p.Tongues, code) {
			options = append(options, components.Option{Value: code, Label: models.LanguageName(code)})
		}
	}
	return options
}
