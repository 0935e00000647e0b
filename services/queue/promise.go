package queue

import (
	"strings"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// promise writes down a callback agreed with the person and plans it. A time at
// which nobody may be called there is refused, so that no promise is made that cannot be kept.
func (s *Service) promise(tx *store.Tx, w *models.Working, e Ending, at time.Time) error {
	p := &models.Promise{ID: models.NewID(), ClientID: w.ClientID, InquiryID: w.ID, UserID: e.PromisedTo, DueAt: *e.PromisedAt, Note: strings.TrimSpace(e.PromiseNote),
		MadeBy: &tx.By.UserID, MadeAt: at, State: "open", Zone: "UTC"}
	window, err := s.windowOf(tx, &w.Inquiry)
	if err != nil {
		return err
	}
	if window.Known() {
		words := window.Words(p.DueAt)
		p.Zone = words.Zone
		if !words.Open && p.DueAt.After(at) {
			return models.Refuse(models.Invalid, "promised_at", "Nobody may be called there then (%s). Choose a time within the calling hours.", words.String())
		}
	}
	if e.PromisedTo != nil {
		if err := mayKeep(tx, *e.PromisedTo, w.ProgramID); err != nil {
			return err
		}
	}
	if err := w.Promise(p, at); err != nil {
		return err
	}
	return tx.Put(p)
}

// mayKeep refuses to promise a call by somebody who could not make it.
func mayKeep(tx *store.Tx, userID, programID models.ID) error {
	if userID == tx.By.UserID {
		return nil
	}
	var fits bool
	err := tx.Pgx.QueryRow(tx.Context(), `SELECT EXISTS (SELECT FROM users u WHERE u.id = $1 AND u.state = 'active'
		AND (u.role = 'supervisor' OR EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id AND m.program_id = $2)))`, userID, programID).Scan(&fits)
	if err != nil || fits {
		return err
	}
	return models.Refuse(models.Invalid, "promised_at", "Choose somebody who works in this program to keep the promise.")
}

// owed selects the promise of an inquiry that nobody has settled yet.
func owed(inquiryID models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("inquiry_id = ? AND settled_at IS NULL", inquiryID) }
}

// settlePromise closes the promise of an inquiry that was called: kept, also if the
// person did not pick up; broken, if the call began too late; moved, if another time was
// agreed. One that was called early and reached nobody stands, and is answered.
func (s *Service) settlePromise(tx *store.Tx, w *models.Working, c models.Consequence, at time.Time) (stands *models.Promise, err error) {
	if w.Tier != models.TierPromise {
		return nil, nil
	}
	all, err := store.All[models.Promise](tx, owed(w.ID), models.ForUpdate)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	p := &all[0]
	state := p.Answers(w.ClaimedAt, c.Reached || c.Ends)
	if state == "" {
		return p, nil
	}
	if c.Disposition == models.Callback && state == "kept" {
		state = "moved"
	}
	if p.State, p.SettledAt = state, &at; state == "broken" && p.BrokenAt == nil {
		p.BrokenAt = &at
	}
	return nil, tx.Keep(p)
}
