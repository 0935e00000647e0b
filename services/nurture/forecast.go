package nurture

import (
	"context"
	_ "embed"
	"math"

	"ripen/models"
	"ripen/services/store"
)

//go:embed forecast.sql
var forecastSQL string

// ForecastWeeks is how far ahead the forecast looks.
const ForecastWeeks = 8

// usualCalls is how many calls a requalification takes where nobody knows yet.
const usualCalls = 2.0

// A Forecast is what the coming weeks ask of a program's callers, against the calls they
// made a week lately.
type Forecast struct {
	ProgramID   models.ID
	ProgramName string
	ClientName  string
	Colour      int
	Due         []int // in each week; the first holds what is overdue, too
	Calls       int   // in the last four weeks
	Again       int   // calls of requalifications in the last twelve weeks
	Rounds      int   // and requalifications that had them
}

// AWeek is the calls that were made in a week lately, on average.
func (f *Forecast) AWeek() int { return int(math.Round(float64(f.Calls) / 4)) }

// Each is how many calls one requalification takes.
func (f *Forecast) Each() float64 {
	if f.Rounds < 20 {
		return usualCalls
	}
	return float64(f.Again) / float64(f.Rounds)
}

// A ForecastWeek is one week of it.
type ForecastWeek struct {
	Due  int
	Late int // people who are called in a later week, because there are not calls enough
}

// Weeks is how many are due in each week, and how many would come late if every call of
// the program went to them: whoever is late is due in the week after, too.
func (f *Forecast) Weeks() []ForecastWeek {
	bears := int(float64(f.AWeek()) / f.Each())
	weeks, late := make([]ForecastWeek, len(f.Due)), 0
	for n, due := range f.Due {
		late = max(0, late+due-bears)
		weeks[n] = ForecastWeek{Due: due, Late: late}
	}
	return weeks
}

// Short reports whether anybody would come late.
func (f *Forecast) Short() bool {
	for _, w := range f.Weeks() {
		if w.Late > 0 {
			return true
		}
	}
	return false
}

// Forecast is what the coming weeks ask for, by program.
func (s *Service) Forecast(ctx context.Context, by models.Actor) (all []Forecast, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	var caller *models.ID
	if by.Role == models.Caller {
		caller = &by.UserID
	}
	return store.Look[Forecast](ctx, s.st, by, forecastSQL, caller, s.now(), ForecastWeeks)
}
