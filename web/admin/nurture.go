package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/nurture"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Nurture is how each program keeps its longer-range inquiries.
type Nurture struct {
	Nurture *nurture.Service
	Clients *clients.Service
}

// Show handles GET /admin/programs/:program/nurture/:kept.
func (h *Nurture) Show(c echo.Context) error {
	plan, err := h.planOf(c)
	if err != nil {
		return err
	}
	view := typedOfNurture(plan)
	trial, err := h.Nurture.Try(c.Request().Context(), session.Actor(c), plan)
	if err != nil {
		return err
	}
	view.Trial, view.Kept = trial.Words(), trial.Kept
	return h.show(c, http.StatusOK, plan, view)
}

// planOf is the plan in force of the class in the address; a class that is none is absent.
func (h *Nurture) planOf(c echo.Context) (models.NurturePlan, error) {
	n := slices.Index(models.NurtureClasses, models.Class(c.Param("kept")))
	if n < 0 {
		return models.NurturePlan{}, models.Absent()
	}
	plans, err := h.Nurture.Plans(c.Request().Context(), session.Actor(c), form.ID(c.Param("program")))
	if err != nil {
		return models.NurturePlan{}, err
	}
	return plans[n], nil
}

func (h *Nurture) show(c echo.Context, status int, plan models.NurturePlan, view admin.NurturePage) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	p, err := h.Clients.Program(ctx, by, plan.ProgramID)
	if err != nil {
		return err
	}
	versions, err := h.Nurture.PlanVersions(ctx, by, p.ID, plan.Class)
	if err != nil {
		return err
	}
	view.Shell, view.ProgramID, view.Program, view.Class = clientShell(c, "Nurture plan"), p.ID, p.Name, plan.Class
	for _, each := range models.NurtureClasses {
		view.Tabs = append(view.Tabs, components.Tab{Label: each.Kept(), URL: paths.NurturePlan(p.ID, each), Current: each == plan.Class})
	}
	for _, v := range versions {
		line := admin.VersionLine{Version: strconv.Itoa(v.Version), Questions: len(v.Touches), State: "retired", When: v.PublishedAt.In(models.Location(by.Zone)).Format("2 Jan 2006")}
		if v.State == "in_force" {
			line.State, line.Tone = "in force", components.Leaf
		}
		view.Versions = append(view.Versions, line)
	}
	return page.Show(c, status, admin.Nurture(view))
}

// Publish handles POST /admin/programs/:program/nurture/:kept: a letter is added or taken
// away, or the plan is tried, or published.
func (h *Nurture) Publish(c echo.Context) error {
	was, err := h.planOf(c)
	if err != nil {
		return err
	}
	var f form.Once
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by, do := c.Request().Context(), session.Actor(c), c.FormValue("do")
	view := typedNurture(c.Request().PostForm)
	if view.Changed = moveTouches(&view, do); view.Changed {
		return h.show(c, http.StatusOK, was, view)
	}
	plan, err := nurtureOf(view, was)
	switch {
	case err != nil:
	case do == "publish":
		if _, err = h.Nurture.Publish(ctx, by, plan, f.Token()); err == nil {
			return page.Done(c, paths.NurturePlan(was.ProgramID, was.Class), page.Said("In force from now on; whoever is kept already stays as planned."))
		}
	default:
		var trial nurture.Trial
		if trial, err = h.Nurture.Try(ctx, by, plan); err == nil {
			view.Changed, view.Tried, view.Trial, view.Kept = true, true, trial.Words(), trial.Kept
			return h.show(c, http.StatusOK, was, view)
		}
	}
	if status, faults := faulty(err); faults != nil {
		view.Fault = models.Refused(err).Message
		return h.show(c, status, was, view)
	}
	return err
}

func typedOfNurture(p models.NurturePlan) admin.NurturePage {
	view := admin.NurturePage{Usual: p.Version == 0, Days: strconv.Itoa(p.Days), BuyersDate: p.BuyersDate, LeadDays: strconv.Itoa(p.LeadDays), Cycles: strconv.Itoa(p.Cycles)}
	for _, t := range p.Touches {
		view.Touches = append(view.Touches, admin.TouchTyped{Day: strconv.Itoa(t.Day), Subject: string(t.Subject), Text: string(t.Text)})
	}
	return view
}

// typedNurture reads the form as it was left.
func typedNurture(values url.Values) admin.NurturePage {
	view := admin.NurturePage{Days: values.Get("days"), BuyersDate: values.Has("buyers_date"), LeadDays: values.Get("lead_days"), Cycles: values.Get("cycles")}
	for n := range mostRows {
		in := "t." + strconv.Itoa(n) + "."
		if !values.Has(in + "day") {
			break
		}
		view.Touches = append(view.Touches, admin.TouchTyped{Day: values.Get(in + "day"), Subject: values.Get(in + "subject"), Text: values.Get(in + "text")})
	}
	return view
}

// moveTouches does what a letter's button says; false where none was pressed.
func moveTouches(view *admin.NurturePage, do string) bool {
	what, n, _ := rowOf(do)
	switch {
	case what == "add":
		view.Touches = append(view.Touches, admin.TouchTyped{})
	case what == "remove" && n < len(view.Touches):
		view.Touches = slices.Delete(view.Touches, n, n+1)
	default:
		return false
	}
	return true
}

// nurtureOf is the plan that was typed. An empty figure is 0: the plan says who would be
// without a date, or without an end.
func nurtureOf(view admin.NurturePage, was models.NurturePlan) (p models.NurturePlan, err error) {
	p = models.NurturePlan{ProgramID: was.ProgramID, ClientID: was.ClientID, Class: was.Class, BuyersDate: view.BuyersDate && was.Class != models.Unreached}
	whole := func(field, text string, into *int) {
		if text = strings.TrimSpace(text); text == "" || err != nil {
			return
		}
		if *into, err = strconv.Atoi(text); err != nil {
			err = models.Refuse(models.Invalid, field, "“%s” is no whole number.", text)
		}
	}
	whole("days", view.Days, &p.Days)
	whole("lead_days", view.LeadDays, &p.LeadDays)
	whole("cycles", view.Cycles, &p.Cycles)
	for _, t := range view.Touches {
		touch := models.NurtureTouch{Subject: models.Template(t.Subject), Text: models.Template(t.Text)}
		whole("touches", t.Day, &touch.Day)
		p.Touches = append(p.Touches, touch)
	}
	return p, err
}
