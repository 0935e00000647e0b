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

// A Draft is what can be said of an endpoint.
type Draft struct {
	Name   string
	URL    string
	Events []string
}

// A Line is an endpoint in the list, with what is known of its messages.
type Line struct {
	models.Endpoint
	Waiting  int
	Failed   int
	LastSent *time.Time
}

//go:embed endpoints.sql
var endpointsSQL string

// Endpoints is the endpoints of a client, the oldest first; those that were removed stand last.
func (s *Service) Endpoints(ctx context.Context, by models.Actor, clientID models.ID) (lines []Line, err error) {
	if err := mayRun(by, clientID); err != nil {
		return nil, err
	}
	return lines, s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lines, err = store.Rows[Line](tx, endpointsSQL, clientID, nil)
		return err
	})
}

// Endpoint is one of them.
func (s *Service) Endpoint(ctx context.Context, by models.Actor, clientID, id models.ID) (line *Line, err error) {
	if err := mayRun(by, clientID); err != nil {
		return nil, err
	}
	return line, s.st.Tx(ctx, by, func(tx *store.Tx) error {
		line, err = store.Row[Line](tx, endpointsSQL, clientID, id)
		return err
	})
}

// Add enters an endpoint. Its secret is told this once; where the form is sent again, it is
// told no more.
func (s *Service) Add(ctx context.Context, by models.Actor, token, clientID models.ID, d Draft) (id models.ID, secret string, err error) {
	at := s.now()
	e := models.Endpoint{ID: models.NewID(), ClientID: clientID, State: models.EndpointActive, MadeBy: by.UserID, MadeAt: at}
	if err := mayRun(by, clientID); err != nil {
		return id, "", err
	}
	if err := s.check(&e, d); err != nil {
		return id, "", err
	}
	if err := s.reachable(ctx, e.URL); err != nil {
		return id, "", err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		before, fresh, err := tx.Once(token, e.ID.String(), at)
		if err != nil {
			return err
		}
		if !fresh {
			id, err = models.ParseID(before)
			return err
		}
		id = e.ID
		if err := tx.Put(&e); err != nil {
			return err
		}
		if secret, err = s.newSecret(tx, &e, at); err != nil {
			return err
		}
		return tx.Audit("endpoint added", "endpoint", e.ID, clientID, at)
	})
	return id, secret, err
}

// newSecret makes the secret that holds from now on.
func (s *Service) newSecret(tx *store.Tx, e *models.Endpoint, at time.Time) (string, error) {
	secret := newSecret()
	row := models.EndpointSecret{ID: models.NewID(), ClientID: e.ClientID, EndpointID: e.ID, MadeAt: at}
	s.seal.close(&row, secret)
	return written(secret), tx.Put(&row)
}

// change does something to an endpoint once, under the form's token, and audits it.
func (s *Service) change(ctx context.Context, by models.Actor, token, clientID, id models.ID, did string, fn func(*store.Tx, *models.Endpoint, time.Time) error) error {
	if err := mayRun(by, clientID); err != nil {
		return err
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		e, err := store.One[models.Endpoint](tx, models.ByID(id), models.OfClient(clientID), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		if err := fn(tx, e, at); err != nil {
			return err
		}
		return tx.Audit("endpoint "+did, "endpoint", id, clientID, at)
	})
}

// InUse selects the endpoints that were not removed.
func InUse(db *gorm.DB) *gorm.DB { return db.Where("removed_at IS NULL") }

// mutable is the columns of an endpoint that change.
var mutable = []string{"name", "url", "events", "state", "disabled_why", "disabled_at", "removed_at", "held_until"}

func keep(tx *store.Tx, e *models.Endpoint) error {
	if err := tx.Select(mutable).Updates(e).Error; err != nil {
		return fmt.Errorf("keep an endpoint: %w", err)
	}
	return nil
}

