package delivery

import (
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// The states of a pending release.
const (
	pending  = "pending"
	released = "released"
	recalled = "recalled"
)

// Pend writes the pending release of an inquiry that was just graded A. When its recall
// window is over, the jobs find it due. It joins the transaction of the grading, whose row
// must be there; the grading keeps the inquiry itself.
func (s *Service) Pend(tx *store.Tx, i *models.Inquiry, gradingID models.ID, at time.Time) error {
	if i.State != models.Pending {
		return models.Refuse(models.Conflict, "", "This inquiry is %s, not pending.", i.State.Words())
	}
	r := models.PendingRelease{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, Cycle: i.Cycle, GradingID: gradingID,
		DueAt: at.Add(models.RecallWindow), State: pending, CreatedAt: at}
	return tx.Put(&r)
}

// Recall takes back the release of an inquiry, if it has not gone out. It joins the
// transaction of the withdrawal, which puts the inquiry itself back. Recalling twice
// changes nothing.
func (s *Service) Recall(tx *store.Tx, inquiryID models.ID, at time.Time) error {
	// The inquiry first: Release locks in the same order.
	if _, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.ForUpdate); err != nil {
		return err
	}
	r, err := store.One[models.PendingRelease](tx, models.OfInquiry(inquiryID), latest, models.ForUpdate)
	if err != nil {
		return err
	}
	switch r.State {
	case recalled:
		return nil
	case released:
		return models.Refuse(models.Conflict, "", "It has gone out: the client has it as a lead. A return is theirs to make now.")
	}
	r.State, r.SettledAt = recalled, &at
	return tx.Keep(r)
}

func latest(db *gorm.DB) *gorm.DB { return db.Order("created_at DESC, id DESC").Limit(1) }
