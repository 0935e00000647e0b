package admin

import (
	"bytes"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/admin"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// standingForm is the pausing or the end of a program as it was sent.
type standingForm struct {
	form.Once
	ID     models.ID `param:"program"`
	Reason string    `form:"reason"`
	Typed  string    `form:"typed"` // the short name, once more
}

// undoPause is how long a pause can be taken back from the message about it; later, the
// program’s page resumes it.
const undoPause = 30 * time.Second

// Pause handles POST /admin/programs/:program/pause.
func (h *Clients) Pause(c echo.Context) error {
	var f standingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	promises, err := h.Clients.Pause(c.Request().Context(), session.Actor(c), f.ID, f.Reason)
	if err != nil {
		return h.standingFault(c, f, err)
	}
	said := page.Said("Paused: nobody of it is called. %s.", counted(promises, "promise needs a decision", "promises need a decision"))
	said.Undo = &session.Undo{Action: paths.ProgramResumption(f.ID), Label: "Resume", Until: h.Now().Add(undoPause), Of: undoPause}
	return page.Done(c, paths.Program(f.ID), said)
}

// Resume handles POST /admin/programs/:program/resumption.
func (h *Clients) Resume(c echo.Context) error {
	var f standingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	r, err := h.Clients.Resume(c.Request().Context(), session.Actor(c), f.ID)
	if err != nil {
		return h.standingFault(c, f, err)
	}
	return page.Done(c, paths.Program(f.ID), page.Said("Resumed. %s by the length of the pause, %s planned as before.", counted(r.Slid, "date slid", "dates slid"), counted(r.Promises, "promise is", "promises are")))
}

// End handles POST /admin/programs/:program/end.
func (h *Clients) End(c echo.Context) error {
	var f standingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	closed, err := h.Clients.End(c.Request().Context(), session.Actor(c), f.ID, f.Typed, f.Reason)
	if err != nil {
		return h.standingFault(c, f, err)
	}
	return page.Done(c, paths.Program(f.ID), page.Said("Ended. %s as “program ended”; its leads go on.", counted(closed, "inquiry is closed", "inquiries are closed")))
}

// standingFault shows the program’s page with what is wrong.
func (h *Clients) standingFault(c echo.Context, f standingForm, wrong error) error {
	status, faults := faulty(wrong)
	if faults == nil {
		return wrong
	}
	p, client, err := h.program(c)
	if err != nil {
		return err
	}
	if _, ok := faults["typed"]; !ok {
		faults["typed"] = models.Refused(wrong).Message
	}
	return h.programForm(c, status, client, p, typedOf(p), faults)
}

// Export handles GET /admin/programs/:program/export.csv.
func (h *Clients) Export(c echo.Context) error {
	p, _, err := h.program(c)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := h.Clients.Export(c.Request().Context(), session.Actor(c), p.ID, &file); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+p.Slug+`.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", file.Bytes())
}

// standings is when the program was paused, resumed and ended, for its page.
func (h *Clients) standings(c echo.Context, programID models.ID) (lines []admin.StandingLine, err error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Clients.Standings(ctx, by, programID)
	zone := models.Location(by.Zone)
	for _, s := range all {
		what := map[models.ProgramState]string{models.ProgramActive: "Resumed", models.ProgramPaused: "Paused", models.ProgramEnded: "Ended"}[s.State]
		lines = append(lines, admin.StandingLine{What: what, Reason: s.Reason, When: s.At.In(zone).Format("2 Jan 2006 15:04")})
	}
	return lines, err
}

func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	if n == 0 {
		return "No " + many
	}
	return page.Thousands(n) + " " + many
}
