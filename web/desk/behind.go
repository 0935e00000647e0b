package desk

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// behindRows is how many rows behind a number stand on a page.
const behindRows = 50

// Figures is where the agency opens a client's numbers.
type Figures struct {
	Reports *reports.Service
	Clients *clients.Service
}

type behindForm struct {
	form.Question
	Client string `param:"client"`
	Source string `query:"source"` // "" is all of them
}

// Behind handles GET /desk/clients/:client/sources/rows.
func (h *Figures) Behind(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f behindForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.Clients.ByID(ctx, by, form.ID(f.Client))
	if err != nil {
		return err
	}
	if f.Figure == "" {
		f.Figure = "inquiries"
	}
	figure, q := reports.Figure(f.Figure), f.Asked()
	q.Source = form.ID(f.Source)
	rows, next, err := h.Reports.Behind(ctx, by, client.ID, q, figure, reports.ParsePlace(f.After), behindRows)
	if err != nil {
		return err
	}
	p := desk.BehindPage{Layout: shell(c, figure.Words()), Title: figure.Words() + ", " + client.Name, Period: f.Period(), Pager: components.PagerProps{Words: page.Thousands(len(rows)) + " rows"}}
	for _, r := range rows {
		p.Rows = append(p.Rows, desk.BehindRow{ID: r.ID, Came: r.Came, Person: nobodyAs(r.Person), Organisation: r.Organisation, Source: models.SourceLabel(r.Source), Program: r.Program, Grade: r.Grade, State: r.State.Words()})
	}
	if f.After != "" {
		p.Pager.BackURL = f.at(client.ID, "")
	}
	if next != (reports.Place{}) {
		p.Pager.NextURL = f.at(client.ID, next.String())
	}
	return page.Show(c, http.StatusOK, desk.Behind(p))
}

// at is the same rows from a place on.
func (f behindForm) at(client models.ID, after string) string {
	f.After = after
	query := f.Query()
	if f.Source != "" {
		query.Set("source", f.Source)
	}
	return paths.DeskSourceRows(client, query)
}

// nobodyAs is a name to click on where none is known.
func nobodyAs(name string) string {
	if name == "" {
		return "No name"
	}
	return name
}
