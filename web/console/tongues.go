package console

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/console"
	"ripen/web/session"
)

// A speech is how the script is said to one person: what is filled in, and in which
// language.
type speech struct {
	fields   map[string]string
	language string // "" for the lines as they stand
	own      string // what those are in; "" where nobody says
}

// speechOf is the script's of a call, as this caller says it.
func speechOf(call *queue.Call, caller string) speech {
	var callback string
	if call.Criteria != nil {
		callback = call.Criteria.Script.CallBack
	}
	head := &call.Head
	s := speech{fields: fieldsOf(head, callback, caller), own: head.ProgramLanguage}
	if head.Language != head.ProgramLanguage {
		s.language = head.Language
	}
	return s
}

// said is a line in the language of the person, else as it stands.
func (s speech) said(line string, in models.Translations) console.Said {
	text, language := in.Said(line, s.language)
	said := console.Said{Language: or(language, s.own)}
	for _, part := range models.Spoken(text, s.fields) {
		said.Parts = append(said.Parts, console.Part{Text: part.Text, Strong: part.Filled})
	}
	return said
}

// tongue is what the person speaks, what the script is in, and whether the caller speaks it.
func tongue(call *queue.Call, in *callForm, speaks []string) console.Tongue {
	head := &call.Head
	t := console.Tongue{Typed: head.Language, Options: tongues(call, speaks)}
	if in != nil && in.Written.Fields["speaks"] != nil {
		t.Typed = in.Speaks
	}
	if head.Language == "" {
		return t
	}
	t.Known = models.LanguageName(head.Language)
	t.Script, t.Partly = scriptWords(call.Criteria, head)
	if !models.Understands(speaks, head.Language, head.ProgramLanguage) {
		t.Foreign = foreignWords(call.Callers, head)
	}
	return t
}

// houses is the language of these pages: a script of which nobody says what it is in is
// taken to be in it.
const houses = "en"

// scriptWords say which language the script is in, and whether some of it is in another
// than the person's; nothing where it is written in theirs.
func scriptWords(c *models.Criteria, h *queue.Head) (words string, partly bool) {
	theirs, own := models.LanguageName(h.Language), "the program’s own language"
	if h.ProgramLanguage != "" {
		own = models.LanguageName(h.ProgramLanguage)
	}
	if c == nil || h.Language == h.ProgramLanguage {
		return "", false
	}
	translated, missing := slices.Contains(c.Languages(), h.Language), c.Untranslated(h.Language)
	switch {
	case !translated && h.ProgramLanguage == "" && h.Language == houses:
		return "", false
	case !translated:
		return "No " + theirs + " script: in " + own + ".", true
	case missing == 1:
		return "Script in " + theirs + "; 1 line is in " + own + ".", true
	case missing > 1:
		return "Script in " + theirs + "; " + strconv.Itoa(missing) + " lines are in " + own + ".", true
	}
	return "Script in " + theirs + ".", false
}

// foreignWords say what a caller does with somebody whose language he does not speak.
func foreignWords(others []queue.Colleague, h *queue.Head) string {
	theirs := models.LanguageName(h.Language)
	for _, o := range others {
		if models.Understands(o.Languages, h.Language, h.ProgramLanguage) {
			return "They speak " + theirs + ", and you do not: give it back, and a caller who does will get it."
		}
	}
	return "They speak " + theirs + ", and neither you nor anybody else in this program does: tell your supervisor."
}

// tongues are the languages to choose from: those of whoever calls in the program and of
// its script first.
func tongues(call *queue.Call, speaks []string) []components.Option {
	spoken := append([]string{call.Head.ProgramLanguage, call.Head.Language}, speaks...)
	for _, o := range call.Callers {
		spoken = append(spoken, o.Languages...)
	}
	if call.Criteria != nil {
		spoken = append(spoken, call.Criteria.Languages()...)
	}
	options, others := []components.Option{{Label: "not known"}}, []components.Option(nil)
	for _, code := range models.Languages() {
		o := components.Option{Value: code, Label: models.LanguageName(code), Group: "Spoken in this program"}
		if slices.Contains(spoken, code) {
			options = append(options, o)
		} else {
			o.Group = "Others"
			others = append(others, o)
		}
	}
	return append(options, others...)
}

// Language handles POST /console/inquiries/:inquiry/language: the caller hears what they
// speak. Where it is not what the caller speaks, the page says what to do.
func (h *Calls) Language(c echo.Context) error {
	return h.learn(c, "speaks", func(in *callForm) (string, error) {
		said := "Kept: nobody knows which language they speak."
		if code := models.LanguageIn(in.Speaks); code != "" {
			said = "Kept: they speak " + models.LanguageName(code) + "."
		}
		return said, h.Queue.Hear(c.Request().Context(), session.Actor(c), in.Inquiry, in.Speaks)
	})
}
