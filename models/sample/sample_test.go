package sample_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
)

func TestNorthlight_namesEverybodyOnce(t *testing.T) {
	t.Parallel()
	cast := sample.Northlight()
	seen := map[string]bool{}
	for _, p := range cast.Everybody() {
		if seen[p.Name] || seen[p.Email] {
			t.Errorf("%s, %s: twice in the cast", p.Name, p.Email)
		}
		seen[p.Name], seen[p.Email] = true, true
		if !strings.HasSuffix(p.Email, ".example") {
			t.Errorf("%s: the address %s could be somebody’s", p.Name, p.Email)
		}
	}
	slugs := map[string]bool{}
	for _, c := range cast.Clients {
		if !seen[c.AccountManager] {
			t.Errorf("%s: nobody is called %s", c.Name, c.AccountManager)
		}
		for _, p := range c.Programs {
			if slugs[p.Slug] {
				t.Errorf("the program %s is there twice", p.Slug)
			}
			slugs[p.Slug] = true
			for _, name := range append([]string{p.Supervisor}, p.Callers...) {
				if !seen[name] {
					t.Errorf("%s: nobody is called %s", p.Name, name)
				}
			}
		}
		for _, s := range c.Sources {
			if !slugs[s.Program] {
				t.Errorf("%s: there is no program %s", s.Name, s.Program)
			}
		}
	}
}

func TestNorthlight_criteriaReachEveryGrade(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)
	for _, client := range sample.Northlight().Clients {
		for _, p := range client.Programs {
			c := models.Criteria{Questions: p.Questions, Rule: p.Rule, Script: p.Script}
			if err := c.Check(); err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
			for want, answers := range map[models.Grade]models.Answers{
				models.GradeA: {"want": 2, "fit": 2, "when": 1, "money": 1, "who": 1, "next": 1},
				models.GradeB: {"want": 2, "fit": 2, "when": 3, "money": 2, "who": 2, "next": 2},
				models.GradeC: {"want": 2, "fit": 3, "when": 4, "money": 4, "who": 3, "next": 3},
				models.GradeD: {"want": 4, "fit": 4, "when": 4, "money": 4, "who": 4, "next": 4},
			} {
				if v := c.Compute(answers, at); v.Grade != want || !v.Complete {
					t.Errorf("%s: %v made %s of %d points, want %s", p.Name, answers, v.Grade, v.Points, want)
				}
			}
		}
	}
}

func TestNorthlight_scannersAreSoldInSpanishToTheLastLine(t *testing.T) {
	t.Parallel()
	for _, p := range sample.Northlight().Clients[0].Programs {
		c := models.Criteria{Questions: p.Questions, Rule: p.Rule, Script: p.Script}
		if missing, wanted := c.Untranslated("es"), len(c.Languages()) > 0; wanted != (p.Slug == "scanners-us") || wanted && missing > 0 {
			t.Errorf("%s: in %v, %d lines have no Spanish", p.Name, c.Languages(), missing)
		}
	}
}

func TestSpends_countsWhatIsPaidOnceAYearOnce(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	total := func(s sample.Source) (sum int64) {
		for _, amount := range s.Spends(at) {
			sum += amount.IntPart()
		}
		return sum
	}
	if got := total(sample.Source{Monthly: 10}); got != 130 {
		t.Errorf("every month: %d", got)
	}
	if got := total(sample.Source{Once: map[time.Month]int64{time.November: 61000}}); got != 61000 {
		t.Errorf("once a year: %d", got)
	}
	if got := (sample.Source{}).Spends(at); len(got) != 0 {
		t.Errorf("nothing entered: %v", got)
	}
}
