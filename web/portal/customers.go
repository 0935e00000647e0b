package portal

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/followup"
	"ripen/services/reports"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Customers is the organisations of won leads.
type Customers struct {
	Reports  *reports.Service
	Clients  *clients.Service
	FollowUp *followup.Service
	Now      func() time.Time
}

// customersListed is how many customers are listed at once.
const customersListed = 50

type customersForm struct {
	Show  string `query:"show"`
	After string `query:"after"` // the customer that was listed last
}

func (f customersForm) shows() string {
	if f.Show == "again" || f.Show == "quiet" {
		return f.Show
	}
	return "all"
}

// List handles GET /portal/customers.
func (h *Customers) List(c echo.Context) error {
	var f customersForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	r, client, err := h.ask(c)
	if err != nil {
		return err
	}
	p := portal.CustomersPage{ClientName: client.Name, Currency: client.Currency, Show: f.shows(), Counts: map[string]int{}, Median: r.Median,
		Layout: page.Shell(c, layouts.Page{Title: "Customers", Face: layouts.Office, MainClass: "page sources customers", NavLabel: "Portal"})}
	var shown []portal.CustomerRow
	for n := range r.All {
		row := customerRow(&r.All[n])
		is := map[string]bool{"all": true, "again": row.Orders > 1, "quiet": row.Quiet > 0}
		for key, yes := range is {
			if yes {
				p.Counts[key]++
			}
		}
		if is[p.Show] {
			shown = append(shown, row)
		}
	}
	if p.Show == "quiet" { // the longest quiet against their own time first
		slices.SortStableFunc(shown, func(a, b portal.CustomerRow) int { return b.Quiet*a.Usual - a.Quiet*b.Usual })
	}
	p.Rows, p.NextURL, p.FirstURL = from(shown, f)
	p.Cohorts, p.Since = cohortRows(r.Cohorts)
	return page.Show(c, http.StatusOK, portal.Customers(p))
}

// from is the page of the list after the customer that was listed last.
func from(all []portal.CustomerRow, f customersForm) (rows []portal.CustomerRow, next, first string) {
	if last := form.ID(f.After); last != models.NoID {
		first = paths.PortalCustomersWith(url.Values{"show": {f.shows()}})
		if n := slices.IndexFunc(all, func(r portal.CustomerRow) bool { return r.LeadID == last }); n >= 0 {
			all = all[n+1:]
		}
	}
	if len(all) > customersListed {
		all = all[:customersListed]
		next = paths.PortalCustomersWith(url.Values{"show": {f.shows()}, "after": {all[len(all)-1].LeadID.String()}})
	}
	return all, next, first
}

func (h *Customers) ask(c echo.Context) (*reports.Customers, *models.Client, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return nil, nil, err
	}
	r, err := h.Reports.Customers(ctx, by, client.ID, models.DayIn(h.Now(), client.Location()))
	return r, client, err
}

func customerRow(c *reports.Customer) portal.CustomerRow {
	return portal.CustomerRow{LeadID: c.LeadID, Name: c.Name, Where: c.Where, Orders: len(c.Days), First: c.First(), Last: c.Last(), Value: c.Value, Usual: c.Usual, Own: c.Own, Quiet: c.Quiet, Sources: c.Sources, Reps: c.Reps}
}

func cohortRows(all []reports.Cohort) (rows []portal.CohortRow, since []string) {
	longest := 0
	for _, cohort := range all {
		longest = max(longest, len(cohort.Again))
		rows = append(rows, portal.CohortRow{Label: "Q" + strconv.Itoa((int(cohort.From.Month())+2)/3) + " " + cohort.From.Format("2006"), Customers: cohort.Customers, Again: cohort.Again})
	}
	for n := range longest {
		since = append(since, "+"+strconv.Itoa(n+1))
	}
	return rows, since
}

// CSV handles GET /portal/customers.csv.
func (h *Customers) CSV(c echo.Context) error {
	r, _, err := h.ask(c)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := r.WriteCSV(&file); err != nil {
		return err
	}
	return attached(c, "customers.csv", file.Bytes())
}

// Show handles GET /portal/customers/:lead.
func (h *Customers) Show(c echo.Context) error {
	var f leadForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, &f, nil)
}

func (h *Customers) show(c echo.Context, status int, f *leadForm, faults map[string]string) error {
	r, client, err := h.ask(c)
	if err != nil {
		return err
	}
	customer, err := r.Customer(f.lead())
	if err != nil {
		return err
	}
	days := slices.Clone(customer.Days)
	slices.Reverse(days)
	today := models.DayIn(h.Now(), client.Location()).Format(time.DateOnly)
	p := portal.CustomerPage{Row: customerRow(customer), Currency: client.Currency, Days: days, Leads: customer.Leads,
		Form:   portal.OrderForm{Value: at(f.Value, 0), Currency: at(f.Currency, 0), Rate: at(f.Rate, 0), On: at(f.Ordered, 0), Today: today, Faults: faults},
		Layout: page.Shell(c, layouts.Page{Title: customer.Name, Face: layouts.Office, MainClass: "page sources customers", NavLabel: "Portal"})}
	if faults == nil {
		p.Form.Currency, p.Form.On = client.Currency, today
	}
	return page.Show(c, status, portal.Customer(p))
}

// Order handles POST /portal/leads/:lead/orders.
func (h *Customers) Order(c echo.Context) error {
	var f leadForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	order, err := f.order(0)
	if err == nil {
		said := strings.Join([]string{at(f.Value, 0), at(f.Currency, 0), at(f.Rate, 0), at(f.Ordered, 0)}, "\x00")
		err = h.FollowUp.OrderAgain(c.Request().Context(), session.Actor(c), followup.Report{LeadID: f.lead(), Token: once(f.Once, said)}, order)
	}
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, &f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalCustomer(f.lead()), page.Said("The order is entered."))
}
