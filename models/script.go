package models

import (
	"regexp"
	"slices"
	"strings"
)

// A Script is what is said around the questions of a version of the criteria.
type Script struct {
	Opening    string      `json:"opening,omitempty"`
	Voicemail  string      `json:"voicemail,omitempty"`
	Gatekeeper string      `json:"gatekeeper,omitempty"`
	Closing    string      `json:"closing,omitempty"`
	CallBack   string      `json:"call_back,omitempty"` // the number people can ring: {callback}
	Objections []Objection `json:"objections,omitempty"`

	OpeningIn    Translations `json:"opening_in,omitempty"`
	VoicemailIn  Translations `json:"voicemail_in,omitempty"`
	GatekeeperIn Translations `json:"gatekeeper_in,omitempty"`
	ClosingIn    Translations `json:"closing_in,omitempty"`
}

// An Objection is what people say against it, and what to answer.
type Objection struct {
	Title string       `json:"title"`
	Say   string       `json:"say"`
	SayIn Translations `json:"say_in,omitempty"`
	Note  string       `json:"note,omitempty"` // what to write down when it was heard
}

// ScriptFields are what a spoken line can name in braces, and what is said where it is
// not known of a person.
var ScriptFields = map[string]string{
	"first": "there", "last": "", "name": "you", "title": "your position", "organisation": "your company", "product": "our products",
	"city": "your area", "source": "our notice", "client": "our client", "caller": "your caller", "callback": "the number you see",
}

// FieldsHelp names the fields for whoever writes a script.
const FieldsHelp = "{first}, {last}, {name}, {title}, {organisation}, {product}, {city}, {source}, {client}, {caller}, {callback}"

var braces = regexp.MustCompile(`\{([^{}]*)\}`)

// A Part of a spoken line; what was filled in is Filled.
type Part struct {
	Text   string
	Filled bool
}

// Spoken fills the fields of a person into a line. What is not known of them falls back
// to the line’s own words for it, “{product|our scanners}”, else to words that fit
// anybody; and a field that there is not is left out.
func Spoken(line string, known map[string]string) (parts []Part) {
	at := 0
	text := func(s string, filled bool) {
		if s != "" {
			parts = append(parts, Part{s, filled})
		}
	}
	for _, found := range braces.FindAllStringSubmatchIndex(line, -1) {
		text(line[at:found[0]], false)
		at = found[1]
		field, instead, own := strings.Cut(line[found[2]:found[3]], "|")
		value := strings.TrimSpace(known[field])
		if value == "" && own {
			value = strings.TrimSpace(instead)
		} else if value == "" {
			value = ScriptFields[field]
		}
		if last := len(parts) - 1; value == "" && last >= 0 { // nothing to say: no gap, either
			parts[last].Text = strings.TrimRight(parts[last].Text, " ")
			if parts[last].Text == "" {
				parts = parts[:last]
			}
		}
		text(value, true)
	}
	text(line[at:], false)
	return parts
}

// checkLine refuses a line that names a field there is not.
func checkLine(where, line string) error {
	for _, found := range braces.FindAllStringSubmatch(line, -1) {
		name, _, _ := strings.Cut(found[1], "|")
		if _, ok := ScriptFields[name]; !ok {
			return Refuse(Invalid, "questions", "%s names {%s}, which nobody can fill in: use %s.", where, name, FieldsHelp)
		}
	}
	if strings.Count(line, "{") != strings.Count(line, "}") {
		return Refuse(Invalid, "questions", "%s has a brace that is not closed: write fields like {first}.", where)
	}
	return nil
}

// Check refuses a script that could not be read out.
func (s *Script) Check() error {
	lines := []struct{ where, text string }{{"The opening", s.Opening}, {"The voicemail text", s.Voicemail}, {"The gatekeeper text", s.Gatekeeper}, {"The closing", s.Closing}}
	for n, o := range s.Objections {
		switch {
		case strings.TrimSpace(o.Title) == "":
			return Refuse(Invalid, "objections", "Objection %d has no title: write what people say, such as “Too dear”.", n+1)
		case strings.TrimSpace(o.Say) == "":
			return Refuse(Invalid, "objections", "Say what to answer to “%s”.", o.Title)
		}
		lines = append(lines, struct{ where, text string }{"The objection “" + o.Title + "”", o.Say})
	}
	for _, line := range lines {
		if err := checkLine(line.where, line.text); err != nil {
			return err
		}
	}
	return nil
}

