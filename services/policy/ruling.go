package policy

import (
	"fmt"
	"slices"
	"strings"

	"ripen/services/policy/number"
)

// ownWords is what the rules ask that are no row of the law.
var ownWords = map[string]string{
	ruleNumber:      "A number that can be dialled",
	ruleCountry:     "The country, which must be known",
	ruleDay:         "Our cap on attempts at one person in a day",
	rule24h:         "Our cap on attempts at one person in 24 hours",
	ruleGap:         "Our gap between two attempts at one person",
	rulePlan:        "The most attempts of the contact plan",
	ruleClosing:     "The last minutes before the hours close",
	"preset-custom": "The program’s own hours",
}

// RuleWords is what a rule asks, in words, by the id that a decision keeps; the id itself
// where the table has no such row any more.
func (l *Law) RuleWords(id string) string {
	if words := ownWords[id]; words != "" {
		return words
	}
	if scope, ok := strings.CutPrefix(id, ruleDoNotCall); ok {
		return "Do not call: " + scopeWords([]string{scope})[0]
	}
	if at := slices.IndexFunc(l.rules, func(r *Rule) bool { return r.ID == id }); at >= 0 {
		return l.rules[at].words()
	}
	if preset, ok := l.Preset(strings.TrimPrefix(id, "preset-")); ok {
		return "The program’s " + preset.Name + " hours: " + preset.Hours.String() + onHolidays(preset.Holidays)
	}
	if register, ok := strings.CutPrefix(id, ruleListed); ok {
		return "The forbidding list " + strings.ToUpper(register)
	}
	if at := slices.IndexFunc(l.late, func(r LateRule) bool { return r.ID == id }); at >= 0 {
		return fmt.Sprintf("%s: after %d days “you may call again” on record", placeName(l.late[at].Place), l.late[at].Days)
	}
	return id
}

// words is where the row holds, and all that it asks.
func (r *Rule) words() string {
	var asks []string
	if r.HoursText != "" {
		asks = append(asks, "calls "+r.HoursText+onHolidays(r.Holidays))
	}
	for _, limit := range r.Caps {
		asks = append(asks, "at most "+attempts(limit.Calls)+" in "+hours(limit.Hours))
	}
	if r.RestDays > 0 {
		asks = append(asks, fmt.Sprintf("%d days of rest after a refusal", r.RestDays))
	}
	if lists := strings.Join(r.Lists, ", "); lists != "" && r.Missing != "" {
		asks = append(asks, lists+" on record")
	} else if lists != "" {
		asks = append(asks, "nobody who is on "+lists)
	}
	if len(asks) == 0 {
		asks = append(asks, "no hours of its own")
	}
	where := placeName(r.Place)
	if r.Person != "" {
		where += ", " + string(r.Person) + "s"
	}
	if r.Line != "" {
		where += ", " + string(r.Line) + " lines"
	}
	return where + ": " + strings.Join(asks, "; ")
}

func onHolidays(kept Holidays) string {
	if kept == NoHolidays {
		return ""
	}
	return ", none on holidays"
}

// placeName is the name of a country or a state.
func placeName(place string) string {
	if at := slices.IndexFunc(regions(), func(r region) bool { return r.code == place }); at >= 0 {
		return regions()[at].name
	}
	if name := number.CountryName(place); name != "" {
		return name
	}
	return place
}
