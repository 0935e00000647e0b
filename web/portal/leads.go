// Package portal is the face of a client's people: their leads, the managers' board,
// what the sources cost.
package portal

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/followup"
	"ripen/services/policy/number"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Leads is where reps work and their managers look after them.
type Leads struct {
	FollowUp *followup.Service
	Clients  *clients.Service
	Delivery *delivery.Service
	Agency   string
	BaseURL  string
	Now      func() time.Time
}

// listForm is which leads are listed, from where on.
type listForm struct {
	Tab   string `query:"s"`
	Rep   string `query:"rep"`
	After string `query:"after"`
}

// Inbox handles GET /portal: a rep's leads. Managers have the board.
func (h *Leads) Inbox(c echo.Context) error {
	by := session.Actor(c)
	if by.Role != models.Rep {
		return page.Go(c, paths.PortalBoard())
	}
	var f listForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	at := h.Now()
	wanted := f.wanted()
	wanted.Since = quarter(at, by.Zone)
	in, err := h.FollowUp.Inbox(c.Request().Context(), by, wanted, at)
	if err != nil {
		return err
	}
	p := portal.InboxPage{Tab: string(in.Tab), Tabs: tabs(in.Tab, in.Counts, portalQuery{}), Counts: portal.Counts(in.Counts), InTime: portal.Share(in.InTime), Rows: rows(in.Rows, at), At: at, Zone: models.Location(by.Zone),
		NextURL: nextURL(paths.PortalWith, in, portalQuery{}), FirstURL: firstURL(paths.PortalWith, f, in.Tab, portalQuery{}),
		Layout: page.Shell(c, layouts.Page{Title: "Leads", MainClass: "page inbox", NavLabel: "Portal"})}
	if p.Unread, err = h.FollowUp.Unread(c.Request().Context(), by); err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.Inbox(p))
}

// quarter is when the calendar quarter of an instant began, on somebody's clock.
func quarter(at time.Time, zone string) time.Time {
	local := at.In(models.Location(zone))
	return time.Date(local.Year(), (local.Month()-1)/3*3+1, 1, 0, 0, 0, 0, local.Location())
}

func (f listForm) wanted() followup.Wanted {
	w := followup.Wanted{Tab: followup.Tab(f.Tab), Rep: form.ID(f.Rep)}
	if at, id, ok := strings.Cut(f.After, "_"); ok {
		if when, err := time.Parse(time.RFC3339Nano, at); err == nil && form.ID(id) != models.NoID {
			w.After = &followup.Key{At: when, ID: form.ID(id)}
		}
	}
	return w
}

// A portalQuery is what stays when another tab or page of a list is chosen.
type portalQuery struct{ rep models.ID }

func (q portalQuery) with(tab followup.Tab) url.Values {
	values := url.Values{}
	if tab != followup.TabOpen {
		values.Set("s", string(tab))
	}
	if q.rep != models.NoID {
		values.Set("rep", q.rep.String())
	}
	return values
}

func nextURL(path func(url.Values) string, in followup.Inbox, q portalQuery) string {
	if in.Next == nil {
		return ""
	}
	values := q.with(in.Tab)
	values.Set("after", in.Next.At.UTC().Format(time.RFC3339Nano)+"_"+in.Next.ID.String())
	return path(values)
}

func firstURL(path func(url.Values) string, f listForm, tab followup.Tab, q portalQuery) string {
	if f.After == "" {
		return ""
	}
	return path(q.with(tab))
}

var tabLabels = map[followup.Tab]string{followup.TabOpen: "Open", followup.TabNew: "New", followup.TabOverdue: "Overdue", followup.TabWeek: "This week", followup.TabClosed: "Closed"}

// tabs of a rep's list; counts stand where they say what is to be done.
func tabs(now followup.Tab, counts followup.Counts, q portalQuery) []components.Tab {
	return tabsOf(paths.PortalWith, now, counts, q)
}

func tabsOf(path func(url.Values) string, now followup.Tab, counts followup.Counts, q portalQuery) (all []components.Tab) {
	for _, t := range followup.Tabs {
		tab := components.Tab{Label: tabLabels[t], URL: path(q.with(t)), Current: t == now}
		if n := counts.Of(t); t != followup.TabClosed && n > 0 && q.rep == models.NoID {
			tab.Count = atMost(n)
		}
		switch {
		case tab.Count == "":
		case t == followup.TabNew:
			tab.Tone = components.Fig
		case t == followup.TabOverdue:
			tab.Tone = components.Rust
		}
		all = append(all, tab)
	}
	return all
}