// TheEnd is where a branch jumps to when nothing more is to be asked.
const TheEnd = "end"

// next is where the answer n to the k-th question leads; the number of questions is the end.
func (c *Criteria) next(k, n int) int {
	for _, b := range c.Questions[k].Branches {
		if b.Goto == "" || !slices.Contains(b.On, n) {
			continue
		}
		if b.Goto == TheEnd {
			return len(c.Questions)
		}
		if to := c.index(b.Goto); to > k {
			return to
		}
	}
	return k + 1
}

// index is where the question with this key stands; -1 if there is none.
func (c *Criteria) index(key string) int {
	return slices.IndexFunc(c.Questions, func(q Question) bool { return q.Key == key })
}

// Skipped are the questions, by key, that these answers jump over: they do not apply.
func (c *Criteria) Skipped(answers Answers) map[string]bool {
	skipped := map[string]bool{}
	for k := 0; k < len(c.Questions); {
		to := c.next(k, answers[c.Questions[k].Key])
		for j := k + 1; j < to; j++ {
			skipped[c.Questions[j].Key] = true
		}
		k = to
	}
	return skipped
}

// applying is the questions that these answers do not jump over, in order.
func (c *Criteria) applying(answers Answers) (asked []Question) {
	skipped := c.Skipped(answers)
	for _, q := range c.Questions {
		if !skipped[q.Key] {
			asked = append(asked, q)
		}
	}
	return asked
}

// checkPaths refuses branches that lead nowhere, back, or past a question for good.
func (c *Criteria) checkPaths() error {
	reached := make([]bool, len(c.Questions)+1)
	reached[0] = true
	for k, q := range c.Questions {
		if !reached[k] {
			return Refuse(Invalid, "questions", "Nobody can reach question %d, “%s”: every answer before it jumps over it.", k+1, q.Hear)
		}
		sent := map[int]string{}
		for _, b := range q.Branches {
			if err := c.checkBranch(k, b, sent); err != nil {
				return err
			}
		}
		for n := range q.Options {
			reached[c.next(k, n+1)] = true
		}
	}
	return nil
}

func (c *Criteria) checkBranch(k int, b Branch, sent map[int]string) error {
	q := c.Questions[k]
	if strings.TrimSpace(b.Say) == "" && b.Goto == "" {
		return Refuse(Invalid, "questions", "Question %d has a branch that does nothing: say something there, or go on to another question.", k+1)
	}
	if len(b.On) == 0 {
		return Refuse(Invalid, "questions", "Question %d has a branch that no answer leads to: name its answers by their numbers, such as 3, 4.", k+1)
	}
	for _, n := range b.On {
		if n < 1 || n > len(q.Options) {
			return Refuse(Invalid, "questions", "Question %d has a branch on answer %d, which is a dead end: it has %d answers.", k+1, n, len(q.Options))
		}
		if b.Goto == "" {
			continue
		}
		if other, twice := sent[n]; twice && other != b.Goto {
			return Refuse(Invalid, "questions", "Answer %d of question %d goes on to two questions: choose one.", n, k+1)
		}
		sent[n] = b.Goto
	}
	switch to := c.index(b.Goto); {
	case b.Goto == "" || b.Goto == TheEnd:
	case to < 0:
		return Refuse(Invalid, "questions", "Question %d goes on to a question that is not there: choose one of those below it.", k+1)
	case to <= k:
		return Refuse(Invalid, "questions", "Question %d goes back to question %d, so the script would never end: go on to one below it.", k+1, to+1)
	}
	return checkLine("Question "+itoa(k+1), b.Say)
}

// best is the most points that any way through the questions brings.
func (c *Criteria) best() int {
	most := make([]int, len(c.Questions)+1)
	for k := len(c.Questions) - 1; k >= 0; k-- {
		for n, o := range c.Questions[k].Options {
			if points := o.Points + most[c.next(k, n+1)]; n == 0 || points > most[k] {
				most[k] = points
			}
		}
	}
	return most[0]
}
