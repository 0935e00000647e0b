package routing

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed trial.sql
var trialSQL string

// mostTried bounds how many leads of a month are tried.
const mostTried = 20_000

// A Trial is what rules would have made of a past month. Nothing is changed by it.
type Trial struct {
	Month     time.Time // its first day
	Leads     []Tried   // in the order in which they were released
	Reps      []Share   // who has most in either first
	Moved     int       // leads that would have gone to somebody else
	Unmatched int       // leads that no rule fits
	Cut       bool      // the month has more leads than are tried
}

// A Tried is one lead of the month.
type Tried struct {
	models.Lead
	WasName string
	WasID   *models.ID
	Would   string // who would have got it; "": a manager
	Why     string
	Rule    int // counted from 1; 0: none
}

// A Share is how many leads of the month somebody got, and would have got.
type Share struct {
	Name          string // "": a manager
	Before, After int
}

// Try tells what rules would have made of a month: by the reps and weights of today, as if
// everybody had been there, at work and free. Customers and open leads go to their reps.
func (s *Service) Try(ctx context.Context, by models.Actor, clientID models.ID, rules []models.RoutingRule, month time.Time) (t *Trial, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := mayRoute(tx, clientID); err != nil {
			return err
		}
		b, err := bookOf(tx, clientID)
		if err != nil {
			return err
		}
		r := &models.Routing{Rules: slices.Clone(rules)}
		if err := b.complete(r); err != nil {
			return err
		}
		zone := b.Client.Location()
		from := time.Date(month.Year(), month.Month(), 1, 0, 0, 0, 0, zone)
		leads, err := store.Rows[Tried](tx, trialSQL, clientID, from, from.AddDate(0, 1, 0), mostTried+1)
		if err != nil {
			return err
		}
		known, accounts, err := backgrounds(tx, clientID, leads)
		if err != nil {
			return err
		}
		t = &Trial{Month: from, Leads: leads, Cut: len(leads) > mostTried}
		t.Leads = leads[:min(len(leads), mostTried)]
		t.run(everybodyThere(b.Reps), r, known, accounts)
		return nil
	})
	return t, err
}

// backgrounds is what the rules ask about each inquiry, and every customer it can be.
func backgrounds(tx *store.Tx, clientID models.ID, leads []Tried) (map[models.ID]*background, []models.Account, error) {
	ids := make([]models.ID, len(leads))
	for n := range leads {
		ids[n] = leads[n].InquiryID
	}
	rows, err := store.Rows[background](tx, factsSQL, clientID, ids)
	if err != nil {
		return nil, nil, err
	}
	known := make(map[models.ID]*background, len(rows))
	names, domains := []string{}, []string{}
	for n := range rows {
		known[rows[n].InquiryID] = &rows[n]
	}
	for n := range leads {
		if known[leads[n].InquiryID] == nil {
			known[leads[n].InquiryID] = new(background)
		}
		facts := situationOf(&leads[n].Lead, known[leads[n].InquiryID]).facts
		names, domains = append(names, facts.OrganisationKey), append(domains, facts.Domains...)
	}
	accounts, err := store.Rows[models.Account](tx, accountsSQL, clientID, names, domains)
	return known, accounts, err
}

// everybodyThere is a bench of reps who are neither away nor full, nor at home.
func everybodyThere(reps []models.User) *bench {
	b := new(bench)
	for _, u := range reps {
		u.AwayUntil, u.Capacity, u.Hours = nil, 0, ""
		b.reps = append(b.reps, rep{User: u})
	}
	return b
}

// run gives each lead to whom the rules say, one after the other.
func (t *Trial) run(b *bench, r *models.Routing, known map[models.ID]*background, accounts []models.Account) {
	byKey, byDomain := map[string][]models.Account{}, map[string][]models.Account{}
	for _, a := range accounts {
		byKey[a.NameKey] = append(byKey[a.NameKey], a)
		if a.Domain != "" {
			byDomain[a.Domain] = append(byDomain[a.Domain], a)
		}
	}
	type open struct {
		rep   models.ID
		until *time.Time
	}
	last, shares := map[models.ID]open{}, map[string]*Share{}
	for n := range t.Leads {
		lead := &t.Leads[n]
		back := known[lead.InquiryID]
		s := situationOf(&lead.Lead, back)
		s.accounts = slices.Clone(byKey[s.facts.OrganisationKey])
		for _, d := range s.facts.Domains {
			s.accounts = append(s.accounts, byDomain[d]...)
		}
		if back.OrganisationID != nil {
			if before, ok := last[*back.OrganisationID]; ok && (before.until == nil || before.until.After(lead.ReleasedAt)) {
				s.kin = &before.rep
			}
		}
		o, counted := b.choose(r, s, lead.ReleasedAt)
		t.tally(lead, o, r, s)
		if o.Rep == nil {
			shareOf(shares, lead.WasName).Before++
			shareOf(shares, "").After++
			continue
		}
		shareOf(shares, lead.WasName).Before++
		shareOf(shares, lead.Would).After++
		if back.OrganisationID != nil {
			last[*back.OrganisationID] = open{o.Rep.ID, lead.ClosedAt}
		}
		if counted {
			rule := models.NoID
			if o.RuleID != nil {
				rule = *o.RuleID
			}
			b.count(rule, o.Rep.ID, lead.ReleasedAt)
		}
	}
	for _, share := range shares {
		t.Reps = append(t.Reps, *share)
	}
	slices.SortFunc(t.Reps, func(a, b Share) int {
		return cmp.Or(cmp.Compare(max(b.Before, b.After), max(a.Before, a.After)), cmp.Compare(a.Name, b.Name))
	})
}

// tally writes down what would have become of one lead.
func (t *Trial) tally(lead *Tried, o Owner, r *models.Routing, s *situation) {
	lead.Why = o.Why
	var would *models.ID
	if o.Rep != nil {
		lead.Would, would = o.Rep.Name, &o.Rep.ID
	}
	if (would == nil) != (lead.WasID == nil) || would != nil && *would != *lead.WasID {
		t.Moved++
	}
	fits := false
	for n := range r.Rules {
		fits = fits || r.Rules[n].Fits(&s.facts)
		if o.RuleID != nil && r.Rules[n].ID == *o.RuleID {
			lead.Rule = n + 1
		}
	}
	if !fits {
		t.Unmatched++
	}
}

func shareOf(all map[string]*Share, name string) *Share {
	if all[name] == nil {
		all[name] = &Share{Name: name}
	}
	return all[name]
}
