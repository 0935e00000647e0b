package portal

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/reports/rates"
	"ripen/views/components"
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

// boardForm is which leads are on the board.
type boardForm struct {
	Tab     string `query:"s"`
	Rep     string `query:"rep"`
	After   string `query:"after"`
	Partner string `query:"partner"`
	Region  string `query:"region"`
	Step    string `query:"step"`
}

func (f boardForm) filters() (w followup.Filters) {
	w.Partner, w.Region = form.ID(f.Partner), f.Region
	if n, err := strconv.Atoi(f.Step); err == nil && n >= 0 {
		w.Step = &n
	}
	return w
}

// with is the board's address with another tab and the same filters.
func (f boardForm) with(tab followup.Tab) url.Values {
	values := portalQuery{rep: form.ID(f.Rep)}.with(tab)
	for name, value := range map[string]string{"partner": f.Partner, "region": f.Region, "step": f.Step} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

func (f boardForm) filtered() bool { return f.Rep+f.Partner+f.Region+f.Step != "" }

// Board handles GET /portal/board: every lead of the client or the partner.
func (h *Leads) Board(c echo.Context) error {
	var f boardForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.board(c, http.StatusOK, f, nil, nil)
}

// board draws it; with what was typed about the chosen leads, and what is wrong with it.
func (h *Leads) board(c echo.Context, status int, f boardForm, typed *actForm, wrong *models.Error) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	at, zone := h.Now(), models.Location(by.Zone)
	b, err := h.FollowUp.Board(ctx, by, listForm{f.Tab, f.Rep, f.After}.wanted(), f.filters(), at)
	if err != nil {
		return err
	}
	since := models.DayIn(at, zone).AddDate(0, 0, -followedFor)
	p := portal.BoardPage{Tab: string(b.Tab), Tabs: boardTabs(f, b), Counts: portal.Counts(b.Counts), Rep: form.ID(f.Rep), Filtered: f.filtered(), AllURL: paths.PortalBoardWith(portalQuery{}.with(b.Tab)),
		Since: since.Format("2 January"), Rows: rows(b.Rows, at), Agency: h.Agency, At: at, Zone: zone, Filters: filtersOf(f, b),
		Layout: page.Shell(c, layouts.Page{Title: "Follow-up", MainClass: "page inbox board", NavLabel: "Portal", Keys: portal.BoardKeys, Path: paths.PortalBoardWith(f.with(b.Tab))})}
	if b.Next != nil {
		values := f.with(b.Tab)
		values.Set("after", b.Next.At.UTC().Format(time.RFC3339Nano)+"_"+b.Next.ID.String())
		p.NextURL = paths.PortalBoardWith(values)
	}
	if f.After != "" {
		p.FirstURL = paths.PortalBoardWith(f.with(b.Tab))
	}
	if p.Owners, err = h.owners(ctx, by, b.Owners, since, at); err != nil {
		return err
	}
	if p.Waiting, err = h.waiting(ctx, by); err != nil {
		return err
	}
	for n := range p.Rows {
		if one, ok := b.Suggested[p.Rows[n].ID]; ok {
			p.Rows[n].Suggested, p.Rows[n].SuggestedName, p.Rows[n].SuggestedWhy = one.RepID, one.Name, one.Why
		}
	}
	for _, o := range b.Owners {
		if o.RepID != nil && *o.RepID == p.Rep {
			p.RepName = o.Name
		}
	}
	if p.Reps, err = h.reps(ctx, by, b, at, zone); err != nil {
		return err
	}
	if typed != nil {
		p.Picked, p.ActRep, p.ActNext = typed.Leads, typed.Rep, typed.Next
	}
	if wrong != nil {
		p.Problem = wrong.Message
	}
	return page.Show(c, status, portal.Board(p))
}

// boardTabs keep the filters.
func boardTabs(f boardForm, b followup.Board) (all []components.Tab) {
	all = tabsOf(paths.PortalBoardWith, b.Tab, b.Counts, portalQuery{rep: form.ID(f.Rep)})
	for n, tab := range followup.Tabs {
		if all[n].URL = paths.PortalBoardWith(f.with(tab)); f.filtered() {
			all[n].Count = "" // they count the whole
		}
	}
	return all
}

// filtersOf is what the board can be narrowed to.
func filtersOf(f boardForm, b followup.Board) portal.BoardFilters {
	p := portal.BoardFilters{Rep: f.Rep, Partner: f.Partner, Region: f.Region, Step: f.Step}
	for _, o := range b.Owners {
		if o.RepID != nil {
			p.Reps = append(p.Reps, components.Option{Value: o.RepID.String(), Label: o.Name})
		}
	}
	for _, partner := range b.Partners {
		p.Partners = append(p.Partners, components.Option{Value: partner.ID.String(), Label: partner.Name})
	}
	for _, region := range b.Regions {
		p.Regions = append(p.Regions, components.Option{Value: region, Label: region})
	}
	for n := range b.Steps + 1 {
		label := strconv.Itoa(n) + " steps reached"
		if n == 1 {
			label = "1 step reached"
		}
		p.Steps = append(p.Steps, components.Option{Value: strconv.Itoa(n), Label: label})
	}
	return p
}

// owners joins who has what now with how they followed up.
func (h *Leads) owners(ctx context.Context, by models.Actor, now []followup.Owner, since, at time.Time) (all []portal.Owner, err error) {
	c, err := h.FollowUp.Compliance(ctx, by, since, at.Add(time.Second), at)
	if err != nil {
		return nil, err
	}
	kept := c.Reps
	for _, o := range now {
		line := portal.Owner{Name: o.Name, Partner: o.PartnerName, URL: boardOf(o.RepID), AwayUntil: o.AwayUntil, Open: o.Open, New: o.New, Overdue: o.Overdue}
		if n := slices.IndexFunc(kept, func(k models.FollowedUp) bool { return sameRep(k.RepID, o.RepID) }); n >= 0 {
			follows(&line, kept[n])
			kept = slices.Delete(kept, n, n+1)
		}
		all = append(all, line)
	}
	for _, k := range kept { // whoever has nothing open
		line := portal.Owner{Name: k.Rep, Partner: k.Partner, URL: boardOf(k.RepID)}
		follows(&line, k)
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

func follows(o *portal.Owner, k models.FollowedUp) {
	o.Accepted, o.Contacted, o.Updated, o.ClosedOut = rate(k.Accepted), rate(k.Contacted), rate(k.Updated), rate(k.ClosedOut)
}

func rate(c models.Count) portal.Rate {
	r := portal.Rate{Share: portal.Share{K: c.K, N: c.N}, Few: c.N < enough}
	r.Low, r.High = rates.Wilson(c.K, c.N)
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
