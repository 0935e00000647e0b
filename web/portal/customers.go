package portal

import (
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
	"ripen/services/sheet"
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
	if f.Show == reports.CustomersAgain || f.Show == reports.CustomersQuiet {
		return f.Show
	}
	return reports.CustomersAll
}

// List handles GET /portal/customers.
func (h *Customers) List(c echo.Context) error {
	var f customersForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	r, client, err := h.ask(c, reports.CustomersPage{Show: f.shows(), After: form.ID(f.After), Most: customersListed})
	if err != nil {
		return err
	}
	p := portal.CustomersPage{ClientName: client.Name, Currency: client.Currency, Show: f.shows(), Counts: map[string]int{"all": r.Count, "again": r.Again, "quiet": r.Quiet}, Median: r.Median,
		Layout: page.Shell(c, layouts.Page{Title: "Customers", Face: layouts.Office, MainClass: "page sources customers", NavLabel: "Portal"})}
	for n := range r.All {
		p.Rows = append(p.Rows, customerRow(&r.All[n]))
	}
	if form.ID(f.After) != models.NoID {
		p.FirstURL = paths.PortalCustomersWith(url.Values{"show": {f.shows()}})
	}
	if r.More {
		p.NextURL = paths.PortalCustomersWith(url.Values{"show": {f.shows()}, "after": {r.All[len(r.All)-1].LeadID.String()}})
	}
	p.Cohorts, p.Since = cohortRows(r.Cohorts)
	return page.Show(c, http.StatusOK, portal.Customers(p))
}

func (h *Customers) ask(c echo.Context, p reports.CustomersPage) (*reports.Customers, *models.Client, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return nil, nil, err
	}
	r, err := h.Reports.Customers(ctx, by, client.ID, p, models.DayIn(h.Now(), client.Location()))
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

// File handles GET /portal/customers.csv and .xlsx: all of them.
func (h *Customers) File(form sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, client, err := h.ask(c, reports.CustomersPage{Show: reports.CustomersAll})
		if err != nil {
			return err
		}
		return export{clients: h.Clients, client: client, report: "customers", name: "customers", at: h.Now()}.send(c, form, r.Table())
	}
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
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return err
	}
	customer, err := h.Reports.Customer(ctx, by, client.ID, f.lead(), models.DayIn(h.Now(), client.Location()))
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
