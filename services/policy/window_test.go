package policy_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/us"
	"pgregory.net/rapid"

	"ripen/models"
	"ripen/services/policy"
)

// bruteOpen judges an instant without the engine's schedule: each clock, each rule
// of the table, minute by minute, and the holidays asked for one by one.
func bruteOpen(w policy.Window, preset policy.Preset, at time.Time) bool {
	if !w.Known() {
		return false
	}
	places, ids := w.Places(), w.Rules()
	for _, zone := range w.Zones() {
		location, err := time.LoadLocation(zone)
		if err != nil {
			return false
		}
		local := at.In(location)
		if !bruteHours(preset.Hours, local) || preset.Holidays != "" && bruteHoliday(places[0], preset.Holidays, local) {
			return false
		}
		for _, rule := range policy.Rules() {
			if !slices.Contains(ids, rule.ID) {
				continue
			}
			if rule.HoursText != "" && !bruteHours(rule.Hours(), local) || rule.Holidays != "" && bruteHoliday(rule.Place, rule.Holidays, local) {
				return false
			}
		}
	}
	return true
}

func bruteHours(hours policy.Hours, local time.Time) bool {
	seconds := local.Hour()*3600 + local.Minute()*60 + local.Second()
	return slices.ContainsFunc(hours[local.Weekday()], func(s policy.Span) bool {
		return seconds >= s.From*60 && seconds < s.To*60
	})
}

func bruteHoliday(place string, kept policy.Holidays, local time.Time) bool {
	country, state, _ := strings.Cut(place, "-")
	book := cal.Calendar{Holidays: policy.HolidaysOf(country)}
	switch country {
	case "US", "PR":
		book.Holidays = us.Holidays
	case "AU":
		book.Holidays = []*cal.Holiday{au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.ChristmasDay, au.BoxingDay}
	}
	day := time.Date(local.Year(), local.Month(), local.Day(), 12, 0, 0, 0, time.UTC)
	actual, observed, _ := book.IsHoliday(day)
	if kept == policy.StateHolidays && state != "" {
		book.Holidays = policy.HolidaysOf(place)
		own, moved, _ := book.IsHoliday(day)
		return actual || observed || own || moved
	}
	return actual || observed
}

// people are windows of every kind: one zone and many, laws, presets, half hours,
// clocks that change by half an hour or at midnight, and clocks that never do.
func people(t interface{ Fatal(...any) }) map[policy.Window]policy.Preset {
	custom := func(text string, holidays policy.Holidays) policy.Preset {
		hours, err := policy.ParseHours(text)
		if err != nil {
			t.Fatal(err)
		}
		preset, err := policy.Custom(hours, holidays, "Ruth Adler")
		if err != nil {
			t.Fatal(err)
		}
		return preset
	}
	windows := map[policy.Window]policy.Preset{}
	for _, preset := range []policy.Preset{
		policy.Strict(), policy.Standard(), custom("Mon-Sun 00:00-24:00", ""), custom("Mon-Sun 06:00-23:00", "national"),
		custom("Sat-Sun 00:30-03:30,23:00-24:00", ""), custom("Wed 12:00-12:01", ""),
	} {
		for _, p := range []struct {
			place policy.Place
			e164  string
		}{
			{policy.Place{}, "+13125550100"}, {policy.Place{}, "+18505550100"}, {policy.Place{Country: "US"}, "+18005550100"},
			{policy.Place{Country: "US", Region: "AL"}, ""}, {policy.Place{Country: "US", Region: "LA"}, ""}, {policy.Place{Country: "US", Region: "FL"}, ""},
			{policy.Place{Country: "US", Postcode: "85001"}, ""}, {policy.Place{}, "+19285550100"}, {policy.Place{Country: "CA"}, ""}, {policy.Place{Country: "CA", Region: "NL"}, ""},
			{policy.Place{}, "+61491570006"}, {policy.Place{Country: "AU", Postcode: "2898"}, ""}, {policy.Place{}, "+442079460100"}, {policy.Place{}, "+493023125100"},
			{policy.Place{Country: "FR"}, ""}, {policy.Place{Country: "CL"}, ""}, {policy.Place{Zone: "America/Havana", Country: "CU"}, ""}, {policy.Place{Country: "NP"}, ""},
			{policy.Place{Country: "RU"}, ""}, {policy.Place{Country: "LB"}, ""}, {policy.Place{Country: "KI"}, ""}, {policy.Place{}, "+18005550100"},
		} {
			windows[policy.WindowFor(preset, p.place, p.e164)] = preset
		}
	}
	return windows
}

