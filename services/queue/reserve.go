package queue

import (
	"context"
	_ "embed"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed reserve_better.sql
	betterSQL string
	//go:embed reserve_take.sql
	takeUpSQL string
	//go:embed heartbeat.sql
	heartbeatSQL string
)

// Reserve claims the next inquiry for a caller who wraps up the one before, so that it
// is there when he goes on. It is nobody's on the line until Next takes it up, and goes
// back where it stood if he does not. Asked again it answers the same. Who has nobody on
// the line reserves nothing: he asks for the next.
func (s *Service) Reserve(ctx context.Context, by models.Actor) (Next, error) {
	return s.ask(func() (Next, bool, error) { return s.tryReserve(ctx, by) })
}

func (s *Service) tryReserve(ctx context.Context, by models.Actor) (next Next, again bool, err error) {
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		claims, programs, shift, err := s.asked(tx, by)
		if err != nil {
			return err
		}
		if shift.OnBreak() {
			next.Nothing = &Nothing{Reason: resting}
			return nil
		}
		if reserved := reservedFor(claims); reserved != nil {
			next.InquiryID = reserved.InquiryID
			return nil
		}
		if heldBy(claims) == models.NoID {
			next.Nothing = &Nothing{Reason: "You have nobody on the line: ask for the next inquiry."}
			return nil
		}
		next, again, err = s.serve(tx, by, programs, true, at)
		return err
	})
	return next, again, err
}

// Unreserve gives back what is reserved for the caller: he takes a break, or goes. It
// stands where it stood.
func (s *Service) Unreserve(ctx context.Context, by models.Actor) error {
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error { return unreserve(tx, by.UserID, at) })
}

func unreserve(tx *store.Tx, userID models.ID, at time.Time) error {
	claim, err := store.One[models.Claim](tx, models.ReservedFor(userID), models.ForUpdate)
	if models.IsKind(err, models.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return giveBack(tx, claim, "unused", at)
}

// takeUp makes the reserved inquiry the one on the line, by a decision of the calling
// policy as of now. up is false where it was given back for something better, or put
// aside because it may not be called any more.
func (s *Service) takeUp(tx *store.Tx, by models.Actor, reserved openClaim, programs []share, at time.Time) (up bool, err error) {
	claim, err := store.One[models.Claim](tx, models.ByID(reserved.ID), models.ReservedFor(by.UserID), models.ForUpdate)
	if models.IsKind(err, models.NotFound) {
		return false, errTaken // this caller's other tab was first, or the lease just ended
	}
	if err != nil {
		return false, err
	}
	c, err := store.Row[candidate](tx, factsSQL, claim.InquiryID, at.Add(-attemptsReach))
	if err != nil {
		return false, err
	}
	better, err := s.better(tx, by, c, programs, at)
	if err != nil {
		return false, err
	}
	if better {
		return false, giveBack(tx, claim, "outranked", at)
	}
	decision, err := s.decide(tx, c, at)
	if err != nil {
		return false, err
	}
	if !mayCall(decision) {
		c.PutBack(claim.Was)
		claim.EndedAt, claim.EndedHow = &at, "blocked"
		if err := tx.Keep(claim); err != nil {
			return false, err
		}
		return false, s.setAside(tx, c, decision, at)
	}
	until := at.Add(models.Lease)
	words, err := s.why(tx, c, programs, at)
	if err != nil {
		return false, err
	}
	because, err := json.Marshal(words)
	if err != nil {
		return false, err
	}
	kept := kept(c, decision, at)
	batch := new(pgx.Batch)
	queueDecision(batch, kept)
	batch.Queue(takeUpSQL, claim.ID, claim.ClientID, kept.ID, because, at, until)
	batch.Queue(`UPDATE inquiries SET next_at = $3 WHERE id = $1 AND client_id = $2`, c.ID, c.ClientID, until)
	return true, send(tx, batch)
}

// better reports whether something has come due since that goes before a reserved
// inquiry: a promise of this caller, or a hot one where the reserved is neither. Whose
// program he has left, or that is not running any more, has none of his time at all.
func (s *Service) better(tx *store.Tx, by models.Actor, reserved *candidate, programs []share, at time.Time) (bool, error) {
	ids, his := make([]models.ID, 0, len(programs)), false
	for _, p := range programs {
		ids, his = append(ids, p.ID), his || p.ID == reserved.ProgramID
	}
	if !his {
		return true, nil
	}
	if reserved.Tier == models.TierPromise {
		return false, nil
	}
	open, err := s.book.Open(tx, at, speaks(programs))
	if err != nil {
		return false, err
	}
	found, err := store.Row[struct{ Better bool }](tx, betterSQL, by.UserID, ids, open, reserved.Tier > models.TierHot)
	if err != nil {
		return false, err
	}
	return found.Better, nil
}

// Heartbeat lets the lease of an inquiry run on while its page is open, and that of the
// one reserved with it. A page that misses it loses nothing: the lease runs down, and
// the draft stays.
func (s *Service) Heartbeat(ctx context.Context, by models.Actor, inquiryID models.ID) error {
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		n, err := tx.Run(heartbeatSQL, by.UserID, inquiryID, at.Add(models.Lease), at.Add(models.ReservedLease))
		if err == nil && n == 0 {
			err = notHeld(tx, inquiryID)
		}
		return err
	})
}
