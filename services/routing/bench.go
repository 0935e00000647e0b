package routing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ripen/models"
)

// recentDays is how far back a draw looks when it says whose turn it is.
const recentDays = 30

// A rep is a user with his open leads, where he takes only so many.
type rep struct {
	models.User
	Open int
}

func (r *rep) full() bool { return r.Capacity > 0 && r.Open >= r.Capacity }

// A turn is how often a rep was drawn by a rule, and when last.
type turn struct {
	RuleID models.ID
	RepID  models.ID
	Leads  int
	LastAt time.Time
}

// A bench is a client's reps, and whose turn it is.
type bench struct {
	reps    []rep
	turns   []turn
	without map[models.ID]bool // reps who are passed over
}

func (b *bench) byID(id models.ID) *rep {
	for n := range b.reps {
		if b.reps[n].ID == id {
			return &b.reps[n]
		}
	}
	return nil
}

// farthest is how many substitutes stand behind each other.
const farthest = 5

// standing is the rep himself if he is there, else whoever stands in for him; nil if
// nobody does.
func (b *bench) standing(id models.ID, at time.Time) *rep {
	for range farthest {
		r := b.byID(id)
		switch {
		case r == nil:
			return nil
		case r.Present(at) && !b.without[r.ID]:
			return r
		case r.SubstituteID == nil:
			return nil
		}
		id = *r.SubstituteID
	}
	return nil
}

// A candidate is a rep in one draw.
type candidate struct {
	*rep
	weight int
	leads  int
	lastAt time.Time
}

// A drawn is who was drawn, of whom.
type drawn struct {
	*rep
	of    int    // so many were there
	words string // “3 of 7 leads in 30 days”
	late  bool   // nobody of them is at work
	full  bool   // somebody was there, and is full
}

// draw draws among reps with their weights, by the turns of one rule. Those at work come
// before those who are not. No rep: nobody was there.
func (b *bench) draw(among []models.WeightedRep, rule models.ID, at time.Time) (d drawn) {
	var all []candidate
	for _, each := range among {
		r := b.standing(each.ID, at)
		switch {
		case r == nil || each.Weight < 1:
			continue
		case r.full():
			d.full = true
			continue
		}
		if n := slices.IndexFunc(all, func(c candidate) bool { return c.ID == r.ID }); n >= 0 {
			all[n].weight += each.Weight // he stands in for somebody
			continue
		}
		all = append(all, candidate{rep: r, weight: each.Weight})
	}
	total := 0
	for _, t := range b.turns {
		if t.RuleID != rule {
			continue
		}
		total += t.Leads
		for n := range all {
			if all[n].ID == t.RepID {
				all[n].leads, all[n].lastAt = t.Leads, t.LastAt
			}
		}
	}
	atWork := slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return !c.AtWork(at) })
	if d.late = len(all) > 0 && len(atWork) == 0; !d.late {
		all = atWork
	}
	if len(all) == 0 {
		return d
	}
	next := slices.MinFunc(all, sooner)
	d.rep, d.of = next.rep, len(all)
	d.words = fmt.Sprintf("%d of %d leads in %d days", next.leads+1, total+1, recentDays)
	return d
}

// sooner orders candidates: the fewest leads for the weight, then the greater weight, then
// who has waited longest, then by name.
func sooner(a, b candidate) int {
	return cmp.Or(
		cmp.Compare(a.leads*b.weight, b.leads*a.weight),
		cmp.Compare(b.weight, a.weight),
		a.lastAt.Compare(b.lastAt),
		cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.ID.String(), b.ID.String()),
	)
}

// everybody is all reps, each with his own weight.
func (b *bench) everybody() (all []models.WeightedRep) {
	for _, r := range b.reps {
		all = append(all, models.WeightedRep{ID: r.ID, Weight: r.Weight})
	}
	return all
}

// of is the reps whom a rule names, with the weights it gives them; those of a partner or
// a channel have their own.
func (b *bench) of(t *models.Targets) (all []models.WeightedRep) {
	if len(t.Reps) > 0 {
		return t.Reps
	}
	for _, r := range b.reps {
		if t.PartnerID != nil && r.PartnerID != nil && *r.PartnerID == *t.PartnerID || t.Channel != "" && r.SellsBy() == t.Channel {
			all = append(all, models.WeightedRep{ID: r.ID, Weight: r.Weight})
		}
	}
	return all
}