func TestNextOpen_isOpenAndNothingBetweenIs(t *testing.T) {
	t.Parallel()
	known := people(t)
	keys := make([]string, 0, len(known))
	for window := range known {
		keys = append(keys, window.Key)
	}
	slices.Sort(keys)
	rapid.Check(t, func(t *rapid.T) {
		window, err := policy.ParseWindow(rapid.SampledFrom(keys).Draw(t, "window"))
		if err != nil {
			t.Fatal(err)
		}
		preset := known[window]
		start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		at := start.Add(time.Duration(rapid.Int64Range(0, 800*24*3600).Draw(t, "seconds")) * time.Second)
		until, open := window.Open(at)
		if brute := bruteOpen(window, preset, at); open != brute {
			t.Fatalf("Open(%s) = %v, rule by rule %v", at, open, brute)
		}
		next, ok := window.NextOpen(at)
		if open && (!ok || !next.Equal(at)) {
			t.Fatalf("open at %s, but opens next at %s, %v", at, next, ok)
		}
		end := next
		if !ok {
			end = at.Add(14 * 24 * time.Hour)
		} else if !bruteOpen(window, preset, next) {
			t.Fatalf("NextOpen(%s) = %s, which is closed", at, next)
		}
		for range 40 {
			if gap := end.Sub(at); gap > 0 {
				between := at.Add(time.Duration(rapid.Int64Range(0, int64(gap)-1).Draw(t, "between")))
				if bruteOpen(window, preset, between) {
					t.Fatalf("NextOpen(%s) = %s, but it is open at %s", at, end, between)
				}
			}
		}
		if !open {
			return
		}
		for range 10 {
			between := at.Add(time.Duration(rapid.Int64Range(0, int64(until.Sub(at))-1).Draw(t, "within")))
			if !bruteOpen(window, preset, between) {
				t.Fatalf("open at %s until %s, but closed at %s", at, until, between)
			}
		}
		if last := until.Add(-time.Second); until.Sub(at) < 10*24*time.Hour && (!bruteOpen(window, preset, last) || bruteOpen(window, preset, until)) {
			t.Fatalf("open at %s until %s, which is no edge", at, until)
		}
	})
}

func TestRetryAt_isAllowedAndTheMinuteBeforeIsNot(t *testing.T) {
	t.Parallel()
	known := people(t)
	keys := make([]string, 0, len(known))
	for window := range known {
		if window.Known() && !strings.Contains(window.Key, "FR") {
			keys = append(keys, window.Key)
		}
	}
	slices.Sort(keys)
	rapid.Check(t, func(t *rapid.T) {
		window, err := policy.ParseWindow(rapid.SampledFrom(keys).Draw(t, "window"))
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.Int64Range(0, 800*24*60).Draw(t, "minutes")) * time.Minute)
		q := policy.Question{At: at, Window: window, Usable: true, Promise: rapid.Bool().Draw(t, "promise")}
		for range rapid.IntRange(0, 5).Draw(t, "attempts") {
			q.Attempts = append(q.Attempts, at.Add(-time.Duration(rapid.IntRange(0, 50*60).Draw(t, "ago"))*time.Minute))
		}
		d := policy.Decide(q)
		if d.Verdict == policy.Allow || d.Verdict == policy.Warn || d.RetryAt.IsZero() {
			return
		}
		if !d.RetryAt.After(at) {
			t.Fatalf("blocked at %s, retry at %s", at, d.RetryAt)
		}
		q.At = d.RetryAt
		if again := policy.Decide(q); again.Verdict == policy.Block {
			t.Fatalf("blocked at %s, and again at %s: %s", at, d.RetryAt, again.Reason)
		}
		for range 20 {
			q.At = at.Add(time.Duration(rapid.Int64Range(0, int64(d.RetryAt.Sub(at)/time.Minute)-1).Draw(t, "before")) * time.Minute)
			if before := policy.Decide(q); d.RetryAt.Sub(at) > time.Minute && before.Verdict != policy.Block {
				t.Fatalf("retry at %s, but %s is allowed", d.RetryAt, q.At)
			}
		}
	})
}

