package desk

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/nurture/ripeness"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Ripening is when to call again.
type Ripening struct {
	Nurture *nurture.Service
	Now     func() time.Time
}

// Show handles GET /desk/nurture/ripening.
func (h *Ripening) Show(c echo.Context) error { return h.show(c, http.StatusOK, "") }

func (h *Ripening) show(c echo.Context, status int, problem string) error {
	by := session.Actor(c)
	all, weeks, err := h.Nurture.Ripenings(c.Request().Context(), by, models.NoID)
	if err != nil {
		return err
	}
	p := desk.RipeningPage{Layout: shell(c, "When people ripen"), Token: models.NewID().String(), Problem: problem, Maturing: page.Maturing(weeks, true), Enough: ripeness.Enough}
	for _, r := range all {
		gain := r.Gain()
		row := desk.RipeningProgram{ID: r.ProgramID, Name: r.ProgramName, Client: r.ClientName, Tone: strconv.Itoa(r.Colour), N: r.N, Enough: r.Enough(), Used: r.Used, By: r.SwitchedBy,
			Learned: armOf(gain.Learned), Plan: armOf(gain.Plan), TooFew: gain.TooFew, More: gain.More, Lo: gain.Low, Hi: gain.High}
		if r.SwitchedAt != nil {
			row.On = r.SwitchedAt.In(models.Location(by.Zone)).Format("2 January 2006")
		}
		p.Programs = append(p.Programs, row)
	}
	return page.Show(c, status, desk.Ripening(p))
}

func armOf(a ripeness.Arm) desk.RipeningArm {
	rate, low, high := a.Rate()
	return desk.RipeningArm{Called: a.Called, Ready: a.Ready, Rate: rate, Low: low, High: high}
}

// Use handles POST /desk/programs/:program/ripening: learned dates, or the plan's.
func (h *Ripening) Use(c echo.Context) error {
	var f struct {
		form.Once
		Program models.ID `param:"program"`
		Used    bool      `form:"used"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.Nurture.UseLearned(c.Request().Context(), session.Actor(c), f.Program, f.Used, f.Token())
	if models.IsKind(err, models.Conflict) {
		return h.show(c, http.StatusUnprocessableEntity, err.Error())
	}
	if err != nil {
		return err
	}
	said := "Whoever is kept for later from now on is called again at the plan’s date."
	if f.Used {
		said = "Whoever is kept for later from now on is called again at the learned date; one in five at the plan’s."
	}
	return page.Done(c, paths.DeskRipening(), page.Said("%s", said))
}
