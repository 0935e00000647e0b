package public

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/public"
	"ripen/web/form"
	"ripen/web/page"
)

// Links are the ways in by letter: a new password, an invitation.
type Links struct {
	Accounts *accounts.Service
	Agency   string
}

type linkForm struct {
	Secret   string `param:"secret"`
	Email    string `form:"email"`
	Name     string `form:"name"`
	Password string `form:"password"`
}

// Forgot handles GET /password.
func (l *Links) Forgot(c echo.Context) error {
	return page.Show(c, http.StatusOK, public.Forgot(public.ForgotPage{Shell: shell(c, "A new password")}))
}

// SendReset handles POST /password. The answer does not tell whether anybody has the address.
func (l *Links) SendReset(c echo.Context) error {
	var f linkForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := l.Accounts.ForgotPassword(c.Request().Context(), f.Email); err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, public.Forgot(public.ForgotPage{Shell: shell(c, "A new password"), Email: f.Email, Sent: true}))
}

// ShowReset handles GET /password/:secret.
func (l *Links) ShowReset(c echo.Context) error {
	link, err := l.Accounts.Reset(c.Request().Context(), c.Param("secret"))
	return l.choose(c, http.StatusOK, link, err, nil)
}

// Reset handles POST /password/:secret: the password is changed, and the person is in.
func (l *Links) Reset(c echo.Context) error {
	var f linkForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := l.Accounts.ResetPassword(c.Request().Context(), f.Secret, f.Password)
	if faults := page.Faults(err); faults != nil {
		link, err := l.Accounts.Reset(c.Request().Context(), f.Secret)
		return l.choose(c, http.StatusUnprocessableEntity, link, err, faults)
	}
	if err != nil {
		return l.choose(c, http.StatusOK, accounts.Link{}, err, nil)
	}
	return enter(c, u, "")
}

// ShowInvitation handles GET /invitation/:secret.
func (l *Links) ShowInvitation(c echo.Context) error {
	link, err := l.Accounts.Invitation(c.Request().Context(), c.Param("secret"))
	return l.choose(c, http.StatusOK, link, err, nil)
}

// Accept handles POST /invitation/:secret.
func (l *Links) Accept(c echo.Context) error {
	var f linkForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := l.Accounts.AcceptInvitation(c.Request().Context(), f.Secret, f.Name, f.Password)
	if faults := page.Faults(err); faults != nil {
		link, err := l.Accounts.Invitation(c.Request().Context(), f.Secret)
		link.Name = f.Name
		return l.choose(c, http.StatusUnprocessableEntity, link, err, faults)
	}
	if err != nil {
		return l.choose(c, http.StatusOK, accounts.Link{}, err, nil)
	}
	return enter(c, u, "")
}

// choose draws the form of a link, or says that it leads nowhere any more.
func (l *Links) choose(c echo.Context, status int, link accounts.Link, err error, faults map[string]string) error {
	if models.IsKind(err, models.NotFound) {
		return page.Show(c, http.StatusNotFound, public.LinkGone(shell(c, "This link has been used")))
	}
	if err != nil {
		return err
	}
	p := public.ChoosePage{Agency: l.Agency, Email: link.Email, Name: link.Name, Role: link.Role.Words(), Invited: link.Purpose == "invitation", MinPassword: accounts.MinPassword, Faults: faults}
	p.Shell, p.Action = shell(c, "Choose a password"), paths.ResetPassword(c.Param("secret"))
	if p.Invited {
		p.Shell, p.Action = shell(c, "Welcome"), paths.Invitation(c.Param("secret"))
	}
	return page.Show(c, status, public.Choose(p))
}

func shell(c echo.Context, title string) layouts.Page {
	return page.Shell(c, layouts.Page{Title: title, Face: layouts.Public, BodyClass: "hosted", NoBar: true})
}
