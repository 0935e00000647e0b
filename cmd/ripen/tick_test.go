package main

import (
	"strings"
	"testing"

	"ripen/services/jobs"
)

func TestTick_isForDevelopmentAndSaysWhatWasDue(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One")
	var ticked jobs.Ticked
	s.answers(&ticked, "tick", "--at", "2026-07-01T09:00:00Z")
	if ticked != (jobs.Ticked{Balanced: 1}) { // the history of an empty sheet begins, too
		t.Errorf("of nothing: %+v", ticked)
	}
	if _, errs := s.types(exitWrong, "", "tick", "--at", "tomorrow"); !strings.Contains(errs, "Write the instant as") {
		t.Errorf("said %q", errs)
	}
	t.Setenv("RIPEN_ENV", "production")
	t.Setenv("RIPEN_BASE_URL", "https://ripen.example")
	if _, errs := s.types(exitWrong, "", "tick", "--at", "2026-07-01T09:00:00Z"); !strings.Contains(errs, "development") {
		t.Errorf("said %q", errs)
	}
}

func TestTick_bringsBackWhatIsDueAndOnlyOnce(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "seed", "--demo", "--days", "2")
	var done jobs.Ticked
	s.answers(&done, "tick", "--at", "2036-01-01T12:00:00Z")
	if done.Ripened+done.Promoted == 0 {
		t.Errorf("years later nothing was due: %+v", done)
	}
	s.answers(&done, "tick", "--at", "2036-01-01T12:00:00Z")
	if done != (jobs.Ticked{}) {
		t.Errorf("the same instant again found %+v", done)
	}
	var sheets []struct{ Difference int }
	s.answers(&sheets, "balance")
	for _, b := range sheets {
		if b.Difference != 0 {
			t.Errorf("off by %d", b.Difference)
		}
	}
}
