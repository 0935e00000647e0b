package demo

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/reports"
	"ripen/services/store"
)

// A shortcoming is a step before which some of a rep's leads are stuck, until the rep is
// coached; with coached 0 nobody has coached him yet. What the reports say of it they find out.
type shortcoming struct {
	step    int
	stuck   byte // of four leads
	coached int  // days before the end
}

var shortcomings = map[string]shortcoming{
	"Ben Castillo": {step: 2, stuck: 2},
	"Carlos Mena":  {step: 3, stuck: 3, coached: 150},
}

// balks reports whether the lead is stuck before the step its rep is weak at.
func (y *year) balks(l open) bool {
	s, weak := shortcomings[l.Rep]
	coached := s.coached > 0 && !y.clock.now().Before(day(y.end).AddDate(0, 0, -s.coached))
	return weak && !coached && l.Step == s.step-1 && l.ID[14]%4 < s.stuck
}

// coach records that the sales manager coached a rep, on the day it was done.
func (y *year) coach(ctx context.Context, d time.Time) error {
	for name, s := range shortcomings {
		if s.coached == 0 || !d.Equal(day(y.end).AddDate(0, 0, -s.coached)) {
			continue
		}
		marta := y.settled.As("Marta Silva")
		process, err := y.Clients.Process(ctx, models.Operator(), marta.ClientID)
		if err != nil {
			return err
		}
		done := reports.CoachingDone{RepID: y.settled.As(name).UserID, ProcessID: process.ID, Stage: s.step, On: d, What: "Two afternoons on the road, and every quote read together before it went."}
		if err := y.Reports.Coach(ctx, marta, done); err != nil {
			return err
		}
	}
	return nil
}

// orderAgain lets some customers order again: about three in ten within a year.
func (y *year) orderAgain(ctx context.Context) error {
	type won struct {
		ID       models.ID
		Rep      string
		WorthLow *decimal.Decimal
	}
	var found []won
	if err := y.app.Store.Tx(ctx, models.Operator(), func(tx *store.Tx) (err error) {
		found, err = store.Rows[won](tx, `SELECT l.id, u.name AS rep, l.worth_low FROM leads l JOIN users u ON u.id = l.rep_id WHERE l.outcome = 'won' AND l.closed_at < $1::timestamptz - interval '40 days' ORDER BY l.id`, y.clock.now())
		return err
	}); err != nil {
		return err
	}
	for _, l := range found {
		if y.rand.IntN(900) > 0 {
			continue
		}
		value := decimal.NewFromInt(4000)
		if l.WorthLow != nil {
			value = l.WorthLow.Mul(decimal.NewFromFloat(0.2 + y.rand.Float64()*0.4)).Round(-2)
		}
		if err := y.FollowUp.OrderAgain(ctx, y.settled.As(l.Rep), followup.Report{LeadID: l.ID}, followup.Order{Value: &value}); err != nil {
			return err
		}
	}
	return nil
}