// Edit changes name, address and events.
func (s *Service) Edit(ctx context.Context, by models.Actor, token, clientID, id models.ID, d Draft) error {
	line, err := s.Endpoint(ctx, by, clientID, id)
	if err != nil {
		return err
	}
	e := line.Endpoint
	if err := s.check(&e, d); err != nil {
		return err
	}
	if e.URL != line.URL {
		if err := s.reachable(ctx, e.URL); err != nil {
			return err
		}
	}
	return s.change(ctx, by, token, clientID, id, "changed", func(tx *store.Tx, now *models.Endpoint, _ time.Time) error {
		now.Name, now.URL, now.Events = e.Name, e.URL, e.Events
		return keep(tx, now)
	})
}

// Disable switches an endpoint off: what happens from then on waits for it.
func (s *Service) Disable(ctx context.Context, by models.Actor, token, clientID, id models.ID) error {
	return s.change(ctx, by, token, clientID, id, "disabled", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		e.Disable("Switched off by "+by.Name+".", at)
		if err := keep(tx, e); err != nil {
			return err
		}
		return Hold(tx, e)
	})
}

// Remove takes an endpoint out of the list. What waits for it and its log stay, so that
// Enable brings it back; what happens meanwhile is not kept for it.
func (s *Service) Remove(ctx context.Context, by models.Actor, token, clientID, id models.ID) error {
	return s.change(ctx, by, token, clientID, id, "removed", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		e.Remove("Removed by "+by.Name+".", at)
		if err := keep(tx, e); err != nil {
			return err
		}
		return Hold(tx, e)
	})
}

// Hold lets the messages to an endpoint that was switched off wait until it is switched on.
func Hold(tx *store.Tx, e *models.Endpoint) error {
	return tx.Model(&models.Push{}).Where("endpoint_id = ? AND channel = ? AND next_at IS NOT NULL", e.ID, models.ByWebhook).Update("next_at", nil).Error
}

// Enable switches an endpoint on again, and sends what waits for it.
func (s *Service) Enable(ctx context.Context, by models.Actor, token, clientID, id models.ID) error {
	return s.change(ctx, by, token, clientID, id, "enabled", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		e.Enable()
		if err := keep(tx, e); err != nil {
			return err
		}
		return tx.Model(&models.Push{}).Where("endpoint_id = ? AND channel = ? AND sent_at IS NULL AND failed_at IS NULL", e.ID, models.ByWebhook).
			Updates(map[string]any{"next_at": at, "tries": 0}).Error
	})
}

// Rotate makes a new secret, which is told this once. For a day messages are signed with
// both, so that the receiver can change without losing one.
func (s *Service) Rotate(ctx context.Context, by models.Actor, token, clientID, id models.ID) (secret string, err error) {
	err = s.change(ctx, by, token, clientID, id, "secret rotated", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		done := tx.Model(&models.EndpointSecret{}).Where("endpoint_id = ? AND valid_until IS NULL", id).Update("valid_until", at.Add(models.RotationGrace))
		if done.Error != nil {
			return fmt.Errorf("end a secret: %w", done.Error)
		}
		secret, err = s.newSecret(tx, e, at)
		return err
	})
	return secret, err
}

// Test sends the endpoint a message that says that nothing has happened.
func (s *Service) Test(ctx context.Context, by models.Actor, token, clientID, id models.ID) error {
	return s.change(ctx, by, token, clientID, id, "tested", func(tx *store.Tx, e *models.Endpoint, at time.Time) error {
		if !e.Active() {
			return errOff
		}
		p := To(e, nil, models.EventTest, at)
		return tx.Put(&p)
	})
}

// To is a message to an endpoint, about a lead or about none. One that is switched off gets
// it when it is switched on.
func To(e *models.Endpoint, lead *models.Lead, event string, at time.Time) models.Push {
	id := models.NewID()
	p := models.Push{ID: id, ClientID: e.ClientID, Channel: models.ByWebhook, Endpoint: "webhook:" + e.ID.String(), EndpointID: &e.ID, Lane: e.ID, Event: event,
		MessageID: id.String(), CreatedAt: at, NextAt: &at}
	if lead != nil {
		p.LeadID = &lead.ID
	}
	if !e.Active() {
		p.NextAt = nil
	}
	return p
}

// sentTo selects the messages that were sent to an endpoint.
func sentTo(id models.ID) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		return db.Where("endpoint_id = ? AND channel = ?", id, models.ByWebhook)
	}
}
