package reports

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/reports/rates"
)

//go:embed customers.sql
var customersWon string

// A wonLead is a row of customers.sql.
type wonLead struct {
	ID           models.ID
	Name         string
	Organisation string
	City, Region string
	SourceName   string
	Rep          string
	Days         []time.Time
	Value        *decimal.Decimal
}

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
	key     string
}

// First is the day of the first order.
func (c *Customer) First() time.Time { return c.Days[0] }

// Last is the day of the last order.
func (c *Customer) Last() time.Time { return c.Days[len(c.Days)-1] }

// A Cohort is the customers who ordered first in a quarter, and how many of them ordered in
// each quarter since.
type Cohort struct {
	From      time.Time
	Customers int
	Again     []int // in the quarter after, the next one, and so on up to today's
}

// Customers is who ordered, who ordered again, and who went quiet.
type Customers struct {
	All     []Customer // the latest order first
	Cohorts []Cohort   // the oldest first
	Again   int        // customers with more than one order
	Median  int        // days between two orders of one customer; 0: too few to say
}

// cohortsBack is how many quarters of first orders are shown.
const cohortsBack = 12

// quietAfter is how many times its usual interval a customer lets pass before it is called quiet.
const quietAfter = 2

// Customers is the organisations of the won leads that the actor may see. Leads are of one
// customer where the names of their organisations are the same but for spelling, as
// everywhere in Ripen; one without a name is a customer by itself.
func (s *Service) Customers(ctx context.Context, by models.Actor, clientID models.ID, today time.Time) (*Customers, error) {
	rep, partner, err := sellers(by)
	if err != nil {
		return nil, err
	}
	won, err := look[wonLead](ctx, s.st, by, customersWon, clientID, rep, partner)
	if err != nil {
		return nil, fmt.Errorf("report customers: %w", err)
	}
	r := &Customers{All: customersOf(won)}
	r.quiet(today)
	r.cohorts(today)
	return r, nil
}

// Customer is the customer of a won lead, as the actor may see it.
func (r *Customers) Customer(lead models.ID) (*Customer, error) {
	for n := range r.All {
		if slices.Contains(r.All[n].Leads, lead) {
			return &r.All[n], nil
		}
	}
	return nil, models.Absent()
}

func customersOf(won []wonLead) (all []Customer) {
	at, keys := map[string]int{}, map[string]string{}
	for _, l := range won {
		key, known := keys[l.Organisation]
		if !known {
			key = identity.OrganisationKey(l.Organisation)
			keys[l.Organisation] = key
		}
		if key == "" {
			key = l.ID.String()
		}
		n, known := at[key]
		if !known {
			n = len(all)
			at[key] = n
			all = append(all, Customer{LeadID: l.ID, Name: cmp.Or(strings.TrimSpace(l.Organisation), strings.TrimSpace(l.Name), "Nobody named"), Where: strings.Trim(l.City+" "+l.Region, " "), key: key})
		}
		c := &all[n]
		c.Leads, c.Days = append(c.Leads, l.ID), append(c.Days, l.Days...)
		c.Sources, c.Reps = with(c.Sources, models.SourceLabel(l.SourceName)), with(c.Reps, l.Rep)
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

// with adds a word that is not there yet.
func with(words []string, word string) []string {
	if word == "" || slices.Contains(words, word) {
		return words
	}
	return append(words, word)
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
