package accounts

import (
	"context"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// SetTheme fixes light or dark for the actor; "" follows the system.
func (s *Service) SetTheme(ctx context.Context, by models.Actor, theme string) error {
	if theme != "" && theme != "light" && theme != "dark" {
		return models.Refuse(models.Invalid, "theme", "Choose light, dark or the system’s.")
	}
	return s.set(ctx, by, `UPDATE users SET theme = $2 WHERE id = $1`, theme)
}

// SetSingleKeys turns the shortcuts of one key on or off (WCAG 2.1.4).
func (s *Service) SetSingleKeys(ctx context.Context, by models.Actor, on bool) error {
	return s.set(ctx, by, `UPDATE users SET single_keys = $2 WHERE id = $1`, on)
}

// SetZone sets the actor's own clock.
func (s *Service) SetZone(ctx context.Context, by models.Actor, zone string) error {
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return models.Refuse(models.Invalid, "zone", "Choose a time zone such as Europe/Berlin.")
	}
	return s.set(ctx, by, `UPDATE users SET zone = $2 WHERE id = $1`, zone)
}

// set changes the actor's own row; a client's people may change no other columns.
func (s *Service) set(ctx context.Context, by models.Actor, query string, value any) error {
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		n, err := tx.Run(query, by.UserID, value)
		if err != nil {
			return fmt.Errorf("keep a setting: %w", err)
		}
		if n != 1 {
			return models.Absent()
		}
		return nil
	})
}
