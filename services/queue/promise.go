package queue

import (
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// promise writes down a callback agreed with the person and plans it. A time at
// which nobody may be called there is refused, so that no promise is made that cannot be kept.
func (s *Service) promise(tx *store.Tx, w *models.Working, e Ending, at time.Time) error {
	p := &models.Promise{ID: models.NewID(), ClientID: w.ClientID, InquiryID: w.ID, UserID: e.PromisedTo, DueAt: *e.PromisedAt, Note: strings.TrimSpace(e.PromiseNote),
		MadeBy: &tx.By.UserID, MadeAt: at, State: "open", Zone: "UTC"}
	if w.WindowID != nil {
		window, err := s.book.Window(tx, *w.WindowID)
		if err != nil {
			return err
		}
		words := window.Words(p.DueAt)
		p.Zone = words.Zone
		if !words.Open && p.DueAt.After(at) {
			return models.Refuse(models.Invalid, "promised_at", "Nobody may be called there then (%s). Choose a time within the calling hours.", words.String())
		}
	}
	if err := w.Promise(p, at); err != nil {
		return err
	}
	return tx.Put(p)
}

// settlePromise closes the open promise of an inquiry that is being called: kept,
// also if the person did not pick up; moved, if another time was agreed.
func (s *Service) settlePromise(tx *store.Tx, w *models.Working, c models.Consequence, at time.Time) error {
	if w.Tier != models.TierPromise {
		return nil
	}
	state := "kept"
	if c.Disposition == models.Callback {
		state = "moved"
	}
	_, err := tx.Run(`UPDATE promises SET state = $2, settled_at = $3 WHERE inquiry_id = $1 AND state = 'open'`, w.ID, state, at)
	return err
}
