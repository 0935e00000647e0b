package console

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/queue"
	"ripen/web/form"
	"ripen/web/session"
)

// alive is the answer to a heartbeat, as presence.js reads it.
type alive struct {
	Lost    string `json:"lost,omitempty"`    // the page held the inquiry, and does no more: what is to be said
	Free    bool   `json:"free,omitempty"`    // and nobody else has it
	Present string `json:"present,omitempty"` // who else has it open, in words
}

// Heartbeat handles POST /console/inquiries/:inquiry/heartbeat: the page is still open.
func (h *Calls) Heartbeat(c echo.Context) error {
	var in struct {
		Inquiry models.ID `param:"inquiry"`
		Page    string    `form:"page"`
		Held    bool      `form:"held"` // the page shows it as the caller's own
		Gone    bool      `form:"gone"` // the page is being left
	}
	if err := form.Bind(c, &in); err != nil {
		return err
	}
	if err := samePerson(c); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	if in.Gone {
		if err := h.Queue.Left(ctx, by, form.ID(in.Page)); err != nil {
			return err
		}
		return c.NoContent(http.StatusNoContent)
	}
	var answer alive
	here, err := h.Queue.Present(ctx, by, in.Inquiry, form.ID(in.Page))
	if err != nil {
		return err
	}
	answer.Present = presentWords(here)
	if in.Held {
		switch err := h.Queue.Heartbeat(ctx, by, in.Inquiry); {
		case models.IsKind(err, models.Conflict):
			answer.Lost, answer.Free = lostWords(here.HeldBy), here.HeldBy == ""
		case err != nil:
			return err
		}
	}
	return c.JSON(http.StatusOK, answer)
}

// Reserve handles POST /console/reservations: the next inquiry is fetched while one is
// wrapped up. Whose it will be is not said before it is.
func (h *Calls) Reserve(c echo.Context) error {
	if err := samePerson(c); err != nil {
		return err
	}
	next, err := h.Queue.Reserve(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]bool{"ready": next.Nothing == nil})
}

// Unreserve handles POST /console/reservations/return: it was fetched in vain.
func (h *Calls) Unreserve(c echo.Context) error {
	if err := h.Queue.Unreserve(c.Request().Context(), session.Actor(c)); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// samePerson refuses what a page sends that somebody else opened in the same browser, as
// if nobody were signed in: whose page it is signs in again.
func samePerson(c echo.Context) error {
	if of := c.Request().Header.Get("X-User"); of != "" && of != session.Actor(c).UserID.String() {
		return echo.NewHTTPError(http.StatusUnauthorized, "Somebody else has signed in since.")
	}
	return nil
}

func presentWords(p queue.Presence) string {
	var words []string
	if p.Twice {
		words = append(words, "Also open in another tab of yours.")
	}
	switch len(p.Others) {
	case 0:
	case 1:
		words = append(words, p.Others[0]+" is looking at this.")
	default:
		words = append(words, strings.Join(p.Others, ", ")+" are looking at this.")
	}
	return strings.Join(words, " ")
}

func lostWords(heldBy string) string {
	if heldBy == "" {
		return "This page was quiet for too long, and the inquiry went back to the queue. What is saved stays with it; nothing more is saved until you take it up again."
	}
	return "This page was quiet for too long, and " + heldBy + " has this person on the line now. What is saved stays with the inquiry; nothing more is saved here."
}
