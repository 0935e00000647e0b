package portal

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

type coachingForm struct {
	form.Once
	Process string `form:"process"`
	Rep     string `form:"rep"`
	Stage   string `form:"stage"`
	On      string `form:"on"`
	What    string `form:"what"`
}

// Coach handles POST /portal/coachings.
func (h *Steps) Coach(c echo.Context) error {
	var f coachingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.record(c, f)
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, stepsForm{Process: f.Process},
			portal.CoachForm{Rep: f.Rep, Step: f.Stage, On: f.On, What: f.What, Faults: faults})
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalSteps()+"#coaching", page.Said("The coaching is recorded. What it changes stands here once enough leads have come."))
}

func (h *Steps) record(c echo.Context, f coachingForm) error {
	day, err := form.Day("on", f.On)
	if err != nil {
		return err
	}
	d := reports.CoachingDone{Token: f.Token(), RepID: form.ID(f.Rep), ProcessID: form.ID(f.Process), What: f.What}
	if d.Stage, err = strconv.Atoi(f.Stage); err != nil {
		return models.Refuse(models.Invalid, "stage", "Choose the step that was worked on.")
	}
	if day == nil {
		return models.Refuse(models.Invalid, "on", "Enter the day on which it was done.")
	}
	d.On = *day
	return h.Reports.Coach(c.Request().Context(), session.Actor(c), d)
}

type withdrawalForm struct {
	form.Once
	Coaching models.ID `param:"coaching"`
}

// TakeBack handles POST /portal/coachings/:coaching/withdrawal.
func (h *Steps) TakeBack(c echo.Context) error {
	var f withdrawalForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.Reports.TakeBackCoaching(c.Request().Context(), session.Actor(c), f.Token(), f.Coaching); err != nil {
		return err
	}
	return page.Done(c, paths.PortalSteps()+"#coaching", page.Said("The coaching is taken back."))
}

// coachForm offers the reps and steps of the page; what was typed stays.
func coachForm(p portal.StepsPage, left portal.CoachForm) portal.CoachForm {
	left.Token, left.Process, left.Today = models.NewID().String(), p.Process, p.Coach.Today
	if left.On == "" && left.Faults == nil {
		left.On = left.Today
	}
	left.Reps, left.Steps = []components.Option{{Label: "Choose"}}, []components.Option{{Label: "Choose"}}
	for _, rep := range p.Reps {
		left.Reps = append(left.Reps, components.Option{Value: rep.ID.String(), Label: rep.Name})
	}
	for n, s := range p.Stages {
		left.Steps = append(left.Steps, components.Option{Value: strconv.Itoa(n + 1), Label: s.Name})
	}
	return left
}