// count counts a lead for the rep who was drawn, as the table does.
func (b *bench) count(rule, repID models.ID, at time.Time) {
	for n := range b.turns {
		if b.turns[n].RuleID == rule && b.turns[n].RepID == repID {
			b.turns[n].Leads++
			b.turns[n].LastAt = at
			return
		}
	}
	b.turns = append(b.turns, turn{RuleID: rule, RepID: repID, Leads: 1, LastAt: at})
}

// A situation is a lead with everything that decides whose it is.
type situation struct {
	facts    models.RoutingFacts
	postcode string
	accounts []models.Account // customers it can be
	kin      *models.ID       // the rep with an open lead of the same organisation
}

// account is the customer the lead is from.
func (s *situation) account() *models.Account {
	return models.AccountOf(s.accounts, s.facts.Domains, s.facts.OrganisationKey, s.postcode)
}

// choose says whose the lead is, which rule gave it and whether it was a draw; no rep:
// nobody is there, and the words say why.
func (b *bench) choose(r *models.Routing, s *situation, at time.Time) (o Owner, counted bool) {
	var before []string
	if a := s.account(); a != nil && a.RepID != nil {
		if o, ok := b.keeps(*a.RepID, "Existing customer of", at); ok {
			return o, false
		}
		before = append(before, "the rep of this existing customer is not there")
	}
	if s.kin != nil {
		if o, ok := b.keeps(*s.kin, "Same organisation as an open lead of", at); ok {
			return o, false
		}
	}
	full := false
	for n := range r.Rules {
		rule := &r.Rules[n]
		if !rule.Fits(&s.facts) {
			continue
		}
		d := b.draw(b.of(&rule.To), rule.ID, at)
		if d.rep == nil {
			full = full || d.full
			before = append(before, fmt.Sprintf("rule %d has nobody %s", n+1, freeOrPresent(d.full)))
			continue
		}
		why := fmt.Sprintf("Rule %d, “%s”: %s, next of %d present, %s", n+1, rule.Name, d.Name, d.of, d.words)
		return Owner{Rep: &d.User, Told: &d.User, Why: with(why, d.late, before), RuleID: &rule.ID, Version: &r.Version}, true
	}
	d := b.draw(b.everybody(), models.NoID, at)
	if d.rep == nil {
		return Owner{Why: noRep(full || d.full)}, false
	}
	if len(r.Rules) > 0 && len(before) == 0 {
		before = append(before, "no rule fits")
	}
	why := fmt.Sprintf("%s: next of %d present, %s", d.Name, d.of, d.words)
	return Owner{Rep: &d.User, Told: &d.User, Why: with(why, d.late, before)}, true
}

// keeps is the rep who has something to do with the lead already, or whoever stands in.
func (b *bench) keeps(id models.ID, why string, at time.Time) (Owner, bool) {
	r := b.standing(id, at)
	if r == nil {
		return Owner{}, false
	}
	o := Owner{Rep: &r.User, Told: &r.User, Why: why + " " + r.Name}
	if r.ID != id {
		o.Why = why + " " + nameFor(b.byID(id), r) + ", who is not there: " + r.Name + " stands in"
	}
	return o, true
}

// nameFor is a rep's name as another may read it: partners compete, and do not know each
// other's people.
func nameFor(who, reader *rep) string {
	if reader.PartnerID != nil && (who.PartnerID == nil || *who.PartnerID != *reader.PartnerID) {
		return "another rep"
	}
	return who.Name
}

func freeOrPresent(full bool) string {
	if full {
		return "free"
	}
	return "present"
}

func noRep(full bool) string {
	if full {
		return "Every rep who is present has as many leads as he takes"
	}
	return "No rep is present"
}

// with adds to a reason what was tried before.
func with(why string, late bool, before []string) string {
	if late {
		why += "; nobody of them is at work now"
	}
	if len(before) > 0 {
		why += " (" + strings.Join(before, "; ") + ")"
	}
	return why
}
