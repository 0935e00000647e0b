// Package session knows who is asking: a gorilla/sessions store over the sessions in
// the database, and what the handlers want to know of it.
package session

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
)

// keeper is what keeps sessions.
type keeper interface {
	Load(ctx context.Context, key []byte) (*accounts.Visit, error)
	Save(ctx context.Context, n accounts.NewSession) error
	Delete(ctx context.Context, key []byte) error
}

// A Manager reads and writes the cookie.
type Manager struct {
	store  *Store
	toasts *toastJar
	o      Options
}

// Options are what sessions need to know of the installation. Over https the cookie is
// Secure and bound to the host; on plain http, for development only, it is not.
type Options struct {
	BaseURL string
	Secret  []byte           // seals the toasts
	Now     func() time.Time // the clock
	Demo    bool             // the demo runs: anybody may be anybody
}

// New opens the sessions.
func New(k keeper, o Options) (*Manager, error) {
	base, err := url.Parse(o.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	secure := base.Scheme == "https"
	jar, err := newToastJar(o.Secret, secure)
	if err != nil {
		return nil, err
	}
	return &Manager{store: newStore(k, secure), toasts: jar, o: o}, nil
}

// Names under which a request carries what this package knows of it.
const (
	managerName = "ripen.sessions"
	visitName   = "ripen.visit"
	actorName   = "ripen.actor"
)

// Load finds out who is asking, before anything else asks.
func (m *Manager) Load(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(managerName, m)
		ses, err := m.store.Get(c.Request(), m.store.name)
		if err != nil {
			return err
		}
		if visit, ok := ses.Values[visitKey].(*accounts.Visit); ok {
			c.Set(visitName, visit)
			c.Set(actorName, models.ActorOf(visit.User))
		}
		return next(c)
	}
}

// Actor is who is asking; whoever is not known stands at the door.
func Actor(c echo.Context) models.Actor {
	if by, ok := c.Get(actorName).(models.Actor); ok {
		return by
	}
	return models.AtDoor()
}

// User is the person who is asking, or nil.
func User(c echo.Context) *models.User {
	if visit, ok := c.Get(visitName).(*accounts.Visit); ok {
		return &visit.User
	}
	return nil
}

// Client is the client the person who is asking works for; nil for the agency's
// people and for strangers. It has an ID, a name, a zone and a colour.
func Client(c echo.Context) *models.Client {
	visit, ok := c.Get(visitName).(*accounts.Visit)
	if !ok || visit.ClientID == nil {
		return nil
	}
	client := visit.Client()
	return &client
}

// Key is the key of the session in use, or nil.
func Key(c echo.Context) []byte {
	if visit, ok := c.Get(visitName).(*accounts.Visit); ok {
		return visit.Key
	}
	return nil
}

// Now is the clock of the web.
func Now(c echo.Context) time.Time { return c.Get(managerName).(*Manager).o.Now() }

// Demo reports whether the demo runs.
func Demo(c echo.Context) bool {
	m, ok := c.Get(managerName).(*Manager)
	return ok && m.o.Demo
}

// SignIn begins a session for the user under a new cookie; one that was there ends.
func SignIn(c echo.Context, u models.User) error {
	m := c.Get(managerName).(*Manager)
	ses, err := m.store.Get(c.Request(), m.store.name)
	if err != nil {
		return err
	}
	if err := m.store.Rotate(c.Request().Context(), ses); err != nil {
		return err
	}
	ses.Values[userKey] = u
	ses.Values[addressKey] = c.RealIP()
	if err := ses.Save(c.Request(), c.Response()); err != nil {
		return err
	}
	c.Set(actorName, models.ActorOf(u))
	return nil
}

// SignOut ends the session.
func SignOut(c echo.Context) error {
	m := c.Get(managerName).(*Manager)
	ses, err := m.store.Get(c.Request(), m.store.name)
	if err != nil {
		return err
	}
	ses.Options.MaxAge = -1
	return ses.Save(c.Request(), c.Response())
}

// Theme is the theme the person has fixed, "" for the system's.
func Theme(c echo.Context) string {
	if u := User(c); u != nil {
		return u.Theme
	}
	cookie, err := c.Cookie(themeCookie)
	if err != nil || cookie.Value != "light" && cookie.Value != "dark" {
		return ""
	}
	return cookie.Value
}

const themeCookie = "ripen-theme"

// SetTheme lets the pages before sign-in have the theme that was fixed, too.
func SetTheme(c echo.Context, theme string) {
	options := sessions.Options{Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if theme == "" {
		options.MaxAge = -1
	}
	c.SetCookie(sessions.NewCookie(themeCookie, theme, &options))
}

// keyOf is how the database knows a cookie.
func keyOf(id string) []byte {
	sum := sha256.Sum256([]byte(id))
	return sum[:]
}
