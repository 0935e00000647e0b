package policy

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	_ "time/tzdata" // the zones come with the binary, so that every machine knows them

	"ripen/services/policy/number"
)

// A Window is the distinct set of hours, places and clocks that decides when a
// person may be called. Many people share one: it is stored once under its Key,
// and the queue asks each Window whether it is open, not each person. The zero
// Window is unknown and never open. A Window is safe for concurrent use.
type Window struct {
	// Key is the canonical form that ParseWindow reads:
	// preset | places whose rules hold | person | line | zones | language, where one is known.
	Key string
	// Language is what the person is to be spoken to in, where that is not the program's
	// own: who waits in a window is served to callers who speak it.
	Language string

	set *set
}

// unknownKey is the key of the window of people whose country is not known.
const unknownKey = "unknown"

// A set is what a Key stands for, worked out once.
type set struct {
	preset    Preset
	places    []string
	person    Person
	line      Line
	zones     []*time.Location
	rules     []*Rule
	hours     Hours       // open in the preset and in every rule
	calendars []*calendar // closed in any of them

	schedule atomic.Pointer[schedule] // the openings around the instant last asked for
}

// WindowFor finds the window of a person from the program's preset, what is known
// of the person's place, and the number. It is unknown, hence never open, where
// neither tells the country, or where the zone does not exist.
func WindowFor(preset Preset, place Place, e164 string) Window {
	return shipped().WindowFor(preset, place, e164)
}

// WindowFor is the same by the rules of this table.
func (l *Law) WindowFor(preset Preset, place Place, e164 string) Window {
	found := locate(place, e164)
	if found.country == "" || len(found.zones) == 0 {
		return Window{Key: unknownKey}
	}
	places := []string{found.country}
	if law := lawOf(found.country); law != found.country {
		places = append(places, law)
	}
	places = append(places, slices.DeleteFunc(found.states, func(state string) bool { return !l.knows(state) })...)
	person, line := place.Person, place.Line
	if !slices.ContainsFunc(l.rulesFor(places, "", ""), func(r *Rule) bool { return r.Person != "" }) {
		person = "" // nothing turns on it here: the same window for all
	}
	if !slices.ContainsFunc(l.rulesFor(places, "", ""), func(r *Rule) bool { return r.Line != "" }) {
		line = ""
	}
	key := strings.Join([]string{preset.key(), strings.Join(places, ","), string(person), string(line), strings.Join(found.zones, ",")}, "|")
	window, err := l.ParseWindow(key)
	if err != nil {
		return Window{Key: unknownKey}
	}
	return window
}

// ParseWindow reads a Key back into its window.
func ParseWindow(key string) (Window, error) { return shipped().ParseWindow(key) }

// ParseWindow is the same by the rules of this table.
func (l *Law) ParseWindow(key string) (Window, error) {
	if key == unknownKey {
		return Window{Key: unknownKey}, nil
	}
	hours, language := key, ""
	if strings.Count(key, "|") == 5 {
		cut := strings.LastIndex(key, "|")
		hours, language = key[:cut], key[cut+1:]
	}
	if found, ok := l.sets.Load(hours); ok {
		return Window{Key: key, Language: language, set: found.(*set)}, nil
	}
	made, err := l.parseSet(hours)
	if err != nil {
		return Window{}, fmt.Errorf("window %q: %w", key, err)
	}
	found, _ := l.sets.LoadOrStore(hours, made)
	return Window{Key: key, Language: language, set: found.(*set)}, nil
}

// Spoken is the same window for people who are to be spoken to in a language.
func (w Window) Spoken(language string) Window {
	if language != "" && w.Known() && w.Language == "" {
		w.Key, w.Language = w.Key+"|"+language, language
	}
	return w
}

func (l *Law) parseSet(key string) (*set, error) {
	parts := strings.Split(key, "|")
	if len(parts) != 5 {
		return nil, fmt.Errorf("has %d parts, not 5", len(parts))
	}
	preset, err := l.presetFromKey(parts[0])
	if err != nil {
		return nil, err
	}
	made := &set{preset: preset, places: strings.Split(parts[1], ","), person: Person(parts[2]), line: Line(parts[3])}
	if number.CountryName(made.places[0]) == "" {
		return nil, fmt.Errorf("%q is no country", made.places[0])
	}
	for name := range strings.SplitSeq(parts[4], ",") {
		if err := CheckZone(name); err != nil {
			return nil, err
		}
		zone, err := time.LoadLocation(name)
		if err != nil {
			return nil, fmt.Errorf("load zone %s: %w", name, err)
		}
		made.zones = append(made.zones, zone)
	}
	made.rules = l.rulesFor(made.places, made.person, made.line)
	made.hours = preset.Hours
	made.close(preset.Holidays, lawOf(made.places[0]))
	for _, rule := range made.rules {
		made.hours = made.hours.and(rule.hours)
		made.close(rule.Holidays, rule.Place)
	}
	return made, nil
}