func TestParseWindow_readsWhatWindowForWrites(t *testing.T) {
	t.Parallel()
	for window := range people(t) {
		again, err := policy.ParseWindow(window.Key)
		if err != nil || again != window {
			t.Errorf("ParseWindow(%q) = %+v, %v", window.Key, again, err)
		}
	}
	for _, key := range []string{"", "standard", "standard|US|||Mars/Olympus", "lax|US|||America/Chicago", "standard|ZZ|||America/Chicago", "custom(Mon/)|US|||America/Chicago", "standard|US|||"} {
		if _, err := policy.ParseWindow(key); err == nil {
			t.Errorf("ParseWindow(%q) finds a window", key)
		}
	}
}

func TestWindowFor_isTheSameForAllWhoseRulesAreTheSame(t *testing.T) {
	t.Parallel()
	standard := policy.Standard()
	chicago := policy.WindowFor(standard, policy.Place{}, "+13125550100")
	for _, same := range []policy.Window{
		policy.WindowFor(standard, policy.Place{Country: "US", Region: "IL"}, ""),
		policy.WindowFor(standard, policy.Place{Country: "us", Postcode: "60601"}, "+17735550100"),
		policy.WindowFor(standard, policy.Place{Country: "USA", Region: "Iowa", Person: policy.Business, Line: policy.Mobile}, ""),
	} {
		if same != chicago {
			t.Errorf("%q is not %q", same.Key, chicago.Key)
		}
	}
	for place, want := range map[policy.Place]string{
		{}: "standard|US|||America/Chicago",
		{Country: "US", Region: "fl", Postcode: "33602"}: "standard|US,US-FL|||America/New_York",
		{Country: "GB"}:                                            "standard|GB|||Europe/London",
		{Country: "FR", Person: policy.Business}:                   "standard|FR|business||Europe/Paris",
		{Country: "AU", Region: "Queensland"}:                      "standard|AU|||Australia/Brisbane",
		{Country: "Canada", Region: "QC", Postcode: "H2X 1Y4"}:     "standard|CA|||America/Toronto",
		{Country: "US", Region: "AL", Zone: "America/New_York"}:    "standard|US,US-AL|||America/New_York",
		{Country: "US", Region: "Nowhere", Postcode: "not a code"}: "standard|US|||America/Chicago",
	} {
		if got := policy.WindowFor(standard, place, "+13125550100").Key; got != want {
			t.Errorf("%+v: %q, want %q", place, got, want)
		}
	}
}

func TestWords_sayWhenTheWindowCloses(t *testing.T) {
	t.Parallel()
	window := policy.WindowFor(policy.Standard(), policy.Place{}, "+18505550100")
	if !slices.Equal(window.Zones(), []string{"America/Chicago", "America/New_York"}) {
		t.Fatal(window.Zones())
	}
	for at, want := range map[string]string{
		"2026-06-10T23:42:00Z": "New York 19:42, closes in 18 min",
		"2026-06-10T23:59:30Z": "New York 19:59, closes in 1 min",
		"2026-06-10T20:00:00Z": "New York 16:00, open until 20:00",
		"2026-06-10T13:30:00Z": "Chicago 08:30, opens 09:00",
		"2026-06-11T00:00:00Z": "New York 20:00, opens Thu 10:00",
		"2026-06-13T17:00:00Z": "New York 13:00, open until 20:00",
		"2026-06-14T17:00:00Z": "Chicago 12:00, opens Mon 09:00",
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := window.Words(instant).String(); got != want {
			t.Errorf("at %s: %q, want %q", at, got, want)
		}
	}
	if got := (policy.Window{}).Words(time.Unix(0, 0)).String(); got != "place unknown" {
		t.Errorf("the unknown window says %q", got)
	}
	if policy.ZoneName("America/Argentina/Buenos_Aires") != "Buenos Aires" {
		t.Error("a zone is not named by its city")
	}
}

func TestPresets_neverWidenARuleNorTheOtherWayRound(t *testing.T) {
	t.Parallel()
	for window, preset := range people(t) {
		strict, err := policy.ParseWindow("strict|" + strings.SplitN(window.Key+"|", "|", 2)[1])
		if err != nil || preset.Name != "standard" {
			continue
		}
		for at := time.Date(2026, 1, 1, 0, 7, 0, 0, time.UTC); at.Year() == 2026; at = at.Add(97 * time.Minute) {
			_, narrow := strict.Open(at)
			if _, wide := window.Open(at); narrow && !wide {
				t.Fatalf("%s is open at %s, and %s is not", strict.Key, at, window.Key)
			}
		}
	}
}

