package queue

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed late.sql
var lateSQL string

// soonLate is how long after an inquiry nobody need be asked whether a call is late: less
// than every row of the table.
const soonLate = 60 * 24 * time.Hour

// tooLate is the decision about a call long after the inquiry. The facts are only loaded where
// the inquiry itself is old, so that the calls of the day cost nothing more.
func (s *Service) tooLate(tx *store.Tx, c *candidate, at time.Time) (d policy.Decision, err error) {
	if at.Sub(c.ReceivedAt) < soonLate {
		return d, nil
	}
	facts, err := store.Row[struct {
		Country    string
		Employed   bool
		InquiredAt time.Time
		Consented  bool
	}](tx, lateSQL, c.ID)
	if err != nil {
		return d, err
	}
	ask := policy.LateQuestion{At: at, Country: facts.Country, Person: policy.Consumer, InquiredAt: facts.InquiredAt, Consented: facts.Consented, Promised: c.Tier == models.TierPromise}
	if facts.Employed {
		ask.Person = policy.Business
	}
	verdict, rule, reason := policy.LateCall(ask)
	return policy.Decision{Verdict: verdict, Rules: []string{rule}, Reason: reason}, nil
}
