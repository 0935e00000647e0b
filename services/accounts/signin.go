package accounts

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// An Attempt is somebody at the door.
type Attempt struct {
	Email    string
	Password string
	Address  string // where they come from, for the throttle
}

// How often within window one may fail before one has to wait. An office of callers
// comes from one address.
const (
	perAccount = 10
	perAddress = 100
	perLetters = 4 // letters to one account
	window     = 15 * time.Minute
)

// A person is a user with what proves him.
type person struct {
	models.User
	PasswordHash string
}

const (
	personColumns = `SELECT u.*, COALESCE(c.password_hash, '') AS password_hash FROM users u LEFT JOIN credentials c ON c.user_id = u.id WHERE `
	personByEmail = personColumns + `u.email = $1 AND u.email <> ''`
	personByID    = personColumns + `u.id = $1`
)

// SignIn answers who the attempt proves to be. Whether the address is unknown, the
// password wrong or the person no longer with us: the answer and the time it takes
// are the same. An attempt is counted before the password is looked at, so that many
// at once, also in several processes, are no way around the throttle.
func (s *Service) SignIn(ctx context.Context, a Attempt) (models.User, error) {
	email := strings.ToLower(strings.TrimSpace(a.Email))
	if err := s.attempted(ctx, addressKey(a.Address), perAddress); err != nil {
		return models.User{}, err
	}
	if err := s.attempted(ctx, accountKey(email), perAccount); err != nil {
		return models.User{}, err
	}
	found, err := store.Look[person](ctx, s.st, models.AtDoor(), personByEmail, email)
	if err != nil {
		return models.User{}, err
	}
	var who person
	if len(found) == 1 && found[0].State == models.Active {
		who = found[0]
	}
	same, err := s.matches(ctx, a.Password, who.PasswordHash)
	if err != nil {
		return models.User{}, err
	}
	err = s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		if !same {
			return tx.Audit("sign-in.refused", "user", who.ID, clientOf(who.User), s.Now())
		}
		if err := s.forgive(tx, email); err != nil {
			return err
		}
		return tx.Audit("sign-in", "user", who.ID, clientOf(who.User), s.Now())
	})
	if err == nil && !same {
		err = models.Refuse(models.Invalid, "password", "That e-mail and password do not belong together.")
	}
	if err != nil {
		return models.User{}, err
	}
	return who.User, nil
}

// clientOf is the user's client, or NoID for the agency's people.
func clientOf(u models.User) models.ID {
	if u.ClientID == nil {
		return models.NoID
	}
	return *u.ClientID
}

// attempted counts one more attempt under the key, and refuses it beyond the limit.
func (s *Service) attempted(ctx context.Context, key string, limit int) error {
	now := s.Now()
	err := s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO sign_in_failures (id, key, at) VALUES ($1, $2, $3)`, models.NewID(), s.keyed(key), now)
		return err
	})
	if err != nil {
		return fmt.Errorf("count an attempt: %w", err)
	}
	type count struct{ N int }
	made, err := store.Look[count](ctx, s.st, models.AtDoor(), `SELECT count(*)::int AS n FROM sign_in_failures WHERE key = $1 AND at > $2`, s.keyed(key), now.Add(-window))
	if err != nil {
		return fmt.Errorf("count the attempts: %w", err)
	}
	if made[0].N > limit {
		return models.Refuse(models.TooMany, "", "Too many attempts. Try again in a quarter of an hour.")
	}
	return nil
}

// forgive forgets the failures of an account whose owner has proved himself.
func (s *Service) forgive(tx *store.Tx, email string) error {
	_, err := tx.Run(`DELETE FROM sign_in_failures WHERE key = $1`, s.keyed(accountKey(email)))
	return err
}

func accountKey(email string) string   { return "account " + email }
func addressKey(address string) string { return "address " + address }
func letterKey(email string) string    { return "letter " + email }

// keyed is a key as the table holds it: who has the table only has no addresses.
func (s *Service) keyed(key string) []byte {
	mac := hmac.New(sha256.New, s.Secret)
	mac.Write([]byte("sign-in failures: " + key))
	return mac.Sum(nil)
}

// DemoSignIn answers with a member of the demo's cast, who needs no password. Only the
// demo has a way here.
func (s *Service) DemoSignIn(ctx context.Context, id models.ID) (models.User, error) {
	var who *models.User
	err := s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) (err error) {
		if who, err = store.One[models.User](tx, models.ByID(id)); err != nil {
			return err
		}
		if who.State != models.Active {
			return models.Absent()
		}
		return tx.Audit("sign-in.demo", "user", id, clientOf(*who), s.Now())
	})
	if err != nil {
		return models.User{}, err
	}
	return *who, nil
}

// A CastMember is somebody whom the demo offers to sign in as.
type CastMember struct {
	ID      models.ID
	Name    string
	Role    models.Role
	Client  string // "" for the agency's people
	Partner string // the partner of the client they work for, if any
}

// Cast is everybody active, the agency's people first, then client by client.
func (s *Service) Cast(ctx context.Context) ([]CastMember, error) {
	return store.Look[CastMember](ctx, s.st, models.Operator(), `
		SELECT u.id, u.name, u.role, COALESCE(c.name, '') AS client, COALESCE(p.name, '') AS partner
		FROM users u LEFT JOIN clients c ON c.id = u.client_id LEFT JOIN partners p ON p.id = u.partner_id AND p.client_id = u.client_id
		WHERE u.state = 'active'
		ORDER BY c.id NULLS FIRST, array_position(ARRAY['caller', 'supervisor', 'admin', 'account_manager', 'rep', 'partner_manager', 'sales_manager', 'marketer'], u.role), u.partner_id NULLS FIRST, u.name, u.id`)
}
