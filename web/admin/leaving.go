package admin

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// leavingForm is who leaves, and who gets the open leads: a rep's id, or "rules".
type leavingForm struct {
	form.Once
	UserID models.ID `param:"user"`
	Leads  string    `form:"leads"`
}

// byRules is the choice that the rules say who gets the leads.
const byRules = "rules"

func successorIn(text string) models.Successor {
	return models.Successor{RepID: form.ID(text), ByRules: text == byRules}
}

// Leaving handles GET /admin/people/:user/departure: who gets the open leads of a rep who
// leaves.
func (p *People) Leaving(c echo.Context) error {
	var f leavingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return p.leaving(c, http.StatusOK, f, nil)
}

func (p *People) leaving(c echo.Context, status int, f leavingForm, faults map[string]string) error {
	u, open, others, err := p.Accounts.Leaving(c.Request().Context(), session.Actor(c), f.UserID)
	if err != nil {
		return err
	}
	view := admin.LeavingPage{Shell: page.Shell(c, layouts.Page{Title: u.Name + " leaves", Face: layouts.Office, MainClass: "page admin", Path: paths.People()}),
		ID: u.ID, Name: u.Name, Open: open, Leads: f.Leads, Faults: faults, To: []components.Option{{Value: byRules, Label: "Whoever the rules say, lead by lead"}}}
	for _, rep := range others {
		view.To = append(view.To, components.Option{Value: rep.ID.String(), Label: rep.Name, Group: "All to one rep"})
	}
	return page.Show(c, status, admin.Leaving(view))
}
