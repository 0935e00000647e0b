package queue

import (
	"encoding/json"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// TakeAway ends whatever claim is open on an inquiry and puts the inquiry back to where
// it stood; the draft stays. It answers with the claim; nil where nobody has it.
func (s *Service) TakeAway(tx *store.Tx, inquiryID models.ID, at time.Time) (*models.Claim, error) {
	claim, err := store.One[models.Claim](tx, models.OfInquiry(inquiryID), models.StillOpen, models.ForUpdate)
	if models.IsKind(err, models.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return claim, giveBack(tx, claim, "given back", at)
}

// GiveAgain opens a claim like one that was taken away, if its caller and the person are
// still free, and holds the inquiry for him again.
func (s *Service) GiveAgain(tx *store.Tx, claimID models.ID, inquiry *models.Inquiry, at time.Time) error {
	before, err := store.One[models.Claim](tx, models.ByID(claimID))
	if err != nil {
		return err
	}
	until := at.Add(models.Lease)
	why, err := json.Marshal(models.Why{Headline: "You have it back.", Detail: before.Why.Headline})
	if err != nil {
		return err
	}
	was, err := json.Marshal(before.Was)
	if err != nil {
		return err
	}
	if err := inquiry.Hold(until); err != nil {
		return err
	}
	n, err := tx.Run(openClaimSQL, models.NewID(), inquiry.ClientID, inquiry.ID, inquiry.PersonID, before.NumberKey, before.UserID, before.DecisionID, why, was, at, until, false)
	if err == nil && n == 0 {
		return models.Refuse(models.Conflict, "", "Whoever had it is on another call now: give it to them instead.")
	}
	return err
}
