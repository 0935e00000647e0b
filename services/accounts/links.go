package accounts

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// What a link is for.
const (
	invitation = "invitation"
	reset      = "reset"
)

// How long a link works.
const (
	invitationLasts = 7 * 24 * time.Hour
	resetLasts      = time.Hour
)

// A LetterArgs is the job of sending somebody a link. It carries no secret: the link's
// is made of the installation's secret and the nonce, so that neither the jobs' table
// nor the links' table is enough to come in.
type LetterArgs struct {
	UserID  models.ID `json:"user_id"`
	Purpose string    `json:"purpose"`
	Nonce   models.ID `json:"nonce"`
}

// Kind is how jobs are known.
func (LetterArgs) Kind() string { return "accounts.letter" }

// secret is the 256 bits in the address of a link.
func (s *Service) secret(a LetterArgs) string {
	mac := hmac.New(sha256.New, s.Secret)
	fmt.Fprintf(mac, "link: %s %s %s", a.Purpose, a.UserID, a.Nonce)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// linkKey is what is kept of a secret.
func linkKey(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// sendLink makes a link and has it sent when the transaction commits.
func (s *Service) sendLink(tx *store.Tx, user models.ID, purpose string) error {
	args := LetterArgs{UserID: user, Purpose: purpose, Nonce: models.NewID()}
	lasts := resetLasts
	if purpose == invitation {
		lasts = invitationLasts
	}
	now := s.Now()
	if _, err := tx.Run(`INSERT INTO links (key, user_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		linkKey(s.secret(args)), user, purpose, now, now.Add(lasts)); err != nil {
		return fmt.Errorf("make a link: %w", err)
	}
	return tx.Later(args)
}

// ForgotPassword sends a link for a new password, if somebody active has the address.
// The answer is the same if nobody has, and so is what is done: then the link is that
// of the agency itself, which gets no letters.
func (s *Service) ForgotPassword(ctx context.Context, email string) error {
	email = strings.ToLower(strings.TrimSpace(email))
	if err := s.attempted(ctx, letterKey(email), perLetters); err != nil {
		if models.IsKind(err, models.TooMany) {
			return nil // enough letters are under way
		}
		return err
	}
	found, err := store.Look[person](ctx, s.st, models.AtDoor(), personByEmail, email)
	if err != nil {
		return err
	}
	who := models.User{ID: models.TheAgency}
	if len(found) == 1 && found[0].State == models.Active {
		who = found[0].User
	}
	return s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		if err := s.sendLink(tx, who.ID, reset); err != nil {
			return err
		}
		return tx.Audit("password.link", "user", who.ID, clientOf(who), s.Now())
	})
}

// A Link is what a secret opens, before it is used.
type Link struct {
	models.User
	Purpose   string
	ExpiresAt time.Time
}

const linkByKey = `
	SELECT u.*, l.purpose, l.expires_at FROM links l JOIN users u ON u.id = l.user_id
	WHERE l.key = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > $3
	  AND u.state = CASE l.purpose WHEN 'invitation' THEN 'invited' ELSE 'active' END`

// Invitation answers whose invitation the secret is; one that was used, has expired
// or never was is absent.
func (s *Service) Invitation(ctx context.Context, secret string) (Link, error) {
	return s.link(ctx, secret, invitation)
}

// Reset answers whose new password the secret is for.
func (s *Service) Reset(ctx context.Context, secret string) (Link, error) {
	return s.link(ctx, secret, reset)
}

func (s *Service) link(ctx context.Context, secret, purpose string) (Link, error) {
	found, err := store.Look[Link](ctx, s.st, models.AtDoor(), linkByKey, linkKey(secret), purpose, s.Now())
	if err != nil {
		return Link{}, err
	}
	if len(found) == 0 {
		return Link{}, models.Absent()
	}
	return found[0], nil
}

// AcceptInvitation lets somebody in who was invited, under the name and password they choose.
func (s *Service) AcceptInvitation(ctx context.Context, secret, name, password string) (models.User, error) {
	return s.useLink(ctx, secret, invitation, password, func(tx *store.Tx, u *models.User) error {
		if u.Name = name; u.Name == "" {
			return models.Refuse(models.Invalid, "name", "Enter your name.")
		}
		u.State = models.Active
		if err := u.Check(); err != nil {
			return err
		}
		return tx.Keep(u)
	})
}

// ResetPassword takes a new password by a link, and ends every session.
func (s *Service) ResetPassword(ctx context.Context, secret, password string) (models.User, error) {
	return s.useLink(ctx, secret, reset, password, func(tx *store.Tx, u *models.User) error {
		return s.forgive(tx, u.Email)
	})
}

// useLink uses a secret up, once: of two at the same time the second finds it used.
func (s *Service) useLink(ctx context.Context, secret, purpose, password string, fn func(*store.Tx, *models.User) error) (models.User, error) {
	link, err := s.link(ctx, secret, purpose)
	if err != nil {
		return models.User{}, err
	}
	if err := checkPassword(password, link.User); err != nil {
		return models.User{}, err
	}
	hash, err := s.hash(ctx, password)
	if err != nil {
		return models.User{}, err
	}
	now := s.Now()
	err = s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		n, err := tx.Run(`UPDATE links SET used_at = $2 WHERE key = $1 AND used_at IS NULL`, linkKey(secret), now)
		if err != nil {
			return err
		}
		if n == 0 {
			return models.Absent()
		}
		if err := fn(tx, &link.User); err != nil {
			return err
		}
		if err := s.setPassword(tx, link.User, hash, nil, now); err != nil {
			return err
		}
		return tx.Audit(purpose+".used", "user", link.User.ID, clientOf(link.User), now)
	})
	if err != nil {
		return models.User{}, err
	}
	return link.User, nil
}
