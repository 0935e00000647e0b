package reports_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
)

func TestStateBalance_tellsTheMonthOnceOnItsFirstBusinessMorning(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	l.come(20, models.Nurtured, "")
	l.keep(midnight(5, 20))
	state := func(at time.Time) int {
		l.Helper()
		l.at = at
		n, err := l.svc.StateBalance(t.Context(), l.client.ID, at)
		if err != nil && !l.down {
			t.Fatal(err)
		}
		return n
	}
	if n := state(midnight(5, 20).Add(6 * time.Hour)); n != 0 {
		t.Error("April is told, of which there is nothing")
	}
	l.come(10, models.Closed, models.ClosedD)
	l.keep(midnight(5, 28))
	l.keep(midnight(6, 1)) // a Monday
	if n := state(midnight(6, 1).Add(time.Hour)); n != 0 {
		t.Error("it goes at one in the morning")
	}
	morning := time.Date(2026, 6, 1, 16, 0, 0, 0, time.UTC)
	l.down = true
	if state(morning); len(l.sent) != 0 {
		t.Error("it went without a mail server")
	}
	l.down = false
	if n := state(morning.Add(time.Hour)); n != 2 || len(l.sent) != 2 {
		t.Fatalf("%d letters: %+v", n, l.sent)
	}
	last := l.history()[2]
	for n, name := range []string{"Marta", "Jonas"} {
		letter := l.sent[n]
		if !strings.Contains(letter.HTML, name) || letter.Subject != "Balance of Client one 2026-05" || letter.Text != last.Hash || !strings.HasPrefix(letter.ID, l.client.ID.String()+".balance.2026-05.") {
			t.Errorf("%+v", letter)
		}
	}
	for _, later := range []time.Duration{time.Minute, 24 * time.Hour} {
		if n := state(morning.Add(later)); n != 0 || len(l.sent) != 2 {
			t.Errorf("it goes again: %d", n)
		}
	}
	m := l.sheet(5).Month
	if m == nil || m.Opening.Received != 20 || m.Closing.Received != 30 || m.CameIn() != 10 || m.Row != 3 || m.Hash != last.Hash {
		t.Errorf("May: %+v", m)
	}
	if m := l.sheet(6).Month; m == nil || m.Row != 0 || m.Opening.Received != 30 || m.Opening != l.sheet(5).Month.Closing {
		t.Errorf("June, which goes on: %+v", m)
	}
	if m := l.sheet(4).Month; m != nil {
		t.Errorf("April: %+v", m)
	}
	l.keep(midnight(8, 1)) // a Saturday; of July there is no row
	l.keep(midnight(8, 3))
	if n := state(time.Date(2026, 8, 1, 16, 0, 0, 0, time.UTC)); n != 0 {
		t.Error("it goes on a Saturday")
	}
	if n := state(time.Date(2026, 8, 3, 16, 0, 0, 0, time.UTC)); n != 0 {
		t.Error("July is told, of which there is nothing")
	}
	l.keep(midnight(8, 31))
	l.keep(midnight(9, 1))
	if n := state(time.Date(2026, 9, 20, 16, 0, 0, 0, time.UTC)); n != 0 {
		t.Error("one that was missed for weeks still goes")
	}
	if n := state(time.Date(2026, 9, 1, 16, 0, 0, 0, time.UTC)); n != 2 {
		t.Error("August is not told")
	}
}
