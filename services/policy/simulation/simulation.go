// Package simulation calls people all over the world for a year, asking the calling
// policy before each call, and has the calls that were allowed judged by code that shares
// nothing with the policy: PostgreSQL reads the table of rules and the stored attempts, and
// applies each rule by brute force, by time zones and holidays of its own.
package simulation

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/policy"
)

// Options say what is simulated.
type Options struct {
	Attempts int       // proposed calls
	Seed     uint64    // the same seed brings the same calls
	From     time.Time // first instant of the year
	Fault    string    // one of Faults: a mistake that the engine is made to make
	Tell     func(string)
	Now      func() time.Time // how long it takes is measured by it
}

// A Report is what came of it.
type Report struct {
	Attempts   int      `json:"attempts"`
	Allowed    int      `json:"allowed"`
	Blocked    int      `json:"blocked"`
	Violations int      `json:"violations"` // allowed calls that the judge forbids
	Needless   int      `json:"needless"`   // blocked calls that the judge would have allowed
	Persons    int      `json:"persons"`
	Zones      int      `json:"zones"`
	Disagree   []string `json:"zones_disagreeing"` // where PostgreSQL and the engine keep other clocks
	Changes    int      `json:"clock_changes"`     // of these zones within the year
	Near       int      `json:"near_clock_change"` // attempts within a day and a half of one
	Fault      string   `json:"fault,omitempty"`
	Engine     float64  `json:"engine_seconds"`
	Judge      float64  `json:"judge_seconds"`
	Rules      []Judged `json:"rules"`
	Examples   []string `json:"examples,omitempty"` // some of what the judge and the engine see differently
}

// A Judged rule is what the judge found of it.
type Judged struct {
	Rule       string `json:"rule"`
	Objections int    `json:"objections"` // proposed calls that it forbids
	Violations int    `json:"violations"` // of those, the ones that were made
}

// OK reports whether no call was made that a rule forbids.
func (r *Report) OK() bool { return r.Violations == 0 && len(r.Disagree) == 0 }

// Run simulates on one session of a database, in temporary tables, which are gone when it
// ends.
func Run(ctx context.Context, conn *pgx.Conn, o Options) (*Report, error) {
	if o.Attempts < 1 || o.Attempts > 20_000_000 {
		return nil, models.Refuse(models.Invalid, "attempts", "Simulate between 1 and 20 million attempts.")
	}
	fault, err := faultNamed(o.Fault)
	if err != nil {
		return nil, err
	}
	if o.Tell == nil {
		o.Tell = func(string) {}
	}
	w, err := newWorld(o)
	if err != nil {
		return nil, err
	}
	law, err := fault.law()
	if err != nil {
		return nil, err
	}
	r := &Report{Attempts: o.Attempts, Fault: o.Fault, Persons: len(w.people), Zones: len(w.zones), Changes: w.changes}
	began := o.Now()
	proposals := w.propose(o.Attempts)
	o.Tell("Asking the policy before each call.")
	for _, p := range proposals {
		w.ask(p, law, fault)
		if p.allowed {
			r.Allowed++
		}
		if p.near {
			r.Near++
		}
	}
	r.Blocked = r.Attempts - r.Allowed
	r.Engine = o.Now().Sub(began).Seconds()
	began = o.Now()
	o.Tell("Judging what was called.")
	err = judge(ctx, conn, w, proposals, r)
	r.Judge = o.Now().Sub(began).Seconds()
	return r, err
}

// A fault is a mistake that the engine is made to make from outside: another table of
// rules, or a question that is not the one that should be asked.
type fault struct {
	name, about string
	law         func() (*policy.Law, error)
	ask         func(w *world, law *policy.Law, q policy.Question) policy.Question
}
