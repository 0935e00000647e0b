package models_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
)

// branching is criteria whose first question, answered 2, jumps over the second, and
// answered 3 to the end.
func branching(change ...func(*models.Criteria)) *models.Criteria {
	two := []models.Option{{Label: "Yes", Points: 30}, {Label: "No", Points: 5}}
	c := &models.Criteria{Rule: models.Rule{A: 60, B: 40, C: 10}, Questions: []models.Question{
		{Key: "want", Hear: "What?", Options: []models.Option{{Label: "All", Points: 40}, {Label: "Half", Points: 40}, {Label: "None"}}, Branches: []models.Branch{
			{On: []int{2}, Goto: "when"}, {On: []int{3}, Say: "“Pity.”", Goto: models.TheEnd}}},
		{Key: "money", Hear: "Money?", Options: two},
		{Key: "when", Hear: "When?", Options: two},
	}}
	for _, each := range change {
		each(c)
	}
	return c
}

func TestCompute_asksOnlyWhatApplies(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		answers  models.Answers
		complete bool
		grade    models.Grade
		applying int
		next     string
	}{
		{models.Answers{}, false, models.Ungraded, 3, "What?"},
		{models.Answers{"want": 1}, false, models.GradeB, 3, "Money?"},
		{models.Answers{"want": 1, "money": 1, "when": 1}, true, models.GradeA, 3, ""},
		{models.Answers{"want": 2}, false, models.GradeB, 2, "When?"},
		{models.Answers{"want": 2, "when": 1}, true, models.GradeA, 2, ""},
		{models.Answers{"want": 2, "money": 1, "when": 2}, true, models.GradeB, 2, ""}, // what was heard before is not counted
		{models.Answers{"want": 3, "money": 1, "when": 1}, true, models.GradeD, 1, ""},
	} {
		v := branching().Compute(c.answers, at)
		if v.Complete != c.complete || v.Grade != c.grade || v.Applying != c.applying || v.Next != c.next {
			t.Errorf("%v: %+v", c.answers, v)
		}
	}
}

func TestKeep_recordsWhatWasNotAsked(t *testing.T) {
	t.Parallel()
	kept := branching().Keep(models.Answers{"want": 2, "money": 1, "when": 1, "other": 4})
	if money, there := kept["money"]; !there || money != models.NotAsked || kept["when"] != 1 || len(kept) != 3 {
		t.Errorf("kept %v", kept)
	}
	if reasons := branching().Reasons(kept); len(reasons) != 2 {
		t.Errorf("reasons %v", reasons)
	}
}

func TestCheck_refusesAScriptThatLeadsNowhere(t *testing.T) {
	t.Parallel()
	if err := branching().Check(); err != nil {
		t.Fatal(err)
	}
	branch := func(b ...models.Branch) func(*models.Criteria) {
		return func(c *models.Criteria) { c.Questions[1].Branches = b }
	}
	for words, change := range map[string]func(*models.Criteria){
		"goes back":               branch(models.Branch{On: []int{1}, Goto: "want"}),
		"goes back to question 2": branch(models.Branch{On: []int{1}, Goto: "money"}),
		"is not there":            branch(models.Branch{On: []int{1}, Goto: "weather"}),
		"dead end":                branch(models.Branch{On: []int{7}, Goto: "when"}),
		"no answer leads to":      branch(models.Branch{Goto: "when"}),
		"does nothing":            branch(models.Branch{On: []int{1}}),
		"two questions":           branch(models.Branch{On: []int{1}, Goto: "when"}, models.Branch{On: []int{1}, Goto: models.TheEnd}),
		"Nobody can reach question 3": func(c *models.Criteria) {
			c.Questions[0].Branches[0].Goto = "end"
			branch(models.Branch{On: []int{1, 2}, Goto: "end"})(c)
		},
		"names {frist}":                  func(c *models.Criteria) { c.Questions[1].Say = "“{frist}, is there money?”" },
		"not closed":                     func(c *models.Criteria) { c.Script.Opening = "Hello {first" },
		"what to answer to":              func(c *models.Criteria) { c.Script.Objections = []models.Objection{{Title: "Too dear"}} },
		"has no title":                   func(c *models.Criteria) { c.Script.Objections = []models.Objection{{Say: "“Compared with what?”"}} },
		"nobody could ever be an A":      func(c *models.Criteria) { c.Rule.A = 101 },
		"Call question 2 something else": func(c *models.Criteria) { c.Questions[1].Key = "end" },
	} {
		if err := branching(change).Check(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", words, err)
		}
	}
	// The way to the most points counts, not the sum of all: no answer brings more than 40 and 30 and 30.
	if err := branching(func(c *models.Criteria) { c.Rule.A = 100 }).Check(); err != nil {
		t.Error(err)
	}
	if err := branching(func(c *models.Criteria) { c.Rule.A = 71; c.Questions[0].Options[0].Points = 0 }).Check(); err == nil {
		t.Error("an A that only a skipped question would make")
	}
}

func TestSpoken_fillsInWhatIsKnownAndFallsBack(t *testing.T) {
	t.Parallel()
	said := func(line string, known map[string]string) (text string) {
		for _, part := range models.Spoken(line, known) {
			text += part.Text
		}
		return text
	}
	line := "Hello {first} {last}, about {product} for {organisation}. Ring {callback}{nothing}."
	if got := said(line, map[string]string{"first": "Belle", "last": "Love", "product": "scanners", "organisation": "Houston Oral Care", "callback": "+1 813 555 0100"}); got != "Hello Belle Love, about scanners for Houston Oral Care. Ring +1 813 555 0100." {
		t.Error(got)
	}
	if got := said(line, nil); got != "Hello there, about our products for your company. Ring the number you see." {
		t.Error(got)
	}
	if parts := models.Spoken("No fields } here {", nil); len(parts) != 1 || parts[0].Filled {
		t.Errorf("%+v", parts)
	}
}
