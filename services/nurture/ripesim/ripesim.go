package ripesim

import (
	"math/rand/v2"
	"slices"

	"ripen/services/nurture/ripeness"
)

// A Score is what the calls of one way of choosing dates found.
type Score struct {
	Called  int     `json:"called"`
	Ready   int     `json:"ready"`
	Persons int     `json:"persons"`
	PerCall float64 `json:"as_per_100_calls"`
	PerHead float64 `json:"as_per_100_persons"`
}

func (s *Score) add(t Score) {
	s.Called, s.Ready, s.Persons = s.Called+t.Called, s.Ready+t.Ready, s.Persons+t.Persons
	s.PerCall, s.PerHead = 100*float64(s.Ready)/float64(max(1, s.Called)), 100*float64(s.Ready)/float64(max(1, s.Persons))
}

func (s *Score) arm() ripeness.Arm { return ripeness.Arm{Called: s.Called, Ready: s.Ready} }

// A Report is what came of a simulation.
type Report struct {
	Seed     uint64        `json:"seed"`
	Clients  int           `json:"clients"`
	Learned  Score         `json:"learned"`  // Ripen, those kept for comparison among them
	Fixed    Score         `json:"fixed"`    // by the plan’s 90 days
	Plain    Score         `json:"plain"`    // the raw rate’s best weeks, by class and timeframe
	More     ripeness.Gain `json:"more"`     // learned against fixed, in the two worlds
	Gain     ripeness.Gain `json:"gain"`     // learned against the kept share, as Ripen measures it
	Forecast Forecast      `json:"forecast"` // against what came
}

// A Trial is the simulation of one kind of client.
type Trial struct {
	Name string `json:"name"`
	Report
	Want string `json:"want"` // of Learned against Fixed
	Met  bool   `json:"met"`
}

// Try simulates so many clients of each kind: as they are, where any week is as good, and
// where hardly anybody is called again.
func Try(p Parameters, clients int, seed uint64) []Trial {
	usual := Trial{Name: "as clients are", Report: Run(p, clients, seed), Want: "more, beyond chance"}
	usual.Met = usual.More.Low > 0
	flat := Trial{Name: "any week is as good", Report: Run(p.WhereFlat(), clients, seed), Want: "no fewer, within chance"}
	flat.Met = flat.More.High >= 0
	thin := Trial{Name: "thin", Report: Run(p.WhereThin(), clients, seed), Want: "no fewer, within chance"}
	thin.Met = thin.More.High >= 0
	return []Trial{usual, flat, thin}
}

// A Forecast says how often the range of a week’s As held what came.
type Forecast struct {
	Weeks    int     `json:"weeks"`
	Held     int     `json:"held"`
	Expected float64 `json:"expected"`
	Came     int     `json:"came"`
}

// Run simulates so many clients.
func Run(p Parameters, clients int, seed uint64) Report {
	r := Report{Seed: seed, Clients: clients}
	var learned, kept ripeness.Arm
	for n := range clients {
		all := people(p, rand.New(rand.NewPCG(seed, uint64(n))))
		fixed, plain, ripe := newArm(p, all), newArm(p, all), newArm(p, all)
		plain.learn, ripe.learn = plainly, ripely
		for _, a := range []*arm{fixed, plain, ripe} {
			a.run()
		}
		r.Fixed.add(fixed.score)
		r.Plain.add(plain.score)
		r.Learned.add(ripe.score)
		learned.Called, learned.Ready = learned.Called+ripe.learned.Called, learned.Ready+ripe.learned.Ready
		kept.Called, kept.Ready = kept.Called+ripe.kept.Called, kept.Ready+ripe.kept.Ready
		r.Forecast.add(ripe.forecast)
	}
	r.More = ripeness.Compare(r.Learned.arm(), r.Fixed.arm())
	r.Gain = ripeness.Compare(learned, kept)
	return r
}

func (f *Forecast) add(g Forecast) {
	f.Weeks, f.Held, f.Expected, f.Came = f.Weeks+g.Weeks, f.Held+g.Held, f.Expected+g.Expected, f.Came+g.Came
}

// An arm is one way of choosing dates, in a world of its own.
type arm struct {
	p       Parameters
	people  []person
	learn   func([]ripeness.Spell) (chooser, *ripeness.Model) // nil: the plan’s dates
	choose  chooser
	model   *ripeness.Model
	history []ripeness.Spell
	due     [][]visit // by week
	score   Score
	learned ripeness.Arm
	kept    ripeness.Arm

	expected []ripeness.Expected // of the weeks from promised on
	promised int
	came     int
	forecast Forecast
}

