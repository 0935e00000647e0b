// Package desk is the supervisor's face: the queue now, what needs a decision, the
// inquiries, the nurtured ones of the week, and imports.
package desk

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/clients"
	desks "ripen/services/desk"
	"ripen/services/nurture"
	"ripen/services/policy"
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
	Desk     *desks.Service
	Queue    *queue.Service
	Policy   *policy.Service
	Clients  *clients.Service
	Reports  *reports.Service
	Accounts *accounts.Service
	Nurture  *nurture.Service
	Secret   []byte // keys the hash of a number that is corrected
	Now      func() time.Time
	Log      *slog.Logger
	Beat     time.Duration // how often a stream shows that it lives; 0: every 15 s

	stage *stage
}

// Open makes the desk ready for those who look on.
func (h *Desk) Open() *Desk {
	h.stage = newStage(h.drawn, h.Desk.Changes, h.Log)
	return h
}

// Show handles GET /desk.
func (h *Desk) Show(c echo.Context) error {
	p, err := h.now(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	p.Layout = page.Shell(c, layouts.Page{Title: "Now", Face: layouts.Office, NavLabel: "Desk", MainClass: "page desk"})
	p.Balance = components.Stat{Label: "Balance", Value: "–", Note: "being counted", URL: balanceURL}
	return page.Show(c, http.StatusOK, desk.Now(p))
}

func (h *Desk) now(ctx context.Context, by models.Actor) (desk.NowPage, error) {
	now, err := h.Desk.Now(ctx, by)
	if err != nil {
		return desk.NowPage{}, err
	}
	weeks, err := h.Desk.Outlook(ctx, by)
	if err != nil {
		return desk.NowPage{}, err
	}
	p := nowPage(now, models.Location(by.Zone))
	outlook(&p, weeks)
	return p, nil
}

// drawn is every part of a scene, for all who look at it.
func (h *Desk) drawn(ctx context.Context, by models.Actor, what scene) (parts []part, err error) {
	var pieces []desk.Part
	if what.wall {
		p, err := h.wall(ctx, by)
		if err != nil {
			return nil, err
		}
		pieces = p.Parts()
	} else {
		p, err := h.now(ctx, by)
		if err != nil {
			return nil, err
		}
		pieces = p.Parts()
	}
	for _, each := range pieces {
		var html bytes.Buffer
		if err := each.View.Render(ctx, &html); err != nil {
			return nil, fmt.Errorf("render %s: %w", each.ID, err)
		}
		parts = append(parts, part{id: each.ID, html: html.Bytes()})
	}
	return parts, nil
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
