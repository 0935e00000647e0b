package session

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// A Toast says on the next page what was just done and, until an instant, how to take
// it back.
type Toast struct {
	Message string `json:"m"`
	Undo    *Undo  `json:"u,omitempty"`
}

// An Undo is the way back, posted.
type Undo struct {
	Action string        `json:"a"`           // where it is posted
	Label  string        `json:"l,omitempty"` // "Undo" where empty
	Key    string        `json:"k,omitempty"` // "Z" where empty
	Until  time.Time     `json:"t"`
	Of     time.Duration `json:"o"` // how long it was open at first
}

// toastJar carries toasts to the next page in a sealed cookie of a minute: it costs the
// database nothing, and a browser that is looked into shows nobody's name.
type toastJar struct {
	seal   cipher.AEAD
	secure bool
}

const toastCookie = "ripen-toast"

func newToastJar(secret []byte, secure bool) (*toastJar, error) {
	key := sha256.Sum256(append([]byte("toasts of Ripen: "), secret...))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	seal, err := cipher.NewGCM(block)
	return &toastJar{seal: seal, secure: secure}, err
}

const toastsName = "ripen.toasts"

// SetToast puts a toast on the next page the person sees.
func SetToast(c echo.Context, t Toast) {
	all, _ := c.Get(toastsName).([]Toast)
	all = append(all, t)
	c.Set(toastsName, all)
	m, ok := c.Get(managerName).(*Manager)
	plain, err := json.Marshal(all)
	if !ok || err != nil || len(plain) > 2500 {
		return // a cookie holds no more: what was done is done, and only goes unsaid
	}
	nonce := make([]byte, m.toasts.seal.NonceSize())
	_, _ = rand.Read(nonce) // never fails: crypto/rand
	sealed := m.toasts.seal.Seal(nonce, nonce, plain, toastOwner(c))
	m.toasts.set(c, base64.RawURLEncoding.EncodeToString(sealed), 60)
}

// TakeToasts takes the toasts that wait for this page; they show once.
func TakeToasts(c echo.Context) []Toast {
	m, ok := c.Get(managerName).(*Manager)
	if !ok {
		return nil
	}
	if all, _ := c.Get(toastsName).([]Toast); len(all) > 0 {
		c.Set(toastsName, []Toast(nil))
		m.toasts.set(c, "", -1)
		return all
	}
	cookie, err := c.Cookie(toastCookie)
	if err != nil {
		return nil
	}
	m.toasts.set(c, "", -1)
	size := m.toasts.seal.NonceSize()
	sealed, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || len(sealed) < size {
		return nil
	}
	plain, err := m.toasts.seal.Open(nil, sealed[:size], sealed[size:], toastOwner(c))
	var all []Toast
	if err != nil || json.Unmarshal(plain, &all) != nil {
		return nil
	}
	return all
}

// toastOwner binds a toast to whom it was said to: after another has signed in it opens no more.
func toastOwner(c echo.Context) []byte { return []byte(Actor(c).UserID.String()) }

// set replaces the cookie, also one that this answer carries already.
func (j *toastJar) set(c echo.Context, value string, age int) {
	c.SetCookie(&http.Cookie{Name: toastCookie, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: j.secure, SameSite: http.SameSiteLaxMode}) //nolint:gosec // Secure wherever the base URL is https
}
