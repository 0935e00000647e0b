package policy

import (
	"slices"
	"time"
)

const (
	daySeconds = 24 * 60 * 60 // seconds on a clock that is not changed

	// horizon is how far ahead NextOpen looks: past the longest run of holidays,
	// short enough for a window that never opens to be found out.
	horizon = 14 * 24 * time.Hour

	// reach is for how long a schedule answers before it is worked out anew.
	reach = 16 * 24 * time.Hour
)

// A schedule is the openings of a set over a month, as instants: the clocks are
// intersected and daylight saving is resolved, so that asking is one search.
type schedule struct {
	from, to int64 // asked for in [from, to), in Unix seconds; the openings go a horizon further
	openings []opening
}

// An opening is a stretch of time in Unix seconds: open from the first on, closed
// again at the second.
type opening struct{ from, to int64 }

// Open reports whether the window is open at the instant, and until when. It is
// open when the clock of every zone is within the hours of the preset and of
// every rule, and no zone has a holiday that one of them keeps.
func (w Window) Open(at time.Time) (until time.Time, ok bool) {
	if w.set == nil {
		return time.Time{}, false
	}
	found, ok := w.set.find(at)
	if !ok || found.from > at.Unix() {
		return time.Time{}, false
	}
	return time.Unix(found.to, 0).UTC(), true
}

// NextOpen is the first instant from at on at which the window is open: at itself
// if it is. It is false if that is not within 14 days.
func (w Window) NextOpen(at time.Time) (time.Time, bool) {
	if w.set == nil {
		return time.Time{}, false
	}
	found, ok := w.set.find(at)
	switch {
	case !ok || found.from > at.Add(horizon).Unix():
		return time.Time{}, false
	case found.from <= at.Unix():
		return at, true
	}
	return time.Unix(found.from, 0).UTC(), true
}

// find is the opening that holds the instant, else the next one.
func (s *set) find(at time.Time) (opening, bool) {
	now, plan := at.Unix(), s.schedule.Load()
	if plan == nil || now < plan.from || now >= plan.to {
		plan = s.plan(floor(now, daySeconds) * daySeconds)
		s.schedule.Store(plan)
	}
	index, _ := slices.BinarySearchFunc(plan.openings, now, func(o opening, now int64) int {
		if o.to <= now {
			return -1
		}
		return 1
	})
	if index == len(plan.openings) {
		return opening{}, false
	}
	return plan.openings[index], true
}

// plan works out the openings from an instant on: those of each clock, intersected.
func (s *set) plan(from int64) *schedule {
	made := &schedule{from: from, to: from + int64(reach/time.Second)}
	end := made.to + int64(horizon/time.Second) + daySeconds
	for i, zone := range s.zones {
		if opens := s.openingsIn(zone, from-daySeconds, end); i == 0 {
			made.openings = opens
		} else {
			made.openings = intersect(made.openings, opens)
		}
	}
	return made
}

// openingsIn lists the openings on one clock. It walks through the stretches
// between changes of the clock, in which local time is Unix time plus an offset:
// an hour that a change skips is not there, one that it repeats counts twice.
func (s *set) openingsIn(zone *time.Location, from, end int64) []opening {
	var all []opening
	for from < end {
		local := time.Unix(from, 0).In(zone)
		_, seconds := local.Zone()
		offset, stretch := int64(seconds), end
		if _, change := local.ZoneBounds(); !change.IsZero() {
			stretch = min(stretch, change.Unix())
		}
		for date := floor(from+offset, daySeconds); date*daySeconds < stretch+offset; date++ {
			midnight := time.Unix(date*daySeconds, 0).UTC() // the local date, as if local time were UTC
			if s.closed(midnight) {
				continue
			}
			for _, span := range s.hours[midnight.Weekday()] {
				opens := max(from, date*daySeconds+int64(span.From)*60-offset)
				closes := min(stretch, date*daySeconds+int64(span.To)*60-offset)
				if last := len(all) - 1; opens < closes && last >= 0 && all[last].to == opens {
					all[last].to = closes
				} else if opens < closes {
					all = append(all, opening{opens, closes})
				}
			}
		}
		from = stretch
	}
	return all
}

// closed reports whether the local date is a holiday that is kept.
func (s *set) closed(date time.Time) bool {
	for _, calendar := range s.calendars {
		if calendar.closed(date) {
			return true
		}
	}
	return false
}

// floor divides towards minus infinity, so that dates before 1970 are dates too.
func floor(a, b int64) int64 {
	if a%b < 0 {
		return a/b - 1
	}
	return a / b
}

// intersect is when both are open.
func intersect(a, b []opening) []opening {
	var both []opening
	for len(a) > 0 && len(b) > 0 {
		if from, to := max(a[0].from, b[0].from), min(a[0].to, b[0].to); from < to {
			both = append(both, opening{from, to})
		}
		if a[0].to < b[0].to {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return both
}
