package queue

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed promises.sql
	promisesSQL string
	//go:embed today.sql
	todaySQL string
)

// promisesListed is how many promises their page lists, promisesNext how many stand at
// the foot of every page.
const (
	promisesListed = 100
	promisesNext   = 5
)

// A day is asked for with whatever else a page asks.
type day struct {
	figures []Today
	due     []OpenPromise
	shifts  []models.Availability
}

// ask asks how the caller's day stands, since midnight on his own clock.
func (d *day) ask(q *store.Questions, by models.Actor, at time.Time) {
	year, month, date := at.In(models.Location(by.Zone)).Date()
	store.Ask(q, &d.figures, todaySQL, by.UserID, time.Date(year, month, date, 0, 0, 0, 0, models.Location(by.Zone)), at)
	store.Ask(q, &d.due, promisesSQL, by.UserID, promisesNext)
	store.Ask(q, &d.shifts, availabilitySQL, by.UserID)
}

func (d *day) today() Today {
	today := d.figures[0]
	today.Due, today.Shift = d.due, shiftOf(d.shifts)
	return today
}

// Standing is the inquiry that the caller holds, NoID if none, and his day in figures.
func (s *Service) Standing(ctx context.Context, by models.Actor) (held models.ID, today Today, err error) {
	var claims []openClaim
	var d day
	var q store.Questions
	store.Ask(&q, &claims, heldSQL, by.UserID)
	d.ask(&q, by, s.now())
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return models.NoID, Today{}, err
	}
	return heldBy(claims), d.today(), nil
}

// ZoneOf is the clock of an inquiry's person, as its window decides by it.
func (s *Service) ZoneOf(ctx context.Context, by models.Actor, inquiryID models.ID) (zone *time.Location, err error) {
	zone = time.UTC
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		inquiry, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by))
		if err != nil || inquiry.WindowID == nil {
			return err
		}
		window, err := s.book.Window(tx, *inquiry.WindowID)
		zone = models.Location(window.Words(s.now()).Zone)
		return err
	})
	return zone, err
}

// An OpenPromise is a callback that was agreed and not yet made.
type OpenPromise struct {
	InquiryID      models.ID
	DueAt          time.Time
	Zone           string
	Note           string
	Name           string
	Organisation   string
	ClientName     string
	State          models.State
	DecisionReason string
}

// Promises is what the caller promised, the soonest first, and his day in figures.
func (s *Service) Promises(ctx context.Context, by models.Actor) (open []OpenPromise, today Today, err error) {
	var d day
	var q store.Questions
	store.Ask(&q, &open, promisesSQL, by.UserID, promisesListed)
	d.ask(&q, by, s.now())
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return nil, Today{}, err
	}
	return open, d.today(), nil
}
