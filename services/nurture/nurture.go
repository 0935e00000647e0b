// Package nurture keeps longer-range inquiries until their date, and returns them to
// the queue when they are ripe to be called again.
package nurture

import (
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Service keeps inquiries until their date.
type Service struct {
	st  *store.Store
	now func() time.Time
}

// New makes the service.
func New(st *store.Store, now func() time.Time) *Service { return &Service{st: st, now: now} }

// Enrol keeps an inquiry that was just graded B or C until the buyer's own date less
// the lead time, or the program's days. It changes the inquiry and writes nothing: the
// grading that calls it keeps the row, once, in the same transaction tx.
func (s *Service) Enrol(tx *store.Tx, i *models.Inquiry, p *models.Program, reason string, buyersOn *time.Time, at time.Time) error {
	if !i.Grade.Nurtured() {
		return models.Refuse(models.Conflict, "grade", "Only a B or a C is kept for later.")
	}
	if reason == "" {
		reason = "graded " + string(i.Grade)
	}
	i.Nurture(reason, p.NurtureUntil(i.Grade, buyersOn, at))
	return nil
}
