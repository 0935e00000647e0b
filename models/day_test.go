package models

import (
	"testing"
	"time"
)

func TestDayEnd_standsForTheDateOnItsOwnClock(t *testing.T) {
	t.Parallel()
	zone := Location("America/New_York")
	end := DayEnd(time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC), zone)
	if got := end.Format("2006-01-02 15:04 MST"); got != "2026-07-02 23:59 EDT" {
		t.Errorf("the day ends %s", got)
	}
	if !EndOfDay(end) || EndOfDay(end.UTC()) {
		t.Error("the end of a day is one on its own clock only")
	}
}
