package grading

import (
	"context"

	"ripen/models"
	"ripen/services/store"
)

// Undo takes back how a call ended: a disposition or a B, C, D within ten seconds,
// an A within its recall window. Nothing is deleted; the inquiry is with its caller
// again. Sent twice, it changes nothing the second time.
func (s *Service) Undo(ctx context.Context, by models.Actor, attemptID models.ID) (inquiryID models.ID, err error) {
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		attempt, err := store.One[models.Attempt](tx, models.ByID(attemptID), models.MadeBy(by.UserID))
		if err != nil {
			return err
		}
		if undone, err := store.All[models.Withdrawal](tx, models.OfAttempt(attemptID)); err != nil || len(undone) > 0 {
			inquiryID = attempt.InquiryID
			return err
		}
		window := models.UndoWindow
		pending := false
		if attempt.Disposition == models.Graded {
			inquiry, err := store.One[models.Inquiry](tx, models.ByID(attempt.InquiryID))
			if err != nil {
				return err
			}
			if pending = inquiry.Grade == models.GradeA; pending {
				window = models.RecallWindow
			}
		}
		if at.Sub(attempt.At) > window {
			return models.Refuse(models.Conflict, "", "It is too late to take this back; ask your supervisor.")
		}
		if pending {
			if err := s.delivery.Recall(tx, attempt.InquiryID, at); err != nil {
				return err
			}
		}
		inquiry, err := s.desk.Reopen(tx, attempt, at)
		if err != nil {
			return err
		}
		inquiryID = inquiry.ID
		return store.MarkRollup(tx, inquiry)
	})
	return inquiryID, err
}
