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

// toastsKept is how many wait at the most: a cookie holds no more.
const toastsKept = 3

// SetToast puts a toast on the next page the person sees, before what can still be taken
// back from earlier pages.
func SetToast(c echo.Context, t Toast) {
	all, ok := c.Get(toastsName).([]Toast)
	if !ok {
		all = open(c, cookieToasts(c))
	}
	all = append([]Toast{t}, all...)
	all = all[:min(len(all), toastsKept)]
	c.Set(toastsName, all)
	keepToasts(c, all)
}

// TakeToasts takes the toasts that wait for this page. They show once; what can still be
// taken back shows on every page until it no longer can.
func TakeToasts(c echo.Context) []Toast {
	m, ok := c.Get(managerName).(*Manager)
	if !ok {
		return nil
	}
	all, said := c.Get(toastsName).([]Toast)
	if !said || len(all) == 0 {
		if _, err := c.Cookie(toastCookie); err != nil {
			return nil
		}
		all = cookieToasts(c)
	}
	c.Set(toastsName, []Toast(nil))
	if still := open(c, all); len(still) > 0 {
		keepToasts(c, still)
	} else {
		m.toasts.set(c, "", -1)
	}
	return all
}

// open keeps what can still be taken back, and is not being taken back by this very request.
func open(c echo.Context, all []Toast) (still []Toast) {
	for _, t := range all {
		if t.Undo != nil && t.Undo.Until.After(Now(c)) && t.Undo.Action != c.Request().URL.Path {
			still = append(still, t)
		}
	}
	return still
}

// keepToasts seals toasts into the cookie.
func keepToasts(c echo.Context, all []Toast) {
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

// cookieToasts is what the request's cookie carries.
func cookieToasts(c echo.Context) []Toast {
	m, ok := c.Get(managerName).(*Manager)
	if !ok {
		return nil
	}
	cookie, err := c.Cookie(toastCookie)
	if err != nil {
		return nil
	}
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
