package portal

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/markets"
	"ripen/services/reports"
	"ripen/services/sheet"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/views/spend"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Coverage is a client's inquiries against what is sold in its markets, and where that is
// entered: in the portal, and by the agency beside the client.
type Coverage struct {
	Outcomes
	Markets *markets.Service
}

// mostMarketActs is how many acts are listed.
const mostMarketActs = 12

// marketForm is a market's year as it was typed.
type marketForm struct {
	form.Once
	Beside  models.ID `param:"client"` // NoID in the portal
	Market  string    `form:"market"`
	Year    string    `form:"year"`
	Units   string    `form:"units"`
	Planned string    `form:"planned"`
	Program string    `form:"program"`
}

// Show handles GET .../coverage.
func (h *Coverage) Show(c echo.Context) error {
	var f marketForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, f, nil)
}

// File handles GET .../coverage.csv and .xlsx.
func (h *Coverage) File(kind sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		var f marketForm
		if err := form.Bind(c, &f); err != nil {
			return err
		}
		client, err := h.client(c, f.Beside)
		if err != nil {
			return err
		}
		today := models.DayIn(h.Now(), client.Location())
		r, err := h.Reports.Coverage(c.Request().Context(), session.Actor(c), client.ID, today)
		if err != nil {
			return err
		}
		return export{clients: h.Clients, client: client, report: "coverage", name: "coverage-" + today.Format("2006-01-02"), at: h.Now()}.send(c, kind, r.Table())
	}
}

// Enter handles POST .../coverage/entries.
func (h *Coverage) Enter(c echo.Context) error {
	var f marketForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	kept, err := h.enter(c, client, f)
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, f, faults)
	}
	if err != nil {
		return err
	}
	if kept == nil { // sent again
		return page.Go(c, paths.Coverage(f.Beside))
	}
	return page.Done(c, paths.Coverage(f.Beside), page.Said("Entered: %s.", markets.Phrase(kept)))
}

func (h *Coverage) enter(c echo.Context, client *models.Client, f marketForm) (*models.MarketYear, error) {
	e := markets.Entry{Market: f.Market, ProgramID: form.ID(f.Program)}
	var err error
	if e.Year, err = markets.ParseWhole("year", f.Year); err != nil {
		return nil, err
	}
	if e.Units, err = markets.ParseWhole("units", f.Units); err != nil {
		return nil, err
	}
	if strings.TrimSpace(f.Planned) != "" {
		planned, err := markets.ParseWhole("planned", f.Planned)
		if err != nil {
			return nil, err
		}
		e.Planned = &planned
	}
	return h.Markets.Enter(c.Request().Context(), session.Actor(c), f.Token(), client.ID, e)
}

// marketActForm names what is taken out or back.
type marketActForm struct {
	form.Once
	Beside models.ID `param:"client"`
	Market models.ID `param:"market"`
	Act    models.ID `param:"filed"`
}

// Remove handles POST .../coverage/markets/:market/removal.
func (h *Coverage) Remove(c echo.Context) error {
	var f marketActForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	if err := h.Markets.Remove(c.Request().Context(), session.Actor(c), f.Token(), client.ID, f.Market); err != nil {
		return err
	}
	return page.Done(c, paths.Coverage(f.Beside), page.Said("Taken out. It can be taken back below."))
}

// Undo handles POST .../coverage/acts/:filed/undoing.
func (h *Coverage) Undo(c echo.Context) error {
	var f marketActForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	if err := h.Markets.Undo(c.Request().Context(), session.Actor(c), f.Token(), client.ID, f.Act); err != nil {
		return err
	}
	return page.Done(c, paths.Coverage(f.Beside), page.Said("Taken back. What stood before stands again."))
}

// show is the page, with what was typed and what is wrong with it.
func (h *Coverage) show(c echo.Context, status int, f marketForm, faults map[string]string) error {
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	r, err := h.Reports.Coverage(ctx, by, client.ID, models.DayIn(h.Now(), client.Location()))
	if err != nil {
		return err
	}
	p := portal.CoveragePage{Layout: outcomeShell(c, f.Beside, "Coverage", paths.Coverage(f.Beside)), Tabs: outcomeTabs(f.Beside, paths.Coverage(f.Beside)), Beside: f.Beside, ClientName: client.Name, Since: r.Since.Format("2 January 2006"),
		MayEnter: by.Role == models.Marketer || by.AnswersForPrograms(), Faults: faults, Entry: portal.MarketEntry{Market: f.Market, Year: f.Year, Units: f.Units, Planned: f.Planned, Program: f.Program}}
	for _, m := range r.Markets {
		p.Markets = append(p.Markets, coveredMarket(m))
	}
	if !p.MayEnter {
		return page.Show(c, status, portal.Coverage(p))
	}
	p.Programs = []components.Option{{Label: "All programs"}}
	for _, one := range r.Programs {
		p.Programs = append(p.Programs, components.Option{Value: one.ID.String(), Label: one.Name})
	}
	if p.Done, err = h.done(c, f.Beside, client); err != nil {
		return err
	}
	return page.Show(c, status, portal.Coverage(p))
}

func coveredMarket(m reports.Covered) portal.CoveredMarket {
	shown := portal.CoveredMarket{ID: m.ID, Name: m.Market, Program: m.Program, Year: m.Year, Units: m.Units, Inquiries: m.Inquiries, Orders: m.Orders, Planned: m.Planned, Reach: m.Reach(), Share: m.Share(), Over: m.Over, Verdict: string(m.Verdict())}
	if pace, ok := m.Pace(); ok && !m.Over {
		shown.Pace = pace
	}
	if m.Rate != nil {
		rate := portal.Span(m.Rate.Range)
		shown.Rate = &rate
	}
	if m.Needed != nil {
		needed := portal.Span(*m.Needed)
		shown.Needed = &needed
	}
	return shown
}

// done is what was entered, each with its way back.
func (h *Coverage) done(c echo.Context, beside models.ID, client *models.Client) (shown []spend.Act, err error) {
	by := session.Actor(c)
	all, err := h.Markets.Acts(c.Request().Context(), by, client.ID, mostMarketActs)
	if err != nil {
		return nil, err
	}
	zone := models.Location(by.Zone)
	for n := range all {
		d := &all[n]
		a := spend.Act{ID: d.ID, Words: d.Verb() + ": " + d.What(), When: d.At.In(zone).Format("2 Jan 2006 15:04"), By: orAgency(d.ByName, d.ByOperator), UndoURL: paths.CoverageUndoing(beside, d.ID)}
		if d.UndoneAt != nil {
			a.Undone = "Taken back by " + orAgency(d.UndoneBy, d.UndoneByOperator) + ", " + d.UndoneAt.In(zone).Format("2 Jan 2006 15:04")
		}
		shown = append(shown, a)
	}
	return shown, nil
}

// orAgency is somebody by name; a client's people are told no names of the agency.
func orAgency(name string, operator bool) string {
	if name == "" || operator {
		return "the agency"
	}
	return name
}
