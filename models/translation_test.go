package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/models"
)

// bilingual is criteria of which every line but the closing has Spanish words.
func bilingual(change ...func(*models.Criteria)) *models.Criteria {
	c := branching()
	c.Questions[0].Say, c.Questions[0].SayIn = "“What should {product} do, {first}?”", models.Translations{"es": "“¿Qué espera de {product|nuestros equipos}, {first|}?”"}
	c.Questions[0].Branches[1].SayIn = models.Translations{"es": "“Qué lástima.”"}
	c.Script = models.Script{Opening: "“Hello {first}.”", OpeningIn: models.Translations{"es": "“Buenos días, {first|}.”"}, Closing: "“Goodbye.”",
		Objections: []models.Objection{{Title: "Too dear", Say: "“Compared with what?”", SayIn: models.Translations{"es": "“¿En comparación con qué?”"}}}}
	for _, each := range change {
		each(c)
	}
	return c
}

func TestTranslations_fallBackLineByLine(t *testing.T) {
	t.Parallel()
	c := bilingual()
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	for _, each := range []struct {
		in                       models.Translations
		line, language, said, is string
	}{
		{c.Script.OpeningIn, c.Script.Opening, "es", "“Buenos días, {first|}.”", "es"},
		{c.Script.OpeningIn, c.Script.Opening, "fr", "“Hello {first}.”", ""},
		{c.Script.OpeningIn, c.Script.Opening, "", "“Hello {first}.”", ""},
		{c.Script.ClosingIn, c.Script.Closing, "es", "“Goodbye.”", ""},
		{models.Translations{"es": "  "}, "“Goodbye.”", "es", "“Goodbye.”", ""},
	} {
		if said, is := each.in.Said(each.line, each.language); said != each.said || is != each.is {
			t.Errorf("%q in %q is %q in %q", each.line, each.language, said, is)
		}
	}
	if got := c.Languages(); !slices.Equal(got, []string{"es"}) {
		t.Errorf("translated into %v", got)
	}
	if es, fr := c.Untranslated("es"), c.Untranslated("fr"); es != 1 || fr != 5 {
		t.Errorf("%d lines have no Spanish, %d no French", es, fr)
	}
}

func TestCheck_refusesATranslationThatCouldNotBeReadOut(t *testing.T) {
	t.Parallel()
	for words, change := range map[string]func(*models.Criteria){
		"The opening is translated into “xx”, which is no language":       func(c *models.Criteria) { c.Script.OpeningIn["xx"] = "Hello" },
		"The opening is translated into “es-MX”, which is no language":    func(c *models.Criteria) { c.Script.OpeningIn["es-MX"] = "Hello" },
		"Question 2 in Spanish has no line of its own":                    func(c *models.Criteria) { c.Questions[1].SayIn = models.Translations{"es": "“¿Y el dinero?”"} },
		"The opening in Spanish names {nombre}, which nobody can fill in": func(c *models.Criteria) { c.Script.OpeningIn["es"] = "“Hola {nombre|}.”" },
		"A branch of question 1 in Spanish has a brace":                   func(c *models.Criteria) { c.Questions[0].Branches[1].SayIn["es"] = "“Hola {first”" },
		"in Spanish names {first}: write what is said where it is not":    func(c *models.Criteria) { c.Script.Objections[0].SayIn["es"] = "“¿Y usted, {first}?”" },
	} {
		if err := bilingual(change).Check(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", words, err)
		}
	}
}

func TestTranslations_changeNoGrade(t *testing.T) {
	t.Parallel()
	at, answers := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC), models.Answers{"want": 1, "money": 1, "when": 1}
	one, two := branching(), bilingual()
	if a, b := one.Compute(answers, at), two.Compute(answers, at); a.Grade != b.Grade || a.Points != b.Points || !slices.Equal(a.Because, b.Because) {
		t.Errorf("%+v and %+v", a, b)
	}
}

func TestSpoken_saysTheLinesOwnWordsForWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	said := func(line string, known map[string]string) (text string) {
		for _, part := range models.Spoken(line, known) {
			text += part.Text
		}
		return text
	}
	line := "Buenos días {first|}, le llamo por {product|nuestros escáneres}."
	if got := said(line, map[string]string{"first": "Rosa", "product": "dos escáneres"}); got != "Buenos días Rosa, le llamo por dos escáneres." {
		t.Error(got)
	}
	if got := said(line, nil); got != "Buenos días, le llamo por nuestros escáneres." {
		t.Error(got)
	}
}

func TestUnderstands_whoSpeaksTheLanguageOrWorksInIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		speaks             []string
		language, programs string
		want               bool
	}{
		{nil, "", "", true}, {nil, "", "de", true}, {nil, "es", "", false}, {[]string{"en", "es"}, "es", "en", true}, {[]string{"en"}, "es", "en", false}, {nil, "en", "en", true},
	} {
		if got := models.Understands(c.speaks, c.language, c.programs); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	if all := models.Languages(); all[0] != "sq" || !slices.Contains(all, "es") { // Albanian is the first by name
		t.Errorf("all languages: %v", all)
	}
}
