package portal

import (
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/sheet"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// complianceForm is of which releases the compliance is told, and by what.
type complianceForm struct {
	From string `query:"from"`
	To   string `query:"to"`
	By   string `query:"by"`
}

// period is the days, on the reader's clock: the last ninety where none is named.
func (f complianceForm) period(at time.Time, zone *time.Location) (from, to time.Time, err error) {
	first, err := form.Day("from", f.From)
	if err != nil {
		return from, to, err
	}
	last, err := form.Day("to", f.To)
	if err != nil {
		return from, to, err
	}
	today := models.DayIn(at, zone)
	if first == nil {
		day := today.AddDate(0, 0, -followedFor)
		first = &day
	}
	if last == nil {
		last = &today
	}
	start := func(day time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	}
	return start(*first), start(last.AddDate(0, 0, 1)), nil
}

// Compliance handles GET /portal/compliance: every lead released in a period, by rep,
// partner or region.
func (h *Leads) Compliance(c echo.Context) error {
	f, found, zone, err := h.followed(c)
	if err != nil {
		return err
	}
	p := portal.CompliancePage{By: f.By, From: found.From.In(zone).Format(time.DateOnly), To: found.To.In(zone).AddDate(0, 0, -1).Format(time.DateOnly), Heads: "Rep", Total: compliant(found.Total),
		Query: f.query(f.By), At: h.Now(), Zone: zone, MayState: session.Actor(c).Role == models.SalesManager,
		Layout: page.Shell(c, layouts.Page{Title: "Compliance", MainClass: "page inbox board", NavLabel: "Portal"})}
	lines := found.Reps
	switch f.By {
	case "partner":
		lines, p.Heads = found.Partners, "Partner"
	case "region":
		lines, p.Heads = found.Regions, "Region"
	default:
		p.By = "rep"
	}
	for _, line := range lines {
		p.Lines = append(p.Lines, compliant(line))
	}
	for _, by := range []struct{ key, label string }{{"rep", "By rep"}, {"partner", "By partner"}, {"region", "By region"}} {
		p.Tabs = append(p.Tabs, components.Tab{Label: by.label, URL: paths.PortalCompliance(f.query(by.key)), Current: p.By == by.key})
	}
	return page.Show(c, http.StatusOK, portal.Compliance(p))
}

// ComplianceFile handles GET /portal/compliance.csv and .xlsx: the same by rep, for a
// spreadsheet.
func (h *Leads) ComplianceFile(kind sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		_, found, zone, err := h.followed(c)
		if err != nil {
			return err
		}
		client, err := h.Clients.ByID(c.Request().Context(), session.Actor(c), session.Actor(c).ClientID)
		if err != nil {
			return err
		}
		t := found.Table()
		t.Tell("Released", found.From.In(zone).Format("2 January 2006")+" to "+found.To.In(zone).AddDate(0, 0, -1).Format("2 January 2006"))
		return export{clients: h.Clients, client: client, report: "compliance", name: "follow-up", at: h.Now()}.send(c, kind, t)
	}
}

func (h *Leads) followed(c echo.Context) (f complianceForm, found followup.Compliance, zone *time.Location, err error) {
	by := session.Actor(c)
	if err := form.Bind(c, &f); err != nil {
		return f, found, nil, err
	}
	at := h.Now()
	zone = models.Location(by.Zone)
	from, to, err := f.period(at, zone)
	if err != nil { // an address that was typed: what it does not say is the last ninety days
		f = complianceForm{By: f.By}
		if from, to, err = f.period(at, zone); err != nil {
			return f, found, zone, err
		}
	}
	found, err = h.FollowUp.Compliance(c.Request().Context(), by, from, to, at)
	return f, found, zone, err
}

// query is the address of the same period by something.
func (f complianceForm) query(by string) url.Values {
	values := url.Values{}
	for name, value := range map[string]string{"from": f.From, "to": f.To} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if by != "" && by != "rep" {
		values.Set("by", by)
	}
	return values
}

func compliant(k models.FollowedUp) portal.ComplianceLine {
	line := portal.ComplianceLine{FollowedUp: k, URL: ""}
	line.Accepted, line.Contacted, line.Updated, line.ClosedOut = rate(k.Accepted), rate(k.Contacted), rate(k.Updated), rate(k.ClosedOut)
	if k.RepID != nil {
		line.URL = boardOf(k.RepID)
	}
	return line
}

// Statement handles GET /portal/statement: what was told on a Monday, on one page.
func (h *Leads) Statement(c echo.Context) error {
	by := session.Actor(c)
	all, err := h.FollowUp.Statements(c.Request().Context(), by)
	if err != nil {
		return err
	}
	p := portal.StatementPage{At: h.Now(), Zone: models.Location(by.Zone), Agency: h.Agency, Layout: page.Shell(c, layouts.Page{Title: "Follow-up statement", MainClass: "page statement", NavLabel: "Portal"})}
	if client := session.Client(c); client != nil {
		p.Client = client.Name
	}
	week := c.QueryParam("week")
	for n := range all {
		s := &all[n]
		day := s.WeekOn.Format(time.DateOnly)
		p.Weeks = append(p.Weeks, components.Option{Value: day, Label: s.WeekOn.Format("2 January 2006")})
		if p.Statement == nil && (week == "" || week == day) {
			p.Statement, p.Week, p.Total = s, day, compliant(s.Content.Total)
			for _, r := range s.Content.Reps {
				line := compliant(r)
				line.URL = ""
				p.Lines = append(p.Lines, line)
			}
		}
	}
	to, err := h.FollowUp.StatementReaders(c.Request().Context(), by)
	for _, u := range to {
		p.To = append(p.To, u.Name)
	}
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.Statement(p))
}

// SendStatement handles POST /portal/statement/sending.
func (h *Leads) SendStatement(c echo.Context) error {
	var f form.Once
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.FollowUp.SendStatement(c.Request().Context(), session.Actor(c), f.Token()); err != nil {
		return err
	}
	return page.Done(c, paths.PortalStatement(""), page.Said("This week’s statement is on its way."))
}
