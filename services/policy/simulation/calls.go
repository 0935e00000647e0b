package simulation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
)

// A proposal is one call that somebody would make.
type proposal struct {
	id       int
	person   *person
	at       time.Time
	preset   int
	promise  bool
	near     bool // within a day and a half of a change of one of the person's clocks
	fresh    bool // a new cycle begins
	cycle    int
	inquired time.Time
	allowed  bool
	refused  bool // the person refused
	rules    []string
}

// nearly is how far from a change of the clock a call is near it.
const nearly = 36 * time.Hour

// borders are the hours at which windows open and close somewhere, in minutes.
var borders = []int{0, 390, 480, 510, 540, 600, 720, 780, 810, 840, 960, 1020, 1080, 1185, 1200, 1260, 1290, 1335, 1439}

// propose makes calls in episodes: several within hours of each other, a third of them
// around a change of the clock, many of them just at a border of the calling hours.
func (w *world) propose(count int) []*proposal {
	all := make([]*proposal, 0, count)
	for n := 0; len(all) < count; n++ {
		p := w.people[n%len(w.people)]
		at := w.begin(p)
		last := at.Add(-time.Second)
		for call := range 1 + w.rand.IntN(8) {
			if call > 0 {
				at = at.Add(w.gap())
			}
			if w.rand.IntN(5) < 2 {
				at = w.border(p, at)
			}
			if !at.After(last) {
				at = last.Add(time.Second)
			}
			if !at.Before(w.to) || at.Before(w.from) || len(all) == count {
				break
			}
			last = at
			all = append(all, &proposal{person: p, at: at, preset: w.program(p), promise: w.rand.IntN(16) == 0, near: w.near(p, at), fresh: call == 0 && w.rand.IntN(2) == 0})
		}
	}
	slices.SortStableFunc(all, func(a, b *proposal) int { return a.at.Compare(b.at) })
	for n, p := range all {
		p.id = n
	}
	return w.apart(all)
}

// apart keeps two calls at one person from falling on one instant.
func (w *world) apart(all []*proposal) []*proposal {
	last := map[*person]time.Time{}
	for _, p := range all {
		if before, ok := last[p.person]; ok && !p.at.After(before) {
			p.at = before.Add(time.Second)
		}
		last[p.person] = p.at
	}
	slices.SortStableFunc(all, func(a, b *proposal) int { return a.at.Compare(b.at) })
	return all
}

// program is the preset of a program that calls the person. The judge has the holidays of
// six countries and of two states; where the library of the engine knows others, no program
// of the simulation keeps them.
func (w *world) program(p *person) int {
	n := w.rand.IntN(len(w.presets))
	if w.presets[n].id == "strict" && strings.Contains("AR AT BE BG BR CH CZ DK ES GR HR IE IT JP LT LV NL NO NZ PL RO SE SI SK UA ZA", orNone(p.country)) {
		return n + 1
	}
	return n
}

func orNone(country string) string {
	if country == "" {
		return "-"
	}
	return country
}

// begin is when an episode begins.
func (w *world) begin(p *person) time.Time {
	zone := pick(w, p.zones)
	if shifts := w.shifts[zone]; len(shifts) > 0 && w.rand.IntN(3) == 0 {
		return pick(w, shifts).Add(time.Duration(w.rand.Int64N(int64(2*nearly))) - nearly).Truncate(time.Second)
	}
	return w.from.Add(time.Duration(w.rand.Int64N(days*24*3600)) * time.Second)
}

func (w *world) near(p *person, at time.Time) bool {
	return slices.ContainsFunc(p.zones, func(zone string) bool {
		return slices.ContainsFunc(w.shifts[zone], func(shift time.Time) bool { return at.Sub(shift).Abs() <= nearly })
	})
}

// gap is the time to the next call of an episode, often just at the edge of a cap.
func (w *world) gap() time.Duration {
	edge := time.Duration(w.rand.IntN(3)-1) * time.Second
	switch w.rand.IntN(8) {
	case 0:
		return 2*time.Hour + edge
	case 1:
		return 24*time.Hour + edge
	case 2:
		return time.Duration(1+w.rand.IntN(119)) * time.Minute
	case 3:
		return time.Duration(20+w.rand.IntN(12)) * time.Hour
	}
	return 2*time.Hour + time.Duration(w.rand.IntN(5*3600))*time.Second
}

// border moves a call to where the hours open or close on one of the person's clocks.
func (w *world) border(p *person, at time.Time) time.Time {
	local := at.In(w.locations[pick(w, p.zones)])
	minute := pick(w, borders)
	moved := time.Date(local.Year(), local.Month(), local.Day(), minute/60, minute%60, 0, 0, local.Location())
	return moved.Add(pick(w, []time.Duration{-time.Minute, -time.Second, 0, time.Second, time.Minute, 30 * time.Minute})).UTC()
}

