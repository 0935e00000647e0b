package portal

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// BehindPage is the leads, or the orders, behind a number of a source.
type BehindPage struct {
	Layout   layouts.Page
	Source   string
	Figure   string // as it is called
	Period   string
	Currency string
	Orders   bool // the rows are orders
	BackURL  string
	Rows     []BehindLead
	Pager    components.PagerProps
}

// BehindLead is one of them, without contact data.
type BehindLead struct {
	URL      string // where the reader may open the lead; "" elsewhere
	Came     time.Time
	Released time.Time
	Product  string
	Region   string
	Country  string
	Followed string
	Outcome  models.Outcome
	Closed   *time.Time
	Ordered  *time.Time
	Credit   string // how much of the order is the source’s, where it is not all
	Worth    *decimal.Decimal
}

func (p BehindPage) title() string { return p.Figure + " of " + p.Source }

func (l BehindLead) place() string {
	return strings.TrimPrefix(strings.TrimSuffix(l.Region+", "+l.Country, ", "), ", ")
}

// contacted says whether the lead was contacted within 48 hours.
func (l BehindLead) contacted() string {
	switch l.Followed {
	case "in_time":
		return "in time"
	case "late":
		return "late"
	case "not_yet":
		return "not yet"
	}
	return "–"
}

func (l BehindLead) worth(currency string) string {
	if l.Worth == nil {
		return "not known"
	}
	return amount(*l.Worth, currency)
}
