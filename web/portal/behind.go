package portal

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// behindRows is how many rows behind a number stand on a page.
const behindRows = 50

type behindForm struct {
	form.Question
	Source string `param:"source"`
}

// Behind handles GET /portal/sources/:source/leads.
func (h *Figures) Behind(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f behindForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return err
	}
	sources, err := h.Clients.Sources(ctx, by, client.ID)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(sources, func(s models.Source) bool { return s.ID == form.ID(f.Source) })
	if n < 0 {
		return models.Absent()
	}
	figure := reports.Figure(f.Figure)
	if f.Figure == "" {
		figure = "leads"
	}
	q := f.Asked()
	q.Source = sources[n].ID
	rows, next, err := h.Reports.LeadsBehind(ctx, by, client.ID, q, figure, reports.ParsePlace(f.After), behindRows)
	if err != nil {
		return err
	}
	p := portal.BehindPage{Source: sources[n].Label(), Figure: figure.Words(), Period: f.Period(), Currency: client.Currency, Orders: figure == "orders", BackURL: paths.PortalSources(),
		Pager: components.PagerProps{Words: page.Thousands(len(rows)) + " rows"}, Layout: page.Shell(c, layouts.Page{Title: figure.Words(), Face: layouts.Office, MainClass: "page sources", NavLabel: "Figures"})}
	for _, r := range rows {
		p.Rows = append(p.Rows, behind(r, by))
	}
	if f.After != "" {
		first := f.Question
		first.After = ""
		p.Pager.BackURL = paths.PortalSourceLeads(q.Source, first.Query())
	}
	if f.After = next.String(); f.After != "" {
		p.Pager.NextURL = paths.PortalSourceLeads(q.Source, f.Query())
	}
	return page.Show(c, http.StatusOK, portal.Behind(p))
}

// behind is a row as the reader may see it: the sales manager opens the lead.
func behind(r reports.BehindLead, by models.Actor) portal.BehindLead {
	l := portal.BehindLead{Came: r.Came, Released: r.ReleasedOn, Product: r.Product, Region: r.Region, Country: r.Country, Followed: r.Followed, Outcome: r.Outcome, Closed: r.ClosedOn,
		Ordered: r.OrderedOn, Worth: bare(r.Worth)}
	if r.OrderedOn != nil && r.Credit.String() != "1" {
		l.Credit = r.Credit.Round(2).String()
	}
	if by.Role == models.SalesManager {
		l.URL = paths.PortalLead(r.LeadID)
	}
	return l
}
