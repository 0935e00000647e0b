package portal

import (
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/services/sheet"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Watch is how a client's sources do: its own people read it in the portal, the agency's
// beside the client.
type Watch struct {
	Reports *reports.Service
	Clients *clients.Service
	Now     func() time.Time
}

// watchForm is what is asked of the sources. The address names the client to the agency; a
// client's people say it by who they are.
type watchForm struct {
	Beside  models.ID `param:"client"` // NoID in the portal
	Program string    `query:"program"`
	Source  string    `query:"source"` // whose charts are shown
}

// asked is the form, whose sources are asked for, and what day it is there.
func (h *Watch) asked(c echo.Context) (f watchForm, client *models.Client, today time.Time, err error) {
	if err = form.Bind(c, &f); err != nil {
		return f, nil, today, err
	}
	by := session.Actor(c)
	id := f.Beside
	if !by.OfAgency() {
		id, f.Beside = by.ClientID, models.NoID
	}
	if client, err = h.Clients.ByID(c.Request().Context(), by, id); err != nil {
		return f, nil, today, err
	}
	return f, client, models.DayIn(h.Now(), client.Location()), nil
}

// send answers with one of the pages as a file, with the program that was asked for.
func (h *Watch) send(c echo.Context, f watchForm, client *models.Client, kind sheet.Form, report, name string, t *sheet.Table, programs []reports.Choice) error {
	program := "All"
	for _, one := range programs {
		if one.ID == form.ID(f.Program) {
			program = one.Name
		}
	}
	t.Tell("Program", program)
	return export{clients: h.Clients, client: client, report: report, name: name, at: h.Now()}.send(c, kind, t)
}

// query is the form as the address of the other pages has it.
func (f watchForm) query() url.Values {
	if f.Program == "" {
		return nil
	}
	return url.Values{"program": {f.Program}}
}

// around is what stands around each of the pages.
func (f watchForm) around(c echo.Context, client *models.Client, title string, programs []reports.Choice) portal.WatchPage {
	p := portal.WatchPage{Beside: f.Beside, ClientName: client.Name, Currency: client.Currency, Title: title, Program: f.Program}
	if len(programs) > 1 {
		p.Programs = []components.Option{{Label: "All programs"}}
		for _, one := range programs {
			p.Programs = append(p.Programs, components.Option{Value: one.ID.String(), Label: one.Name})
		}
	}
	for _, t := range []struct {
		label string
		url   func(models.ID, url.Values) string
	}{{portal.TappedOutTitle, paths.TappedOut}, {portal.FollowUpTitle, paths.LeadsOrFollowUp}, {portal.NextQuarterTitle, paths.NextQuarter}} {
		p.Tabs = append(p.Tabs, components.Tab{Label: t.label, URL: t.url(f.Beside, f.query()), Current: t.label == title})
	}
	p.Layout = page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, MainClass: "page sources watch", NavLabel: "Figures"})
	here := paths.TappedOut(models.NoID, nil)
	if f.Beside != models.NoID {
		here = paths.Clients()
	}
	for n := range p.Layout.Nav {
		p.Layout.Nav[n].Current = p.Layout.Nav[n].URL == here
	}
	return p
}
