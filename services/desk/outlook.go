package desk

import (
	"context"
	_ "embed"
	"slices"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed contact.sql
	contactSQL string
	//go:embed worked.sql
	workedSQL string
	//go:embed coming.sql
	comingSQL string
)

// Over how many days the last weeks go, and how many days the forecast looks ahead.
const (
	WeeksBack = 28
	DaysAhead = 14
)

// outlookFresh is for how long the outlook is shown as it was counted: weeks change little in minutes.
const outlookFresh = 5 * time.Minute

// comingMost is how many calls of a kind are counted for a client; more is more than a
// fortnight’s work anyway.
const comingMost = 20_000

// An Outlook is what the last weeks teach about the hours, and what the next days ask for.
type Outlook struct {
	At      time.Time
	Contact []Contact
	PerHour float64 // calls that one caller made in an hour, over the last weeks; 0: nobody called
	Halves  []Half  // of the next days, in order
}

// A Contact is how many calls reached somebody, at an hour of the day in a zone.
type Contact struct {
	Zone                     string
	Hour                     int
	Calls, Reached           int
	CallsToday, ReachedToday int
}

// A Half is one half of a day: what is asked of it, and what it can bear.
type Half struct {
	Day                     time.Time // midnight UTC of the date
	Afternoon               bool
	Promised, Ripe, Retries int
	CallerHours             float64 // on this half of this weekday, on average over the last weeks
	Capacity                int     // calls that so many hours bear
}

// Asked is how many calls the half is asked for.
func (h Half) Asked() int { return h.Promised + h.Ripe + h.Retries }

// outlooks keeps the last outlook of each clock.
type outlooks struct {
	mu  sync.Mutex
	all map[string]*Outlook
}

// Outlook is what the weeks teach, on the clock of whoever asks.
func (s *Service) Outlook(ctx context.Context, by models.Actor) (*Outlook, error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	at := s.now()
	o := &s.outlooks
	o.mu.Lock()
	defer o.mu.Unlock()
	if last := o.all[by.Zone]; last != nil && !at.Before(last.At) && at.Sub(last.At) < outlookFresh {
		return last, nil
	}
	found, err := s.lookOut(ctx, by, at)
	if err != nil {
		return nil, err
	}
	if o.all == nil {
		o.all = map[string]*Outlook{}
	}
	o.all[by.Zone] = found
	return found, nil
}

// worked is what was done in half a day.
type worked struct {
	Day                time.Time
	Half               int
	Calls, CallerHours int
}

func (s *Service) lookOut(ctx context.Context, by models.Actor, at time.Time) (*Outlook, error) {
	o := &Outlook{At: at}
	var did []worked
	var asked []struct {
		Day                     time.Time
		Half                    int
		Promised, Ripe, Retries int
	}
	zone := models.Location(by.Zone)
	today := midnight(at, by.Zone)
	var q store.Questions
	store.Ask(&q, &o.Contact, contactSQL, at.AddDate(0, 0, -WeeksBack), at, today)
	store.Ask(&q, &did, workedSQL, today.AddDate(0, 0, -WeeksBack), today, zone.String())
	store.Ask(&q, &asked, comingSQL, at, today.AddDate(0, 0, DaysAhead), zone.String(), comingMost)
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return nil, err
	}
	o.forecast(models.DayIn(at, zone), did)
	for _, a := range asked {
		for n := range o.Halves {
			if h := &o.Halves[n]; h.Day.Equal(a.Day) && h.Afternoon == (a.Half == 1) {
				h.Promised, h.Ripe, h.Retries = a.Promised, a.Ripe, a.Retries
			}
		}
	}
	slices.SortFunc(o.Contact, func(a, b Contact) int { return a.Hour - b.Hour })
	return o, nil
}

// forecast works out what each half of the next days can bear: as many hours of callers
// as that half of that weekday had on average, each with as many calls as an hour had.
func (o *Outlook) forecast(today time.Time, did []worked) {
	calls, hours := 0, 0
	var byHalf [7][2]int
	for _, w := range did {
		calls, hours = calls+w.Calls, hours+w.CallerHours
		byHalf[w.Day.Weekday()][w.Half] += w.CallerHours
	}
	if hours > 0 {
		o.PerHour = float64(calls) / float64(hours)
	}
	for n := range 2 * DaysAhead {
		day := today.AddDate(0, 0, n/2)
		h := Half{Day: day, Afternoon: n%2 == 1, CallerHours: float64(byHalf[day.Weekday()][n%2]) / (WeeksBack / 7)}
		h.Capacity = int(h.CallerHours * o.PerHour)
		o.Halves = append(o.Halves, h)
	}
}
