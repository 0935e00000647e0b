package queue

import (
	"encoding/json"
	"time"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/store"
)

// Reopen takes an attempt back: it appends the withdrawal, gives back whatever was
// served meanwhile, and returns the inquiry to its caller as it stood, with its
// answers and notes. The attempt itself stays and counts against the caps.
func (s *Service) Reopen(tx *store.Tx, attempt *models.Attempt, at time.Time) (*models.Inquiry, error) {
	if _, err := store.One[models.Withdrawal](tx, models.OfAttempt(attempt.ID)); err == nil {
		return nil, models.Refuse(models.Conflict, "", "This was taken back already.")
	}
	inquiry, err := store.One[models.Inquiry](tx, models.ByID(attempt.InquiryID), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	claim, err := store.One[models.Claim](tx, models.ByID(attempt.ClaimID))
	if err != nil {
		return nil, err
	}
	if inquiry.State == models.Held || inquiry.LastAttemptAt == nil || !inquiry.LastAttemptAt.Equal(attempt.At) {
		return nil, models.Refuse(models.Conflict, "", "Somebody has taken this inquiry up since; it cannot be taken back.")
	}
	if err := s.returnMeanwhile(tx, at); err != nil {
		return nil, err
	}
	if err := tx.Put(&models.Withdrawal{ID: models.NewID(), ClientID: attempt.ClientID, InquiryID: attempt.InquiryID, AttemptID: attempt.ID, UserID: tx.By.UserID, At: at}); err != nil {
		return nil, err
	}
	if err := takeBackConsequences(tx, attempt, at); err != nil {
		return nil, err
	}
	if err := s.unring(tx, attempt, inquiry); err != nil {
		return nil, err
	}
	inquiry.PutBack(claim.Was)
	if err := inquiry.Hold(at.Add(models.Lease)); err != nil {
		return nil, err
	}
	if err := keep(tx, inquiry); err != nil {
		return nil, err
	}
	return inquiry, reclaim(tx, claim, attempt, inquiry, at)
}

// returnMeanwhile gives back what the caller was served after the attempt, and what is
// reserved for him: it may be the same person.
func (s *Service) returnMeanwhile(tx *store.Tx, at time.Time) error {
	if err := unreserve(tx, tx.By.UserID, at); err != nil {
		return err
	}
	return s.returnHeld(tx, tx.By.UserID, "undone", at)
}

// returnHeld gives back what a caller has on the line, if he has anybody.
func (s *Service) returnHeld(tx *store.Tx, userID models.ID, how string, at time.Time) error {
	claim, err := store.One[models.Claim](tx, models.OpenClaimOf(userID), models.ForUpdate)
	if models.IsKind(err, models.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return giveBack(tx, claim, how, at)
}

// takeBackConsequences withdraws the ban and the promise that the attempt brought,
// opens the promise again that it settled, and returns its words to the draft.
func takeBackConsequences(tx *store.Tx, attempt *models.Attempt, at time.Time) error {
	if attempt.Disposition == models.DoNotCall {
		person, err := store.One[models.Person](tx, models.ByID(attempt.PersonID))
		if err != nil {
			return err
		}
		if err := policy.Permit(tx, person, models.DoNotCallEntry{EnteredAt: attempt.At, WithdrawnAt: &at}); err != nil {
			return err
		}
	}
	for _, step := range []string{
		`UPDATE promises SET state = 'withdrawn', settled_at = $3 WHERE inquiry_id = $1 AND made_at = $2 AND settled_at IS NULL`,
		`UPDATE promises SET state = CASE WHEN broken_at < settled_at THEN 'broken' ELSE 'open' END, settled_at = NULL, broken_at = CASE WHEN broken_at < settled_at THEN broken_at END
			WHERE inquiry_id = $1 AND settled_at = $2 AND state <> 'withdrawn' AND $3::timestamptz IS NOT NULL`,
		`UPDATE letters SET state = 'withdrawn', reason = 'taken back', settled_at = $3 WHERE inquiry_id = $1 AND made_at = $2 AND state = 'waiting'`,
	} {
		if _, err := tx.Run(step, attempt.InquiryID, attempt.At, at); err != nil {
			return err
		}
	}
	if err := nurture.TakeBack(tx, attempt.InquiryID, attempt.At, at); err != nil {
		return err
	}
	if _, err := tx.Run(`UPDATE drafts d SET internal = n.text, version = d.version + 1, updated_at = $2
		FROM (SELECT string_agg(text, E'\n') AS text FROM notes WHERE attempt_id = $1 AND kind = 'internal') n
		WHERE d.inquiry_id = $3 AND n.text IS NOT NULL`, attempt.ID, at, attempt.InquiryID); err != nil {
		return err
	}
	_, err := tx.Run(`DELETE FROM notes WHERE attempt_id = $1`, attempt.ID)
	return err
}

// reclaim opens a claim like the one that the attempt had ended.
func reclaim(tx *store.Tx, before *models.Claim, attempt *models.Attempt, inquiry *models.Inquiry, at time.Time) error {
	why, _ := json.Marshal(models.Why{Headline: "You took it back.", Detail: before.Why.Headline})
	was, _ := json.Marshal(before.Was)
	n, err := tx.Run(`INSERT INTO claims (id, client_id, inquiry_id, person_id, number_key, user_id, decision_id, why, was, at, lease_until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
		models.NewID(), inquiry.ClientID, inquiry.ID, inquiry.PersonID, before.NumberKey, attempt.UserID, before.DecisionID, why, was, at, at.Add(models.Lease))
	if err == nil && n == 0 {
		return models.Refuse(models.Conflict, "", "Somebody else has this person on the line now.")
	}
	return err
}
