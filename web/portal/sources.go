package portal

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Figures is what the marketer and the sales manager are told.
type Figures struct {
	Reports *reports.Service
	Clients *clients.Service
	Now     func() time.Time
}

// aMonth is how a month is written in an address.
const aMonth = "2006-01"

// monthsBack is how far back months are offered.
const monthsBack = 48

// cohorts is how many quarters are drawn side by side.
const cohorts = 8

type sourcesForm struct {
	From string `query:"from"`
	To   string `query:"to"`
	Sort string `query:"sort"`
	Dir  string `query:"dir"`
}

// Show handles GET /portal/sources.
func (h *Figures) Show(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f sourcesForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return err
	}
	today := models.DayIn(h.Now(), client.Location())
	from, to, wrong := f.period(today)
	report, err := h.Reports.Sources(ctx, by, client.ID, reports.Question{From: from, To: lastOf(to)})
	if err != nil {
		return err
	}
	quarters, err := h.Reports.Quarters(ctx, by, client.ID, reports.Question{To: to}, cohorts, today)
	if err != nil {
		return err
	}
	p := portal.SourcesPage{ClientName: client.Name, Currency: client.Currency, From: from.Format(aMonth), To: to.Format(aMonth), Months: months(today, from, to), Error: wrong,
		Sort: f.sort(), Descending: f.Dir == "desc", MaySpend: by.Role == models.Marketer, Total: source(report, report.Total), Quarters: quartersOf(quarters),
		Layout: page.Shell(c, layouts.Page{Title: "Sources", Face: layouts.Office, MainClass: "page sources", NavLabel: "Figures"})}
	for _, r := range report.Rows {
		if r.Inquiries > 0 || r.Spend != nil {
			p.Rows = append(p.Rows, source(report, r))
		}
	}
	order(p.Rows, p.Sort, p.Descending)
	status := http.StatusOK
	if wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, portal.Sources(p))
}

// CSV handles GET /portal/sources.csv.
func (h *Figures) CSV(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f sourcesForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return err
	}
	from, to, wrong := f.period(models.DayIn(h.Now(), client.Location()))
	if wrong != "" {
		return models.Refuse(models.Invalid, "to", "%s", wrong)
	}
	report, err := h.Reports.Sources(ctx, by, client.ID, reports.Question{From: from, To: lastOf(to)})
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := report.WriteCSV(&file); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="sources-`+from.Format(aMonth)+`-`+to.Format(aMonth)+`.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", file.Bytes())
}

// period is the months asked for, the last twelve where none are; a month that is none
// is left out. The sentence says what is wrong with it.
func (f sourcesForm) period(today time.Time) (from, to time.Time, wrong string) {
	to = monthOf(f.To, today)
	from = monthOf(f.From, to.AddDate(0, -11, 0))
	if from.After(to) {
		wrong = "The period ends before it begins: choose a later last month."
		from = to
	}
	return from, to, wrong
}

