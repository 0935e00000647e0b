package clients_test

import (
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
)

const hour, day = 60, 24 * 60

// calls is a plan of calls so many minutes apart.
func calls(a *agencytest.Agency, class models.Class, deadline int, waits ...int) models.ContactPlan {
	p := models.ContactPlan{ProgramID: a.Program("scanners-us").ID, Class: class, DeadlineDays: deadline, Steps: []models.PlanStep{{Channel: models.ByCall}}}
	for _, wait := range waits {
		p.Steps = append(p.Steps, models.PlanStep{Channel: models.ByCall, After: wait})
	}
	return p
}

func TestPublishPlan_putsAVersionInForceAndKeepsTheOnesBefore(t *testing.T) {
	t.Parallel()
	a := agencytest.Open(t)
	s, priya := clients.New(a.Store, a.Clock.Now), a.As("Priya Raman")
	program := a.Program("scanners-us")
	plans, err := s.Plans(t.Context(), priya, program.ID)
	if err != nil || len(plans) != len(models.Classes) || plans[1].Version != 0 || plans[1].Calls() != program.MaxAttempts {
		t.Fatalf("before: %d plans, %v", len(plans), err)
	}
	token := models.NewID()
	for n, plan := range []models.ContactPlan{calls(a, models.New, 20, day, 2*day), calls(a, models.New, 20, day, 2*day, 3*day)} {
		for range 2 { // the second sending changes nothing
			if _, err := s.PublishPlan(t.Context(), priya, plan, token); err != nil {
				t.Fatal(n, err)
			}
		}
		token = models.NewID()
	}
	plans, err = s.Plans(t.Context(), priya, program.ID)
	if err != nil || plans[1].Version != 2 || plans[1].Calls() != 4 || plans[0].Version != 0 {
		t.Fatalf("after: %+v, %v", plans[1], err)
	}
	all, err := s.PlanVersions(t.Context(), priya, program.ID, models.New)
	if err != nil || len(all) != 2 || all[0].State != "in_force" || all[1].State != "retired" || all[1].Calls() != 3 {
		t.Errorf("versions: %+v, %v", all, err)
	}
	for _, name := range []string{"Dana Whitfield", "Marta Silva"} {
		if _, err := s.PublishPlan(t.Context(), a.As(name), calls(a, models.New, 20, day), models.NewID()); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPublishPlan_saysWhatItCannotReach(t *testing.T) {
	t.Parallel()
	a := agencytest.Open(t)
	s, priya := clients.New(a.Store, a.Clock.Now), a.As("Priya Raman")
	for n := range 3 {
		a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = "+1813555010" + string(rune('1'+n)) })
	}
	// The caps allow two a day: six calls do not go into one day, whenever it is begun.
	trial, err := s.PublishPlan(t.Context(), priya, calls(a, models.New, 1, 3*hour, 3*hour, 3*hour, 3*hour, 3*hour), models.NewID())
	if err == nil || !strings.Contains(err.Error(), "cannot make six attempts before its deadline") || !strings.Contains(err.Error(), "2 a day and 3 in 24 hours") {
		t.Errorf("six in a day: %+v %v", trial, err)
	}
	// Five in four days are too many only where a Sunday lies between.
	trial, err = s.PublishPlan(t.Context(), priya, calls(a, models.New, 4, day, day, day, day), models.NewID())
	if err != nil || trial.Most != 5 || trial.Fewest >= 5 || !strings.Contains(trial.Words(), "This plan cannot make five attempts before its deadline: begun on a ") {
		t.Errorf("five in four days: %+v, %q, %v", trial, trial.Words(), err)
	}
	t.Log(trial.Words())
	trial, err = s.PublishPlan(t.Context(), priya, calls(a, models.New, 30, day, day, 2*day, 3*day, 4*day), models.NewID())
	if err != nil || trial.Words() != "" || trial.Fewest != 6 || trial.Where < 2 {
		t.Errorf("six in thirty days: %+v, %v", trial, err)
	}
}

func TestPublishPlan_refusesWhatTheProgramDoesNotAllow(t *testing.T) {
	t.Parallel()
	a := agencytest.Open(t)
	s, priya := clients.New(a.Store, a.Clock.Now), a.As("Priya Raman")
	many := calls(a, models.New, 60, day, day, day, day, day, day, day, day)
	if _, err := s.PublishPlan(t.Context(), priya, many, models.NewID()); err == nil || !strings.Contains(err.Error(), "allows 8 attempts, and the plan has 9 calls") {
		t.Errorf("nine calls: %v", err)
	}
	late := calls(a, models.RequalC, 30, day)
	late.Steps = append(late.Steps, models.PlanStep{Channel: models.ByEmail, After: day, Subject: "Hello", Text: "Hello again"})
	if _, err := s.PublishPlan(t.Context(), priya, late, models.NewID()); err == nil || !strings.Contains(err.Error(), "consent") {
		t.Errorf("an e-mail half a year later: %v", err)
	}
	late.Class = models.New
	if _, err := s.PublishPlan(t.Context(), priya, late, models.NewID()); err != nil {
		t.Errorf("an e-mail after two days: %v", err)
	}
}

func TestUsualPlans_canBeMadeWheneverTheyAreBegun(t *testing.T) {
	t.Parallel()
	a := agencytest.Open(t)
	s, priya := clients.New(a.Store, a.Clock.Now), a.As("Priya Raman")
	for _, slug := range []string{"scanners-us", "chairside-us", "scanner-de", "lab-scanner-eu"} {
		plans, err := s.Plans(t.Context(), priya, a.Program(slug).ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range plans {
			if trial, err := s.TryPlan(t.Context(), priya, p); err != nil || trial.Worst != nil || trial.Where == 0 {
				t.Errorf("%s, %s: %s, %v", slug, p.Class, trial.Words(), err)
			}
		}
	}
}
