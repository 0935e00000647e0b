package desk_test

import (
	"testing"
	"time"

	"ripen/models"
)

func TestNow_countsWhatWaitsInEachTier(t *testing.T) {
	t.Parallel()
	f := open(t)
	for range 3 {
		f.Inquiry("scanners-us")
	}
	hot := f.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	f.Inquiry("chairside-us", func(p *models.Person, _ *models.Inquiry) { p.Region, p.City = "CA", "Fresno" })
	f.blocked(t, "No number")
	f.Clock.Move(2 * time.Hour)
	d := f.now(t)
	found := map[string][]int{}
	for _, g := range d.Programs {
		for _, w := range g.Tiers {
			found[g.ProgramName] = append(found[g.ProgramName], w.N)
		}
		if w := g.Tiers[models.TierHot]; w.N == 1 && (w.Since == nil || !w.Since.Equal(*hot.DueAt) || w.Late != 1) {
			t.Errorf("the hot one: %+v", w)
		}
	}
	if got := found["Scanners US"]; len(got) != 5 || got[1] != 1 || got[4] != 3 {
		t.Errorf("Scanners US: %v", got)
	}
	if got := found["Chairside milling US"]; len(got) != 5 || got[4] != 1 {
		t.Errorf("Chairside: %v", got)
	}
	if n, since := d.Decisions(); n != 1 || since == nil {
		t.Errorf("to be decided: %d since %v", n, since)
	}
	if len(d.Callers) == 0 || d.Callers[0].Calls != 0 {
		t.Errorf("callers: %+v", d.Callers)
	}
}

func TestNow_isNotTheCallers(t *testing.T) {
	t.Parallel()
	f := open(t)
	_, err := f.desk.Now(t.Context(), models.ActorOf(f.User("Dana Whitfield")))
	if !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller: %v", err)
	}
}
