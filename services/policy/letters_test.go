package policy_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"ripen/services/policy"
)

func TestLetterBasis_answersTheCasesReviewedByEye(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/letters.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "|")
		country, inquired := strings.TrimSpace(parts[0]), instant(t, strings.TrimSpace(parts[1]))
		for each := range strings.SplitSeq(strings.TrimSpace(parts[2]), ", ") {
			at, want := instant(t, each[:16]), each[17:] == "A"
			if got := policy.LetterBasis(country).Allows(inquired, at); got != want {
				t.Errorf("%q, inquired %s, at %s: %v", country, parts[1], each, got)
			}
			cases++
		}
	}
	if cases != 11 {
		t.Errorf("%d cases", cases)
	}
}

func TestLetterBasis_isTheRowOfTheCountryElseOfEveryPlace(t *testing.T) {
	t.Parallel()
	rows := policy.LetterRules()
	for _, r := range rows {
		if _, err := time.Parse(time.DateOnly, r.ReviewedOn); err != nil || !strings.HasPrefix(r.SourceURL, "https://") || r.Owner == "" || r.Place == "" {
			t.Errorf("%s: holds in %q, source %q, reviewed on %q, owner %q", r.ID, r.Place, r.SourceURL, r.ReviewedOn, r.Owner)
		}
	}
	if basis := policy.LetterBasis("US"); basis.ID != "letter-inquiry-exception" || basis.Months != 3 {
		t.Errorf("%+v", basis)
	}
	law, err := policy.ReadLaw([]byte(`{"letters": [{"id": "any", "place": "*", "months": 3}, {"id": "here", "place": "DE", "months": 1}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for country, want := range map[string]string{"DE": "here", "FR": "any", "": "any"} {
		if got := policy.LetterBasisIn(law, country); got.ID != want {
			t.Errorf("%q: %s", country, got.ID)
		}
	}
	none, err := policy.ReadLaw([]byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	if at := instant(t, "2026-02-10 15:00"); policy.LetterBasisIn(none, "DE").Allows(at.Add(-time.Minute), at) {
		t.Error("without a row letters go")
	}
	if _, err := policy.ReadLaw([]byte(`{"letters": [{"id": "never", "place": "*"}]}`)); err == nil || !strings.Contains(err.Error(), "never") {
		t.Errorf("a row without months: %v", err)
	}
}

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
