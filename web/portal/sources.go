package portal

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
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
	p.Layout = page.Shell(c, layouts.Page{Title: "Sources", Face: layouts.Office, MainClass: "page sources", NavLabel: "Figures"})
	for n := range p.Layout.Nav {
		p.Layout.Nav[n].Current = p.Layout.Nav[n].Current || a.Beside != models.NoID && p.Layout.Nav[n].URL == paths.Clients()
	}
	status := http.StatusOK
	if a.wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, portal.Sources(p))
}

// CSV handles GET /portal/sources.csv, and the same beside the client.
func (h *Figures) CSV(c echo.Context) error {
	return h.file(c, "csv", "text/csv; charset=utf-8", func(a answered, to io.Writer) error { return a.report.WriteCSV(to) })
}

// file answers with what was asked as a file.
func (h *Figures) file(c echo.Context, kind, contentType string, write func(a answered, to io.Writer) error) error {
	a, err := h.ask(c)
	if err != nil {
		return err
	}
	if a.wrong != "" {
		return models.Refuse(models.Invalid, "to", "%s", a.wrong)
	}
	var file bytes.Buffer
	if err := write(a, &file); err != nil {
		return err
	}
	name := cmp.Or(a.Chart, "sources") + "-" + a.from.Format(aMonth) + "-" + a.to.Format(aMonth) + "." + kind
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	return c.Blob(http.StatusOK, contentType, file.Bytes())
}
