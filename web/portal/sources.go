package portal

import (
	"cmp"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/services/sheet"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Figures is what the marketer and the sales manager are told of the sources, and the agency's
// people of any client that they run.
type Figures struct {
	Reports *reports.Service
	Clients *clients.Service
	Now     func() time.Time
}

// cohorts is how many quarters are drawn side by side.
const cohorts = 8

// answered is what was asked of the sources, and the answer.
type answered struct {
	effectForm
	client   *models.Client
	from, to time.Time // months
	today    time.Time
	wrong    string // what is wrong with the period
	report   *reports.Effect
}

// ask reads the address, and answers it in one round trip.
func (h *Figures) ask(c echo.Context) (a answered, err error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	if err := form.Bind(c, &a.effectForm); err != nil {
		return a, err
	}
	whose := a.Beside
	if !by.OfAgency() {
		whose = by.ClientID
	}
	if a.client, err = h.Clients.ByID(ctx, by, whose); err != nil {
		return a, err
	}
	a.today = models.DayIn(h.Now(), a.client.Location())
	a.from, a.to, a.wrong = sourcesForm{From: a.From, To: a.To}.period(a.today)
	a.report, err = h.Reports.Effect(ctx, by, a.client.ID, a.question(), reports.Grouping(a.By), cohorts, a.today)
	return a, err
}

// Show handles GET /portal/sources, and the same beside the client.
func (h *Figures) Show(c echo.Context) error {
	a, err := h.ask(c)
	if err != nil {
		return err
	}
	p := a.page()
	p.MaySpend = session.Actor(c).OfAgency() || session.Actor(c).Role == models.Marketer
	p.Layout = page.Shell(c, layouts.Page{Title: "Sources", Face: layouts.Office, MainClass: "page sources effectiveness", NavLabel: "Figures"})
	for n := range p.Layout.Nav {
		p.Layout.Nav[n].Current = p.Layout.Nav[n].Current || a.Beside != models.NoID && p.Layout.Nav[n].URL == paths.Clients()
	}
	status := http.StatusOK
	if a.wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, portal.Sources(p))
}

// File handles GET /portal/sources.csv and .xlsx, and the same beside the client.
func (h *Figures) File(form sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := h.toTake(c)
		if err != nil {
			return err
		}
		t := a.report.Table()
		t.Tell("Period", monthsInWords(a.from, a.to))
		for _, f := range a.filters()[2:] { // the others are in the table itself
			t.Tell(f.Label, inWords(f.Options, f.Value))
		}
		return h.export(a, "sources").send(c, form, t)
	}
}

// Picture handles GET /portal/sources.png?chart=ranking or quarters, and the same beside the client.
func (h *Figures) Picture(c echo.Context) error {
	a, err := h.toTake(c)
	if err != nil {
		return err
	}
	shown := a.page()
	a.Chart = cmp.Or(a.Chart, shown.FirstChart())
	chart, ok := shown.Picture(a.Chart, h.Now().In(a.client.Location()))
	if !ok {
		return models.Refuse(models.Invalid, "chart", "There is nothing to draw: choose ranking or quarters, and a period in which two sources cost something.")
	}
	file, err := chart.PNG()
	if err != nil {
		return err
	}
	return h.export(a, "sources-"+a.Chart).blob(c, "png", "image/png", file)
}

// toTake is what was asked, for a file: a period that is none is refused.
func (h *Figures) toTake(c echo.Context) (a answered, err error) {
	if a, err = h.ask(c); err == nil && a.wrong != "" {
		err = models.Refuse(models.Invalid, "to", "%s", a.wrong)
	}
	return a, err
}

func (h *Figures) export(a answered, name string) export {
	return export{clients: h.Clients, client: a.client, report: "sources", name: name + "-" + a.from.Format(aMonth) + "-" + a.to.Format(aMonth), at: h.Now()}
}
