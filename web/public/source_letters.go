package public

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/views/paths"
	"ripen/views/public"
	"ripen/web/page"
)

// SourceLetters is where the link in a Monday's letter on the sources ends these letters.
// Opening it changes nothing; the button does.
type SourceLetters struct {
	Accounts *accounts.Service
	Agency   string
}

// Show handles GET /no-source-letters/:stop.
func (h *SourceLetters) Show(c echo.Context) error {
	u, err := h.Accounts.WhoStops(c.Request().Context(), c.Param("stop"))
	return h.show(c, u, err)
}

// Stop handles POST /no-source-letters/:stop. Mail programs post here by themselves (RFC 8058).
func (h *SourceLetters) Stop(c echo.Context) error {
	if err := h.Accounts.StopSourceLetters(c.Request().Context(), c.Param("stop")); err != nil {
		return h.show(c, nil, err)
	}
	if c.FormValue("List-Unsubscribe") == "One-Click" {
		return c.NoContent(http.StatusOK)
	}
	return page.Go(c, paths.NoSourceLetters(c.Param("stop")))
}

func (h *SourceLetters) show(c echo.Context, u *models.User, err error) error {
	p, status := public.LetterPage{Title: "This link leads nowhere", Gone: "This link is not one of ours any more. Choose your letters under Your account."}, http.StatusNotFound
	switch {
	case err == nil:
		status = http.StatusOK
		p = public.LetterPage{Title: "No more letters on the sources?", Hello: "You get one each Monday.", Ask: "No more letters, please.", Action: paths.NoSourceLetters(c.Param("stop")), Icon: "x", Done: u.NoSourceLetters,
			Thanks: "You get no more letters on the sources.", Words: "Press the button, and none comes any more. Under Your account you can ask for them again."}
	case !models.IsKind(err, models.NotFound):
		return err
	}
	p.Shell, p.Agency = shell(c, p.Title), h.Agency
	return page.Show(c, status, public.Letter(p))
}
