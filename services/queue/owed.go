package queue

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed owed.sql
var owedSQL string

const (
	// promiseGrace is how long a due promise waits for a caller who is at work.
	promiseGrace = 10 * time.Minute
	// promisesWatched is how long before its time a promise is looked at: what would block
	// it is before the supervisor while there is time to do something.
	promisesWatched = 24 * time.Hour
	// atWork is how long a caller counts as at work after the last call.
	atWork = time.Hour
)

// An owedPromise is a promise that nobody has settled, and its inquiry.
type owedPromise struct {
	candidate
	PromiseID    models.ID
	PromiseState string
	PromiseDue   time.Time
	KeeperID     *models.ID
	KeeperAway   bool
	ProgramState models.ProgramState
}

// sweepPromises looks after every promise that is owed: what blocks one brings it before
// the supervisor, what is late is broken and still called next, what its caller does not
// come for is anybody's. None vanishes.
func (s *Service) sweepPromises(tx *store.Tx, clientID models.ID, at time.Time, swept *Swept) error {
	due, err := store.Rows[owedPromise](tx, owedSQL, clientID, at.Add(promisesWatched), at.Add(-attemptsReach), at.Add(-atWork))
	if err != nil {
		return err
	}
	for n := range due {
		p := &due[n]
		blocked, err := s.blockedBy(tx, p, at)
		if err != nil {
			return err
		}
		if blocked != "" {
			swept.Undecided++
			if err := s.blockPromise(tx, p, blocked, at); err != nil {
				return err
			}
		}
		if err := s.late(tx, p, at, swept); err != nil {
			return err
		}
	}
	return nil
}

// blockedBy is what keeps a promise from being kept at its time; "" where nothing does.
func (s *Service) blockedBy(tx *store.Tx, p *owedPromise, at time.Time) (string, error) {
	switch p.State {
	case models.Held, models.Undecided:
		return "", nil
	case models.Ready, models.Scheduled:
	default:
		return "A call was promised, and the inquiry is " + p.State.Words() + ".", nil
	}
	if p.ProgramState != models.ProgramActive {
		return "A call was promised, and its program is " + string(p.ProgramState) + ".", nil
	}
	when := at
	if p.PromiseDue.After(at) {
		when = p.PromiseDue
	}
	p.Tier = models.TierPromise // it is owed, whatever has happened to the inquiry
	decision, err := s.decide(tx, &p.candidate, when)
	if err != nil || decision.Verdict == policy.Allow || decision.Verdict == policy.Warn {
		return "", err
	}
	if err := tx.Put(kept(&p.candidate, decision, at)); err != nil {
		return "", err
	}
	if when.After(at) {
		return "A call is promised, and cannot be made then. " + decision.Reason, nil
	}
	return "A promise is due. " + decision.Reason, nil
}

// blockPromise brings a promise before the supervisor. Where its inquiry has joined
// another, or has gone, the promise goes on with the one that is left.
func (s *Service) blockPromise(tx *store.Tx, p *owedPromise, reason string, at time.Time) error {
	i := &p.Inquiry
	if p.State == models.Merged && p.MergedInto != nil {
		live, err := store.One[models.Inquiry](tx, models.ByID(*p.MergedInto), models.ForUpdate)
		if err != nil {
			return err
		}
		if i = live; i.Live() {
			moved, err := tx.Run(`UPDATE promises SET inquiry_id = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM promises o WHERE o.inquiry_id = $2 AND o.settled_at IS NULL)`, p.PromiseID, i.ID)
			if err != nil {
				return err
			}
			if moved == 0 { // the other one is owed already, and answers for both
				_, err := tx.Run(`UPDATE promises SET state = CASE WHEN state = 'open' THEN 'moved' ELSE state END, settled_at = $2 WHERE id = $1`, p.PromiseID, at)
				return err
			}
		}
	}
	switch i.State {
	case models.Ready, models.Scheduled, models.Nurtured:
		return s.block(tx, i, reason, at)
	case models.Held, models.Pending, models.Undecided:
		return nil // somebody has it, and settles the promise
	}
	_, err := tx.Run(breakSQL, []models.ID{p.ID}, at) // it has ended, by somebody's decision
	return err
}

// block brings an inquiry with a promise before the supervisor, and writes down why.
func (s *Service) block(tx *store.Tx, i *models.Inquiry, reason string, at time.Time) error {
	i.Tier, i.PromisedTo = models.TierPromise, nil
	i.Decide(reason, at)
	if err := keep(tx, i); err != nil {
		return err
	}
	return moved(tx, i, models.Move{At: at, Kind: models.MoveDecision, Reason: reason})
}

// late breaks a promise whose time is over, and opens it to everybody where its caller
// is away at its time, or has not come ten minutes after it.
func (s *Service) late(tx *store.Tx, p *owedPromise, at time.Time, swept *Swept) error {
	if p.State == models.Held {
		return nil // the call has begun
	}
	if p.PromiseState == "open" && at.After(p.PromiseDue.Add(models.PromiseTolerance)) {
		swept.Broken++
		if _, err := tx.Run(`UPDATE promises SET state = 'broken', broken_at = $2 WHERE id = $1`, p.PromiseID, at); err != nil {
			return err
		}
		if err := moved(tx, &p.Inquiry, models.Move{At: at, Kind: models.MoveBroken, DueAt: &p.PromiseDue, Reason: "Nobody called within " + models.Span(models.PromiseTolerance) + " of the time that was promised. It is called next."}); err != nil {
			return err
		}
	}
	if p.PromisedTo == nil || p.State != models.Ready || p.PromiseDue.After(at) {
		return nil
	}
	reason := "Its caller is away: anybody may keep it."
	if !p.KeeperAway {
		if reason = "Its caller has not come: anybody may keep it."; at.Before(p.PromiseDue.Add(promiseGrace)) {
			return nil
		}
	}
	swept.Opened++
	if _, err := tx.Run(`UPDATE inquiries SET promised_to = NULL WHERE id = $1 AND client_id = $2`, p.ID, p.ClientID); err != nil {
		return err
	}
	if _, err := tx.Run(`UPDATE promises SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL`, p.PromiseID, at); err != nil {
		return err
	}
	return moved(tx, &p.Inquiry, models.Move{At: at, Kind: models.MoveOpened, DueAt: &p.PromiseDue, Reason: reason})
}
