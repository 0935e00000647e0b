package policy

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed replay.sql
var replaySQL string

const (
	replayDays  = 30     // how far back a replay goes
	replayMost  = 50_000 // calls, the newest
	replayShown = 100    // of those that would have been blocked
)

// A Proposal is another policy for a program. What is empty stays as it is.
type Proposal struct {
	Preset, Hours, Approver string
	MaxAttempts             int
	Law                     *Law // another table of rules; nil: the one that ships
}

// A Replay is what became of the calls of the last 30 days under another policy.
type Replay struct {
	Since, Until time.Time
	Calls        int
	Blocked      int  // of them, under the proposal
	Anyway       int  // of those blocked, under what holds now as well: the law has changed, or what is known of the person
	CutShort     bool // there were more calls than one replay looks at
	Rules        []RuleCount
	Rows         []Replayed // some of those that would have been blocked, the newest first
}

// A RuleCount is how many calls a rule would have blocked.
type RuleCount struct {
	Rule  string `json:"rule"`
	Words string `json:"words"` // what it asks
	Calls int    `json:"calls"`
}

// A Replayed call is one that would have been blocked.
type Replayed struct {
	InquiryID    models.ID
	At           time.Time
	Name         string
	Organisation string
	Decision     Decision
}

// called is a call that was made, and what was known before it.
type called struct {
	InquiryID                              models.ID
	At                                     time.Time
	Name, Organisation                     string
	Phone, Country, Region, Postcode, Zone string
	OrganisationID                         *models.ID
	Promised                               bool
	PlanAttempts, MaxAttempts              int
	ReceivedAt                             time.Time
	Tried                                  []time.Time
	RefusedAt                              *time.Time
}

// question is what would be asked of a policy. What was screened then is taken as
// screened, and nobody as barred: neither is a matter of the proposal.
func (c *called) question(w Window, plan int) Question {
	q := Question{At: c.At, Window: w, Usable: c.Phone != "", Attempts: c.Tried, PlanAttempts: c.PlanAttempts, InquiredAt: c.ReceivedAt, Promise: c.Promised, Caps: Caps{Plan: plan}}
	if c.RefusedAt != nil {
		q.RefusedAt = *c.RefusedAt
	}
	if w.set != nil {
		for _, rule := range w.set.rules {
			q.OnRecord = append(q.OnRecord, rule.Lists...)
		}
	}
	return q
}

// Replay asks of every call that a program made in the last 30 days whether the
// proposal would have allowed it.
func (s *Service) Replay(ctx context.Context, by models.Actor, programID models.ID, p Proposal) (*Replay, error) {
	if err := mayForbid(by); err != nil {
		return nil, err
	}
	r := &Replay{Until: s.now()}
	r.Since = r.Until.AddDate(0, 0, -replayDays)
	var program *models.Program
	var calls []called
	err := s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		if program, err = store.One[models.Program](tx, models.ByID(programID)); err != nil {
			return err
		}
		calls, err = store.Rows[called](tx, replaySQL, programID, r.Since, r.Until, replayMost+1)
		return err
	})
	if err != nil {
		return nil, err
	}
	if r.CutShort = len(calls) > replayMost; r.CutShort {
		calls = calls[:replayMost]
	}
	return r, r.judge(*program, p, calls)
}

// judge decides each call twice: by what holds now, and by the proposal.
func (r *Replay) judge(now models.Program, p Proposal, calls []called) error {
	then, law := now, p.Law
	if law == nil {
		law = shipped()
	}
	if p.Preset != "" {
		then.Preset, then.Hours, then.HoursApprover = p.Preset, p.Hours, cmp.Or(p.Approver, cmp.Or(now.HoursApprover, "whoever replays it"))
	}
	if p.MaxAttempts > 0 {
		then.MaxAttempts = p.MaxAttempts
	}
	if _, err := law.PresetOf(&then); err != nil {
		return err
	}
	counts := map[string]int{}
	for n := range calls {
		c := &calls[n]
		person := &models.Person{Phone: c.Phone, Country: c.Country, Region: c.Region, Postcode: c.Postcode, Zone: c.Zone, OrganisationID: c.OrganisationID}
		d := Decide(c.question(law.WindowOf(&then, person), then.MaxAttempts))
		r.Calls++
		if d.Verdict == Allow || d.Verdict == Warn {
			continue
		}
		r.Blocked++
		if today := Decide(c.question(WindowOf(&now, person), now.MaxAttempts)); today.Verdict != Allow && today.Verdict != Warn {
			r.Anyway++
		}
		for _, rule := range d.Rules {
			counts[rule]++
		}
		if len(r.Rows) < replayShown {
			r.Rows = append(r.Rows, Replayed{c.InquiryID, c.At, c.Name, c.Organisation, d})
		}
	}
	for rule, n := range counts {
		r.Rules = append(r.Rules, RuleCount{rule, law.RuleWords(rule), n})
	}
	slices.SortFunc(r.Rules, func(a, b RuleCount) int {
		if a.Calls != b.Calls {
			return b.Calls - a.Calls
		}
		return strings.Compare(a.Rule, b.Rule)
	})
	return nil
}