// ask asks the engine, and makes the call if it may be made.
func (w *world) ask(p *proposal, law *policy.Law, f fault) {
	who := p.person
	if p.fresh || who.cycle == 0 {
		who.cycle, who.planned = who.cycle+1, 0
		if w.rand.IntN(3) == 0 {
			who.inquired = p.at.Add(-time.Duration(w.rand.IntN(200*24)) * time.Hour)
		}
	}
	p.cycle, p.inquired = who.cycle, who.inquired
	q := w.question(p, law)
	if f.ask != nil {
		q = f.ask(w, law, q)
	}
	d := policy.Decide(q)
	p.rules = d.Rules
	if p.allowed = d.Verdict == policy.Allow || d.Verdict == policy.Warn; !p.allowed {
		return
	}
	who.attempts = append(slices.DeleteFunc(who.attempts, func(at time.Time) bool { return p.at.Sub(at) > 31*24*time.Hour }), p.at)
	who.planned++
	if p.refused = w.rand.IntN(12) == 0; p.refused {
		who.refused = p.at
	}
}

// question is what the queue would ask.
func (w *world) question(p *proposal, law *policy.Law) policy.Question {
	who := p.person
	place := policy.Place{Country: who.country, Region: who.region, Zone: who.zone, Person: who.kind}
	q := policy.Question{At: p.at, Window: law.WindowFor(w.preset(p.preset, law), place, who.dialled), Usable: who.number != "", Attempts: who.attempts, PlanAttempts: who.planned,
		RefusedAt: who.refused, InquiredAt: p.inquired, Promise: p.promise}
	for _, key := range []string{"number" + who.number, "email" + who.mail, fmt.Sprint("personp", who.id), fmt.Sprint("organisationo", who.organisation)} {
		for _, n := range w.wishesOf[key] {
			x := w.wishes[n]
			if x.entered.After(p.at) || !x.withdrawn.IsZero() && !x.withdrawn.After(p.at) || x.client >= 0 && x.client != who.client {
				continue
			}
			scope := x.scope
			if x.client < 0 {
				scope += "-agency"
			}
			q.DoNotCall = append(q.DoNotCall, scope)
		}
	}
	var listed []models.ID
	for _, n := range w.listed[who.number] {
		listed = append(listed, w.lists[n].ID)
	}
	q.OnRecord, q.Listed = policy.Screened(w.lists, clientIDs[who.client], listed, p.at)
	return q
}

// preset is one of the law's, or one of the simulation's own.
func (w *world) preset(n int, law *policy.Law) policy.Preset {
	if own := w.presets[n]; own.hours != "" {
		hours, err := policy.ParseHours(own.hours)
		if err == nil {
			var made policy.Preset
			if made, err = policy.Custom(hours, policy.Holidays(own.holidays), "the simulation"); err == nil {
				return made
			}
		}
		panic("simulation: hours of its own: " + err.Error())
	}
	found, _ := law.Preset(w.presets[n].id)
	return found
}

// clientIDs are the ids of the clients, by number.
var clientIDs = func() (ids [clientCount]models.ID) {
	for n := range ids {
		ids[n] = models.NewID()
	}
	return ids
}()

// keepLists makes the lists that calls are screened against: fresh ones and stale ones,
// of the agency and of one client.
func (w *world) keepLists() {
	age := func(days int) *int { return &days }
	for _, l := range []struct {
		register string
		kind     policy.ListKind
		client   int
		taken    int // days after the year began
		age      *int
	}{
		{"TPS", policy.Forbids, -1, 10, age(28)}, {"CTPS", policy.Forbids, -1, 10, age(28)}, {"CTPS", policy.Forbids, 3, 200, age(28)}, {"US-DNC", policy.Forbids, -1, 40, age(31)},
		{"opt-in", policy.Consents, -1, 150, age(110)}, {"opt-in", policy.Consents, 1, 290, nil}, {"internal", policy.Forbids, 2, 0, nil},
	} {
		list := policy.List{ID: models.NewID(), Name: l.register, Register: l.register, Kind: l.kind, MaxAgeDays: l.age, TakenOn: w.from.AddDate(0, 0, l.taken)}
		if l.client >= 0 {
			list.ClientID = &clientIDs[l.client]
		}
		n := len(w.lists)
		w.lists = append(w.lists, list)
		share := 25
		if l.kind == policy.Consents {
			share = 2
		}
		for _, p := range w.people {
			if p.number != "" && w.rand.IntN(share) == 0 && !slices.Contains(w.listed[p.number], n) {
				w.listed[p.number] = append(w.listed[p.number], n)
			}
		}
	}
}
