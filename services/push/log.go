package push

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// A Sending is a message to an endpoint, and each try to send it.
type Sending struct {
	models.Push
	Tried []Tried
}

// Tried is a try, with what was answered.
type Tried struct {
	models.PushAttempt
	Answer string
}

// logPage is how many messages a page of the log has.
const logPage = 50

//go:embed attempts.sql
var attemptsSQL string

// Log is the messages to an endpoint, the newest first, from the one before this id on;
// NoID begins with the newest. More says that there are older ones.
func (s *Service) Log(ctx context.Context, by models.Actor, clientID, id, before models.ID) (all []Sending, more bool, err error) {
	if err := mayRun(by, clientID); err != nil {
		return nil, false, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := store.One[models.Endpoint](tx, models.ByID(id), models.OfClient(clientID)); err != nil {
			return err
		}
		sent, err := store.All[models.Push](tx, sentTo(id), after(before))
		if err != nil {
			return err
		}
		if more = len(sent) > logPage; more {
			sent = sent[:logPage]
		}
		ids := make([]models.ID, len(sent))
		place := map[models.ID]int{}
		for n, p := range sent {
			ids[n], place[p.ID] = p.ID, n
			all = append(all, Sending{Push: p})
		}
		tried, err := store.Rows[Tried](tx, attemptsSQL, clientID, ids)
		for _, t := range tried {
			n := place[t.PushID]
			all[n].Tried = append(all[n].Tried, t)
		}
		return err
	})
	return all, more, err
}

func after(before models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		if before != models.NoID {
			db = db.Where("(created_at, id) < (SELECT created_at, id FROM pushes WHERE id = ?)", before)
		}
		return db.Order("created_at DESC, id DESC").Limit(logPage + 1)
	}
}

// Replay sends a message again that was sent or given up, under the id it has: a receiver
// that has it already knows it by that.
func (s *Service) Replay(ctx context.Context, by models.Actor, token, clientID, id, pushID models.ID) error {
	return s.change(ctx, by, token, clientID, id, "message replayed", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		p, err := store.One[models.Push](tx, models.ByID(pushID), sentTo(id), models.ForUpdate)
		if err != nil {
			return err
		}
		return again(tx, e, p, at)
	})
}

// mostReplayed is how many messages one replay takes.
const mostReplayed = 10_000

// ReplayBetween does the same with every message of a range of time, from its beginning to
// before its end. It returns how many there were.
func (s *Service) ReplayBetween(ctx context.Context, by models.Actor, token, clientID, id models.ID, from, to time.Time) (n int, err error) {
	if !from.Before(to) {
		return 0, models.Refuse(models.Invalid, "to", "Choose a last day that is not before the first.")
	}
	err = s.change(ctx, by, token, clientID, id, "messages replayed", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		if !e.Active() {
			return errOff
		}
		done := tx.Model(&models.Push{}).Where(`id IN (SELECT id FROM pushes WHERE endpoint_id = ? AND channel = 'webhook' AND created_at >= ? AND created_at < ?
			AND (sent_at IS NOT NULL OR failed_at IS NOT NULL) ORDER BY created_at, id LIMIT ?)`, id, from, to, mostReplayed).
			Updates(map[string]any{"sent_at": nil, "failed_at": nil, "problem": "", "tries": 0, "next_at": at})
		n = int(done.RowsAffected)
		if done.Error != nil {
			return fmt.Errorf("replay messages: %w", done.Error)
		}
		return nil
	})
	return n, err
}

var errOff = models.Refuse(models.Conflict, "", "Switch the endpoint on first: nothing is sent to one that is off.")

func again(tx *store.Tx, e *models.Endpoint, p *models.Push, at time.Time) error {
	if !e.Active() {
		return errOff
	}
	if err := p.Again(at); err != nil {
		return err
	}
	if err := tx.Select("tries", "next_at", "sent_at", "failed_at", "problem").Updates(p).Error; err != nil {
		return fmt.Errorf("replay a message: %w", err)
	}
	return nil
}
