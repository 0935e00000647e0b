package policy_test

import (
	"strings"
	"testing"

	"ripen/services/policy"
)

func TestRuleWords_sayWhatEachRuleAsks(t *testing.T) {
	t.Parallel()
	law := policy.Shipped()
	for id, want := range map[string]string{
		"preset-strict":             "The program’s strict hours: Mon-Fri 10:00-20:00, none on holidays",
		"preset-custom":             "The program’s own hours",
		"us-fl-hours":               "Florida: calls Mon-Sun 08:00-20:00; at most 3 attempts in 24 hours",
		"us-dnc":                    "United States: nobody who is on US-DNC",
		"gb-tps":                    "United Kingdom: TPS, CTPS on record",
		"fr-hours":                  "France, consumers: calls Mon-Fri 10:00-13:00,14:00-20:00, none on holidays; at most 4 attempts in 30 days; 60 days of rest after a refusal",
		"own-plan":                  "The most attempts of the contact plan",
		"do-not-call-number-agency": "Do not call: number for the whole agency",
		"listed-internal":           "The forbidding list INTERNAL",
		"us-tue":                    "us-tue",
	} {
		if got := law.RuleWords(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	for _, rule := range policy.Rules() {
		if words := law.RuleWords(rule.ID); words == rule.ID || strings.HasPrefix(words, rule.Place+":") {
			t.Errorf("%s: %q", rule.ID, words)
		}
	}
}
