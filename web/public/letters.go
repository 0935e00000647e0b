package public

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/views/paths"
	"ripen/views/public"
	"ripen/web/page"
)

// Letters is where the links in a letter to somebody who is kept for later lead. Opening
// one changes nothing, since mail scanners open links, too; the button does.
type Letters struct {
	Nurture *nurture.Service
	Agency  string
}

// CallMe handles GET /call-me/:letter.
func (h *Letters) CallMe(c echo.Context) error {
	found, err := h.Nurture.CallMe(c.Request().Context(), c.Param("letter"))
	return h.show(c, found, err, public.LetterPage{Title: "Shall we call you?", Ask: nurture.CallWords(), Action: paths.CallMe(c.Param("letter")), Icon: "phone", Done: found.Done,
		Thanks: "Thank you. We shall call you soon, within the usual hours.", Words: "Press the button, and we call you about what you asked, soon and once.",
		Promise: "By pressing it you agree to be called again about your inquiry."})
}

// Call handles POST /call-me/:letter: they want to be called.
func (h *Letters) Call(c echo.Context) error {
	if err := h.Nurture.Clicked(c.Request().Context(), c.Param("letter")); err != nil {
		return h.show(c, nurture.Linked{}, err, public.LetterPage{})
	}
	return page.Go(c, paths.CallMe(c.Param("letter")))
}

// NoLetters handles GET /no-letters/:letter.
func (h *Letters) NoLetters(c echo.Context) error {
	found, err := h.Nurture.NoLetters(c.Request().Context(), c.Param("letter"))
	return h.show(c, found, err, public.LetterPage{Title: "No more letters?", Ask: "No more letters, please.", Action: paths.NoLetters(c.Param("letter")), Icon: "x", Done: found.Done,
		Thanks: "You get no more letters.", Words: "Press the button, and you get no more letters about your inquiry."})
}

// Stop handles POST /no-letters/:letter: no more letters, at once. Mail programs post here
// by themselves (RFC 8058), and only care that it succeeded.
func (h *Letters) Stop(c echo.Context) error {
	if err := h.Nurture.Unsubscribe(c.Request().Context(), c.Param("letter")); err != nil {
		return h.show(c, nurture.Linked{}, err, public.LetterPage{})
	}
	if c.FormValue("List-Unsubscribe") == "One-Click" {
		return c.NoContent(http.StatusOK)
	}
	return page.Go(c, paths.NoLetters(c.Param("letter")))
}

func (h *Letters) show(c echo.Context, found nurture.Linked, err error, p public.LetterPage) error {
	status := http.StatusOK
	switch {
	case models.IsKind(err, models.NotFound):
		status, p = http.StatusNotFound, public.LetterPage{Title: "This link leads nowhere", Gone: "This link is not one of ours any more. Answer the letter instead, and somebody reads it."}
	case err != nil:
		return err
	}
	p.Shell, p.Client, p.First, p.Agency = shell(c, p.Title), found.Client, found.First, h.Agency
	return page.Show(c, status, public.Letter(p))
}
