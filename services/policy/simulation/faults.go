package simulation

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
)

// faults are the planted ones. Each must be caught.
var faults = []fault{
	{name: "winter", about: "January’s offset is used all year", ask: winter},
	{name: "first-zone", about: "of several zones only the first is judged", ask: firstZone},
	{name: "sunday", about: "no rule closes on Sundays", law: without(openSundays)},
	{name: "calendar-day", about: "24 hours are counted as a calendar day", ask: calendarDay},
	{name: "agency", about: "do-not-call of the whole agency is not looked at", ask: withoutAgency},
	{name: "holidays", about: "no rule closes on holidays", law: without(openHolidays)},
}

// Faults lists the names of the planted faults.
func Faults() []string {
	names := make([]string, len(faults))
	for n, f := range faults {
		names[n] = f.name
	}
	return names
}

func faultNamed(name string) (fault, error) {
	sound := fault{law: func() (*policy.Law, error) { return policy.Shipped(), nil }}
	if name == "" {
		return sound, nil
	}
	at := slices.IndexFunc(faults, func(f fault) bool { return f.name == name })
	if at < 0 {
		return sound, models.Refuse(models.Invalid, "fault", "There is no fault %q: choose one of %s.", name, strings.Join(Faults(), ", "))
	}
	f := faults[at]
	if f.law == nil {
		f.law = sound.law
	}
	return f, nil
}

// winter asks at the instant whose clock shows what January's offset would make of this one.
func winter(w *world, _ *policy.Law, q policy.Question) policy.Question {
	zones := q.Window.Zones()
	if len(zones) == 0 {
		return q
	}
	zone := w.locations[zones[0]]
	_, offset := q.At.In(zone).Zone()
	_, january := w.from.In(zone).Zone()
	shift := time.Duration(january-offset) * time.Second
	q.At = q.At.Add(shift)
	attempts := make([]time.Time, len(q.Attempts))
	for n, at := range q.Attempts {
		attempts[n] = at.Add(shift)
	}
	q.Attempts = attempts
	if !q.RefusedAt.IsZero() {
		q.RefusedAt = q.RefusedAt.Add(shift)
	}
	return q
}

func firstZone(_ *world, law *policy.Law, q policy.Question) policy.Question {
	at := strings.LastIndexByte(q.Window.Key, '|')
	first, _, several := strings.Cut(q.Window.Key[at+1:], ",")
	if window, err := law.ParseWindow(q.Window.Key[:at+1] + first); several && err == nil {
		q.Window = window
	}
	return q
}

func calendarDay(w *world, _ *policy.Law, q policy.Question) policy.Question {
	zones := q.Window.Zones()
	if len(zones) == 0 {
		return q
	}
	zone := w.locations[zones[0]]
	today := q.At.In(zone).Format(time.DateOnly)
	q.Attempts = slices.DeleteFunc(slices.Clone(q.Attempts), func(at time.Time) bool { return at.In(zone).Format(time.DateOnly) != today })
	return q
}

func withoutAgency(_ *world, _ *policy.Law, q policy.Question) policy.Question {
	q.DoNotCall = slices.DeleteFunc(slices.Clone(q.DoNotCall), func(scope string) bool { return strings.HasSuffix(scope, "-agency") })
	return q
}

// without is the table of rules after a change to each of its rows.
func without(change func(row map[string]any)) func() (*policy.Law, error) {
	return func() (*policy.Law, error) {
		text, err := policy.Tables.ReadFile("rules.json")
		if err != nil {
			return nil, err
		}
		var table map[string][]map[string]any
		if err := json.Unmarshal(text, &table); err != nil {
			return nil, err
		}
		for _, rows := range table {
			for _, row := range rows {
				change(row)
			}
		}
		if text, err = json.Marshal(table); err != nil {
			return nil, err
		}
		return policy.ReadLaw(text)
	}
}

func openHolidays(row map[string]any) { delete(row, "holidays") }

// openSundays opens on Sundays as on the last day that is named.
func openSundays(row map[string]any) {
	hours, _ := row["hours"].(string)
	if hours == "" || strings.Contains(hours, "Sun") {
		return
	}
	parts := strings.Split(hours, "; ")
	_, spans, _ := strings.Cut(parts[len(parts)-1], " ")
	row["hours"] = hours + "; Sun " + spans
}
