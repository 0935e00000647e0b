package models

import (
	"strings"
	"testing"
	"time"
)

// always is open at every hour.
type always struct{}

func (always) NextOpen(at time.Time) (time.Time, bool) { return at, true }

// office is open from 9 to 17 on weekdays, in UTC.
type office struct{}

func (office) NextOpen(at time.Time) (time.Time, bool) {
	for range 20 {
		switch y, m, d := at.Date(); {
		case at.Weekday() == time.Saturday || at.Weekday() == time.Sunday || at.Hour() >= 17:
			at = time.Date(y, m, d+1, 9, 0, 0, 0, at.Location())
		case at.Hour() < 9:
			return time.Date(y, m, d, 9, 0, 0, 0, at.Location()), true
		default:
			return at, true
		}
	}
	return time.Time{}, false
}

func TestContactPlan_refusesWhatContradictsItself(t *testing.T) {
	t.Parallel()
	call := PlanStep{Channel: ByCall, After: day}
	for want, p := range map[string]ContactPlan{
		"at least one call":     {Class: New, DeadlineDays: 5},
		"Choose whom":           {Class: "old", DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}}},
		"between 1 and 365":     {Class: New, Steps: []PlanStep{{Channel: ByCall}}},
		"Begin with a call":     {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByEmail, Subject: "x", Text: "y"}, call}},
		"does not come after":   {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByCall, After: -60}}},
		"before the last step":  {Class: New, DeadlineDays: 2, Steps: []PlanStep{{Channel: ByCall}, call, call, call}},
		"write its subject":     {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByEmail, After: 60}}},
		"is a text: write":      {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByText, After: 60}}},
		"Choose the hours":      {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall, Part: "night"}}},
		"Choose how step 2":     {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}, {Channel: "fax", After: 60}}},
		"needs a subject and":   {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}}, Letter: PlanLetter{Text: "Hello"}},
		"more than 90 days":     {Class: New, DeadlineDays: 365, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByCall, After: 100 * day}}},
		"20 steps at the most":  {Class: New, DeadlineDays: 365, Steps: make([]PlanStep, 21)},
		"5 days comes before":   {Class: New, DeadlineDays: 5, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByCall, After: 6 * day}}},
		"due after 30 hours: g": {Class: New, DeadlineDays: 1, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByCall, After: 30 * 60}}},
	} {
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a refusal with %q, got %v", want, err)
		}
	}
	for _, class := range Classes {
		for calls := 1; calls <= 20; calls++ {
			p := UsualPlan(class, calls)
			if err := p.Check(); err != nil || p.Calls() != calls {
				t.Errorf("the usual plan of %s with %d calls: %d, %v", class, calls, p.Calls(), err)
			}
		}
	}
}

func TestDayPart_variesTheHoursWithinTheHoursThatAreOpen(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, 7, 6, 9, 30, 0, 0, time.UTC)
	seen := map[DayPart]bool{}
	at := monday
	for range 6 {
		next := AnotherHour.Place(office{}, time.UTC, at, at.AddDate(0, 0, 1), 10*time.Minute)
		if open, _ := (office{}).NextOpen(next); !open.Equal(next) || PartOf(next) == PartOf(at) {
			t.Fatalf("after %s: %s", at, next)
		}
		seen[PartOf(next)] = true
		at = next
	}
	if len(seen) != 3 {
		t.Errorf("six attempts came in %v", seen)
	}
	friday := time.Date(2026, 7, 10, 15, 0, 0, 0, time.UTC)
	if got, want := Morning.Place(office{}, time.UTC, friday, friday.Add(time.Hour), 0), time.Date(2026, 7, 13, 9, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("the next morning is %s, want %s", got, want)
	}
	if got := Evening.Place(office{}, time.UTC, friday, friday.Add(time.Hour), 0); !got.Equal(friday.Add(time.Hour)) {
		t.Errorf("where no evening is open the part gives way, not the hours: %s", got)
	}
	if got := AnyHour.Place(always{}, time.UTC, friday, friday, time.Hour); !got.Equal(friday) {
		t.Errorf("what need not be moved is not: %s", got)
	}
}

