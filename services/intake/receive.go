package intake

import (
	"fmt"

	"ripen/models"
	"ripen/services/store"
)

// Received is what an arrival has become.
type Received struct {
	InquiryID models.ID    // the row of this arrival itself
	PersonID  models.ID    // who it is of
	StandsAs  models.ID    // the inquiry that stands for the person: itself, or the one it joined
	Repeat    bool         // the person was known
	State     models.State // of StandsAs
}

// Receive takes in one inquiry by form, API, telephone or hand: who is it, first
// inquiry or repeat, and what follows. It joins the caller's transaction.
func (s *Service) Receive(tx *store.Tx, one Arriving) (Received, error) {
	client, program, err := programOf(tx, one.ClientID, one.ProgramID)
	if err != nil {
		return Received{}, err
	}
	if err := oneAtATime(tx, client.ID); err != nil {
		return Received{}, err
	}
	a := &arrival{Arriving: one}
	b := s.newBatch(tx, client, program, s.now())
	if err := b.take([]*arrival{a}); err != nil {
		return Received{}, fmt.Errorf("receive an inquiry: %w", err)
	}
	if a.rejected != "" {
		return Received{}, models.Refuse(models.Conflict, "external_id", "%s", a.rejected)
	}
	return Received{a.inquiry.ID, a.who.person.ID, a.who.inquiry.ID, a.repeat, a.who.inquiry.State}, nil
}
