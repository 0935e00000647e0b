package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"regexp"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/survey"
)

// surveyed is how many of a client's inquirers are asked whether they bought; of the others half.
var surveyed = map[string]decimal.Decimal{"harbour-dental": decimal.NewFromInt(1)}

// askAll is how many of each program's inquirers are asked, as it was agreed at the beginning, once.
func (y *year) askAll(ctx context.Context) error {
	for _, c := range y.cast.Clients {
		agreed, err := y.Survey.Shares(ctx, models.Operator(), y.settled.Client(c.Slug).ID)
		if err != nil || len(agreed) > 0 {
			return err
		}
		share, all := surveyed[c.Slug]
		if !all {
			share = decimal.RequireFromString("0.5")
		}
		for _, p := range c.Programs {
			if err := y.Survey.SetShare(ctx, y.settled.As(p.Supervisor), y.Clients, y.settled.Program(p.Slug).ID, share); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep writes to who is kept for later and asks who came months ago, once a day; some of them
// press a link, and on Fridays the desk asks those whom no letter may ask.
func (y *year) keep(ctx context.Context, d time.Time) error {
	readers := rand.New(rand.NewPCG(uint64(d.YearDay()), 13)) // of their own, so that the calls stay as they are
	at := y.clock.now()
	for _, c := range y.cast.Clients {
		id := y.settled.Client(c.Slug).ID
		if _, err := y.Nurture.SendTouches(ctx, id, at); err != nil {
			return err
		}
		if _, err := y.Survey.Ask(ctx, id, at); err != nil {
			return err
		}
	}
	if err := y.pressed(ctx, at, readers); err != nil {
		return err
	}
	if err := y.replied(ctx, at, readers); err != nil {
		return err
	}
	if d.Weekday() != time.Friday {
		return nil
	}
	return y.spokenTo(ctx, readers)
}

var letterLink = regexp.MustCompile(`/(call-me|no-letters)/([\w-]+)`)

// pressed lets few of those who were written to today ask to be called, and fewer for no more letters.
func (y *year) pressed(ctx context.Context, at time.Time, readers *rand.Rand) error {
	type letter struct{ Body string }
	var sent []letter
	err := y.app.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) (err error) {
		sent, err = store.Rows[letter](tx, `SELECT body FROM mails WHERE at = $1 AND position('/no-letters/' IN body) > 0 ORDER BY id`, at)
		return err
	})
	if err != nil {
		return err
	}
	for _, l := range sent {
		roll := readers.IntN(100)
		for _, link := range letterLink.FindAllStringSubmatch(l.Body, -1) {
			switch {
			case link[1] == "call-me" && roll < 5:
				err = errors.Join(err, y.Nurture.Clicked(ctx, link[2]))
			case link[1] == "no-letters" && roll == 99:
				err = errors.Join(err, y.Nurture.Unsubscribe(ctx, link[2]))
			}
		}
	}
	return err
}

// A questioned is somebody who was asked whether they bought.
type questioned struct {
	ID, ClientID models.ID
	Came         time.Time
	Wave, Roll   int
	Lead         bool
}

// replied lets a third of those who were asked three days ago answer.
func (y *year) replied(ctx context.Context, at time.Time, readers *rand.Rand) error {
	asked, err := y.questions(ctx, `q.state = 'asked' AND q.asked_at > $1::timestamptz - interval '4 days' AND q.asked_at <= $1::timestamptz - interval '3 days'`, at)
	if err != nil {
		return err
	}
	for _, q := range asked {
		if readers.IntN(3) > 0 {
			continue
		}
		if err := y.Survey.Answer(ctx, y.Survey.Word(q.ClientID, q.ID), q.says(at)); err != nil {
			return err
		}
	}
	return nil
}

// spokenTo lets the desk enter what some of those say who may not be written to.
func (y *year) spokenTo(ctx context.Context, readers *rand.Rand) error {
	at := y.clock.now()
	open, err := y.questions(ctx, `q.state = 'to_ask' AND q.drawn_at > $1::timestamptz - interval '7 days'`, at)
	if err != nil {
		return err
	}
	by := y.settled.As("Ada Lindholm")
	for _, q := range open {
		if readers.IntN(4) > 0 {
			continue
		}
		if err := y.Survey.Enter(ctx, by, models.NewID(), q.ID, q.says(at)); err != nil {
			return err
		}
	}
	return nil
}

func (y *year) questions(ctx context.Context, which string, at time.Time) (all []questioned, err error) {
	err = y.app.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) (err error) {
		all, err = store.Rows[questioned](tx, `SELECT q.id, q.client_id, q.came, q.wave, ('x' || substr(md5(i.person_id::text || 'buys'), 1, 6))::bit(24)::int % 100 AS roll,
			EXISTS (SELECT FROM leads l WHERE l.inquiry_id = q.inquiry_id AND l.client_id = q.client_id) AS lead
			FROM survey_questions q JOIN inquiries i ON i.id = q.inquiry_id AND i.client_id = q.client_id WHERE `+which+` ORDER BY q.came, q.id`, at)
		return err
	})
	return all, err
}

// says is what somebody answers: by the rule of 45 a quarter has bought after half a year and
// nearly half after a whole one, of whom who was handed over mostly from the client.
func (q questioned) says(at time.Time) survey.Answer {
	within := map[int]int{3: 14, 6: 25, 12: 43}[q.Wave]
	if q.Roll >= within {
		return survey.Answer{Bought: models.BoughtNot, Again: q.Roll%2 == 0}
	}
	month := q.Came.AddDate(0, min(q.Wave, 1+q.Roll*q.Wave/max(within, 1)), 0)
	if month.After(at) {
		month = q.Came
	}
	if q.Lead || q.Roll%4 == 0 {
		return survey.Answer{Bought: models.BoughtFromUs, Month: &month}
	}
	rivals := []string{"Meridian Imaging", "a local dealer", "Meridian Imaging", "bought it used", ""}
	return survey.Answer{Bought: models.BoughtFromOther, Month: &month, Whom: rivals[q.Roll%len(rivals)]}
}
