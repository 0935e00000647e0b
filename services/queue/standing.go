package queue

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed promises.sql
var promisesSQL string

// Standing is the inquiry that the caller holds, NoID if none, and his day in figures.
func (s *Service) Standing(ctx context.Context, by models.Actor) (held models.ID, today Today, err error) {
	var claims []openClaim
	var todays []Today
	var q store.Questions
	store.Ask(&q, &claims, heldSQL, by.UserID)
	askToday(&q, &todays, by, s.now())
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return models.NoID, Today{}, err
	}
	return heldBy(claims), todays[0], nil
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
	var todays []Today
	var q store.Questions
	store.Ask(&q, &open, promisesSQL, by.UserID)
	askToday(&q, &todays, by, s.now())
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return nil, Today{}, err
	}
	return open, todays[0], nil
}