// key is the preset's part of a window's key. Who approved a custom preset makes
// no other window.
func (p Preset) key() string {
	if p.Name != "custom" {
		return p.Name
	}
	return "custom(" + p.Hours.String() + "/" + string(p.Holidays) + ")"
}

func (l *Law) presetFromKey(key string) (Preset, error) {
	inner, ok := strings.CutPrefix(key, "custom(")
	if !ok {
		found, known := l.Preset(key)
		if !known {
			return Preset{}, fmt.Errorf("%q is no preset", key)
		}
		return found, nil
	}
	text, holidays, _ := strings.Cut(strings.TrimSuffix(inner, ")"), "/")
	hours, err := ParseHours(text)
	if err != nil {
		return Preset{}, err
	}
	return Preset{Name: "custom", Hours: hours, Holidays: Holidays(holidays)}, nil
}

// close adds the calendars on whose days the place is closed.
func (s *set) close(holidays Holidays, place string) {
	country, _, _ := strings.Cut(place, "-")
	switch holidays {
	case StateHolidays:
		s.calendars = append(s.calendars, calendarOf(country), calendarOf(place))
	case NationalHolidays:
		s.calendars = append(s.calendars, calendarOf(country))
	}
}

// rulesFor lists the rules of the places that protect such a person.
func (l *Law) rulesFor(places []string, person Person, line Line) []*Rule {
	var found []*Rule
	for _, rule := range l.rules {
		if slices.Contains(places, rule.Place) && rule.holds(person, line) {
			found = append(found, rule)
		}
	}
	return found
}

func (l *Law) knows(place string) bool {
	return slices.ContainsFunc(l.rules, func(rule *Rule) bool { return rule.Place == place })
}

// Known reports whether it is known where the person is. A window that is not
// known is never open: somebody must decide.
func (w Window) Known() bool { return w.set != nil }

// Places lists the country and the states whose rules hold, country first.
func (w Window) Places() []string {
	if w.set == nil {
		return nil
	}
	return slices.Clone(w.set.places)
}

// Zones lists the IANA names of the clocks that all have to be within the hours.
func (w Window) Zones() []string {
	if w.set == nil {
		return nil
	}
	names := make([]string, len(w.set.zones))
	for i, zone := range w.set.zones {
		names[i] = zone.String()
	}
	return names
}

// Rules lists the ids of the preset and of every rule that holds.
func (w Window) Rules() []string {
	if w.set == nil {
		return []string{ruleCountry}
	}
	ids := []string{w.set.preset.id()}
	for _, rule := range w.set.rules {
		ids = append(ids, rule.ID)
	}
	return ids
}

// id is the preset's id beside those of the rules.
func (p Preset) id() string { return "preset-" + p.Name }

// LocalTimes is the instant on each clock of the window, in the order of Zones.
func (w Window) LocalTimes(at time.Time) []time.Time {
	if w.set == nil {
		return nil
	}
	times := make([]time.Time, len(w.set.zones))
	for i, zone := range w.set.zones {
		times[i] = at.In(zone)
	}
	return times
}

// objecting lists the ids of the preset and the rules that forbid a call at the
// instant, and the first clock on which they do.
func (s *set) objecting(at time.Time) (ids []string, zone *time.Location) {
	object := func(id string, local time.Time) {
		if zone == nil {
			zone = local.Location()
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, location := range s.zones {
		local := at.In(location)
		if !s.preset.Hours.open(local) || holiday(s.preset.Holidays, lawOf(s.places[0]), local) {
			object(s.preset.id(), local)
		}
		for _, rule := range s.rules {
			if !rule.hours.open(local) || holiday(rule.Holidays, rule.Place, local) {
				object(rule.ID, local)
			}
		}
	}
	return ids, zone
}

// holiday reports whether the local day is one of the holidays kept at the place.
func holiday(kept Holidays, place string, local time.Time) bool {
	country, _, _ := strings.Cut(place, "-")
	return kept != NoHolidays && calendarOf(country).closed(local) ||
		kept == StateHolidays && calendarOf(place).closed(local)
}

// Today is the open stretches of the local day at the instant, on the clock that
// Words names, in minutes since its midnight: for the drawing of the day.
func (w Window) Today(at time.Time) []Span {
	words := w.Words(at)
	if words.Zone == "" {
		return nil
	}
	local := words.Local
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, local.Location())
	end := midnight.AddDate(0, 0, 1)
	var spans []Span
	for from := midnight; from.Before(end); {
		opens, ok := w.NextOpen(from)
		if !ok || !opens.Before(end) {
			break
		}
		until, _ := w.Open(opens)
		if until.After(end) {
			until = end
		}
		spans = append(spans, Span{From: int(opens.Sub(midnight).Minutes()), To: int(until.Sub(midnight).Minutes())})
		from = until
	}
	return spans
}
