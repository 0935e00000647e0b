package portal

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/services/nurture"
	"ripen/views/layouts"
	"ripen/views/portal"
	"ripen/web/page"
	"ripen/web/session"
)

// Ripening is the A leads that are likely to come of those who were not ready.
type Ripening struct {
	Nurture *nurture.Service
}

// Show handles GET /portal/ripening.
func (h *Ripening) Show(c echo.Context) error {
	weeks, err := h.Nurture.Matures(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.Ripening(portal.RipeningPage{Maturing: page.Maturing(weeks, false),
		Layout: page.Shell(c, layouts.Page{Title: "Ripening", Face: layouts.Office, MainClass: "page lists", NavLabel: "Portal"})}))
}
