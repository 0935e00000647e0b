package queue

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Swept says what one sweep of a client's queue did.
type Swept struct {
	Promoted  int64 // scheduled inquiries that became ready
	Returned  int   // claims whose lease had run out
	Undecided int   // promises that something blocks
	Opened    int64 // promises whose caller did not come, now anybody's
	Cooled    int64 // inquiries that were hot a day ago
}

// promiseGrace is how long a due promise waits for the caller who made it.
const promiseGrace = 10 * time.Minute

// Sweep does what the clock asks of one client's queue at the instant: what is due
// becomes ready, leases that ran out are ended, promises that cannot be kept go to
// the supervisor. It may run twice.
func (s *Service) Sweep(ctx context.Context, clientID models.ID, at time.Time) (swept Swept, err error) {
	by := models.Worker(clientID)
	for _, step := range []func(*store.Tx) error{
		func(tx *store.Tx) (err error) { swept.Returned, err = s.endLeases(tx, clientID, at); return err },
		func(tx *store.Tx) (err error) { swept.Promoted, err = promote(tx, clientID, at); return err },
		func(tx *store.Tx) (err error) { swept.Undecided, err = s.blockedPromises(tx, clientID, at); return err },
		func(tx *store.Tx) (err error) { swept.Opened, err = openPromises(tx, clientID, at); return err },
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
	return tx.Run(`UPDATE inquiries SET state = 'ready' WHERE client_id = $1 AND state = 'scheduled' AND due_at <= $2`, clientID, at)
}

// cool ends the heat of inquiries that nobody called within the day: they queue as
// others do, and no longer before them.
func cool(tx *store.Tx, clientID models.ID, at time.Time) (int64, error) {
	return tx.Run(`UPDATE inquiries SET tier = 4, class = 'new' WHERE client_id = $1 AND tier = 1 AND state IN ('ready', 'scheduled') AND first_call_by < $2`,
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
		}
		if err := keep(tx, inquiry); err != nil {
			return err
		}
	}
	c.EndedAt, c.EndedHow = &at, how
	return tx.Keep(c)
}

// blockedPromises brings due promises that cannot be kept before the supervisor:
// the window is closed, the program is paused. None vanishes.
func (s *Service) blockedPromises(tx *store.Tx, clientID models.ID, at time.Time) (n int, err error) {
	due, err := store.Rows[struct {
		models.Inquiry
		ProgramState string
	}](tx, `SELECT i.id, i.client_id, i.state, i.class, i.tier, i.window_id, i.due_at, i.next_at, i.promised_to, i.cycle, i.attempts, i.last_attempt_at,
		i.last_disposition, i.first_called_at, i.reached_at, i.grade, i.first_grade, i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason,
		i.closed_reason, i.closed_at, g.state AS program_state
		FROM promises p JOIN inquiries i ON i.id = p.inquiry_id AND i.client_id = p.client_id JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
		WHERE p.client_id = $1 AND p.state = 'open' AND p.due_at <= $2 AND i.state = 'ready' AND i.tier = 0 FOR UPDATE OF i`, clientID, at)
	if err != nil {
		return 0, err
	}
	for _, d := range due {
		reason := ""
		if d.ProgramState != string(models.ProgramActive) {
			reason = "A promise is due and its program is paused."
		} else if window, err := s.book.Window(tx, *d.WindowID); err != nil {
			return n, err
		} else if words := window.Words(at); !words.Open {
			reason = "A promise is due and the calling hours are over: " + words.String() + "."
		}
		if reason == "" {
			continue
		}
		d.Decide(reason, at)
		if err := keep(tx, &d.Inquiry); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// openPromises lets anybody keep a promise whose caller has not come.
func openPromises(tx *store.Tx, clientID models.ID, at time.Time) (int64, error) {
	return tx.Run(`UPDATE inquiries SET promised_to = NULL WHERE client_id = $1 AND state = 'ready' AND promised_to IS NOT NULL AND due_at <= $2`,
		clientID, at.Add(-promiseGrace))
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
	_, err := tx.Run(`UPDATE inquiries SET state = 'decision', decision_reason = 'The caller who promised this has left.', promised_to = NULL, next_at = $2
		WHERE promised_to = $1 AND state IN ('ready', 'scheduled')`, userID, at)
	return err
}
