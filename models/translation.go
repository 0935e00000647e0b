package models

import (
	"maps"
	"slices"
	"strings"
)

// Translations are what one spoken line is in further languages, by their codes. They
// stand beside the line itself, so that they move and go with it. Only what is spoken is
// translated: what is to be heard, the answers and the notes stay in the one language in
// which everybody grades and the reps read.
type Translations map[string]string

// Said is the line in a language, and the language it is in: the line itself, and "",
// where nobody translated it.
func (t Translations) Said(line, language string) (text, in string) {
	if text := t[language]; strings.TrimSpace(text) != "" {
		return text, language
	}
	return line, ""
}

// A spokenLine is one line that is said, and what to call it.
type spokenLine struct {
	where, say string
	in         Translations
}

// spokenLines is every line of these criteria and their script, in the order of a call.
func (c *Criteria) spokenLines() []spokenLine {
	s := &c.Script
	lines := []spokenLine{{"The opening", s.Opening, s.OpeningIn}}
	for n, q := range c.Questions {
		lines = append(lines, spokenLine{"Question " + itoa(n+1), q.Say, q.SayIn})
		for _, b := range q.Branches {
			lines = append(lines, spokenLine{"A branch of question " + itoa(n+1), b.Say, b.SayIn})
		}
	}
	lines = append(lines, spokenLine{"The closing", s.Closing, s.ClosingIn}, spokenLine{"The voicemail text", s.Voicemail, s.VoicemailIn}, spokenLine{"The gatekeeper text", s.Gatekeeper, s.GatekeeperIn})
	for _, o := range s.Objections {
		lines = append(lines, spokenLine{"The objection “" + o.Title + "”", o.Say, o.SayIn})
	}
	return lines
}

// Languages are those into which at least one line is translated.
func (c *Criteria) Languages() []string {
	found := map[string]bool{}
	for _, line := range c.spokenLines() {
		for language := range line.in {
			if _, in := line.in.Said(line.say, language); in != "" {
				found[language] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// Untranslated is how many lines have no words in this language.
func (c *Criteria) Untranslated(language string) (n int) {
	for _, line := range c.spokenLines() {
		if _, in := line.in.Said(line.say, language); in == "" && strings.TrimSpace(line.say) != "" {
			n++
		}
	}
	return n
}

// checkTranslations refuses what could not be read out in another language.
func (c *Criteria) checkTranslations() error {
	for _, line := range c.spokenLines() {
		for _, language := range slices.Sorted(maps.Keys(line.in)) {
			if err := line.checkIn(language); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l spokenLine) checkIn(language string) error {
	if language == "" || LanguageIn(language) != language {
		return Refuse(Invalid, "questions", "%s is translated into “%s”, which is no language: use a code such as es or fr.", l.where, language)
	}
	where := l.where + " in " + LanguageName(language)
	text, in := l.in.Said(l.say, language)
	switch {
	case in == "":
		return nil
	case strings.TrimSpace(l.say) == "":
		return Refuse(Invalid, "questions", "%s has no line of its own: write that first, for everybody who speaks something else.", where)
	}
	if err := checkLine(where, text); err != nil {
		return err
	}
	for _, found := range braces.FindAllStringSubmatch(text, -1) {
		if name, _, own := strings.Cut(found[1], "|"); !own && !alwaysKnown[name] {
			return Refuse(Invalid, "questions", "%s names {%s}: write what is said where it is not known, such as {%s|...}, else it would be said in English.", where, name, name)
		}
	}
	return nil
}

// alwaysKnown are the fields for which nothing has to stand in: they are known in every
// call, or nothing is said for them.
var alwaysKnown = map[string]bool{"client": true, "caller": true, "source": true, "last": true}
