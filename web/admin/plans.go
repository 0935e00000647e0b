package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// planForm is which plan is asked for, and the token of its form.
type planForm struct {
	form.Once
	Class models.Class `param:"class"`
}

// Plan handles GET /admin/programs/:program/plans/:class.
func (h *Clients) Plan(c echo.Context) error {
	p, client, class, err := h.planOf(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	plans, err := h.Clients.Plans(ctx, by, p.ID)
	if err != nil {
		return err
	}
	plan := plans[slices.Index(models.Classes, class)]
	view := typedOfPlan(&plan)
	trial, err := h.Clients.TryPlan(ctx, by, plan)
	if refused := models.Refused(err); refused != nil {
		view.Fault, err = refused.Message, nil // the program has changed since it was published
	} else if err == nil {
		view.Trial = trial.Words()
	}
	if err != nil {
		return err
	}
	return h.showPlan(c, http.StatusOK, p, client, class, view)
}

// planOf is the program and the class in the address; a class that is none is absent.
func (h *Clients) planOf(c echo.Context) (*models.Program, *models.Client, models.Class, error) {
	p, client, err := h.program(c)
	if err != nil {
		return nil, nil, "", err
	}
	class := models.Class(c.Param("class"))
	if !slices.Contains(models.Classes, class) {
		return nil, nil, "", models.Absent()
	}
	return p, client, class, nil
}

func (h *Clients) showPlan(c echo.Context, status int, p *models.Program, client *models.Client, class models.Class, view admin.PlanPage) error {
	view.Shell, view.ProgramID, view.Program, view.Client, view.Class = clientShell(c, "Contact plan"), p.ID, p.Name, client.Name, class
	for _, each := range models.Classes {
		view.Tabs = append(view.Tabs, components.Tab{Label: each.Words(), URL: paths.Plan(p.ID, each), Current: each == class})
	}
	versions, err := h.Clients.PlanVersions(c.Request().Context(), session.Actor(c), p.ID, class)
	if err != nil {
		return err
	}
	zone := models.Location(session.Actor(c).Zone)
	for _, v := range versions {
		line := admin.VersionLine{Version: strconv.Itoa(v.Version), Questions: len(v.Steps), State: "retired", When: v.PublishedAt.In(zone).Format("2 Jan 2006")}
		if v.State == "in_force" {
			line.State, line.Tone = "in force", components.Leaf
		}
		view.Versions = append(view.Versions, line)
	}
	return page.Show(c, status, admin.Plan(view))
}

// typedOfPlan is a plan as its form shows it.
func typedOfPlan(p *models.ContactPlan) admin.PlanPage {
	view := admin.PlanPage{Usual: p.Version == 0, Deadline: strconv.Itoa(p.DeadlineDays), Subject: p.Letter.Subject, Text: p.Letter.Text}
	for _, s := range p.Steps {
		typed := admin.StepOfPlan{Channel: string(s.Channel), After: strconv.Itoa(s.After), Unit: "minutes", Part: string(s.Part), Subject: s.Subject, Text: s.Text}
		for _, u := range units {
			if s.After > 0 && s.After%u.minutes == 0 {
				typed.After, typed.Unit = strconv.Itoa(s.After/u.minutes), u.name
			}
		}
		view.Steps = append(view.Steps, typed)
	}
	return view
}

// units are what a wait is typed in.
var units = []struct {
	name    string
	minutes int
}{{"minutes", 1}, {"hours", 60}, {"days", 24 * 60}}

// PublishPlan handles POST /admin/programs/:program/plans/:class: a step is added, moved
// or taken away, or the plan is tried, or published.
func (h *Clients) PublishPlan(c echo.Context) error {
	p, client, class, err := h.planOf(c)
	if err != nil {
		return err
	}
	var f planForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	view, do := typedPlan(c.Request().PostForm), c.FormValue("do")
	if view.Changed = moveSteps(&view, do); view.Changed {
		return h.showPlan(c, http.StatusOK, p, client, class, view)
	}
	plan, err := planOf(view, class)
	plan.ProgramID = p.ID
	if err == nil {
		err = plan.Check()
	}
	if err == nil && do != "publish" {
		trial, wrong := h.Clients.TryPlan(ctx, by, plan)
		if err = wrong; err == nil {
			if view.Changed, view.Trial = true, trial.Words(); view.Trial == "" {
				view.Reaches = "It makes all of its " + strconv.Itoa(trial.Calls) + " calls before its deadline, whenever it is begun."
			}
			return h.showPlan(c, http.StatusOK, p, client, class, view)
		}
	}
	if err == nil {
		trial, wrong := h.Clients.PublishPlan(ctx, by, plan, f.Token())
		if err = wrong; err == nil {
			return page.Done(c, paths.Plan(p.ID, class), page.Said("In force from now on. %s", trial.Words()))
		}
	}
	if status, faults := faulty(err); faults != nil {
		view.Fault = models.Refused(err).Message
		return h.showPlan(c, status, p, client, class, view)
	}
	return err
}

// typedPlan reads the form as it was left.
func typedPlan(values url.Values) admin.PlanPage {
	view := admin.PlanPage{Deadline: values.Get("deadline"), Subject: values.Get("subject"), Text: values.Get("text")}
	for n := range mostRows {
		in := "s." + strconv.Itoa(n) + "."
		if !values.Has(in + "channel") {
			break
		}
		view.Steps = append(view.Steps, admin.StepOfPlan{Channel: values.Get(in + "channel"), After: values.Get(in + "after"), Unit: values.Get(in + "unit"), Part: values.Get(in + "part"),
			Subject: values.Get(in + "subject"), Text: values.Get(in + "text")})
	}
	return view
}

// moveSteps does what a step's button says; false where none was pressed.
func moveSteps(view *admin.PlanPage, do string) bool {
	what, n, _ := rowOf(do)
	switch {
	case what == "add":
		view.Steps = append(view.Steps, admin.StepOfPlan{Channel: "call", After: "1", Unit: "days", Part: string(models.AnotherHour)})
	case n >= len(view.Steps):
		return false
	case what == "remove":
		view.Steps = slices.Delete(view.Steps, n, n+1)
	case what == "up" && n > 0:
		view.Steps[n-1], view.Steps[n] = view.Steps[n], view.Steps[n-1]
	case what == "down" && n < len(view.Steps)-1:
		view.Steps[n+1], view.Steps[n] = view.Steps[n], view.Steps[n+1]
	default:
		return false
	}
	return true
}

// planOf is the plan that was typed, or the first figure that is none. The first step
// waits for nothing, whatever stood before it.
func planOf(view admin.PlanPage, class models.Class) (p models.ContactPlan, err error) {
	p = models.ContactPlan{Class: class, Letter: models.PlanLetter{Subject: view.Subject, Text: view.Text}}
	if p.DeadlineDays, err = strconv.Atoi(strings.TrimSpace(view.Deadline)); err != nil {
		return p, models.Refuse(models.Invalid, "deadline", "Enter the days for the whole plan as a whole number.")
	}
	for n, s := range view.Steps {
		step := models.PlanStep{Channel: models.Channel(s.Channel), Part: models.DayPart(s.Part), Subject: s.Subject, Text: s.Text}
		after, wrong := strconv.Atoi(strings.TrimSpace(s.After))
		if n == 0 {
			after, wrong = 0, nil
		}
		if wrong != nil || after > 100_000 {
			return p, models.Refuse(models.Invalid, "steps", "Say how long after step %d step %d comes, as a whole number.", n, n+1)
		}
		for _, u := range units {
			if u.name == s.Unit {
				step.After = after * u.minutes
			}
		}
		p.Steps = append(p.Steps, step)
	}
	return p, nil
}
