package reports

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports/rates"
	"ripen/services/store"
)

//go:embed customers.sql
var customersWon string

// A wonLead is a row of customers.sql.
type wonLead struct {
	ID           models.ID
	InquiryID    models.ID
	RepID        *models.ID
	PartnerID    *models.ID
	Name         string
	Organisation string
	Postcode     string
	City, Region string
	SourceName   string
	Rep          string
	Days         []time.Time
	Value        *decimal.Decimal
	key          string
}

// CountCustomersAll counts the customers of every client that had orders since, or of which
// a day has passed. What fails for one client does not stop the others.
func (s *Service) CountCustomersAll(ctx context.Context) error {
	return s.countDue(ctx, s.CountCustomers, "customers", `SELECT c.id AS client_id FROM clients c LEFT JOIN customer_runs r ON r.client_id = c.id
		WHERE r.counted_at IS NULL OR r.counted_at < $1::timestamptz - interval '20 hours' OR EXISTS (SELECT FROM customer_marks m WHERE m.client_id = c.id)`)
}

// CountCustomers counts the customers of a client again: of all its leads, of each partner's
// and of each rep's, in one transaction. The marks are taken before the counting begins: an
// order that commits meanwhile leaves one for the next time.
func (s *Service) CountCustomers(ctx context.Context, clientID models.ID) error {
	at := s.now()
	err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(7203105, hashtext($1::text))`, clientID); err != nil { // one at a time
			return err
		}
		for _, table := range []string{"customer_marks", "customer_runs", "customer_scopes", "customers"} {
			if _, err := tx.Run(`DELETE FROM `+table+` WHERE client_id = $1`, clientID); err != nil {
				return err
			}
		}
		won, err := wonBy(tx, hands{client: clientID})
		if err != nil {
			return err
		}
		for scope, leads := range scopesOf(clientID, won) {
			if err := keepCustomers(tx, clientID, scope, leads, models.DayIn(at, time.UTC)); err != nil {
				return err
			}
		}
		_, err = tx.Run(`INSERT INTO customer_runs (client_id, counted_at) VALUES ($1, $2)`, clientID, at)
		return err
	})
	if err != nil {
		return fmt.Errorf("count the customers of %s: %w", clientID, err)
	}
	return nil
}

// scopesOf is the leads of all, of each partner and of each rep.
func scopesOf(clientID models.ID, won []wonLead) map[models.ID][]wonLead {
	all := map[models.ID][]wonLead{clientID: won}
	for _, l := range won {
		for _, id := range []*models.ID{l.PartnerID, l.RepID} {
			if id != nil {
				all[*id] = append(all[*id], l)
			}
		}
	}
	return all
}

// countedNow counts without keeping anything, for whoever asks between an order and the next count.
func (s *Service) countedNow(ctx context.Context, whose hands, page CustomersPage, today time.Time) (r *Customers, err error) {
	err = s.st.Tx(ctx, models.Worker(whose.client), func(tx *store.Tx) error {
		won, err := wonBy(tx, whose)
		if err != nil {
			return err
		}
		r = count(won, today)
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.cut(page)
	return r, nil
}

// wonBy is the won leads in somebody's hands, each with the key of its customer.
func wonBy(tx *store.Tx, whose hands) ([]wonLead, error) {
	won, err := store.Rows[wonLead](tx, customersWon, whose.client, whose.rep, whose.partner)
	if err != nil || len(won) == 0 {
		return won, err
	}
	return won, keyed(tx, whose.client, won)
}

func count(won []wonLead, today time.Time) *Customers {
	r := &Customers{All: customersOf(won)}
	r.Count = len(r.All)
	r.quiet(today)
	r.cohorts(today)
	return r
}

// cut leaves the page of them.
func (r *Customers) cut(page CustomersPage) {
	switch page.Show {
	case CustomersAgain:
		r.All = slices.DeleteFunc(r.All, func(c Customer) bool { return len(c.Days) < 2 })
	case CustomersQuiet:
		r.All = slices.DeleteFunc(r.All, func(c Customer) bool { return c.Quiet == 0 })
		slices.SortStableFunc(r.All, func(a, b Customer) int { return cmp.Compare(b.Quiet*a.Usual, a.Quiet*b.Usual) })
	}
	if n := slices.IndexFunc(r.All, func(c Customer) bool { return c.LeadID == page.After }); n >= 0 {
		r.All = r.All[n+1:]
	}
	if r.More = page.Most > 0 && len(r.All) > page.Most; r.More {
		r.All = r.All[:page.Most]
	}
}

// A customerRow is a row of customers.
type customerRow struct {
	ClientID models.ID        `json:"client_id"`
	Scope    models.ID        `json:"scope"`
	LeadID   models.ID        `json:"lead_id"`
	Leads    []models.ID      `json:"leads"`
	Days     []string         `json:"days"`
	LastOn   string           `json:"last_on"`
	Orders   int              `json:"orders"`
	Value    *decimal.Decimal `json:"value"`
	Usual    int              `json:"usual"`
}

// customersAtOnce is how many rows are written in one statement.
const customersAtOnce = 5000

func keepCustomers(tx *store.Tx, clientID, scope models.ID, won []wonLead, today time.Time) error {
	r := count(won, today)
	cohorts, err := json.Marshal(r.Cohorts)
	if err != nil {
		return err
	}
	if _, err := tx.Run(`INSERT INTO customer_scopes (client_id, scope, median, cohorts) VALUES ($1, $2, $3, COALESCE(NULLIF($4::jsonb, 'null'), '[]'))`, clientID, scope, r.Median, string(cohorts)); err != nil {
		return err
	}
	for some := range slices.Chunk(r.All, customersAtOnce) {
		rows := make([]customerRow, len(some))
		for n, c := range some {
			rows[n] = customerRow{ClientID: clientID, Scope: scope, LeadID: c.LeadID, Leads: c.Leads, LastOn: c.Last().Format(time.DateOnly), Orders: len(c.Days), Value: c.Value}
			if c.Own {
				rows[n].Usual = c.Usual
			}
			for _, day := range c.Days {
				rows[n].Days = append(rows[n].Days, day.Format(time.DateOnly))
			}
		}
		if err := fill(tx, "customers", rows); err != nil {
			return err
		}
	}
	return nil
}

func customersOf(won []wonLead) (all []Customer) {
	at := map[string]int{}
	for n := range won {
		l := &won[n]
		k, known := at[l.key]
		if !known {
			k = len(all)
			at[l.key] = k
			all = append(all, Customer{LeadID: l.ID})
		}
		c := &all[k]
		c.from(l)
		c.Leads, c.Days = append(c.Leads, l.ID), append(c.Days, l.Days...)
		if l.Value != nil {
			sum := *l.Value
			if c.Value != nil {
				sum = sum.Add(*c.Value)
			}
			c.Value = &sum
		}
	}
	for n := range all {
		slices.SortFunc(all[n].Days, time.Time.Compare)
	}
	slices.SortStableFunc(all, func(a, b Customer) int { return b.Last().Compare(a.Last()) })
	return all
}

// upTo is cohorts as they are told today, though they were counted before: of a quarter in
// which nobody ordered they had not heard.
func upTo(all []Cohort, today time.Time) (now []Cohort) {
	newest := quarterOf(today)
	for _, c := range all {
		back := quartersBetween(c.From, newest)
		for len(c.Again) < back {
			c.Again = append(c.Again, 0)
		}
		if back < cohortsBack {
			now = append(now, c)
		}
	}
	return now
}

// between is the days between the orders; two of one day are one.
func (c *Customer) between() (days []int) {
	for n := 1; n < len(c.Days); n++ {
		if d := int(c.Days[n].Sub(c.Days[n-1]).Hours() / 24); d > 0 {
			days = append(days, d)
		}
	}
	return days
}

// quiet marks who has not ordered for twice as long as is usual for them: by their own
// median interval, and of those who ordered once by that of all, unless too few ordered
// again to know one.
func (r *Customers) quiet(today time.Time) {
	var every []int
	for n := range r.All {
		days := r.All[n].between()
		every = append(every, days...)
		if len(r.All[n].Days) > 1 {
			r.Again++
		}
		if usual, ok := rates.Median(days); ok {
			r.All[n].Usual, r.All[n].Own = int(usual), true
		}
	}
	if usual, ok := rates.Median(every); ok && len(every) >= TooFew {
		r.Median = int(usual)
	}
	for n := range r.All {
		c := &r.All[n]
		if c.Usual == 0 {
			c.Usual = r.Median
		}
		if since := int(today.Sub(c.Last()).Hours() / 24); c.Usual > 0 && since > quietAfter*c.Usual {
			c.Quiet = since
			r.Quiet++
		}
	}
}

// cohorts counts by the quarter of the first order who ordered in each quarter since.
func (r *Customers) cohorts(today time.Time) {
	newest := quarterOf(today)
	for back := cohortsBack - 1; back >= 0; back-- {
		c := Cohort{From: newest.AddDate(0, -3*back, 0), Again: make([]int, back)}
		for n := range r.All {
			customer := &r.All[n]
			if !quarterOf(customer.First()).Equal(c.From) {
				continue
			}
			c.Customers++
			seen := make([]bool, back)
			for _, day := range customer.Days {
				if at := quartersBetween(c.From, day) - 1; at >= 0 && at < back && !seen[at] {
					seen[at] = true
					c.Again[at]++
				}
			}
		}
		if c.Customers > 0 {
			r.Cohorts = append(r.Cohorts, c)
		}
	}
}

func quartersBetween(from, day time.Time) int {
	return (day.Year()-from.Year())*4 + (int(day.Month())-1)/3 - (int(from.Month())-1)/3
}
