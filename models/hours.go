package models

import "time"

// A DayPart is a part of the person’s day in which a step is made.
type DayPart string

// The bands. AnotherHour is any but the one of the last attempt: best hours contradict
// each other, so they are varied (product.md 8).
const (
	AnyHour     DayPart = ""
	AnotherHour DayPart = "other"
	Morning     DayPart = "morning"
	Midday      DayPart = "midday"
	Afternoon   DayPart = "afternoon"
	Evening     DayPart = "evening"
)

// DayParts is every part, in the order of a form.
var DayParts = []DayPart{AnyHour, AnotherHour, Morning, Midday, Afternoon, Evening}

// partStarts are the hours at which the parts of a day begin.
var partStarts = []struct {
	hour int
	part DayPart
}{{0, Morning}, {11, Midday}, {14, Afternoon}, {17, Evening}}

// Valid reports whether p is one of DayParts.
func (p DayPart) Valid() bool {
	for _, known := range DayParts {
		if p == known {
			return true
		}
	}
	return false
}

// Words is the part as people say it.
func (p DayPart) Words() string {
	switch p {
	case AnyHour:
		return "at any hour"
	case AnotherHour:
		return "at another hour than last time"
	case Morning:
		return "in the morning, before 11"
	case Midday:
		return "at midday, 11 to 14"
	case Afternoon:
		return "in the afternoon, 14 to 17"
	case Evening:
		return "in the evening, from 17"
	}
	return string(p)
}

// PartOf is the part of the day at a local time.
func PartOf(local time.Time) DayPart {
	part := Morning
	for _, s := range partStarts {
		if local.Hour() >= s.hour {
			part = s.part
		}
	}
	return part
}

// Fits reports whether a local time is one for this part, the last attempt having
// been made at another.
func (p DayPart) Fits(local, last time.Time) bool {
	switch p {
	case AnyHour:
		return true
	case AnotherHour:
		return last.IsZero() || PartOf(local) != PartOf(last)
	}
	return PartOf(local) == p
}

// nextPart is when the next part of the day begins.
func nextPart(local time.Time) time.Time {
	y, m, d := local.Date()
	for _, s := range partStarts {
		if starts := time.Date(y, m, d, s.hour, 0, 0, 0, local.Location()); starts.After(local) {
			return starts
		}
	}
	return time.Date(y, m, d+1, 0, 0, 0, 0, local.Location())
}

// Hours is when somebody may be called. A window of the calling policy is it.
type Hours interface {
	NextOpen(at time.Time) (opens time.Time, ok bool)
}

// Place is when a step that is due at an instant is made: then, or at the first instant
// after it that is within the hours and the step’s part, on the person’s clock. What is
// moved to a beginning is spread over up to an hour, so that not everybody is due at its
// first minute. Where no such instant comes within two weeks, the part gives way: the
// hours never do.
func (p DayPart) Place(hours Hours, zone *time.Location, last, due time.Time, spread time.Duration) time.Time {
	if !last.IsZero() {
		last = last.In(zone)
	}
	for at, until := due, due.AddDate(0, 0, 14); at.Before(until); {
		opens, ok := hours.NextOpen(at)
		if !ok {
			break
		}
		if local := opens.In(zone); !p.Fits(local, last) {
			at = nextPart(local)
			continue
		}
		if !opens.After(due) {
			return due
		}
		if later := opens.Add(spread); p.Fits(later.In(zone), last) && openAt(hours, later) {
			return later
		}
		return opens
	}
	if opens, ok := hours.NextOpen(due); ok && opens.After(due) {
		if later := opens.Add(spread); openAt(hours, later) {
			return later
		}
		return opens
	}
	return due
}

func openAt(hours Hours, at time.Time) bool {
	opens, ok := hours.NextOpen(at)
	return ok && !opens.After(at)
}
