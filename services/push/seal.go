package push

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"ripen/models"
)

// A seal keeps the secrets of endpoints: AES-256-GCM, with a key that is made of the
// installation's secret and known by its id.
type seal struct {
	gcm cipher.AEAD
	id  string
}

func newSeal(secret []byte) (*seal, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "ripen endpoint secrets 1", 32)
	if err != nil {
		return nil, fmt.Errorf("make the key of the endpoints’ secrets: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make the key of the endpoints’ secrets: %w", err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("make the key of the endpoints’ secrets: %w", err)
	}
	id := sha256.Sum256(append([]byte("ripen key id "), key...))
	return &seal{gcm, hex.EncodeToString(id[:8])}, nil
}

// whose ties a sealed secret to its endpoint: it opens nowhere else.
func whose(s *models.EndpointSecret) []byte { return append(s.EndpointID[:], s.ClientID[:]...) }

// close seals a secret into its row.
func (k *seal) close(s *models.EndpointSecret, secret []byte) {
	nonce := make([]byte, k.gcm.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	s.KeyID, s.Sealed = k.id, k.gcm.Seal(nonce, nonce, secret, whose(s))
}

var errOtherKey = errors.New("the secret was sealed with another RIPEN_SECRET: rotate it, and enter the new one at the receiver")

// open is the secret of a row.
func (k *seal) open(s *models.EndpointSecret) ([]byte, error) {
	if s.KeyID != k.id || len(s.Sealed) < k.gcm.NonceSize() {
		return nil, errOtherKey
	}
	n := k.gcm.NonceSize()
	secret, err := k.gcm.Open(nil, s.Sealed[:n], s.Sealed[n:], whose(s))
	if err != nil {
		return nil, errOtherKey
	}
	return secret, nil
}

const secretPrefix = "whsec_"

// newSecret is 32 random bytes.
func newSecret() []byte {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return secret
}

// written is a secret as people copy it.
func written(secret []byte) string {
	return secretPrefix + strings.TrimSpace(base64.StdEncoding.EncodeToString(secret))
}
