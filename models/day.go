package models

import "time"

// DayEnd is the last minute of a date in the zone. It stands for the date without a
// time of day: what is due on a day is not late while the day lasts.
func DayEnd(day time.Time, zone *time.Location) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 23, 59, 0, 0, zone)
}

// EndOfDay reports whether the instant, on its own clock, stands for its date.
func EndOfDay(at time.Time) bool { return at.Hour() == 23 && at.Minute() == 59 }
