package followup

import (
	"context"
	_ "embed"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

//go:embed mine.sql
var mineSQL string

// Mine is what a rep's own page says: what is due, and what came of the leads of a period.
type Mine struct {
	Due        []Due // today and overdue, and in the next seven days
	Open       int
	ToAccept   int
	Overdue    int
	Won        int // leads won in the period
	Lost       int
	NoDecision int
	Orders     int
	Unvalued   int              // orders of unknown value
	Value      *decimal.Decimal // of the others, in the client's currency; nil where there is none
	Currency   string
	FeedURL    string // the secret address of the calendar; "" where there is none
}

// Mine is the actor's own page: orders and close-outs since an instant, what is due until another.
func (s *Service) Mine(ctx context.Context, by models.Actor, since, until, at time.Time) (*Mine, error) {
	var (
		q     store.Questions
		found []Mine
		due   []Due
	)
	store.Ask(&q, &found, mineSQL, by.ClientID, by.UserID, at, since)
	store.Ask(&q, &due, feedSQL, by.ClientID, by.UserID)
	if err := s.st.Answer(ctx, by, &q); err != nil {
		return nil, err
	}
	mine := &found[0]
	for _, d := range due {
		if d.NextAt.Before(until) {
			mine.Due = append(mine.Due, d)
		}
	}
	var err error
	mine.FeedURL, err = s.FeedURL(ctx, by)
	return mine, err
}
