// Package account is the handlers of everybody's own account.
package account

import (
	"encoding/hex"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/push"
	"ripen/services/routing"
	"ripen/views/account"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Account is one's own settings, password and sessions.
type Account struct {
	Accounts *accounts.Service
	Push     *push.Service
	Routing  *routing.Service
	Now      func() time.Time
}

// Show handles GET /account.
func (a *Account) Show(c echo.Context) error { return a.show(c, http.StatusOK, nil) }

// show draws the page, with what is wrong in one of its forms.
func (a *Account) show(c echo.Context, status int, faults map[string]string) error {
	all, err := a.Accounts.Sessions(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	u := session.User(c)
	p := account.Page{
		Shell: page.Shell(c, layouts.Page{Title: "Your account", Face: layouts.Office, MainClass: "page admin", Path: paths.Account()}),
		Name:  u.Name, Email: u.Email, Role: u.Role, Zone: u.Zone, Theme: u.Theme, SingleKeys: u.SingleKeys, OnSources: !u.NoSourceLetters, MinPassword: accounts.MinPassword, Faults: faults,
	}
	if u.AwayUntil != nil && u.AwayUntil.After(a.Now()) {
		p.BackOn = u.AwayUntil.In(models.Location(u.Zone)).Format(time.DateOnly)
	}
	if u.Role == models.Rep {
		if err := a.colleagues(c, &p, u); err != nil {
			return err
		}
	}
	here := string(session.Key(c))
	for _, s := range all {
		p.Sessions = append(p.Sessions, account.Session{ID: hex.EncodeToString(s.Key), Agent: s.Agent, Address: s.Address, Since: s.CreatedAt, SeenAt: s.SeenAt, Here: string(s.Key) == here})
	}
	if tellsOfLeads(u.Role) {
		if err := a.bell(c, &p); err != nil {
			return err
		}
	}
	return page.Show(c, status, account.View(p))
}

// after answers a setting that was kept, or shows the form again with what is wrong.
func (a *Account) after(c echo.Context, err error, said string) error {
	if faults := page.Faults(err); faults != nil {
		return a.show(c, http.StatusUnprocessableEntity, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Account(), page.Said("%s", said))
}

type settingsForm struct {
	form.Once
	Session  string `param:"session"`
	Theme    string `form:"theme"`
	Back     string `form:"back"`
	Keys     string `form:"keys"`
	Sources  string `form:"sources"`
	Zone     string `form:"zone"`
	BackOn   string `form:"back_on"`
	StandIn  string `form:"substitute"`
	Old      string `form:"old"`
	Password string `form:"password"`
}

// Theme handles POST /theme, and goes back to where the theme was chosen.
func (a *Account) Theme(c echo.Context) error {
	var f settingsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := a.Accounts.SetTheme(c.Request().Context(), session.Actor(c), f.Theme); err != nil {
		return err
	}
	session.SetTheme(c, f.Theme)
	back := page.Local(f.Back)
	if back == "" {
		back = paths.Account()
	}
	return page.Go(c, back)
}

// Keys handles POST /account/keys.
func (a *Account) Keys(c echo.Context) error {
	var f settingsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	said := "Single keys are off."
	if f.Keys != "" {
		said = "Single keys are on."
	}
	return a.after(c, a.Accounts.SetSingleKeys(c.Request().Context(), session.Actor(c), f.Keys != ""), said)
}

// Letters handles POST /account/letters.
func (a *Account) Letters(c echo.Context) error {
	var f settingsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	said := "You get no letters on the sources."
	if f.Sources != "" {
		said = "On Mondays you get a letter on the sources."
	}
	return a.after(c, a.Accounts.SetSourceLetters(c.Request().Context(), session.Actor(c), f.Sources != ""), said)
}

// Zone handles POST /account/zone.
func (a *Account) Zone(c echo.Context) error {
	var f settingsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return a.after(c, a.Accounts.SetZone(c.Request().Context(), session.Actor(c), f.Zone), "Your clock is set.")
}

// Password handles POST /account/password.
func (a *Account) Password(c echo.Context) error {
	var f settingsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := a.Accounts.ChangePassword(c.Request().Context(), session.Actor(c), session.Key(c), f.Old, f.Password)
	return a.after(c, err, "Your password is changed. Everywhere else you are signed out.")
}

// EndOthers handles POST /account/sessions/end.
func (a *Account) EndOthers(c echo.Context) error {
	return a.after(c, a.Accounts.EndOtherSessions(c.Request().Context(), session.Actor(c), session.Key(c)), "Everywhere else you are signed out.")
}

// End handles POST /account/sessions/:session/end.
func (a *Account) End(c echo.Context) error {
	key, err := hex.DecodeString(c.Param("session"))
	if err != nil {
		return models.Absent()
	}
	return a.after(c, a.Accounts.EndSession(c.Request().Context(), session.Actor(c), key), "That session has ended.")
}
