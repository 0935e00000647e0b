// Package endpoints is the handlers of a client's webhooks: its own sales manager runs them
// in the portal, the agency's account manager beside the client.
package endpoints

import (
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/push"
	"ripen/views/endpoints"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Endpoints is the webhooks of a client.
type Endpoints struct {
	Push    *push.Service
	Clients *clients.Service
	Now     func() time.Time
}

// asked is what is asked about which webhook of which client, as it was sent.
type asked struct {
	form.Once
	Beside models.ID `param:"client"` // NoID in the portal
	ID     models.ID `param:"endpoint"`
	Name   string    `form:"name"`
	URL    string    `form:"url"`
	Events []string  `form:"event"`
	Push   string    `form:"push"`
	From   string    `form:"from"`
	To     string    `form:"to"`
	Before string    `query:"before"`

	client *models.Client
}

func (f *asked) draft() push.Draft {
	return push.Draft{Name: f.Name, URL: f.URL, Events: f.Events}
}

func (f *asked) left(faults map[string]string) endpoints.Form {
	return endpoints.Form{Name: f.Name, URL: f.URL, Events: f.Events, Faults: faults}
}

// read reads what is asked. Whose webhooks they are, the address says to the agency, and to
// a client's people who they are.
func (h *Endpoints) read(c echo.Context) (f asked, err error) {
	if err := form.Bind(c, &f); err != nil {
		return f, err
	}
	by, id := session.Actor(c), f.Beside
	if !by.OfAgency() {
		id = by.ClientID
	}
	f.client, err = h.Clients.ByID(c.Request().Context(), by, id)
	return f, err
}

func shell(c echo.Context, f *asked, title string) layouts.Page {
	p := page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, MainClass: "page admin"})
	for n := range p.Nav {
		p.Nav[n].Current = f.Beside != models.NoID && p.Nav[n].URL == paths.Clients()
	}
	return p
}

// List handles GET /portal/endpoints and GET /admin/clients/:client/endpoints.
func (h *Endpoints) List(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	f.Events = models.WebhookEvents
	return h.list(c, http.StatusOK, &f, nil)
}

func (h *Endpoints) list(c echo.Context, status int, f *asked, faults map[string]string) error {
	lines, err := h.Push.Endpoints(c.Request().Context(), session.Actor(c), f.client.ID)
	if err != nil {
		return err
	}
	p := endpoints.ListPage{Shell: shell(c, f, "Webhooks"), Client: f.Beside, Name: f.client.Name, Form: f.left(faults)}
	for n := range lines {
		p.Lines = append(p.Lines, h.line(c, &lines[n]))
	}
	return page.Show(c, status, endpoints.List(p))
}

// Add handles POST to both of them. The secret is shown in the answer, since it is shown
// this once; a resend is sent on to the page without it.
func (h *Endpoints) Add(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	id, secret, err := h.Push.Add(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.draft())
	if faults := page.Faults(err); faults != nil {
		return h.list(c, http.StatusUnprocessableEntity, &f, faults)
	}
	if err != nil {
		return err
	}
	return h.told(c, &f, id, secret)
}

// told shows a new secret, or the page where there is none to show.
func (h *Endpoints) told(c echo.Context, f *asked, id models.ID, secret string) error {
	if secret == "" {
		return page.Go(c, paths.Endpoint(f.Beside, id))
	}
	f.ID, f.Before = id, ""
	return h.show(c, http.StatusOK, f, nil, secret)
}

// Show handles GET .../endpoints/:endpoint.
func (h *Endpoints) Show(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	return h.show(c, http.StatusOK, &f, nil, "")
}

