package admin

import (
	"net/http"
	"reflect"
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

func (h *Clients) showProcess(c echo.Context, client *models.Client, _ []components.Option, view *admin.ClientPage) error {
	all, err := h.Clients.Processes(c.Request().Context(), session.Actor(c), client.ID)
	for _, p := range all {
		line := admin.ProcessLine{Name: p.Name, Version: p.Version, URL: paths.ClientProcess(client.ID, p.LineID), For: "Every lead that no other is for"}
		for n, rule := range p.Rules {
			if n == 0 {
				line.For = "When " + rule.Words()
				continue
			}
			line.For += ", or when " + rule.Words()
		}
		for _, step := range p.Steps {
			line.Steps = append(line.Steps, step.Name)
		}
		view.Processes = append(view.Processes, line)
	}
	return err
}

// newLine names a selling process that is not there yet.
const newLine = "new"

// Process handles GET /admin/clients/:client/process: one of the client's selling
// processes, the usual one where none is named.
func (h *Clients) Process(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	p, err := h.processOf(c, client, c.QueryParam("line"))
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, admin.ProcessEdit(processForm(c, client, p)))
}

// processOf is the process of the line that is named; the usual steps for a new one.
func (h *Clients) processOf(c echo.Context, client *models.Client, line string) (*models.Process, error) {
	all, err := h.Clients.Processes(c.Request().Context(), session.Actor(c), client.ID)
	if err != nil {
		return nil, err
	}
	if line == newLine {
		return &models.Process{Steps: models.UsualSteps, Rules: []models.ProcessRule{{}}, Place: len(all)}, nil
	}
	if line == "" {
		if usual, _ := models.Propose(all, new(models.Lead)); usual != nil {
			return usual, nil
		}
		return &models.Process{Name: "Usual", Steps: models.UsualSteps}, nil
	}
	for n := range all {
		if all[n].LineID == form.ID(line) {
			return &all[n], nil
		}
	}
	return nil, models.Absent()
}

func processForm(c echo.Context, client *models.Client, p *models.Process) admin.ProcessForm {
	view := admin.ProcessForm{Shell: clientShell(c, "Selling process"), ClientID: client.ID, Client: client.Name, Name: p.Name, Place: strconv.Itoa(p.Place), Line: newLine, Version: p.Version}
	if p.LineID != models.NoID {
		view.Line = p.LineID.String()
	}
	for _, step := range p.Steps {
		view.Steps = append(view.Steps, admin.StepTyped(step))
	}
	for _, rule := range p.Rules {
		view.Rules = append(view.Rules, admin.RuleTyped(rule))
	}
	return view
}

// SetProcess handles POST /admin/clients/:client/process: a step or a rule is added or
// taken away, the whole of it saved, or it ends. The same process saved again changes
// nothing.
func (h *Clients) SetProcess(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	was, err := h.processOf(c, client, c.FormValue("line"))
	if err != nil {
		return err
	}
	view := processForm(c, client, was)
	view.Name, view.Place, view.Steps, view.Rules = c.FormValue("name"), c.FormValue("place"), typedSteps(c), typedRules(c)
	what, n, _ := rowOf(c.FormValue("do"))
	switch {
	case what == "add":
		view.Steps = append(view.Steps, admin.StepTyped{})
		return page.Show(c, http.StatusOK, admin.ProcessEdit(view))
	case what == "remove" && n < len(view.Steps):
		view.Steps = slices.Delete(view.Steps, n, n+1)
		return page.Show(c, http.StatusOK, admin.ProcessEdit(view))
	case what == "rule":
		view.Rules = append(view.Rules, admin.RuleTyped{})
		return page.Show(c, http.StatusOK, admin.ProcessEdit(view))
	case what == "unrule" && n < len(view.Rules):
		view.Rules = slices.Delete(view.Rules, n, n+1)
		return page.Show(c, http.StatusOK, admin.ProcessEdit(view))
	}
	said := "Saved. New leads get these steps."
	if what == "end" {
		said, err = "Ended. Leads that go by it keep it.", h.Clients.EndProcess(ctx, by, client.ID, was.LineID)
	} else {
		p := typedProcess(view, was)
		if was.LineID != models.NoID && same(&p, was) {
			return page.Done(c, paths.Client(client.ID), page.Said("Nothing was changed."))
		}
		_, err = h.Clients.SetProcess(ctx, by, client.ID, p)
	}
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		view.Field, view.Fault = refused.Field, refused.Message
		return page.Show(c, status, admin.ProcessEdit(view))
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Client(client.ID), page.Said("%s", said))
}

// typedProcess is the form as a process; rows that were left empty are none.
func typedProcess(view admin.ProcessForm, was *models.Process) models.Process {
	p := models.Process{LineID: was.LineID, Name: strings.TrimSpace(view.Name), Rules: []models.ProcessRule{}}
	p.Place, _ = strconv.Atoi(view.Place)
	p.Place = min(max(p.Place, 0), 100)
	for _, typed := range view.Steps {
		if typed != (admin.StepTyped{}) {
			p.Steps = append(p.Steps, models.Step(typed))
		}
	}
	for _, typed := range view.Rules {
		if typed != (admin.RuleTyped{}) {
			p.Rules = append(p.Rules, models.ProcessRule(typed))
		}
	}
	return p
}

// same reports whether two versions say the same.
func same(a, b *models.Process) bool {
	return a.Name == b.Name && a.Place == b.Place && slices.Equal(a.Steps, b.Steps) && (len(a.Rules) == 0 && len(b.Rules) == 0 || reflect.DeepEqual(a.Rules, b.Rules))
}

func typedSteps(c echo.Context) (steps []admin.StepTyped) {
	rows(c, "step", func(get func(string) string) {
		steps = append(steps, admin.StepTyped{Name: get("step"), Means: get("means"), Customer: get("customer"), Role: models.ContactRole(get("role"))})
	})
	return steps
}

func typedRules(c echo.Context) (rules []admin.RuleTyped) {
	rows(c, "question", func(get func(string) string) {
		rules = append(rules, admin.RuleTyped{Question: get("question"), Answer: get("answer"), Product: get("product"), Channel: models.SalesChannel(get("channel"))})
	})
	return rules
}

// rows reads the rows of a form one after the other, as long as there is one.
func rows(c echo.Context, first string, read func(get func(string) string)) {
	values := c.Request().PostForm
	for n := range mostRows {
		row := "." + strconv.Itoa(n)
		if !values.Has(first + row) {
			break
		}
		read(func(name string) string { return strings.TrimSpace(values.Get(name + row)) })
	}
}
