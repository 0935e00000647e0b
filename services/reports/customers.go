package reports

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed customers_list.sql
	customersList string
	//go:embed customers_sums.sql
	customersSums string
	//go:embed customers_named.sql
	customersNamed string
)

// A Customer is the organisation of one won lead or of several.
type Customer struct {
	LeadID  models.ID // the first won; names the customer in addresses
	Name    string
	Where   string
	Leads   []models.ID
	Days    []time.Time // of the orders, the first first
	Value   *decimal.Decimal
	Sources []string // where the leads came from
	Reps    []string
	Usual   int  // days between two orders: their own, else the client's median; 0: not known
	Own     bool // their own
	Quiet   int  // days for which they have been quiet, if longer than is usual; 0: not
}

// First is the day of the first order.
func (c *Customer) First() time.Time { return c.Days[0] }

// Last is the day of the last order.
func (c *Customer) Last() time.Time { return c.Days[len(c.Days)-1] }

// A Cohort is the customers who ordered first in a quarter, and how many of them ordered in
// each quarter since.
type Cohort struct {
	From      time.Time `json:"from"`
	Customers int       `json:"customers"`
	Again     []int     `json:"again"` // in the quarter after, the next one, and so on up to today's
}

// Customers is who ordered, who ordered again, and who went quiet.
type Customers struct {
	All     []Customer // of the page; the latest order first, of the quiet the longest quiet against their own time
	More    bool       // there are others after them
	Cohorts []Cohort   // the oldest first
	Count   int        // customers
	Again   int        // of them, with more than one order
	Quiet   int        // of them, quiet for longer than is usual
	Median  int        // days between two orders of one customer; 0: too few to say
}

// cohortsBack is how many quarters of first orders are shown.
const cohortsBack = 12

// quietAfter is how many times its usual interval a customer lets pass before it is called quiet.
const quietAfter = 2

// Which customers are listed.
const (
	CustomersAll   = "all"
	CustomersAgain = "again" // who ordered more than once
	CustomersQuiet = "quiet"
)

// A CustomersPage is which customers are listed, and from where on.
type CustomersPage struct {
	Show  string
	After models.ID // the customer that was listed last; NoID: from the first
	Most  int       // 0: all of them
}

// Customers is the organisations of the won leads that the actor may see. Leads are of one
// customer where the client's own list, or the names of their organisations, say so, as for
// the rules that give leads to reps; one without a name is a customer by itself. They are
// read as they were counted; where there were orders since, they are counted at once.
func (s *Service) Customers(ctx context.Context, by models.Actor, clientID models.ID, page CustomersPage, today time.Time) (*Customers, error) {
	whose, err := handsOf(by, clientID)
	if err != nil {
		return nil, err
	}
	r, err := s.readCustomers(ctx, by, whose, page, today)
	if err == nil && r == nil {
		r, err = s.countedNow(ctx, whose, page, today)
	}
	if err != nil {
		return nil, fmt.Errorf("report customers: %w", err)
	}
	return r, nil
}

// Customer is the customer of a won lead, as the actor may see it.
func (s *Service) Customer(ctx context.Context, by models.Actor, clientID, lead models.ID, today time.Time) (*Customer, error) {
	r, err := s.Customers(ctx, by, clientID, CustomersPage{Show: CustomersAll}, today)
	if err != nil {
		return nil, err
	}
	for n := range r.All {
		if slices.Contains(r.All[n].Leads, lead) {
			return &r.All[n], nil
		}
	}
	return nil, models.Absent()
}

// Hands are whose leads are counted.
type hands struct {
	client       models.ID
	rep, partner *models.ID
}

func handsOf(by models.Actor, clientID models.ID) (h hands, err error) {
	h.client = clientID
	h.rep, h.partner, err = sellers(by)
	return h, err
}

// scope is under what their customers are counted.
func (h hands) scope() models.ID {
	switch {
	case h.rep != nil:
		return *h.rep
	case h.partner != nil:
		return *h.partner
	}
	return h.client
}

// A customerScope is a row of customer_scopes, and whether it holds still.
type customerScope struct {
	Median  int
	Cohorts []byte
	Holds   bool
}

// readCustomers reads what was counted; nil where it was not, or does not hold any more.
func (s *Service) readCustomers(ctx context.Context, by models.Actor, whose hands, page CustomersPage, today time.Time) (*Customers, error) {
	found, err := look[customerScope](ctx, s.st, by, `SELECT COALESCE(s.median, 0) AS median, COALESCE(s.cohorts, '[]') AS cohorts,
		NOT EXISTS (SELECT FROM customer_marks m WHERE m.client_id = r.client_id) AS holds
		FROM customer_runs r LEFT JOIN customer_scopes s ON s.client_id = r.client_id AND s.scope = $2 WHERE r.client_id = $1`, whose.client, whose.scope())
	if err != nil || len(found) == 0 || !found[0].Holds {
		return nil, err
	}
	r := &Customers{Median: found[0].Median}
	if err := json.Unmarshal(found[0].Cohorts, &r.Cohorts); err != nil {
		return nil, err
	}
	r.Cohorts = upTo(r.Cohorts, today)
	var after *models.ID
	if page.After != models.NoID {
		after = &page.After
	}
	most := 10_000_000
	if page.Most > 0 {
		most = page.Most + 1
	}
	q := store.Questions{Varied: true}
	var sums []struct{ Count, Again, Quiet int }
	store.Ask(&q, &sums, customersSums, whose.client, whose.scope(), today, r.Median)
	place := "0::float8" // an index has them in their order
	if page.Show == CustomersQuiet {
		place = "-($3::date - c.last_on)::float8 / NULLIF(p.pace, 0)"
	}
	store.Ask(&q, &r.All, strings.ReplaceAll(customersList, "PLACE AS", place+" AS"), whose.client, whose.scope(), today, r.Median, cmp.Or(page.Show, CustomersAll), after, most)
	if err := s.st.Answer(ctx, by, &q); err != nil {
		return nil, err
	}
	r.Count, r.Again, r.Quiet = sums[0].Count, sums[0].Again, sums[0].Quiet
	if r.More = page.Most > 0 && len(r.All) > page.Most; r.More {
		r.All = r.All[:page.Most]
	}
	return r, s.nameCustomers(ctx, by, whose.client, r.All)
}

// nameCustomers says what customers are called, and where they came from.
func (s *Service) nameCustomers(ctx context.Context, by models.Actor, clientID models.ID, all []Customer) error {
	var ids []models.ID
	for n := range all {
		ids = append(ids, all[n].Leads...)
	}
	named, err := look[wonLead](ctx, s.st, by, customersNamed, clientID, ids)
	if err != nil {
		return err
	}
	at := make(map[models.ID]*wonLead, len(named))
	for n := range named {
		at[named[n].ID] = &named[n]
	}
	for n := range all {
		for _, id := range all[n].Leads {
			if lead := at[id]; lead != nil {
				all[n].from(lead)
			}
		}
	}
	return nil
}

// from takes over what one of its leads says of a customer.
func (c *Customer) from(l *wonLead) {
	if c.LeadID == l.ID {
		c.Name, c.Where = cmp.Or(strings.TrimSpace(l.Organisation), strings.TrimSpace(l.Name), "Nobody named"), strings.Trim(l.City+" "+l.Region, " ")
	}
	c.Sources, c.Reps = with(c.Sources, models.SourceLabel(l.SourceName)), with(c.Reps, l.Rep)
}

// with adds a word that is not there yet.
func with(words []string, word string) []string {
	if word == "" || slices.Contains(words, word) {
		return words
	}
	return append(words, word)
}