// show draws a webhook; with faults, its forms as they were left.
func (h *Endpoints) show(c echo.Context, status int, f *asked, faults map[string]string, secret string) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	line, err := h.Push.Endpoint(ctx, by, f.client.ID, f.ID)
	if err != nil {
		return err
	}
	sent, more, err := h.Push.Log(ctx, by, f.client.ID, f.ID, form.ID(f.Before))
	if err != nil {
		return err
	}
	p := endpoints.Page{Shell: shell(c, f, line.Name), Client: f.Beside, ID: f.ID, Line: h.line(c, line), Active: line.Active(), Removed: line.RemovedAt != nil, Why: line.DisabledWhy, Secret: secret,
		Form: f.left(faults), From: f.From, To: f.To}
	if faults["url"] == "" && faults["name"] == "" && faults["events"] == "" {
		p.Form.Name, p.Form.URL, p.Form.Events = line.Name, line.URL, line.Events
	}
	if !line.Active() && line.Waiting > 0 {
		p.Waiting = count(line.Waiting, "message waits", "messages wait") + " for it."
	}
	if line.HeldUntil != nil && line.HeldUntil.After(h.Now()) {
		p.Held = "It asked for a rest: the next message goes at " + when(c, *line.HeldUntil) + "."
	}
	for n := range sent {
		p.Log = append(p.Log, sending(c, &sent[n], line.Active()))
	}
	if more {
		p.OlderURL = paths.EndpointBefore(f.Beside, f.ID, sent[len(sent)-1].ID)
	}
	return page.Show(c, status, endpoints.View(p))
}

// after shows the page again with what is wrong, or sends on to it.
func (h *Endpoints) after(c echo.Context, f *asked, err error, said string) error {
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, f, faults, "")
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Endpoint(f.Beside, f.ID), page.Said("%s", said))
}

// Edit handles POST .../endpoints/:endpoint.
func (h *Endpoints) Edit(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	err = h.Push.Edit(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.ID, f.draft())
	return h.after(c, &f, err, "Saved.")
}

// Disable handles POST .../endpoints/:endpoint/disabling.
func (h *Endpoints) Disable(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	err = h.Push.Disable(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.ID)
	return h.after(c, &f, err, "Switched off. Whatever happens is kept for it.")
}

// Enable handles POST .../endpoints/:endpoint/enabling.
func (h *Endpoints) Enable(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	err = h.Push.Enable(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.ID)
	return h.after(c, &f, err, "Switched on. What waited is on its way.")
}

// Remove handles POST .../endpoints/:endpoint/removal. Switching it on is its undo.
func (h *Endpoints) Remove(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	err = h.Push.Remove(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.ID)
	return h.after(c, &f, err, "Removed. Nothing is sent to it or kept for it any more.")
}

// Rotate handles POST .../endpoints/:endpoint/rotation.
func (h *Endpoints) Rotate(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	secret, err := h.Push.Rotate(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.ID)
	if err != nil {
		return err
	}
	return h.told(c, &f, f.ID, secret)
}

// Test handles POST .../endpoints/:endpoint/test.
func (h *Endpoints) Test(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	err = h.Push.Test(c.Request().Context(), session.Actor(c), f.Token(), f.client.ID, f.ID)
	return h.after(c, &f, err, "The test is on its way: see below what is answered.")
}

// Replay handles POST .../endpoints/:endpoint/replays: of one message, or of a range of days.
func (h *Endpoints) Replay(c echo.Context) error {
	f, err := h.read(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	if f.Push != "" {
		err := h.Push.Replay(ctx, by, f.Token(), f.client.ID, f.ID, form.ID(f.Push))
		return h.after(c, &f, err, "It is on its way again, under the same id.")
	}
	if _, err := h.Push.Endpoint(ctx, by, f.client.ID, f.ID); err != nil {
		return err
	}
	from, to, err := f.days(models.Location(by.Zone))
	var n int
	if err == nil {
		n, err = h.Push.ReplayBetween(ctx, by, f.Token(), f.client.ID, f.ID, from, to)
	}
	return h.after(c, &f, err, count(n, "message is", "messages are")+" on the way again.")
}

// days is the range of a replay: to the end of its last day.
func (f *asked) days(zone *time.Location) (from, to time.Time, err error) {
	for field, text := range map[string]string{"from": f.From, "to": f.To} {
		if text == "" {
			return from, to, models.Refuse(models.Invalid, field, "Choose the first and the last day.")
		}
	}
	first, err := form.Instant("from", f.From+"T00:00", zone)
	if err != nil {
		return from, to, err
	}
	last, err := form.Instant("to", f.To+"T00:00", zone)
	if err != nil {
		return from, to, err
	}
	return *first, last.AddDate(0, 0, 1), nil
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
