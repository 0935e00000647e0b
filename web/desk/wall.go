package desk

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/layouts"
	"ripen/web/page"
	"ripen/web/session"
)

// How many lines a wall has room for without scrolling.
const (
	wallCallers = 12
	wallClients = 9
)

// Wall handles GET /desk/wall.
func (h *Desk) Wall(c echo.Context) error {
	p, err := h.wall(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	p.Layout = page.Shell(c, layouts.Page{Title: "Wall", Face: layouts.Office, NoBar: true, BodyClass: "wall-body", MainClass: "wall-main"})
	if p.Layout.Theme == "" {
		p.Layout.Theme = "dark" // on a wall, unless somebody has chosen
	}
	return page.Show(c, http.StatusOK, desk.Wall(p))
}

func (h *Desk) wall(ctx context.Context, by models.Actor) (desk.WallPage, error) {
	now, err := h.Desk.Now(ctx, by)
	if err != nil {
		return desk.WallPage{}, err
	}
	return wallPage(now, models.Location(by.Zone)), nil
}

func wallPage(d *desks.Now, zone *time.Location) desk.WallPage {
	at := d.At
	p := desk.WallPage{Clock: at.In(zone).Format("15:04"), Day: at.In(zone).Format("Monday, 2 January")}
	sum := sumUp(d)
	p.Figures = wallFigures(d, sum, at)
	for _, r := range d.Callers {
		row := callerRow(r, at)
		if row.State == "off" {
			continue
		}
		if len(p.Callers) == wallCallers {
			p.More++
			continue
		}
		p.Callers = append(p.Callers, desk.WallCaller{Name: row.Name, State: row.State, Says: row.Says, For: row.For, Seconds: row.Seconds, Client: r.HeldClient, Long: row.Long})
	}
	for _, c := range clientQueues(d, zone) {
		if len(p.Clients) < wallClients {
			p.Clients = append(p.Clients, wallClient(c, d, at))
		}
	}
	p.Few = len(p.Callers) <= 6 && len(p.Clients) <= 6
	return p
}

func wallFigures(d *desks.Now, s summary, at time.Time) []desk.WallFigure {
	hot := s.tiers[models.TierHot]
	f := []desk.WallFigure{
		{Label: "Promises", Value: capped(s.promises), Note: "none broken"}, {Label: "Hot", Value: capped(hot.N), Note: "none waits"},
		{Label: "To be called", Value: capped(s.waiting), Note: capped(s.outside) + " outside hours"}, {Label: "On a call", Value: strconv.Itoa(s.held), Note: "of " + plural(s.on, "caller")},
		{Label: "Decisions", Note: "none waits"},
	}
	if s.late > 0 {
		f[0].Note, f[0].Tone = capped(s.late)+" broken", components.Rust
	}
	if hot.Since != nil {
		f[1].Note = "oldest " + age(at.Sub(*hot.Since))
	}
	if hot.Late > 0 {
		f[1].Note, f[1].Tone = capped(hot.Late)+" past the clock", components.Amber
	}
	n, since := d.Decisions()
	f[4].Value = capped(n)
	if since != nil {
		f[4].Note, f[4].Tone = "oldest "+age(at.Sub(*since)), components.Slate
	}
	calls, reached, a := 0, 0, 0
	for _, c := range d.Callers {
		calls, reached, a = calls+c.Calls, reached+c.Reached, a+c.A
	}
	return append(f, desk.WallFigure{Label: "Calls today", Value: page.Thousands(calls), Note: page.Thousands(reached) + " reached, " + page.Thousands(a) + " A"})
}

// wallClient sums a client's programs up.
func wallClient(c desk.ClientQueue, d *desks.Now, at time.Time) desk.WallClient {
	row := desk.WallClient{Name: c.Client, Tone: c.Tone, Share: "no calls", Oldest: "–"}
	if c.Share.Counted {
		row.Share = strconv.Itoa(c.Share.Of) + " % of " + strconv.Itoa(c.Share.Owed)
	}
	promises, late, hot, hotLate, waiting := 0, 0, 0, 0, 0
	var oldest *time.Time
	for _, g := range d.Programs {
		if g.ClientName != c.Client {
			continue
		}
		promises, late, waiting = promises+g.Promises, late+g.PromisesLate, waiting+g.All()
		hot, hotLate = hot+g.Tiers[models.TierHot].N, hotLate+g.Tiers[models.TierHot].Late
		for _, w := range g.Tiers {
			if w.Since != nil && (oldest == nil || w.Since.Before(*oldest)) {
				oldest = w.Since
			}
		}
		if g.HeldUntil != nil {
			row.State = "on hold"
		}
	}
	row.Promises, row.Hot, row.Waiting = capped(promises), capped(hot), capped(waiting)
	if oldest != nil {
		row.Oldest = age(at.Sub(*oldest))
	}
	if late > 0 {
		row.Owed = components.Rust
	}
	if hotLate > 0 {
		row.HotTone = components.Amber
	}
	return row
}
