package policy_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ripen/services/policy"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A tableCase is one instant of one line of testdata/cases.txt.
type tableCase struct {
	name     string
	question policy.Question
	preset   policy.Preset
	want     policy.Verdict
}

// TestDecide_answersTheCasesReviewedByEye compares each verdict with the letter
// that stands beside its case, and the whole answer with the golden file.
func TestDecide_answersTheCasesReviewedByEye(t *testing.T) {
	t.Parallel()
	cases := readCases(t)
	var golden strings.Builder
	for _, c := range cases {
		d := policy.Decide(c.question)
		if d.Verdict != c.want {
			t.Errorf("%s: %s, want %s: %s", c.name, d.Verdict, c.want, d.Reason)
		}
		_, open := c.question.Window.Open(c.question.At)
		if brute := bruteOpen(c.question.Window, c.preset, c.question.At); open != brute {
			t.Errorf("%s: the window says open %v, rule by rule it is %v", c.name, open, brute)
		}
		retry := "-"
		if !d.RetryAt.IsZero() {
			retry = d.RetryAt.In(d.Local.Location()).Format("Mon 2006-01-02 15:04 -0700")
		}
		fmt.Fprintf(&golden, "%s\n    %s [%s] %s\n    %s; retry %s\n", c.name, d.Verdict, strings.Join(d.Rules, " "), d.Reason, c.question.Window.Words(c.question.At), retry)
	}
	if len(cases) < 400 {
		t.Errorf("only %d cases", len(cases))
	}
	if *update {
		if err := os.WriteFile("testdata/decisions.golden", []byte(golden.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/decisions.golden")
	if err != nil {
		t.Fatal(err)
	}
	got, expected := strings.Split(golden.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(expected)) {
		if i >= len(got) || i >= len(expected) || got[i] != expected[i] {
			t.Fatalf("decisions.golden differs from line %d on; review the difference, then run with -update", i+1)
		}
	}
}

func readCases(t *testing.T) []tableCase {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	verdicts := map[string]policy.Verdict{"A": policy.Allow, "W": policy.Warn, "B": policy.Block, "N": policy.NeedsDecision}
	var cases []tableCase
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 8 {
			t.Fatalf("a case needs 8 parts: %s", line)
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		clock, err := time.LoadLocation(f[5])
		if err != nil {
			t.Fatal(err)
		}
		preset := presetOf(t, f[0])
		for moment := range strings.SplitSeq(f[7], ", ") {
			at, err := time.ParseInLocation("2006-01-02 15:04", moment[:16], clock)
			if err != nil {
				t.Fatal(err)
			}
			place := policy.Place{Country: f[1], Region: f[2], Postcode: f[3]}
			q := policy.Question{At: at, Usable: true}
			extras(t, f[6], &place, &q)
			q.Window = policy.WindowFor(preset, place, f[4])
			name := strings.Join(append(slices.DeleteFunc(slices.Clone(f[:7]), func(s string) bool { return s == "" }), at.Format("Mon 2006-01-02 15:04")), " | ")
			cases = append(cases, tableCase{name, q, preset, verdicts[strings.TrimSpace(moment[16:])]})
		}
	}
	return cases
}

func presetOf(t *testing.T, text string) policy.Preset {
	t.Helper()
	if preset, ok := policy.PresetNamed(text); ok {
		return preset
	}
	hoursText, holidays, _ := strings.Cut(strings.TrimPrefix(text, "custom:"), "/")
	hours, err := policy.ParseHours(hoursText)
	if err != nil {
		t.Fatal(err)
	}
	preset, err := policy.Custom(hours, policy.Holidays(holidays), "Ruth Adler")
	if err != nil {
		t.Fatal(err)
	}
	return preset
}

func extras(t *testing.T, text string, place *policy.Place, q *policy.Question) {
	t.Helper()
	for word := range strings.FieldsSeq(text) {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "person":
			place.Person = policy.Person(value)
		case "line":
			place.Line = policy.Line(value)
		case "listed":
			for register := range strings.SplitSeq(value, "+") {
				q.Listed = append(q.Listed, policy.Listing{List: register, Register: register})
			}
		case "inquired":
			days, err := strconv.Atoi(strings.TrimSuffix(value, "d"))
			if err != nil {
				t.Fatal(err)
			}
			q.InquiredAt = q.At.AddDate(0, 0, days)
		case "zone":
			place.Zone = value
		case "promise":
			q.Promise = true
		case "unusable":
			q.Usable = false
		case "dnc":
			q.DoNotCall = strings.Split(value, "+")
		case "has":
			q.OnRecord = strings.Split(value, "+")
		case "plan":
			q.PlanAttempts, _ = strconv.Atoi(value)
		case "refused":
			days, err := strconv.Atoi(strings.TrimSuffix(value, "d"))
			if err != nil {
				t.Fatal(err)
			}
			q.RefusedAt = q.At.AddDate(0, 0, days)
		case "tries":
			for try := range strings.SplitSeq(value, ",") {
				ago, err := time.ParseDuration(try)
				if err != nil {
					t.Fatal(err)
				}
				q.Attempts = append(q.Attempts, q.At.Add(ago))
			}
		default:
			t.Fatalf("unknown extra %q", word)
		}
	}
}
