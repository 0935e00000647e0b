package queue

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Standing is the inquiry that the caller holds, NoID if none, and his day in figures.
func (s *Service) Standing(ctx context.Context, by models.Actor) (held models.ID, today Today, err error) {
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		if held, err = s.held(tx, by.UserID); err != nil {
			return err
		}
		today, err = s.today(tx, by, s.now())
		return err
	})
	return held, today, err
}

// ZoneOf is the clock of an inquiry's person, as its window decides by it.
func (s *Service) ZoneOf(ctx context.Context, by models.Actor, inquiryID models.ID) (zone *time.Location, err error) {
	zone = time.UTC
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		inquiry, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by))
		if err != nil || inquiry.WindowID == nil {
			return err
		}
		window, err := s.book.Window(tx, *inquiry.WindowID)
		zone = models.Location(window.Words(s.now()).Zone)
		return err
	})
	return zone, err
}

// An OpenPromise is a callback that was agreed and not yet made.
type OpenPromise struct {
	InquiryID      models.ID
	DueAt          time.Time
	Zone           string
	Note           string
	Name           string
	Organisation   string
	ClientName     string
	State          models.State
	DecisionReason string
}

// Promises is what the caller promised, the soonest first, and his day in figures.
func (s *Service) Promises(ctx context.Context, by models.Actor) (open []OpenPromise, today Today, err error) {
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		open, err = store.Rows[OpenPromise](tx, `
			SELECT m.inquiry_id, m.due_at, m.zone, m.note, p.name, COALESCE(o.name, '') AS organisation, c.name AS client_name, i.state, i.decision_reason
			FROM promises m JOIN inquiries i ON i.id = m.inquiry_id AND i.client_id = m.client_id
			JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id JOIN clients c ON c.id = i.client_id
			LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
			WHERE m.user_id = $1 AND m.state = 'open' ORDER BY m.due_at, m.id LIMIT 100`, by.UserID)
		if err != nil {
			return err
		}
		today, err = s.today(tx, by, s.now())
		return err
	})
	return open, today, err
}
