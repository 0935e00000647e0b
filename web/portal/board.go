package portal

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/reports"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// followedFor is how far back the board tells of follow-up.
const followedFor = 90

// enough is the number of leads from which a rep's rate is told with its range: nobody
// is judged under it (trust.md 6).
const enough = 20

// Board handles GET /portal/board: every lead of the client or the partner.
func (h *Leads) Board(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f listForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	b, err := h.FollowUp.Board(ctx, by, f.wanted(), at)
	if err != nil {
		return err
	}
	q := portalQuery{rep: form.ID(f.Rep)}
	since := models.DayIn(at, zone).AddDate(0, 0, -followedFor)
	p := portal.BoardPage{Tab: string(b.Tab), Tabs: tabsOf(paths.PortalBoardWith, b.Tab, b.Counts, q), Counts: portal.Counts(b.Counts), Rep: q.rep, AllURL: paths.PortalBoardWith(portalQuery{}.with(b.Tab)),
		Since: since.Format("2 January"), Rows: rows(b.Rows, at), Agency: h.Agency, At: at, Zone: zone,
		NextURL: nextURL(paths.PortalBoardWith, b.Inbox, q), FirstURL: firstURL(paths.PortalBoardWith, f, b.Tab, q),
		Layout: page.Shell(c, layouts.Page{Title: "Follow-up", MainClass: "page inbox board", NavLabel: "Portal"})}
	if p.Owners, err = h.owners(ctx, by, b.Owners, since, at); err != nil {
		return err
	}
	if p.Waiting, err = h.waiting(ctx, by); err != nil {
		return err
	}
	for _, o := range b.Owners {
		if o.RepID != nil && *o.RepID == q.rep {
			p.RepName = o.Name
		}
	}
	if p.Reps, err = h.reps(ctx, by, b, at, zone); err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.Board(p))
}

// owners joins who has what now with how they followed up.
func (h *Leads) owners(ctx context.Context, by models.Actor, now []followup.Owner, since, at time.Time) (all []portal.Owner, err error) {
	kept, err := h.FollowUp.Compliance(ctx, by, since, at, at)
	if err != nil {
		return nil, err
	}
	for _, o := range now {
		line := portal.Owner{Name: o.Name, Partner: o.PartnerName, URL: boardOf(o.RepID), AwayUntil: o.AwayUntil, Open: o.Open, New: o.New, Overdue: o.Overdue}
		if n := slices.IndexFunc(kept, func(k followup.Compliance) bool { return sameRep(k.RepID, o.RepID) }); n >= 0 {
			followed(&line, kept[n])
			kept = slices.Delete(kept, n, n+1)
		}
		all = append(all, line)
	}
	for _, k := range kept { // whoever has nothing open
		line := portal.Owner{Name: k.Name, Partner: k.PartnerName, URL: boardOf(k.RepID)}
		followed(&line, k)
		all = append(all, line)
	}
	return all, nil
}

func sameRep(a, b *models.ID) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func boardOf(rep *models.ID) string {
	if rep == nil {
		return paths.PortalBoard()
	}
	return paths.PortalBoardWith(portalQuery{rep: *rep}.with(followup.TabOpen))
}

func followed(o *portal.Owner, k followup.Compliance) {
	o.Accepted, o.Contacted = rate(k.Accepted, k.Leads), rate(k.ContactedInTime, k.ContactDue)
	o.Updated, o.ClosedOut = rate(k.Updated, k.Open), rate(k.ClosedOut, k.Leads)
}

func rate(k, n int) portal.Rate {
	r := portal.Rate{Share: portal.Share{K: k, N: n}, Few: n < enough}
	r.Low, r.High = reports.Wilson(k, n)
	return r
}

func (h *Leads) waiting(ctx context.Context, by models.Actor) (all []portal.Waiting, err error) {
	open, err := h.FollowUp.Waiting(ctx, by)
	for _, d := range open {
		lead := models.Lead{Name: d.Name, Organisation: d.Organisation}
		all = append(all, portal.Waiting{ID: d.LeadID, Called: lead.Called(), Organisation: d.Organisation, Rep: d.RepName, Reason: d.Reason, DecideBy: d.DecideBy})
	}
	return all, err
}

// reps is whom the manager may give the listed leads to; of one manager it is the same
// for every lead.
func (h *Leads) reps(ctx context.Context, by models.Actor, b followup.Board, at time.Time, zone *time.Location) ([]portal.Choosable, error) {
	for _, r := range b.Rows {
		if r.ClosedAt == nil {
			reps, err := h.Delivery.RepsFor(ctx, by, r.ID)
			return choosable(reps, b.Owners, at, zone), err
		}
	}
	return nil, nil
}

func choosable(reps []models.User, owners []followup.Owner, at time.Time, zone *time.Location) (all []portal.Choosable) {
	for _, rep := range reps {
		c := portal.Choosable{ID: rep.ID, Name: rep.Name}
		for _, o := range owners {
			if o.RepID != nil && *o.RepID == rep.ID {
				c.Note = strconv.Itoa(o.Open) + " open"
			}
		}
		if !rep.Present(at) && rep.AwayUntil != nil {
			c.Note = "away until " + rep.AwayUntil.In(zone).Format("2 Jan")
		}
		all = append(all, c)
	}
	return all
}

// atMost is a count that goes no further than a thousand.
func atMost(n int) string {
	if n >= 1000 {
		return "1000+"
	}
	return strconv.Itoa(n)
}
