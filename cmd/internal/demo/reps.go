package demo

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
)

// open is one open lead as its rep sees it.
type open struct {
	ID, ClientID          models.ID
	RepID                 *models.ID
	Rep, Source           string
	Step, Steps           int
	ReleasedAt            time.Time
	AcceptedAt, UpdatedAt *time.Time
	WorthLow              *decimal.Decimal
}

// stale reports whether a report is due again soon.
func (l open) stale(at time.Time) bool {
	return l.UpdatedAt != nil && at.Sub(*l.UpdatedAt) > models.UpdateEvery-48*time.Hour
}

// slack is the rep of the cast whose reporting fades; there is one everywhere.
const slack = "Tom Lindqvist"

// followUp lets the reps report on what they did in the day.
func (y *year) followUp(ctx context.Context) error {
	for _, c := range y.cast.Clients {
		var leads []open
		err := y.app.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) (err error) {
			leads, err = store.Rows[open](tx, `SELECT l.id, l.client_id, l.rep_id, u.name AS rep, l.source_name AS source, l.step, l.steps, l.released_at, l.accepted_at, l.updated_at, l.worth_low
				FROM leads l JOIN users u ON u.id = l.rep_id WHERE l.client_id = $1 AND l.closed_at IS NULL ORDER BY l.id`, y.settled.Client(c.Slug).ID)
			return err
		})
		if err != nil {
			return err
		}
		for _, lead := range leads {
			if err := y.report(ctx, lead); err != nil {
				return err
			}
		}
	}
	return nil
}

// report is what a rep does with one lead on one day; mostly nothing.
func (y *year) report(ctx context.Context, l open) error {
	by := y.settled.As(l.Rep)
	at := followup.Report{LeadID: l.ID}
	pace := 1.0
	if l.Rep == slack && y.end.Sub(y.clock.now()) < 90*24*time.Hour {
		pace = 0.25
	}
	age := y.clock.now().Sub(l.ReleasedAt).Hours() / 24
	switch roll := y.rand.Float64() / pace; {
	case l.AcceptedAt == nil:
		if roll < 0.93 {
			return y.FollowUp.Accept(ctx, by, at)
		}
	case l.Step == 0:
		if roll < 0.8 {
			if err := y.FollowUp.LogContact(ctx, by, followup.Contact{Report: at, How: []string{"talked", "voicemail", "met"}[y.rand.IntN(3)]}); err != nil {
				return err
			}
			return y.reach(ctx, by, l, 1)
		}
	case age > 25+float64(l.ID[15])/4: // some 25 to 90 days
		return y.closeOut(ctx, by, l)
	case roll < 0.07 && l.Step < l.Steps-1 && !y.balks(l):
		return y.reach(ctx, by, l, l.Step+1)
	case roll < 0.12, roll < 0.7 && l.stale(y.clock.now()):
		next := y.clock.now().Add(time.Duration(4+y.rand.IntN(9)) * 24 * time.Hour)
		return y.FollowUp.LogContact(ctx, by, followup.Contact{Report: at, How: []string{"talked", "wrote", "voicemail"}[y.rand.IntN(3)], Next: &next})
	}
	return nil
}

// reach ticks a step; where it asks for somebody, that is whom the rep has spoken with.
func (y *year) reach(ctx context.Context, by models.Actor, l open, step int) error {
	r := followup.Reaching{Report: followup.Report{LeadID: l.ID}, Step: step}
	err := y.FollowUp.Reach(ctx, by, r)
	if refused := models.Refused(err); refused == nil || refused.Field != "who" {
		return err
	}
	sheet, err := y.FollowUp.Lead(ctx, by, l.ID)
	if err != nil || len(sheet.People) == 0 {
		return err
	}
	r.Who = sheet.People[0].ID
	return y.FollowUp.Reach(ctx, by, r)
}

var lostWhy = []string{"price", "rival", "budget", "used"}

// closeOut ends a lead as often well as its source brings orders.
func (y *year) closeOut(ctx context.Context, by models.Actor, l open) error {
	closing := followup.Closing{Report: followup.Report{LeadID: l.ID}, Outcome: models.Lost, Cause: lostWhy[y.rand.IntN(len(lostWhy))]}
	rate := 0.15
	for _, c := range y.cast.Clients {
		for _, s := range c.Sources {
			if s.Name == l.Source {
				rate = s.OrderRate * 1.7 // of the leads that were worked to their end; the year’s last are open
			}
		}
	}
	switch roll := y.rand.Float64(); {
	case roll < rate && !y.balks(l):
		value := decimal.NewFromInt(12000)
		if l.WorthLow != nil {
			value = l.WorthLow.Mul(decimal.NewFromFloat(0.9 + y.rand.Float64()*0.6)).Round(-2)
		}
		closing.Outcome, closing.Cause, closing.Orders = models.Won, "", []followup.Order{{Value: &value}}
	case roll > 0.93:
		again := day(y.clock.now()).AddDate(0, 3, 0)
		closing.Outcome, closing.Cause, closing.Reason, closing.AgainOn = models.NoDecision, "", "They put it off.", &again
	case roll > 0.91:
		closing.Outcome, closing.Cause, closing.Reason = models.Returned, "", "A student, not a practice."
	}
	return y.FollowUp.CloseOut(ctx, by, closing)
}
