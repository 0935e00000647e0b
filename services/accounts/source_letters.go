package accounts

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"ripen/models"
	"ripen/services/store"
)

// SetSourceLetters says whether the actor gets the Monday’s letter on the sources.
func (s *Service) SetSourceLetters(ctx context.Context, by models.Actor, on bool) error {
	if by.Role != models.Marketer {
		return models.Absent()
	}
	return s.set(ctx, by, `UPDATE users SET no_source_letters = NOT $2 WHERE id = $1`, on)
}

// SourceLettersStop is where somebody ends these letters without signing in. The link is made
// of the installation’s secret, is good for this alone, and names nobody.
func (s *Service) SourceLettersStop(user models.ID) string {
	return strings.TrimSuffix(s.BaseURL, "/") + "/no-source-letters/" + base64.RawURLEncoding.EncodeToString(append(user[:], s.stops(user)...))
}

func (s *Service) stops(user models.ID) []byte {
	mac := hmac.New(sha256.New, s.Secret)
	mac.Write([]byte("no more letters on sources: "))
	mac.Write(user[:])
	return mac.Sum(nil)
}

// WhoStops is whose link it is; it changes nothing. A link that is none of ours is absent.
func (s *Service) WhoStops(ctx context.Context, token string) (u *models.User, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	var id models.ID
	if err != nil || len(raw) != len(id)+sha256.Size {
		return nil, models.Absent()
	}
	if copy(id[:], raw); !hmac.Equal(raw[len(id):], s.stops(id)) {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		u, err = store.One[models.User](tx, models.ByID(id))
		return err
	})
	return u, err
}

// StopSourceLetters ends the letters on the sources for whom the link was made. Doing it again
// changes nothing.
func (s *Service) StopSourceLetters(ctx context.Context, token string) error {
	u, err := s.WhoStops(ctx, token)
	if err != nil {
		return err
	}
	return s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE users SET no_source_letters = true WHERE id = $1 AND NOT no_source_letters`, u.ID); err != nil {
			return fmt.Errorf("end the letters on sources: %w", err)
		}
		return nil
	})
}
