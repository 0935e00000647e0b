package queue_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
)

func TestStory_accountsForEveryHourInWhichNobodyCalled(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, priya := a.As("Dana Whitfield"), a.As("Priya Raman")
	a.Clock.Set(time.Date(2026, 7, 3, 14, 0, 0, 0, time.UTC)) // a Friday, 10:00 in Tampa
	x := a.Inquiry("scanners-us", numbered(fictional()))
	hot := func(_ *models.Person, i *models.Inquiry) { i.Via, i.ReceivedAt = "form", a.Clock.Now() }
	for range 3 {
		a.Inquiry("scanners-us", numbered(fictional()), hot)
	}
	promise := promised(t, q, dana, agencytest.Noon.AddDate(0, 0, 7)) // Tuesday, 11:00 there
	for range 2 {
		a.Clock.Move(time.Minute)
		end(t, q, dana, next(t, q, dana), models.NoAnswer)
	}
	a.Clock.Set(time.Date(2026, 7, 6, 15, 0, 0, 0, time.UTC)) // Monday, 11:00 there
	a.Inquiry("scanners-us", numbered(fictional()), hot)
	st, err := q.Story(t.Context(), priya, x.ID)
	if err != nil {
		t.Fatal(err)
	}
	if st.ReadyFrom == nil || !st.ReadyFrom.Equal(x.ReceivedAt) || st.Ahead < 1 || st.Served() != 3 {
		t.Errorf("ready from %v, %d ahead, %d served before it", st.ReadyFrom, st.Ahead, st.Served())
	}
	if len(st.ClosedOn) != 1 || st.ClosedOn[0].Weekday() != time.Sunday {
		t.Errorf("closed on %v, want the Sunday", st.ClosedOn)
	}
	if len(st.Waits) != 3 || st.Waits[0].Tiers[models.TierHot] != 3 || st.Waits[0].Calls != 3 || st.Waits[1].Calls != 0 {
		t.Errorf("waited %+v", st.Waits)
	}

	// Paused over Monday noon: that hour is nobody's fault.
	c := clients.New(a.Store, a.Clock.Now)
	if _, err := c.Pause(t.Context(), priya, a.Program("scanners-us").ID, "stock-taking"); err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(time.Hour)
	if st, err = q.Story(t.Context(), priya, x.ID); err != nil || st.PausedAt == nil || len(st.Waits) != 3 {
		t.Fatalf("while it is paused: %+v, %v", st.Waits, err)
	}
	if _, err := c.Resume(t.Context(), priya, a.Program("scanners-us").ID); err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(30 * time.Minute)
	if st, err = q.Story(t.Context(), priya, x.ID); err != nil || st.PausedAt != nil || len(st.Waits) != 4 || st.Waits[3].Until.Sub(st.Waits[3].From) != 30*time.Minute {
		t.Fatalf("after it: %+v, %v", st.Waits, err)
	}

	// The promise that was blocked by the pause and came back tells so.
	if st, err = q.Story(t.Context(), priya, promise); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, e := range st.Events {
		kinds[e.Kind+" "+e.What]++
	}
	for _, want := range []string{"served attempt", "attempt callback", "promise open", "move decision", "move decided", "program paused", "program active"} {
		if kinds[want] == 0 {
			t.Errorf("%q is not told of, only %v", want, kinds)
		}
	}
	if _, err := q.Story(t.Context(), dana, x.ID); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller was told: %v", err)
	}
}
