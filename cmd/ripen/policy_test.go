package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestPolicyCheck_saysWhetherAndWhenByTheClockOfTheNumber(t *testing.T) {
	s := open(t)
	var answer struct {
		Verdict, Words, Window string
		Rules                  []string
		Local                  []struct{ Zone, At string }
		Closes, Opens          *string
	}
	s.answers(&answer, "policy", "check", "+1 813 555 0142", "--at", "2026-06-30T23:42:00Z")
	if answer.Verdict != "allow" || answer.Words != "New York 19:42, closes in 18 min" || answer.Closes == nil || answer.Opens != nil || !slices.Contains(answer.Rules, "us-fl-hours") || len(answer.Local) != 1 || answer.Local[0].At != "2026-06-30T19:42:00-04:00" {
		t.Errorf("%+v", answer)
	}
	s.answers(&answer, "policy", "check", "020 7946 0111", "--country", "UK", "--preset", "Mon-Fri 09:00-12:00", "--at", "2026-06-30T11:30:00Z")
	if answer.Verdict != "block" || answer.Words != "London 12:30, opens Wed 09:00" || !slices.Equal(answer.Rules, []string{"preset-custom"}) {
		t.Errorf("%+v", answer)
	}
	out, _ := s.types(exitDone, "", "policy", "check", "+33199001234", "--person", "consumer", "--at", "2026-09-09T09:00:00Z")
	if !strings.Contains(out, "+33 1 99 00 12 34: block\nNot on record for this person: opt-in.") {
		t.Errorf("said %q", out)
	}
	for flag, want := range map[string]string{
		"--zone=Mars/Olympus": "There is no time zone “Mars/Olympus”", "--at=yesterday": "write the instant with its zone", "--country=Narnia": "There is no country",
		"--preset=Mon-Fri": "is not a span of hours", "--person=robot": "write consumer or business", "--line=string": "write mobile or landline",
	} {
		if _, errs := s.types(exitWrong, "", "policy", "check", "+18135550142", flag); !strings.Contains(errs, want) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: %q", flag, errs)
		}
	}
	if _, errs := s.types(exitWrong, "", "policy", "check", "12"); !strings.Contains(errs, "names no country") {
		t.Errorf("no number: %q", errs)
	}
}

func TestPolicyList_isUploadedAndLookedUp(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "one", "--name", "One", "--zone", "Europe/Berlin", "--currency", "EUR")
	s.types(exitDone, "", "program", "create", "--client", "one", "--slug", "main", "--name", "Main")
	file := filepath.Join(t.TempDir(), "tps.csv")
	if err := os.WriteFile(file, []byte("number\n02079460111\n02079460111\nnobody\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := s.types(exitDone, "", "policy", "list", "add", "--register", "TPS", "--taken-on", "2026-06-20", "--country", "GB", file)
	if !strings.Contains(out, "TPS: 3 rows = 1 numbers + 1 repeats + 1 rejected.") {
		t.Errorf("said %q", out)
	}
	var answer struct {
		Verdict, Reason string
		Rules           []string
	}
	s.answers(&answer, "policy", "check", "+442079460111", "--client", "one", "--at", "2026-06-30T11:30:00Z")
	if answer.Verdict != "block" || !slices.Equal(answer.Rules, []string{"gb-tps"}) || answer.Reason != "The number is on the list “TPS”." {
		t.Errorf("%+v", answer)
	}
	var lists []listShown
	if s.answers(&lists, "policy", "list", "show"); len(lists) != 1 || lists[0].Numbers != 1 || *lists[0].MaxAge != 28 {
		t.Errorf("%+v", lists)
	}
	if _, errs := s.types(exitWrong, "", "policy", "list", "add", "--register", "TPS", "--taken-on", "2026-06-20", "policy_test.go"); !strings.Contains(errs, "rows hold no number") {
		t.Errorf("a file that is no list: %q", errs)
	}
	var replay struct{ Calls int }
	if s.answers(&replay, "policy", "replay", "--client", "one", "--program", "main", "--preset", "strict"); replay.Calls != 0 {
		t.Errorf("%+v", replay)
	}
	if _, errs := s.types(exitWrong, "", "policy", "replay", "--client", "one", "--program", "main", "--rules", "policy_test.go"); !strings.Contains(errs, "is no table of rules") {
		t.Errorf("rules that are none: %q", errs)
	}
}

func TestSimulateCalls_reportsAndCatchesAFault(t *testing.T) {
	s := open(t)
	var r struct{ Attempts, Allowed, Blocked, Violations int }
	if s.answers(&r, "simulate", "calls", "--attempts", "3000"); r.Attempts != 3000 || r.Allowed+r.Blocked != 3000 || r.Allowed < 300 || r.Violations != 0 {
		t.Errorf("%+v", r)
	}
	if out, _ := s.types(exitDone, "", "simulate", "calls", "--attempts", "3000", "--fault", "sunday"); !strings.Contains(out, "The fault sunday was caught.") {
		t.Errorf("said %q", out)
	}
	if _, errs := s.types(exitWrong, "", "simulate", "calls", "--fault", "luck"); !strings.Contains(errs, "choose one of winter") {
		t.Errorf("said %q", errs)
	}
}