func TestParseHours_writesWhatItReads(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Mon-Fri 10:00-20:00":                             "Mon-Fri 10:00-20:00",
		"mon-fri 9:00-13:00, 14:00-20:00; SAT 9:00-17:00": "Mon-Fri 09:00-13:00,14:00-20:00; Sat 09:00-17:00",
		"Sat-Mon 00:00-24:00":                             "Mon 00:00-24:00; Sat-Sun 00:00-24:00",
		"Sun 10:00-11:00; Mon 10:00-11:00":                "Mon 10:00-11:00; Sun 10:00-11:00",
	} {
		hours, err := policy.ParseHours(text)
		if err != nil || hours.String() != want {
			t.Errorf("ParseHours(%q) = %q, %v; want %q", text, hours, err, want)
		}
	}
	for _, text := range []string{"", "Mon", "Funday 09:00-10:00", "Mon 10:00-09:00", "Mon 9-10", "Mon 09:00-25:00", "Mon 09:60-10:00", "Mon 09:00-10:00; Mon 11:00-12:00", "Mon 09:00-12:00,11:00-13:00"} {
		if _, err := policy.ParseHours(text); !models.IsKind(err, models.Invalid) {
			t.Errorf("ParseHours(%q) is not refused: %v", text, err)
		}
	}
}

func TestCustom_namesItsApprover(t *testing.T) {
	t.Parallel()
	hours := policy.Standard().Hours
	if _, err := policy.Custom(hours, "", " "); !models.IsKind(err, models.Invalid) {
		t.Errorf("a custom preset without approver: %v", err)
	}
	if _, err := policy.Custom(policy.Hours{}, "", "Ruth Adler"); !models.IsKind(err, models.Invalid) {
		t.Errorf("a custom preset that never opens: %v", err)
	}
	if preset, err := policy.Custom(hours, "", "Ruth Adler"); err != nil || preset.Approver != "Ruth Adler" {
		t.Errorf("%+v, %v", preset, err)
	}
}

func TestRules_eachHaveASourceAReviewAndAnOwner(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, rule := range policy.Rules() {
		if _, err := time.Parse(time.DateOnly, rule.ReviewedOn); err != nil || !strings.HasPrefix(rule.SourceURL, "https://") || rule.Owner == "" {
			t.Errorf("%s: source %q, reviewed on %q, owner %q", rule.ID, rule.SourceURL, rule.ReviewedOn, rule.Owner)
		}
		if seen[rule.ID] || rule.Place == "" {
			t.Errorf("%s stands twice, or holds nowhere", rule.ID)
		}
		if follows := rule.Missing == policy.Warn || rule.Missing == policy.Block || rule.Exception > 0; (len(rule.Lists) > 0) != follows {
			t.Errorf("%s does not say what follows if a list is missing", rule.ID)
		}
		seen[rule.ID] = true
	}
}

func BenchmarkOpen_threeHundredWindows(b *testing.B) {
	var windows []policy.Window
	for window := range people(b) {
		windows = append(windows, window)
	}
	for len(windows) < 300 {
		windows = append(windows, windows...)
	}
	windows = windows[:300]
	at := time.Date(2026, 6, 10, 15, 0, 0, 0, time.UTC)
	for b.Loop() {
		for _, window := range windows {
			window.Open(at)
		}
		at = at.Add(time.Second)
	}
}

func BenchmarkDecide(b *testing.B) {
	window := policy.WindowFor(policy.Standard(), policy.Place{Country: "US"}, "+18005550100")
	q := policy.Question{At: time.Date(2026, 6, 10, 22, 0, 0, 0, time.UTC), Window: window, Usable: true}
	q.Attempts = []time.Time{q.At.Add(-time.Hour), q.At.Add(-20 * time.Hour), q.At.Add(-40 * time.Hour)}
	for b.Loop() {
		policy.Decide(q)
	}
}

func BenchmarkWindowFor(b *testing.B) {
	for b.Loop() {
		policy.WindowFor(policy.Standard(), policy.Place{Country: "US", Region: "FL"}, "+18135550100")
	}
}
