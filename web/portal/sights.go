package portal

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

type sightForm struct {
	form.Once
	Beside models.ID `param:"client"` // NoID in the portal
	Source string    `param:"source"`
	Sight  string    `param:"sight"`
	Note   string    `form:"note"`
}

func (f sightForm) client(by models.Actor) models.ID {
	if by.OfAgency() {
		return f.Beside
	}
	return by.ClientID
}

// See handles POST .../tapped-out/:source/seen.
func (h *Watch) See(c echo.Context) error {
	var f sightForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	by := session.Actor(c)
	if err := h.Reports.SeeSource(c.Request().Context(), by, f.Token(), f.client(by), form.ID(f.Source), f.Note); err != nil {
		return err
	}
	return page.Done(c, paths.TappedOut(f.Beside, url.Values{"source": {f.Source}}), page.Said("It is kept that you have seen it."))
}

// Unsee handles POST .../tapped-out/seen/:sight/undoing.
func (h *Watch) Unsee(c echo.Context) error {
	var f sightForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	by := session.Actor(c)
	if err := h.Reports.UnseeSource(c.Request().Context(), by, f.Token(), f.client(by), form.ID(f.Sight)); err != nil {
		return err
	}
	return page.Done(c, paths.TappedOut(f.Beside, nil), page.Said("It is taken back: nobody has seen it."))
}
