package queue

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Saved draft, or the other one that was saved meanwhile.
type Saved struct {
	Draft    models.Draft
	Conflict bool             // somebody, or another tab, saved since: Draft is theirs, and nothing was overwritten
	Head     Head             // what the answers are judged for
	Criteria *models.Criteria // and by; nil where none are in force
}

// SaveDraft keeps what is being typed, and the lease alive. version is the one that
// the page was opened or last saved with.
func (s *Service) SaveDraft(ctx context.Context, by models.Actor, inquiryID models.ID, version int, t models.Written) (saved Saved, err error) {
	at := s.now()
	if t.Fields == nil {
		t.Fields = models.Fields{}
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		w, err := s.Work(tx, inquiryID)
		if err != nil {
			return err
		}
		before, err := draftOf(tx, inquiryID)
		if err != nil {
			return err
		}
		if before.Version != version {
			saved = Saved{Draft: *before, Conflict: true}
			return nil
		}
		saved.Draft = models.Draft{InquiryID: inquiryID, ClientID: w.ClientID, Answers: t.Answers, ForRep: t.ForRep, Internal: t.Internal, Fields: t.Fields,
			Version: version + 1, UpdatedBy: &by.UserID, UpdatedAt: at}
		if err := tx.Save(&saved.Draft).Error; err != nil {
			return err
		}
		if err := s.judged(tx, w, &saved); err != nil {
			return err
		}
		return s.extend(tx, w, at)
	})
	return saved, err
}

// judged says what the answers of a draft are judged by.
func (s *Service) judged(tx *store.Tx, w *models.Working, saved *Saved) error {
	head, err := store.Row[Head](tx, `SELECT c.name AS client_name, c.currency, g.worth, g.win_rate, f.id AS criteria_id
		FROM programs g JOIN clients c ON c.id = g.client_id LEFT JOIN criteria f ON f.program_id = g.id AND f.state = 'in_force' WHERE g.id = $1`, w.ProgramID)
	if err != nil || head.CriteriaID == nil {
		return err
	}
	saved.Head = *head
	saved.Criteria, err = s.Criteria(tx, *head.CriteriaID)
	return err
}

// draftOf is the inquiry's draft; version 0 if nothing was typed yet.
func draftOf(tx *store.Tx, inquiryID models.ID) (*models.Draft, error) {
	draft, err := store.One[models.Draft](tx, models.OfInquiry(inquiryID))
	if models.IsKind(err, models.NotFound) {
		return &models.Draft{InquiryID: inquiryID, Answers: models.Answers{}, Fields: models.Fields{}}, nil
	}
	return draft, err
}

// extend lets the lease of a living page run on.
func (s *Service) extend(tx *store.Tx, w *models.Working, at time.Time) error {
	until := at.Add(models.Lease)
	if w.NextAt != nil && until.Sub(*w.NextAt) < time.Minute {
		return nil // it was extended a moment ago
	}
	if _, err := tx.Run(`UPDATE claims SET lease_until = $3 WHERE id = $1 AND client_id = $2`, w.ClaimID, w.ClientID, until); err != nil {
		return err
	}
	w.NextAt = &until
	_, err := tx.Run(`UPDATE inquiries SET next_at = $3 WHERE id = $1 AND client_id = $2`, w.ID, w.ClientID, until)
	return err
}
