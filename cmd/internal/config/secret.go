package config

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ripen/models"
)

// shortest is how many characters a secret has at least outside development.
const shortest = 32

// secret is the installation's secret: the one given, which in production must be a
// good one; in development else the one kept in RIPEN_DATA, made at the first start.
func (c *Config) secret() ([]byte, error) {
	if c.SecretText != "" {
		if !c.Developing() && weak(c.SecretText) {
			return nil, models.Refuse(models.Invalid, "RIPEN_SECRET", "RIPEN_SECRET is too easy to guess: set it to %d random characters or more, as `openssl rand -hex 32` prints.", shortest)
		}
		return []byte(c.SecretText), nil
	}
	if !c.Developing() {
		return nil, models.Refuse(models.Invalid, "RIPEN_SECRET", "Set RIPEN_SECRET to the installation’s secret, as `openssl rand -hex 32` prints one; or RIPEN_ENV=development to try Ripen out.")
	}
	return kept(filepath.Join(c.Data, "secret"))
}

// weak reports whether a secret is short, or made of few different characters.
func weak(secret string) bool {
	different := map[rune]bool{}
	for _, r := range secret {
		different[r] = true
	}
	return len(secret) < shortest || len(different) < 10 || strings.Contains(strings.ToLower(secret), "changeme")
}

// kept reads the secret in the file, or makes both. Two processes that start at once
// end up with the same: the file is whole when it gets its name, and only one gets it.
func kept(path string) ([]byte, error) {
	secret, err := os.ReadFile(path)
	if err == nil && len(secret) >= shortest {
		return secret, nil
	}
	if err == nil {
		return nil, models.Refuse(models.Invalid, "RIPEN_DATA", "The secret in %s is not whole: put it back, or delete the file to begin anew.", path)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the secret: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of RIPEN_DATA: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "secret-") // 0600
	if err != nil {
		return nil, fmt.Errorf("keep the secret: %w", err)
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(rand.Text() + rand.Text())
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return nil, fmt.Errorf("keep the secret: %w", err)
	}
	if err := os.Link(file.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("keep the secret: %w", err)
	}
	return os.ReadFile(path)
}
