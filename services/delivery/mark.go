package delivery

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/push"
	"ripen/services/store"
)

// sent marks that a message was received. It holds whatever was done with it meanwhile.
func (s *Service) sent(ctx context.Context, m push.Message, answer push.Answer) error {
	at := s.now()
	return s.inTurn(ctx, m.ClientID, func(tx *store.Tx) error {
		if err := s.tried(tx, m, answer, "", at); err != nil {
			return err
		}
		return tx.Model(&m.Push).Where("sent_at IS NULL AND failed_at IS NULL").
			Updates(map[string]any{"sent_at": at, "next_at": nil, "tries": m.Tries + 1, "problem": ""}).Error
	})
}

// failed marks that a try was in vain, and plans what follows: the next try, or the end.
func (s *Service) failed(ctx context.Context, m push.Message, answer push.Answer, why *push.Failure) error {
	at, leased := s.now(), *m.NextAt // gorm writes what it changes into the push, too
	return s.inTurn(ctx, m.ClientID, func(tx *store.Tx) error {
		if err := s.tried(tx, m, answer, why.Words, at); err != nil {
			return err
		}
		tries := m.Tries + 1
		wait, more := s.channels[m.Channel].Again(tries)
		changes := map[string]any{"tries": tries, "problem": why.Words, "next_at": at.Add(max(wait, why.After))}
		if !more || why.Permanent || why.Gone {
			changes["failed_at"], changes["next_at"] = at, nil
		}
		// Whose lease has run out, or whose endpoint was switched off, has no say any more.
		done := tx.Model(&m.Push).Where("sent_at IS NULL AND failed_at IS NULL AND next_at = ?", leased).Updates(changes)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		switch {
		case m.Channel == models.ByDevice && why.Gone:
			return tx.Model(m.Device).Where("ended_at IS NULL").Update("ended_at", at).Error
		case m.Channel != models.ByWebhook:
			return nil
		case why.Gone:
			return s.disable(tx, m, why.Words, at)
		case !more:
			return s.disable(tx, m, fmt.Sprintf("A message could not be delivered in %d tries over three days. The last: %s", tries, why.Words), at)
		case why.Hold:
			return tx.Model(m.Endpoint).Where("held_until IS NULL OR held_until < ?", at.Add(why.After)).Update("held_until", at.Add(why.After)).Error
		}
		return nil
	})
}

// tried appends the try to the history, and the words of the answer beside it.
func (s *Service) tried(tx *store.Tx, m push.Message, answer push.Answer, problem string, at time.Time) error {
	a := models.PushAttempt{ID: models.NewID(), ClientID: m.ClientID, PushID: m.ID, At: m.Try, Ms: int(at.Sub(m.Try).Milliseconds()), Problem: problem}
	if answer.Status != 0 {
		a.Status = &answer.Status
	}
	if err := tx.Put(&a); err != nil || answer.Text == "" {
		return err
	}
	return tx.Put(&models.PushAnswer{AttemptID: a.ID, ClientID: m.ClientID, Answer: answer.Text})
}

// disable switches an endpoint off, and tells the client's sales managers and the agency's
// account manager.
func (s *Service) disable(tx *store.Tx, m push.Message, why string, at time.Time) error {
	e, err := store.One[models.Endpoint](tx, models.ByID(m.Endpoint.ID), models.ForUpdate)
	if err != nil || !e.Active() {
		return err
	}
	e.Disable(why, at)
	if err := tx.Keep(e); err != nil {
		return err
	}
	if err := push.Hold(tx, e); err != nil {
		return err
	}
	told, err := store.All[models.User](tx, func(db *gorm.DB) *gorm.DB {
		return db.Where("state = ? AND email <> '' AND (client_id = ? AND role = ? OR id = (SELECT account_manager_id FROM clients WHERE id = ?))", models.Active, e.ClientID, models.SalesManager, e.ClientID)
	})
	if err != nil {
		return err
	}
	for _, to := range told {
		id := models.NewID()
		p := models.Push{ID: id, ClientID: e.ClientID, UserID: &to.ID, Channel: models.ByMail, Endpoint: "mailto:" + to.Email, EndpointID: &e.ID, Lane: e.ClientID,
			Event: models.EventDisabled, MessageID: id.String() + "@" + s.Host(), CreatedAt: at, NextAt: &at}
		if err := tx.Put(&p); err != nil {
			return err
		}
	}
	return nil
}
