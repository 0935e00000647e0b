package accounts

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"ripen/models"
	"ripen/services/store"
)

// The lengths of a password, in characters.
const (
	MinPassword         = 10
	RecommendedPassword = 15
	maxPassword         = 512
)

// hashing is OWASP's argon2id setting of the least memory (Password Storage Cheat
// Sheet, reviewed 2026-01): 19 MiB, two passes, one lane.
var hashing = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(commonText) {
		all[word] = true
	}
	return all
})

// checkPassword refuses what is guessed first: what is short, and a common word of
// the list, the person's own address or name, with digits and signs around it.
func checkPassword(password string, u models.User) error {
	core := strings.TrimFunc(strings.ToLower(password), func(r rune) bool { return !unicode.IsLetter(r) })
	mailbox, _, _ := strings.Cut(u.Email, "@")
	switch {
	case utf8.RuneCountInString(password) < MinPassword:
		return models.Refuse(models.Invalid, "password", "Use at least %d characters; %d or more are better, such as four words.", MinPassword, RecommendedPassword)
	case len(password) > maxPassword:
		return models.Refuse(models.Invalid, "password", "Use at most %d characters.", maxPassword)
	case common()[core] || common()[strings.ToLower(password)] || core == "" && utf8.RuneCountInString(password) < RecommendedPassword || oneLetter(core):
		return models.Refuse(models.Invalid, "password", "This is one of the first passwords that are tried. Choose four words that do not belong together.")
	case core == mailbox || core == u.Email || strings.EqualFold(core, strings.ReplaceAll(u.Name, " ", "")):
		return models.Refuse(models.Invalid, "password", "Do not use your own name or address as the password.")
	}
	return nil
}

// oneLetter reports whether the text is one letter repeated.
func oneLetter(text string) bool {
	return text != "" && strings.Trim(text, text[:1]) == ""
}

// hash makes the hash that is kept of a password.
func (s *Service) hash(ctx context.Context, password string) (hash string, err error) {
	err = s.oneOfFew(ctx, func() error {
		hash, err = argon2id.CreateHash(password, &hashing)
		return err
	})
	return hash, err
}

// matches compares a password with a hash; with none it takes as long and is false.
func (s *Service) matches(ctx context.Context, password, hash string) (same bool, err error) {
	known := hash != ""
	if !known {
		hash = s.nobody
	}
	if len(password) > maxPassword {
		password, known = "", false
	}
	err = s.oneOfFew(ctx, func() error {
		same, err = argon2id.ComparePasswordAndHash(password, hash)
		return err
	})
	return same && known, err
}

// oneOfFew waits for a place among those who may hash.
func (s *Service) oneOfFew(ctx context.Context, fn func() error) error {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := fn(); err != nil {
		return fmt.Errorf("hash a password: %w", err)
	}
	return nil
}

// ChangePassword takes a new password of somebody who knows the old one, and ends
// every other session of theirs; keep is the key of the one they are using.
func (s *Service) ChangePassword(ctx context.Context, by models.Actor, keep []byte, old, password string) error {
	found, err := store.Look[person](ctx, s.st, models.AtDoor(), personByID, by.UserID)
	if err != nil {
		return err
	}
	if len(found) != 1 {
		return models.Absent()
	}
	if err := s.attempted(ctx, accountKey(found[0].Email), perAccount); err != nil {
		return err
	}
	switch same, err := s.matches(ctx, old, found[0].PasswordHash); {
	case err != nil:
		return err
	case !same:
		return models.Refuse(models.Invalid, "old", "This is not your present password.")
	}
	if err := checkPassword(password, found[0].User); err != nil {
		return err
	}
	hash, err := s.hash(ctx, password)
	if err != nil {
		return err
	}
	now := s.Now()
	return s.st.Tx(ctx, models.AtDoor(), func(tx *store.Tx) error {
		if err := s.setPassword(tx, found[0].User, hash, keep, now); err != nil {
			return err
		}
		if err := s.forgive(tx, found[0].Email); err != nil {
			return err
		}
		return tx.Audit("password.changed", "user", by.UserID, clientOf(found[0].User), now)
	})
}

// setPassword writes the hash and ends every session but one. It runs as the door.
func (s *Service) setPassword(tx *store.Tx, u models.User, hash string, keep []byte, at time.Time) error {
	if _, err := tx.Run(`INSERT INTO credentials (user_id, password_hash, changed_at) VALUES ($1, $2, $3)
		ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at`, u.ID, hash, at); err != nil {
		return fmt.Errorf("keep a password: %w", err)
	}
	if _, err := tx.Run(`UPDATE links SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL`, u.ID, at); err != nil {
		return fmt.Errorf("use up the links: %w", err)
	}
	return endSessions(tx, u.ID, keep)
}
