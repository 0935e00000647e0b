package models

import "time"

// WorkTime is when a client works: its business hours, in which deadlines are counted.
type WorkTime struct {
	Zone   *time.Location
	Days   [7]bool // by weekday, Sunday first
	From   int     // minutes after midnight
	To     int
	Closed func(day time.Time) bool // holidays, by a time on the local day; nil: there are none
}

// longestSearch is how many days a working day is looked for: a calendar that is always
// closed must not stop the house.
const longestSearch = 400

// works reports whether the local day is a working day.
func (w WorkTime) works(local time.Time) bool {
	return w.Days[local.Weekday()] && (w.Closed == nil || !w.Closed(local))
}

// Add is the instant at which so much working time has passed.
func (w WorkTime) Add(at time.Time, span time.Duration) time.Time {
	local := at.In(w.Zone)
	for range longestSearch {
		y, m, d := local.Date()
		opens, closes := time.Date(y, m, d, 0, w.From, 0, 0, w.Zone), time.Date(y, m, d, 0, w.To, 0, 0, w.Zone)
		if local.Before(opens) {
			local = opens
		}
		if w.works(local) && local.Before(closes) {
			left := closes.Sub(local)
			if span <= left {
				return local.Add(span).UTC()
			}
			span -= left
		}
		local = time.Date(y, m, d+1, 0, w.From, 0, 0, w.Zone)
	}
	return local.UTC()
}

// AddDays is the same time of day so many working days later.
func (w WorkTime) AddDays(at time.Time, days int) time.Time {
	local := at.In(w.Zone)
	for range longestSearch + 2*days {
		if days <= 0 {
			break
		}
		if local = local.AddDate(0, 0, 1); w.works(local) {
			days--
		}
	}
	return local.UTC()
}