// A visit is a call to come.
type visit struct {
	person, call, graded int
	second               bool // they were not reached the last time
	key                  ripeness.Key
	drawn                draw
}

type draw int

const (
	byPlan draw = iota
	byLearning
	forComparison
)

// A chooser says in which week after the grading somebody is called, and whether that was learned.
type chooser func(k ripeness.Key, plan int) (week int, learned bool)

func newArm(p Parameters, all []person) *arm {
	return &arm{p: p, people: slices.Clone(all), due: make([][]visit, p.Weeks.End+1)}
}

func (a *arm) run() {
	next := 0
	for week := range a.p.Weeks.End {
		for ; next < len(a.people) && a.people[next].arrives == week; next++ {
			w := &a.people[next]
			if week >= a.p.Weeks.From {
				a.score.Persons++
			}
			a.enrol(visit{person: next, graded: week, key: w.key(a.p, 0, w.calls[0])}, week)
		}
		if a.learn != nil && week >= a.p.Weeks.History && (week-a.p.Weeks.History)%a.p.Weeks.Refit == 0 {
			a.choose, a.model = a.learn(a.history)
			a.foretell(week)
		}
		a.came = 0
		for _, v := range a.due[week] {
			a.call(v, week)
		}
		if n := week - a.promised; a.expected != nil && week < a.p.Weeks.Arrive && n < len(a.expected) && a.expected[n].Due >= 10 {
			a.forecast.Weeks++
			a.forecast.Expected += a.expected[n].As
			a.forecast.Came += a.came
			if f := a.expected[n]; float64(a.came) >= f.Low && float64(a.came) <= f.High {
				a.forecast.Held++
			}
		}
		a.due[week] = nil
	}
}

// enrol keeps somebody who was just graded until a date.
func (a *arm) enrol(v visit, week int) {
	w, after := &a.people[v.person], a.p.Plan.Value
	if a.choose != nil && !v.second {
		if chosen, learned := a.choose(v.key, after); learned {
			v.drawn = forComparison
			if !ripeness.Kept(w.id, v.call, ripeness.KeptShare) {
				v.drawn, after = byLearning, chosen
			}
		}
	}
	if at := week + after + w.calls[v.call].delay; at < len(a.due) {
		a.due[at] = append(a.due[at], v)
	}
}

func (a *arm) call(v visit, week int) {
	w := &a.people[v.person]
	result := w.found(a.p, week-w.arrives, v.call)
	found := ripeness.Arm{Called: 1}
	if result == ripeness.Ready {
		found.Ready = 1
		a.came++
	}
	if w.arrives >= a.p.Weeks.From {
		a.score.add(Score{Called: 1, Ready: found.Ready})
	}
	spell := ripeness.Spell{Key: v.key, Week: week - v.graded, Result: result}
	if v.second {
		spell.Class = ripeness.Second
	}
	a.history = append(a.history, spell)
	switch v.drawn {
	case byLearning:
		a.learned.Called, a.learned.Ready = a.learned.Called+1, a.learned.Ready+found.Ready
	case forComparison:
		a.kept.Called, a.kept.Ready = a.kept.Called+1, a.kept.Ready+found.Ready
	}
	next := v.call + 1
	switch {
	case next == most, result == ripeness.Ready, result == ripeness.Gone, result == ripeness.Unreached && v.second:
	case result == ripeness.Unreached: // a second round, by the plan of those not reached
		a.enrol(visit{person: v.person, call: next, graded: v.graded, key: v.key, second: true}, week)
	default:
		a.enrol(visit{person: v.person, call: next, graded: week, key: w.key(a.p, week-w.arrives, w.calls[next])}, week)
	}
}

// foretell keeps what the model expects of the next weeks.
func (a *arm) foretell(now int) {
	if a.model == nil {
		return
	}
	a.promised, a.expected = now, a.model.Forecast(a.ahead(now), a.p.Weeks.Refit)
}

// ahead is who is due in the next weeks.
func (a *arm) ahead(now int) (due []ripeness.Due) {
	for week := now; week < min(len(a.due), now+a.p.Weeks.Refit); week++ {
		for _, v := range a.due[week] {
			d := ripeness.Due{Key: v.key, Ahead: week - now, Week: week - v.graded, N: 1}
			if v.second {
				d.Class = ripeness.Second
			}
			due = append(due, d)
		}
	}
	return due
}
