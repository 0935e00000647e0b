package accounts

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// How long a session lasts: without a request, and at all.
const (
	idleAgency  = 12 * time.Hour
	idleClient  = 7 * 24 * time.Hour
	MaxSession  = 30 * 24 * time.Hour
	touchEvery  = time.Minute
	maxAgentLen = 300
)

// A Visit is a session that goes on: who it is, of which client.
type Visit struct {
	models.User
	Key          []byte // SHA-256 of the cookie
	Data         []byte
	StartedAt    time.Time
	SeenAt       time.Time
	ExpiresAt    time.Time
	ClientName   string
	ClientZone   string
	ClientColour int // 1 to 8; 0 for the agency's people
}

// Client is the name, zone and colour of the visitor's client.
func (v Visit) Client() models.Client {
	return models.Client{ID: clientOf(v.User), Name: v.ClientName, Zone: v.ClientZone, Colour: v.ClientColour}
}

// VisitSQL is asked by every request; exported so that cmd/bench can ask the same.
//
//go:embed visit.sql
var VisitSQL string

// Load answers who the session of this key is, in one round trip; nil if it has ended.
// At most once a minute it writes down that the visitor was here.
func (s *Service) Load(ctx context.Context, key []byte) (*Visit, error) {
	now := s.Now()
	found, err := store.Look[Visit](ctx, s.st, models.AtDoor(), VisitSQL, key, now)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	visit := &found[0]
	if now.Sub(visit.SeenAt) >= touchEvery {
		return visit, s.touch(ctx, visit, now)
	}
	return visit, nil
}

// Lasts reports whether the session of this key goes on, without counting as a visit: a
// page that is kept up to date keeps nobody signed in.
func (s *Service) Lasts(ctx context.Context, key []byte) (bool, error) {
	found, err := store.Look[Visit](ctx, s.st, models.AtDoor(), VisitSQL, key, s.Now())
	return len(found) > 0, err
}

func (s *Service) touch(ctx context.Context, v *Visit, at time.Time) error {
	v.SeenAt, v.ExpiresAt = at, expiry(v.Role, v.StartedAt, at)
	err := s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE key = $1 AND seen_at < $2`, v.Key, v.SeenAt, v.ExpiresAt)
		return err
	})
	if err != nil {
		return fmt.Errorf("touch a session: %w", err)
	}
	return nil
}

// expiry is when a session ends in which nothing more happens.
func expiry(role models.Role, started, seen time.Time) time.Time {
	idle := idleClient
	if role.OfAgency() {
		idle = idleAgency
	}
	if end := started.Add(MaxSession); end.Before(seen.Add(idle)) {
		return end
	}
	return seen.Add(idle)
}

// A NewSession is what begins with a sign-in.
type NewSession struct {
	Key     []byte // SHA-256 of the cookie
	Data    []byte
	User    models.User
	Agent   string // the browser, as it calls itself
	Address string
}

// Save begins a session, or writes the data of one that goes on.
func (s *Service) Save(ctx context.Context, n NewSession) error {
	now := s.Now()
	n.Agent = strings.ToValidUTF8(n.Agent[:min(len(n.Agent), maxAgentLen)], "")
	err := s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`
			INSERT INTO sessions (key, user_id, data, agent, address, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
			ON CONFLICT (key) DO UPDATE SET data = excluded.data WHERE sessions.user_id = excluded.user_id`,
			n.Key, n.User.ID, n.Data, n.Agent, n.Address, now, expiry(n.User.Role, now, now))
		return err
	})
	if err != nil {
		return fmt.Errorf("keep a session: %w", err)
	}
	return nil
}

// Delete ends the session of this key.
func (s *Service) Delete(ctx context.Context, key []byte) error {
	err := s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`DELETE FROM sessions WHERE key = $1`, key)
		return err
	})
	if err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// A Session is one of somebody's own, for the list of them.
type Session struct {
	Key       []byte
	Agent     string
	Address   string
	CreatedAt time.Time
	SeenAt    time.Time
}

// Sessions lists the actor's sessions, the one used last first.
func (s *Service) Sessions(ctx context.Context, by models.Actor) ([]Session, error) {
	return store.Look[Session](ctx, s.st, models.AtDoor(),
		`SELECT key, agent, address, created_at, seen_at FROM sessions WHERE user_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, key`, by.UserID, s.Now())
}

// EndSession ends one of the actor's own sessions; anybody else's is absent.
func (s *Service) EndSession(ctx context.Context, by models.Actor, key []byte) error {
	return s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		n, err := tx.Run(`DELETE FROM sessions WHERE key = $1 AND user_id = $2`, key, by.UserID)
		if err != nil {
			return fmt.Errorf("end a session: %w", err)
		}
		if n == 0 {
			return models.Absent()
		}
		return tx.Audit("session.ended", "user", by.UserID, by.ClientID, s.Now())
	})
}

// EndOtherSessions ends all of the actor's sessions but the one of this key.
func (s *Service) EndOtherSessions(ctx context.Context, by models.Actor, keep []byte) error {
	return s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		if err := endSessions(tx, by.UserID, keep); err != nil {
			return err
		}
		return tx.Audit("sessions.ended", "user", by.UserID, by.ClientID, s.Now())
	})
}

// endSessions ends somebody's sessions, all but the one to keep. It runs as the door.
func endSessions(tx *store.Tx, user models.ID, keep []byte) error {
	if keep == nil {
		keep = []byte{}
	}
	if _, err := tx.Run(`DELETE FROM sessions WHERE user_id = $1 AND key <> $2`, user, keep); err != nil {
		return fmt.Errorf("end the sessions: %w", err)
	}
	return nil
}

// Purge forgets sessions and links that have ended, failures nobody counts any
// more, and the tokens of forms that nobody sends again. A job does it every hour.
func (s *Service) Purge(ctx context.Context) (sessions int64, err error) {
	now := s.Now()
	err = s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		if sessions, err = tx.Run(`DELETE FROM sessions WHERE expires_at <= $1`, now); err != nil {
			return err
		}
		if _, err := tx.Run(`DELETE FROM sign_in_failures WHERE at < $1`, now.Add(-window)); err != nil {
			return err
		}
		if _, err := tx.Run(`DELETE FROM links WHERE expires_at < $1`, now.Add(-MaxSession)); err != nil {
			return err
		}
		_, err = tx.Run(`DELETE FROM form_tokens WHERE at < $1`, now.Add(-MaxSession))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("purge sessions: %w", err)
	}
	return sessions, nil
}
