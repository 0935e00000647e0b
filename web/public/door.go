// Package public is the handlers of the door: sign-in, sign-out, links, and what
// monitors ask.
package public

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/queue"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/public"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Door is where everybody comes in and goes out.
type Door struct {
	Accounts *accounts.Service
	Queue    *queue.Service
	Agency   string
	Demo     bool
}

// Home handles GET /: everybody to their own face, strangers to the door.
func (d *Door) Home(c echo.Context) error {
	if by := session.Actor(c); by.SignedIn() {
		return page.Go(c, paths.Home(by.Role))
	}
	return page.Go(c, paths.SignIn(""))
}

type signInForm struct {
	Next     string `query:"next" form:"next"`
	Email    string `form:"email"`
	Password string `form:"password"`
	PageOf   string `form:"page_of"` // whose page it is, where somebody signs in again in place
	Carried
}

// Show handles GET /sign-in.
func (d *Door) Show(c echo.Context) error {
	var f signInForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if by := session.Actor(c); by.SignedIn() && !d.Demo {
		return page.Go(c, paths.Home(by.Role))
	}
	return d.show(c, http.StatusOK, f, nil)
}

// Enter handles POST /sign-in.
func (d *Door) Enter(c echo.Context) error {
	var f signInForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := d.Accounts.SignIn(c.Request().Context(), accounts.Attempt{Email: f.Email, Password: f.Password, Address: c.RealIP()})
	if page.WantsJSON(c) {
		return inPlace(c, u, f.PageOf, err)
	}
	if refused := models.Refused(err); refused != nil {
		status, _ := page.Status(err)
		return d.show(c, status, f, refused)
	}
	if err != nil {
		return err
	}
	return d.comeIn(c, u, f)
}

// inPlace begins a session for somebody whose own ended while a page of his was open. The
// page stays as it is; to anybody else it is refused, and no session begins.
func inPlace(c echo.Context, u models.User, pageOf string, err error) error {
	if err != nil {
		return err
	}
	if u.ID.String() != pageOf {
		return models.Refuse(models.Conflict, "email", "You are %s, and this page is somebody else’s. Open Ripen in another tab; what is typed here stays for whom it belongs to.", u.Name)
	}
	if err := session.SignIn(c, u); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"name": u.Name})
}

// comeIn begins the session and sends the person on, or shows what waits to be sent.
func (d *Door) comeIn(c echo.Context, u models.User, f signInForm) error {
	if len(f.fields()) == 0 {
		return enter(c, u, f.Next)
	}
	if err := session.SignIn(c, u); err != nil {
		return err
	}
	return goOn(c, f.Carried)
}

// enter begins the session and sends the person on to where they wanted to go.
func enter(c echo.Context, u models.User, next string) error {
	if err := session.SignIn(c, u); err != nil {
		return err
	}
	if next = page.Local(next); next == "" {
		next = paths.Home(u.Role)
	}
	return page.Go(c, next)
}

// show draws the door, with what was typed and what is wrong with it.
func (d *Door) show(c echo.Context, status int, f signInForm, refused *models.Error) error {
	p := public.SignInPage{
		Shell:  page.Shell(c, layouts.Page{Title: "Sign in", Face: layouts.Public, BodyClass: "signin", NoBar: true}),
		Agency: d.Agency, Next: page.Local(f.Next), Email: f.Email, CarriedTo: page.Local(f.To), Carried: f.Fields,
	}
	if refused != nil {
		p.Fault = refused.Message
	}
	if d.Demo {
		cast, err := d.Accounts.Cast(c.Request().Context())
		if err != nil {
			return err
		}
		p.Cast = castGroups(cast, d.Agency)
	}
	return page.Show(c, status, public.SignIn(p))
}

// castGroups puts the cast together by whom they work for.
func castGroups(cast []accounts.CastMember, agency string) []public.CastGroup {
	var groups []public.CastGroup
	for _, m := range cast {
		name := m.Client
		if name == "" {
			name = agency
		}
		if n := len(groups); n == 0 || groups[n-1].Name != name {
			groups = append(groups, public.CastGroup{Name: name, Agency: m.Client == ""})
		}
		last := &groups[len(groups)-1]
		last.Members = append(last.Members, public.CastMember{ID: m.ID.String(), Name: m.Name, Role: m.Role, Partner: m.Partner})
	}
	return groups
}

// EnterDemo handles POST /demo/sign-in, which is only there in the demo.
func (d *Door) EnterDemo(c echo.Context) error {
	var f struct {
		As     string `form:"as"`
		PageOf string `form:"page_of"`
		Carried
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := d.Accounts.DemoSignIn(c.Request().Context(), form.ID(f.As))
	if page.WantsJSON(c) {
		return inPlace(c, u, f.PageOf, err)
	}
	if err != nil {
		return err
	}
	return d.comeIn(c, u, signInForm{Carried: f.Carried})
}

// Leave handles POST /sign-out. A caller who leaves takes no calls.
func (d *Door) Leave(c echo.Context) error {
	if by := session.Actor(c); by.Role == models.Caller || by.Role == models.Supervisor {
		if err := d.Queue.Off(c.Request().Context(), by); err != nil {
			return err
		}
	}
	if err := session.SignOut(c); err != nil {
		return err
	}
	return page.Go(c, paths.SignIn(""))
}