// monthOf is the first day of the month in the text, else that of other.
func monthOf(text string, other time.Time) time.Time {
	if month, err := time.Parse(aMonth, text); err == nil && month.Year() > 1900 && month.Year() < 2200 {
		return month
	}
	return time.Date(other.Year(), other.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// lastOf is the last day of a month.
func lastOf(month time.Time) time.Time { return month.AddDate(0, 1, -1) }

// months offers the months up to today's, the newest first, and those that are chosen.
func months(today time.Time, chosen ...time.Time) (all []components.Option) {
	first := monthOf("", today)
	var offered []time.Time
	for n := range monthsBack {
		offered = append(offered, first.AddDate(0, -n, 0))
	}
	for _, month := range chosen {
		if !slices.ContainsFunc(offered, month.Equal) {
			offered = append(offered, month)
		}
	}
	slices.SortFunc(offered, func(a, b time.Time) int { return b.Compare(a) })
	for _, month := range offered {
		all = append(all, components.Option{Value: month.Format(aMonth), Label: month.Format("Jan 2006")})
	}
	return all
}

func (f sourcesForm) sort() string {
	if portal.Sorts(f.Sort) {
		return f.Sort
	}
	return "cpo"
}

// source is one line as the reader may see it.
func source(report *reports.Sources, r reports.SourceRow) portal.Source {
	s := portal.Source{Name: models.SourceLabel(r.Source), Medium: r.Medium.Words(), Audience: r.Audience, Spend: bare(r.Spend), Inquiries: r.Inquiries, A: r.A, Ripened: r.Ripened,
		Leads: r.Leads, Orders: r.Orders, Revenue: bare(r.Revenue), CPI: bare(r.CPI), CPL: bare(r.CPL), CPO: bare(r.CPO), PlaceByCPI: r.PlaceByCPI, PlaceByCPO: r.PlaceByCPO}
	if r.Inquiries > 0 {
		s.ARate = float64(r.A) / float64(r.Inquiries)
	}
	low, high, said := r.ARange()
	s.ALow, s.AHigh, s.AFew = low, high, !said
	if low, high, ok := r.CPLRange(); ok {
		s.CPLLow, s.CPLHigh = bare(low), bare(high)
	}
	if low, high, ok := r.CPORange(); ok {
		s.CPOLow, s.CPOHigh = bare(low), bare(high)
	}
	if times, ok := r.Return(); ok {
		s.Return = &times
	}
	s.Split = charts.Counts{A: r.A, B: drawn(report, r.B), C: drawn(report, r.C), D: drawn(report, r.D)}
	s.SplitWords = strings.Join([]string{"A " + strconv.Itoa(r.A), "B " + report.Below(r.B), "C " + report.Below(r.C), "D " + report.Below(r.D)}, ", ")
	return s
}

// drawn is a count as its bar may show it: one that is masked is always as long.
func drawn(report *reports.Sources, n int) int {
	if strings.HasPrefix(report.Below(n), "<") {
		return 2
	}
	return n
}

func bare(a *reports.Amount) *decimal.Decimal {
	if a == nil {
		return nil
	}
	return &a.Decimal
}

func quartersOf(found []reports.Quarter) (all []portal.Quarter) {
	for _, q := range found {
		shown := portal.Quarter{Label: "Q" + strconv.Itoa((int(q.From.Month())+2)/3) + " " + q.From.Format("06"), Young: q.Young}
		if low, high, ok := q.Total.CPORange(); ok {
			shown.CPO, shown.Low, shown.High = bare(q.Total.CPO), bare(low), bare(high)
		}
		all = append(all, shown)
	}
	return all
}

// order sorts the lines by a column. What cannot be said stands last, whichever way.
func order(rows []portal.Source, key string, descending bool) {
	of := func(s portal.Source) (value float64, said bool) {
		switch key {
		case "spend":
			return amountOf(s.Spend)
		case "inquiries":
			return float64(s.Inquiries), true
		case "a_rate":
			return s.ARate, !s.AFew
		case "ripened":
			return float64(s.Ripened), true
		case "cpi":
			return amountOf(s.CPI)
		case "cpl":
			return amountOf(s.CPL)
		case "orders":
			return float64(s.Orders), true
		case "return":
			if s.Return == nil || s.CPOLow == nil {
				return 0, false
			}
			return *s.Return, true
		}
		if s.CPOLow == nil {
			return 0, false
		}
		return amountOf(s.CPO)
	}
	slices.SortStableFunc(rows, func(a, b portal.Source) int {
		way := 1
		if descending {
			way = -1
		}
		if key == "source" {
			return way * cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		}
		left, saidLeft := of(a)
		right, saidRight := of(b)
		if saidLeft != saidRight {
			if saidLeft {
				return -1
			}
			return 1
		}
		return way * cmp.Compare(left, right)
	})
}

func amountOf(d *decimal.Decimal) (float64, bool) {
	if d == nil {
		return 0, false
	}
	return d.InexactFloat64(), true
}
