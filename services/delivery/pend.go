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

// A ReleaseArgs is the job of releasing an A at the end of its recall window.
type ReleaseArgs struct {
	ReleaseID models.ID `json:"release_id"`
	ClientID  models.ID `json:"client_id"`
}

// Kind is how jobs are known.
func (ReleaseArgs) Kind() string { return "delivery.release" }

// Pend writes the pending release of an inquiry that was just graded A, and starts the
// job that releases it when the recall window is over. It joins the transaction of the
// grading, whose row must be there; the grading keeps the inquiry itself.
func (s *Service) Pend(tx *store.Tx, i *models.Inquiry, gradingID models.ID, at time.Time) error {
	if i.State != models.Pending {
		return models.Refuse(models.Conflict, "", "This inquiry is %s, not pending.", i.State.Words())
	}
	r := models.PendingRelease{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, Cycle: i.Cycle, GradingID: gradingID,
		DueAt: at.Add(models.RecallWindow), State: pending, CreatedAt: at}
	if err := tx.Put(&r); err != nil {
		return err
	}
	return tx.Later(ReleaseArgs{ReleaseID: r.ID, ClientID: r.ClientID}, r.DueAt)
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
