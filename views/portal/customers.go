package portal

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// A CustomersPage is who ordered, who ordered again, and who went quiet.
type CustomersPage struct {
	Layout     layouts.Page
	ClientName string
	Currency   string
	Show       string // "all", "again", "quiet"
	Counts     map[string]int
	Rows       []CustomerRow
	NextURL    string
	FirstURL   string
	Cohorts    []CohortRow
	Since      []string // heads of the quarters since
	Median     int      // days between two orders; 0: too few to say
}

// A CustomerRow is one organisation that ordered.
type CustomerRow struct {
	LeadID      models.ID
	Name, Where string
	Orders      int
	First, Last time.Time
	Value       *decimal.Decimal
	Usual       int
	Own         bool
	Quiet       int
	Sources     []string
	Reps        []string
}

// A CohortRow is those who ordered first in a quarter.
type CohortRow struct {
	Label     string
	Customers int
	Again     []int
}

func (p CustomersPage) tabs() (tabs []components.Tab) {
	for _, t := range []struct{ key, label string }{{"all", "All"}, {"again", "Ordered again"}, {"quiet", "Went quiet"}} {
		tabs = append(tabs, components.Tab{Label: t.label, Count: count(p.Counts[t.key]), Current: p.Show == t.key, URL: paths.PortalCustomersWith(url.Values{"show": {t.key}})})
	}
	return tabs
}

func (p CustomersPage) standing() string {
	words := p.ClientName + ". " + many(p.Counts["all"], "organisation has", "organisations have") + " ordered, " + count(p.Counts["again"]) + " of them again"
	if p.Median > 0 {
		return words + ", after " + many(p.Median, "day", "days") + " in the middle."
	}
	return words + "."
}

func (p CustomersPage) empty() (title, text string) {
	switch p.Show {
	case "again":
		return "Nobody has ordered again yet", "Enter a further order on a customer’s page, and it stands here."
	case "quiet":
		return "Nobody went quiet", "Whoever has not ordered for twice their usual interval stands here."
	}
	return "No customers yet", "An organisation stands here from its first order on."
}

func (r CustomerRow) value(currency string) string {
	if r.Value == nil {
		return "not known"
	}
	return amount(*r.Value, currency)
}

func (r CustomerRow) interval() string {
	switch {
	case r.Usual == 0:
		return "too few to say"
	case r.Own:
		return many(r.Usual, "day", "days")
	}
	return many(r.Usual, "day", "days") + ", as all"
}

func (r CustomerRow) sources() string { return strings.Join(r.Sources, ", ") }

func (r CustomerRow) reps() string { return strings.Join(r.Reps, ", ") }

// cell is who ordered again in a quarter, as a share of those who began; few are told as they are.
func (c CohortRow) cell(n int) (text, heat string) {
	if n >= len(c.Again) {
		return "", "shut"
	}
	k := c.Again[n]
	if c.Customers < 5 {
		return strconv.Itoa(k) + " of " + strconv.Itoa(c.Customers), "few"
	}
	share := float64(k) / float64(c.Customers)
	switch {
	case k == 0:
		heat = "0"
	case share < 0.1:
		heat = "1"
	case share < 0.2:
		heat = "2"
	case share < 0.4:
		heat = "3"
	default:
		heat = "4"
	}
	return percent(share), heat
}

// A CustomerPage is one organisation: its orders, its leads, and the form of a further order.
type CustomerPage struct {
	Layout   layouts.Page
	Row      CustomerRow
	Currency string
	Days     []time.Time // of the orders, the latest first
	Leads    []models.ID
	Form     OrderForm
}

// An OrderForm is a further order as it was typed.
type OrderForm struct {
	Value, Currency, Rate, On string
	Today                     string
	Faults                    map[string]string
}

func (p CustomerPage) facts() []components.Fact {
	facts := []components.Fact{{Term: "Orders", Value: count(p.Row.Orders)}, {Term: "Value", Value: p.Row.value(p.Currency)}, {Term: "Usual interval", Value: p.Row.interval()}}
	if p.Row.Quiet > 0 {
		facts = append(facts, components.Fact{Term: "Quiet for", Value: many(p.Row.Quiet, "day", "days")})
	}
	facts = append(facts, components.Fact{Term: "Came from", Value: p.Row.sources()})
	if len(p.Row.Reps) > 0 {
		facts = append(facts, components.Fact{Term: "Rep", Value: p.Row.reps()})
	}
	for n, lead := range p.Leads {
		facts = append(facts, components.Fact{Term: "Lead " + strconv.Itoa(n+1), Value: "Open it", URL: paths.PortalLead(lead)})
	}
	return facts
}