func rows(found []followup.Row, at time.Time) (all []portal.Row) {
	for n := range found {
		r := &found[n]
		all = append(all, portal.Row{ID: r.ID, Called: r.Called(), Name: r.Name, Organisation: r.Organisation, Where: strings.Trim(r.City+" "+r.Region, " "), Phone: r.Phone,
			Wants: wants(r), WorthLow: r.WorthLow, WorthHigh: r.WorthHigh, Currency: r.Currency, Step: r.Step, Steps: r.Steps, NextStep: r.NextStep, ReleasedAt: r.ReleasedAt, AcceptedAt: r.AcceptedAt,
			NextAt: r.NextAt, NextWhat: r.NextWhat, Outcome: r.Outcome, ClosedAt: r.ClosedAt, Late: r.Late(at), RepID: r.RepID, RepName: r.RepName, PartnerName: r.PartnerName, Source: r.SourceName})
	}
	return all
}

// wants is what the person is after, in a few words.
func wants(r *followup.Row) string {
	for _, words := range []string{r.Wants, r.Product, r.ProgramName} {
		if words != "" {
			return words
		}
	}
	return ""
}

// Show handles GET /portal/leads/:lead.
func (h *Leads) Show(c echo.Context) error {
	var f leadForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, f.lead(), nil, nil)
}

// show draws a lead; with f as its form was typed, and what is wrong with it.
func (h *Leads) show(c echo.Context, status int, id models.ID, f *leadForm, wrong *models.Error) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	sheet, err := h.FollowUp.Lead(ctx, by, id)
	if err != nil {
		return err
	}
	p := h.leadPage(sheet, by)
	p.Token = models.NewID().String()
	if sheet.MayAssign {
		reps, err := h.Delivery.RepsFor(ctx, by, id)
		if err != nil {
			return err
		}
		p.Reps = choosable(reps, nil, h.Now(), models.Location(by.Zone))
		for n := range p.Reps {
			p.Reps[n].Has = sheet.Lead.RepID != nil && p.Reps[n].ID == *sheet.Lead.RepID
		}
	}
	if f != nil {
		f.fill(&p)
	}
	if wrong != nil {
		if p.Faults = map[string]string{wrong.Field: wrong.Message}; wrong.Field == "" || !f.shows(wrong.Field) {
			p.Problem = wrong.Message
		}
	}
	p.Layout = page.Shell(c, layouts.Page{Title: p.Lead.Called() + ", lead", Face: layouts.Portal, MainClass: "page sheet", NavLabel: "Portal", Path: paths.PortalLead(id)})
	p.Layout.BarExtra = portal.LeadBadge(p)
	for n := range p.Layout.Nav {
		p.Layout.Nav[n].DeskOnly = true // in a hand the badge needs the room
	}
	return page.Show(c, status, portal.Lead(p))
}

func (h *Leads) leadPage(s *followup.Sheet, by models.Actor) portal.LeadPage {
	p := portal.LeadPage{Lead: s.Lead, ClientName: s.ClientName, Agency: h.Agency, RepName: s.RepName, Partner: s.Partner, Currency: s.Currency, PhoneShown: number.Format(s.Lead.Phone),
		Process: s.Process, Processes: s.Processes, Steps: s.Steps, Reached: s.Reached, CloseOut: s.CloseOut, Orders: s.Orders, Return: s.Return, People: s.People, Asked: s.Asked, MayReport: s.MayReport, Manages: by.Role != models.Rep, At: h.Now(), Zone: models.Location(by.Zone), Reader: by.Name}
	for _, e := range s.Events {
		if e.What == "assigned" && by.Role != models.SalesManager {
			e.Note = "" // how many leads others were given is not for a partner to know
		}
		p.Events = append(p.Events, portal.Event(e))
	}
	return p
}

// once names a report by its form and by what it says: the same one sent again changes
// nothing, and another one from the same page counts.
func once(f form.Once, said ...string) models.ID {
	if f.Token() == models.NoID {
		return models.NoID
	}
	return uuid.NewSHA1(f.Token(), []byte(strings.Join(said, "\x00")))
}
