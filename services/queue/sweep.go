package queue

import (
	"context"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Swept says what one sweep of a client's queue did.
type Swept struct {
	Promoted  int64 // scheduled inquiries that became ready
	Returned  int   // claims whose lease had run out
	Undecided int   // promises that something blocks
	Broken    int   // promises whose time is over, and nobody has called
	Opened    int   // promises whose caller did not come, now anybody's
	Written   int   // e-mails that a plan wanted now
	Cooled    int64 // inquiries that were hot a day ago
}

// Sweep does what the clock asks of one client's queue at the instant: what is due
// becomes ready, leases that ran out are ended, promises that cannot be kept go to
// the supervisor. It may run twice.
func (s *Service) Sweep(ctx context.Context, clientID models.ID, at time.Time) (swept Swept, err error) {
	by := models.Worker(clientID)
	for _, step := range []func(*store.Tx) error{
		func(tx *store.Tx) (err error) { swept.Returned, err = s.endLeases(tx, clientID, at); return err },
		func(tx *store.Tx) (err error) { swept.Promoted, err = promote(tx, clientID, at); return err },
		func(tx *store.Tx) error { return s.sweepPromises(tx, clientID, at, &swept) },
		func(tx *store.Tx) (err error) { swept.Written, err = s.writeSteps(tx, clientID, at); return err },
		func(tx *store.Tx) (err error) { swept.Cooled, err = cool(tx, clientID, at); return err },
	} {
		if err := s.store.Tx(ctx, by, step); err != nil {
			return swept, err
		}
	}
	return swept, nil
}

// promote makes ready what is due.
func promote(tx *store.Tx, clientID models.ID, at time.Time) (int64, error) {
	return tx.Run(`UPDATE inquiries SET state = 'ready' WHERE client_id = $1 AND state = 'scheduled' AND channel <> 'email' AND due_at <= $2`, clientID, at)
}

// cool ends the heat of inquiries that nobody called within the day: they queue as
// others do, and no longer before them. What a supervisor hurried stays first.
func cool(tx *store.Tx, clientID models.ID, at time.Time) (int64, error) {
	return tx.Run(`UPDATE inquiries SET tier = 4, class = 'new' WHERE client_id = $1 AND tier = 1 AND state IN ('ready', 'scheduled') AND first_call_by < $2 AND priority < 1e9::real`,
		clientID, at.Add(-models.HotFor))
}

// endLeases returns the inquiries of pages that gave no sign of life to where they
// stood. The draft stays.
func (s *Service) endLeases(tx *store.Tx, clientID models.ID, at time.Time) (int, error) {
	claims, err := store.All[models.Claim](tx, models.OfClient(clientID), models.LeaseOver(at), models.ForUpdate)
	if err != nil {
		return 0, err
	}
	for n := range claims {
		if err := giveBack(tx, &claims[n], "lease", at); err != nil {
			return n, err
		}
	}
	return len(claims), nil
}

// giveBack ends a claim and puts its inquiry back to where it stood.
func giveBack(tx *store.Tx, c *models.Claim, how string, at time.Time) error {
	inquiry, err := store.One[models.Inquiry](tx, models.ByID(c.InquiryID), models.ForUpdate)
	if err != nil {
		return err
	}
	if inquiry.State == models.Held {
		inquiry.PutBack(c.Was)
		if inquiry.State == models.Scheduled || inquiry.State == models.Ready {
			inquiry.Plan(*c.Was.DueAt, at)
			inquiry.Await()
		}
		if err := keep(tx, inquiry); err != nil {
			return err
		}
	}
	c.EndedAt, c.EndedHow = &at, how
	return tx.Keep(c)
}

// GiveBack ends the caller's claim without an attempt, and what is reserved for him:
// somebody else may take them.
func (s *Service) GiveBack(ctx context.Context, by models.Actor, inquiryID models.ID) error {
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		claim, err := store.One[models.Claim](tx, models.OfInquiry(inquiryID), models.OpenClaimOf(by.UserID), models.ForUpdate)
		if err != nil {
			return err
		}
		if err := giveBack(tx, claim, "given back", at); err != nil {
			return err
		}
		return unreserve(tx, by.UserID, at)
	})
}

// Leave gives back whatever somebody who leaves holds, and brings his promises
// before their supervisors. It joins the transaction that deactivates him.
func (s *Service) Leave(tx *store.Tx, userID models.ID, at time.Time) error {
	if err := unreserve(tx, userID, at); err != nil {
		return err
	}
	if err := s.returnHeld(tx, userID, "deactivated", at); err != nil {
		return err
	}
	left, err := store.All[models.Inquiry](tx, promisedTo(userID), models.ForUpdate)
	if err != nil {
		return err
	}
	for n := range left {
		if err := s.block(tx, &left[n], "The caller who promised this has left.", at); err != nil {
			return err
		}
	}
	return nil
}

// promisedTo selects the inquiries that wait for one caller.
func promisedTo(userID models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		return db.Where("promised_to = ? AND state IN ('ready', 'scheduled')", userID)
	}
}
