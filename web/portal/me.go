package portal

import (
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/views/cards"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/page"
	"ripen/web/session"
)

// Mine is a rep's own page, and the calendar of what is due.
type Mine struct {
	FollowUp *followup.Service
	BaseURL  string
	Now      func() time.Time
	Panels   []Panel // what other rooms say of the rep, in this order
}

// A Panel is what another room says of the rep on his own page; nil where it has nothing to say.
type Panel func(c echo.Context) (templ.Component, error)

// Show handles GET /portal/me.
func (h *Mine) Show(c echo.Context) error {
	by, at := session.Actor(c), h.Now()
	zone := models.Location(by.Zone)
	week := models.DayEnd(models.DayIn(at, zone).AddDate(0, 0, 7), zone)
	mine, err := h.FollowUp.Mine(c.Request().Context(), by, quarter(at, by.Zone), week.Add(time.Nanosecond), at)
	if err != nil {
		return err
	}
	p := portal.MePage{Name: by.Name, At: at, Zone: zone, Open: mine.Open, ToAccept: mine.ToAccept, Overdue: mine.Overdue, Won: mine.Won, Lost: mine.Lost, NoDecision: mine.NoDecision,
		Orders: mine.Orders, Unvalued: mine.Unvalued, Value: mine.Value, Currency: mine.Currency, FeedURL: mine.FeedURL,
		Layout: page.Shell(c, layouts.Page{Title: "My page", Face: layouts.Sales, MainClass: "page sheet me", NavLabel: "Portal"})}
	for n := range mine.Due {
		d := &mine.Due[n]
		p.Due = append(p.Due, portal.DueLine{ID: d.ID, What: cards.Doing(d.NextWhat, d.Called(), d.NextStep), Where: d.Organisation, At: d.NextAt})
	}
	for _, panel := range h.Panels {
		drawn, err := panel(c)
		if err != nil {
			return err
		}
		if drawn != nil {
			p.Panels = append(p.Panels, drawn)
		}
	}
	return page.Show(c, http.StatusOK, portal.Me(p))
}

// OpenFeed handles POST /portal/me/calendar.
func (h *Mine) OpenFeed(c echo.Context) error {
	if err := h.FollowUp.OpenFeed(c.Request().Context(), session.Actor(c)); err != nil {
		return err
	}
	return page.Done(c, paths.PortalMe()+"#calendar", page.Said("The address of your calendar is made."))
}

// RevokeFeed handles POST /portal/me/calendar/end.
func (h *Mine) RevokeFeed(c echo.Context) error {
	if err := h.FollowUp.RevokeFeed(c.Request().Context(), session.Actor(c)); err != nil {
		return err
	}
	return page.Done(c, paths.PortalMe()+"#calendar", page.Said("The address is revoked: calendars that ask for it get nothing more."))
}

// Feed handles GET /feeds/:feed, for whoever has the secret address.
func (h *Mine) Feed(c echo.Context) error {
	whose, due, err := h.FollowUp.Feed(c.Request().Context(), c.Param("feed"))
	if err != nil {
		return err
	}
	var entries []cards.Entry
	for n := range due {
		d := &due[n]
		e := cards.Entry{ID: d.ID, At: d.NextAt, Changed: d.ReleasedAt, Title: cards.Doing(d.NextWhat, d.Called(), d.NextStep), Text: strings.Join(compact(d.Organisation, d.Phone, d.Email), "\n"), Location: strings.TrimSpace(d.City + " " + d.Region), URL: h.BaseURL + paths.PortalLead(d.ID)}
		if d.UpdatedAt != nil {
			e.Changed = *d.UpdatedAt
		}
		entries = append(entries, e)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, "text/calendar; charset=utf-8", []byte(cards.Calendar("Leads of "+whose.Name, hostOf(h.BaseURL), models.Location(whose.Zone), entries)))
}
