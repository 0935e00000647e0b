package routing

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed had.sql
var hadSQL string

// mostNext bounds of how many leads the next owner is looked for at once.
const mostNext = 500

// Next says who would get open leads that nobody takes up: by the same draw as a new lead's,
// among the reps of the same kind who have not had it, the partner's or the client's own.
// Nobody's lead may go to all. A lead is missing where nobody is there and free. No turn is counted.
func (s *Service) Next(tx *store.Tx, leads []models.Lead, at time.Time) (next map[models.ID]Owner, err error) {
	next = map[models.ID]Owner{}
	if len(leads) == 0 {
		return next, nil
	}
	err = asWorker(tx, func() error {
		n, err := ready(tx, leads[:min(len(leads), mostNext)], at)
		if err != nil {
			return err
		}
		for k := range n.leads {
			if o, _ := n.choose(&n.leads[k], at); o.Rep != nil {
				next[n.leads[k].ID] = o
			}
		}
		return nil
	})
	return next, err
}

// DrawNext is Next of one lead that is given now: the turn counts. It reports whether there
// is somebody, and joins the transaction that gives it, which is Alone.
func (s *Service) DrawNext(tx *store.Tx, lead *models.Lead, at time.Time) (o Owner, ok bool, err error) {
	err = asWorker(tx, func() error {
		n, err := ready(tx, []models.Lead{*lead}, at)
		if err != nil {
			return err
		}
		var counted bool
		o, counted = n.choose(lead, at)
		if o.Rep == nil {
			return nil
		}
		if ok = true; counted {
			return o.count(tx, lead.ClientID, at)
		}
		return nil
	})
	return o, ok, err
}

// A nexter has read what decides who gets leads next.
type nexter struct {
	leads    []models.Lead
	bench    bench
	rules    *models.Routing
	known    map[models.ID]*background
	kin      map[models.ID]*models.ID
	had      map[models.ID]map[models.ID]bool
	accounts []models.Account
}

// ready reads it, for leads of one client.
func ready(tx *store.Tx, leads []models.Lead, at time.Time) (*nexter, error) {
	type had struct{ LeadID, RepID models.ID }
	var (
		q      store.Questions
		n      = nexter{leads: leads, rules: new(models.Routing), kin: map[models.ID]*models.ID{}, had: map[models.ID]map[models.ID]bool{}}
		rules  []models.Routing
		near   []kin
		before []had
		ids    = make([]models.ID, len(leads))
		asked  = make([]Tried, len(leads))
		client = leads[0].ClientID
	)
	inquiries := make([]models.ID, len(leads))
	for k := range leads {
		ids[k], inquiries[k], asked[k] = leads[k].ID, leads[k].InquiryID, Tried{Lead: leads[k]}
		n.had[leads[k].ID] = map[models.ID]bool{}
	}
	store.Ask(&q, &n.bench.reps, repsSQL, client)
	store.Ask(&q, &n.bench.turns, drawnSQL, client, models.DayIn(at.AddDate(0, 0, -recentDays), time.UTC))
	store.Ask(&q, &rules, `SELECT * FROM routings WHERE client_id = $1 AND state = 'in_force'`, client)
	store.Ask(&q, &near, kinSQL, client, inquiries)
	store.Ask(&q, &before, hadSQL, client, ids)
	if err := tx.Answer(&q); err != nil {
		return nil, err
	}
	if len(rules) > 0 {
		n.rules = &rules[0]
	}
	for _, k := range near {
		n.kin[k.InquiryID] = k.RepID
	}
	for _, h := range before {
		n.had[h.LeadID][h.RepID] = true
	}
	var err error
	n.known, n.accounts, err = backgrounds(tx, client, asked)
	return &n, err
}

// choose is who gets one of the leads.
func (n *nexter) choose(lead *models.Lead, at time.Time) (Owner, bool) {
	s := situationOf(lead, n.known[lead.InquiryID])
	s.accounts, s.kin = n.accounts, n.kin[lead.InquiryID]
	n.bench.without = n.had[lead.ID]
	for k := range n.bench.reps {
		if r := &n.bench.reps[k]; lead.RepID != nil && (r.ID == *lead.RepID || !samePartner(r.PartnerID, lead.PartnerID)) {
			n.bench.without[r.ID] = true
		}
	}
	return n.bench.choose(n.rules, s, at)
}

func samePartner(a, b *models.ID) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
