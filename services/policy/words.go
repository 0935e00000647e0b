package policy

import (
	"fmt"
	"strings"
	"time"
)

// Words is what the screen says of a window at an instant.
type Words struct {
	Place  string    // the city of the clock that decides: "Chicago"
	Zone   string    // its IANA name
	Local  time.Time // the instant on that clock
	Open   bool
	Closes time.Time // when the window closes, on that clock; zero if it is closed
	Opens  time.Time // when it opens, on that clock; zero if it is open, or not within 14 days
}

// Words says where the window stands: on the clock that closes it first while it
// is open, on the first that keeps it closed while it is not.
func (w Window) Words(at time.Time) Words {
	if w.set == nil {
		return Words{}
	}
	until, open := w.Open(at)
	asked := at
	if open {
		asked = until
	}
	_, zone := w.set.objecting(asked)
	if zone == nil {
		zone = w.set.zones[0]
	}
	words := Words{Place: ZoneName(zone.String()), Zone: zone.String(), Local: at.In(zone), Open: open}
	if open {
		words.Closes = until.In(zone)
	} else if opens, ok := w.NextOpen(at); ok {
		words.Opens = opens.In(zone)
	}
	return words
}

// String is "Chicago 19:42, closes in 18 min", "Chicago 19:42, open until 20:00"
// or "Chicago 07:10, opens 09:00".
func (w Words) String() string {
	if w.Zone == "" {
		return "place unknown"
	}
	now := w.Place + " " + w.Local.Format("15:04")
	switch {
	case w.Open && w.minutesLeft() <= 60:
		return fmt.Sprintf("%s, closes in %d min", now, w.minutesLeft())
	case w.Open && w.Closes.Sub(w.Local) > 7*24*time.Hour:
		return now + ", open"
	case w.Open:
		return now + ", open until " + onClock(w.Local, w.Closes)
	case w.Opens.IsZero():
		return now + ", closed"
	}
	return now + ", opens " + onClock(w.Local, w.Opens)
}

// minutesLeft is how long the window stays open, in whole minutes begun.
func (w Words) minutesLeft() int {
	return int((w.Closes.Sub(w.Local) + time.Minute - 1) / time.Minute)
}

// onClock is the time of day, with the day before it where it is another one.
func onClock(now, then time.Time) string {
	switch days := then.YearDay() - now.YearDay() + 365*(then.Year()-now.Year()); {
	case days == 0:
		return then.Format("15:04")
	case days > 0 && days < 7:
		return then.Format("Mon 15:04")
	}
	return then.Format("2 Jan 15:04")
}

// ZoneName is the city that names a zone: "New York" for America/New_York.
func ZoneName(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}
