// Package desk is the supervisor's face: the queue now, what needs a decision, the
// inquiries, the nurtured ones of the week, and imports.
package desk

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/layouts"
	"ripen/web/page"
	"ripen/web/session"
)

// Desk is the queue as its supervisor sees it.
type Desk struct {
	Queue   *queue.Service
	Clients *clients.Service
	Reports *reports.Service
	Secret  []byte // keys the hash of a number that is corrected
	Now     func() time.Time
}

// Show handles GET /desk; htmx asks for the live part alone.
func (h *Desk) Show(c echo.Context) error {
	by := session.Actor(c)
	now, err := h.Queue.Desk(c.Request().Context(), by)
	if err != nil {
		return err
	}
	p := nowPage(now, models.Location(by.Zone))
	p.Layout = page.Shell(c, layouts.Page{Title: "Now", Face: layouts.Office, NavLabel: "Desk", MainClass: "page desk", Refresh: 30})
	p.Balance = components.Stat{Label: "Balance", Value: "–", Note: "being counted", URL: balanceURL}
	return page.Show(c, http.StatusOK, desk.Now(p), "now")
}

// Balance handles GET /desk/balance: the sheet of each client; for the desk, the one
// figure of it.
func (h *Desk) Balance(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	if page.IsFragment(c) {
		lost, err := h.Reports.Lost(ctx, by)
		if err != nil {
			return err
		}
		return page.Show(c, http.StatusOK, desk.BalanceFigure(balanceFigure(lost.Difference)))
	}
	sheets, err := h.Reports.Balances(ctx, by, models.NoID)
	if err != nil {
		return err
	}
	names, err := h.names(c)
	if err != nil {
		return err
	}
	p := balancePage(sheets, names)
	p.Clock = h.Now().In(models.Location(by.Zone)).Format("15:04:05")
	p.Layout = shell(c, "Balance")
	return page.Show(c, http.StatusOK, desk.Balance(p))
}

// names is the clients' names by their ids.
func (h *Desk) names(c echo.Context) (map[models.ID]string, error) {
	all, err := h.Clients.All(c.Request().Context(), session.Actor(c))
	names := make(map[models.ID]string, len(all))
	for _, client := range all {
		names[client.ID] = client.Name
	}
	return names, err
}

// shell is what stands around the desk's lists.
func shell(c echo.Context, title string) layouts.Page {
	return page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, NavLabel: "Desk", MainClass: "page lists"})
}

// upper begins a sentence.
func upper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