func TestAttempted_followsThePlanToItsEnd(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 7, 6, 9, 30, 0, 0, time.UTC)
	plan := ContactPlan{Class: New, DeadlineDays: 10, Steps: []PlanStep{{Channel: ByCall}, {Channel: ByText, After: 10, Text: "Hello"}, {Channel: ByCall, After: day}, {Channel: ByEmail, After: 60, Subject: "a", Text: "b"}, {Channel: ByCall, After: 2 * day}}}
	i := Inquiry{Class: New, Channel: ByCall}
	try := func(d Disposition, most int) {
		t.Helper()
		i.State = Held
		c, _ := d.Consequence()
		if err := i.Attempted(c, &plan, most, at); err != nil {
			t.Fatal(err)
		}
	}
	try(Busy, 6)
	if i.Step != 0 || i.Attempts != 1 || i.DueAt.Sub(at) != 2*time.Hour {
		t.Fatalf("a busy line repeats its step: %+v", i)
	}
	try(NoAnswer, 6)
	if i.Step != 1 || i.Channel != ByText || i.DueAt.Sub(at) != 10*time.Minute {
		t.Fatalf("then the text: %+v", i)
	}
	try(TextSent, 6)
	if i.Step != 2 || i.Channel != ByCall || i.Attempts != 2 || i.DueAt.Sub(at) != 24*time.Hour {
		t.Fatalf("a text counts as no call: %+v", i)
	}
	try(Voicemail, 3)
	if i.Step != 3 || i.Channel != ByEmail {
		t.Fatalf("the letter is still written when the calls are used up: %+v", i)
	}
	i.Step++
	i.Proceed(&plan, 3, at)
	if i.State != Nurtured || i.Class != Unreached || !i.NextAt.Equal(at.Add(UnreachedAfter)) {
		t.Fatalf("used up: %+v", i)
	}
	i = Inquiry{Class: Unreached, Channel: ByCall, State: Held, BegunAt: new(at.AddDate(0, 0, -9))}
	try(NoAnswer, 6)
	if i.Step = 1; i.State != Scheduled {
		t.Fatalf("%+v", i)
	}
	at = at.AddDate(0, 0, 2)
	try(NoAnswer, 6)
	if i.State != Closed || i.ClosedReason != ClosedNotReached {
		t.Fatalf("past its deadline the second round closes: %+v", i)
	}
}

func TestPromise_isKeptWithinItsToleranceOnly(t *testing.T) {
	t.Parallel()
	due := time.Date(2026, 7, 6, 14, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		began   time.Duration
		state   string
		reached bool
		want    string
	}{
		{-time.Hour, "open", false, ""}, {-time.Hour, "open", true, "kept"}, {-15 * time.Minute, "open", false, "kept"}, {15 * time.Minute, "open", false, "kept"},
		{16 * time.Minute, "open", true, "broken"}, {10 * time.Minute, "broken", true, "broken"},
	} {
		p := Promise{DueAt: due, State: c.state}
		if got := p.Answers(due.Add(c.began), c.reached); got != c.want {
			t.Errorf("begun %s, %s, reached %v: %q, want %q", c.began, c.state, c.reached, got, c.want)
		}
	}
}

func TestContactPlan_countsItsOwnCallsAlone(t *testing.T) {
	t.Parallel()
	p := ContactPlan{Steps: []PlanStep{{Channel: ByCall}, {Channel: ByText}, {Channel: ByCall}, {Channel: ByEmail}}}
	for step, want := range []int{1, 2, 2, 3, 3, 3} {
		if n, of := p.Turn(step); n != want || of != 2 {
			t.Errorf("at step %d: %d of %d, want %d of 2", step, n, of, want)
		}
	}
}
