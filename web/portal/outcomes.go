package portal

import (
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Outcomes is what a client's leads came to: its own people read it in the portal, the
// agency's beside the client.
type Outcomes struct {
	Reports *reports.Service
	Clients *clients.Service
	Now     func() time.Time
}

// outcomeForm is what is asked of a report of outcomes. The address names the client to
// the agency; a client's people say it by who they are.
type outcomeForm struct {
	Beside  models.ID `param:"client"` // NoID in the portal
	From    string    `query:"from" form:"from"`
	To      string    `query:"to" form:"to"`
	Program string    `query:"program" form:"program"`
	Basis   string    `query:"basis" form:"basis"`
}

// client is whose outcomes are asked for.
func (h *Outcomes) client(c echo.Context, beside models.ID) (*models.Client, error) {
	by := session.Actor(c)
	if !by.OfAgency() {
		beside = by.ClientID
	}
	return h.Clients.ByID(c.Request().Context(), by, beside)
}

// asked binds the form; what is wrong with its period is said in the page.
func (h *Outcomes) asked(c echo.Context) (f outcomeForm, client *models.Client, q reports.Question, wrong string, err error) {
	if err = form.Bind(c, &f); err != nil {
		return f, nil, q, "", err
	}
	if client, err = h.client(c, f.Beside); err != nil {
		return f, nil, q, "", err
	}
	q.From, q.To, wrong = sourcesForm{From: f.From, To: f.To}.period(models.DayIn(h.Now(), client.Location()))
	q.To, q.Program = lastOf(q.To), form.ID(f.Program)
	if f.Basis == string(reports.ByEvent) {
		q.Basis = reports.ByEvent
	}
	return f, client, q, wrong, nil
}

// outcome is the page around a report.
func (h *Outcomes) outcome(c echo.Context, f outcomeForm, client *models.Client, q reports.Question, programs []reports.Choice, wrong, title, path string) portal.OutcomePage {
	today := models.DayIn(h.Now(), client.Location())
	p := portal.OutcomePage{Beside: f.Beside, ClientName: client.Name, Currency: client.Currency, From: q.From.Format(aMonth), To: q.To.Format(aMonth), Error: wrong,
		Months: months(today, monthOf("", q.From), monthOf("", q.To)), Programs: []components.Option{{Label: "All programs"}}}
	if q.Program != models.NoID {
		p.Program = q.Program.String()
	}
	for _, one := range programs {
		p.Programs = append(p.Programs, components.Option{Value: one.ID.String(), Label: one.Name})
	}
	p.Layout, p.Tabs = outcomeShell(c, f.Beside, title, path), outcomeTabs(f.Beside, path)
	return p
}

// outcomeTabs is the way from one report of outcomes to the others.
func outcomeTabs(beside models.ID, path string) []components.Tab {
	return []components.Tab{
		{Label: "Won and lost", URL: paths.WonLost(beside, nil), Current: path == paths.WonLost(beside, nil)},
		{Label: "Return", URL: paths.Return(beside, nil), Current: path == paths.Return(beside, nil)},
		{Label: "Coverage", URL: paths.Coverage(beside), Current: path == paths.Coverage(beside)},
	}
}

// outcomeShell is what stands around it, with the agency's clients as the current place.
func outcomeShell(c echo.Context, beside models.ID, title, path string) layouts.Page {
	shell := page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, MainClass: "page outcomes", NavLabel: "Figures", Path: path})
	for n := range shell.Nav {
		place := shell.Nav[n].URL
		shell.Nav[n].Current = beside == models.NoID && place == paths.WonLost(models.NoID, nil) || beside != models.NoID && place == paths.Clients()
	}
	return shell
}

// bases offers on what day things are counted.
func bases() (all []components.Option) {
	for _, b := range reports.Bases {
		all = append(all, components.Option{Value: string(b), Label: b.Words()})
	}
	return all
}
