package models

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// Valid reports whether there is such a channel; none is one, too.
func (c SalesChannel) Valid() bool {
	return c == "" || slices.Contains(SalesChannels, c)
}

// One is somebody of the channel.
func (c SalesChannel) One() string {
	switch c {
	case FieldSales:
		return "a field rep"
	case DeskSales:
		return "a desk rep"
	case PartnerSales:
		return "a partner"
	}
	return "anybody"
}

// Reps is all reps of the channel.
func (c SalesChannel) Reps() string {
	switch c {
	case FieldSales:
		return "the field reps"
	case DeskSales:
		return "the desk reps"
	case PartnerSales:
		return "the partners’ reps"
	}
	return "all reps"
}

// SellsBy is the rep's channel; who works for a partner is the partner channel's.
func (u *User) SellsBy() SalesChannel {
	if u.Channel == "" && u.PartnerID != nil {
		return PartnerSales
	}
	return u.Channel
}

// AtWork reports whether the instant is within the rep's working hours, on his own clock;
// who has none is always at work.
func (u *User) AtWork(at time.Time) bool {
	week, err := WorkWeekIn(u.Hours)
	return err != nil || len(week) == 0 || week.holds(at.In(Location(u.Zone)))
}

// CheckTurn refuses what nobody's share of the leads may be.
func (u *User) CheckTurn() error {
	u.Hours = strings.TrimSpace(u.Hours)
	switch {
	case u.Role != Rep:
		return Refuse(Invalid, "weight", "Only a rep is given leads.")
	case u.Weight < 0 || u.Weight > 100:
		return Refuse(Invalid, "weight", "Enter the weight as a whole number from 0, which takes none, to 100.")
	case u.Capacity < 0 || u.Capacity > 100_000:
		return Refuse(Invalid, "capacity", "Enter the most open leads as a whole number; 0 is no limit.")
	case !u.Channel.Valid():
		return Refuse(Invalid, "channel", "Choose a channel: field, desk or partner.")
	case u.SubstituteID != nil && *u.SubstituteID == u.ID:
		return Refuse(Invalid, "substitute", "Nobody can stand in for themselves: choose another rep.")
	}
	_, err := WorkWeekIn(u.Hours)
	return err
}

// A WorkWeek is when somebody works: spans of weekdays.
type WorkWeek []workSpan

type workSpan struct {
	first, last time.Weekday
	from, to    int // minutes of the day
}

var (
	workShape = regexp.MustCompile(`^([a-z]{3})[a-z]*(?:\s*[-–]\s*([a-z]{3})[a-z]*)?\s+(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$`)
	weekdays  = map[string]time.Weekday{"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 0}
)

// WorkWeekIn reads working hours as people write them: “Mon-Fri 8:30-17; Sat 9-12”.
func WorkWeekIn(text string) (week WorkWeek, err error) {
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		p := workShape.FindStringSubmatch(part)
		if p == nil {
			return nil, noHours(part)
		}
		first, ok := weekdays[p[1]]
		last, also := weekdays[p[2]]
		if p[2] == "" {
			last, also = first, ok
		}
		span := workSpan{first: first, last: last, from: 60*numberOf(p[3]) + max(numberOf(p[4]), 0), to: 60*numberOf(p[5]) + max(numberOf(p[6]), 0)}
		if !ok || !also || span.from >= span.to || span.to > 24*60 {
			return nil, noHours(part)
		}
		week = append(week, span)
	}
	return week, nil
}

func noHours(part string) error {
	return Refuse(Invalid, "hours", "“%s” is no working time: write days and hours, such as Mon-Fri 8:30-17; Sat 9-12.", part)
}

func (w WorkWeek) holds(local time.Time) bool {
	day, minute := local.Weekday(), 60*local.Hour()+local.Minute()
	for _, s := range w {
		within := s.first <= day && day <= s.last
		if s.first > s.last { // over the end of the week, as Sat-Sun
			within = day >= s.first || day <= s.last
		}
		if within && s.from <= minute && minute < s.to {
			return true
		}
	}
	return false
}
