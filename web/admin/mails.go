package admin

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/mail"
	"ripen/views/admin"
	"ripen/views/kit"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Mails is the demo's post.
type Mails struct {
	Post *mail.Post
}

// List handles GET /admin/mail.
func (m *Mails) List(c echo.Context) error { return m.show(c, models.NoID) }

// Show handles GET /admin/mail/:mail: one letter beside the list.
func (m *Mails) Show(c echo.Context) error {
	var f struct {
		ID models.ID `param:"mail"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return m.show(c, f.ID)
}

func (m *Mails) show(c echo.Context, open models.ID) error {
	if m.Post == nil {
		return models.Absent() // letters are sent here, and not kept
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := m.Post.List(ctx, by)
	if err != nil {
		return err
	}
	view := admin.MailPage{
		Shell: page.Shell(c, layouts.Page{Title: "Post", Face: layouts.Office, MainClass: "page admin", Path: paths.Mail()}),
		Zone:  by.Zone, Letters: all,
	}
	if open != models.NoID {
		if view.Open, err = m.Post.Letter(ctx, by, open); err != nil {
			return err
		}
	}
	return page.Show(c, http.StatusOK, admin.Mail(view))
}

// Kit handles GET /admin/kit: every component in every state.
func Kit(c echo.Context) error {
	return page.Show(c, http.StatusOK, kit.Kit(page.Shell(c, kit.Page())))
}
