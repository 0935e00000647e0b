// Package funnelsim tries out whether the statistics of the steps to the sale find what is
// there, and say nothing where nothing is: reps with leads of very different mixes, seasons,
// waits and leads too young to tell, some of whom are made to lose half of one step.
package funnelsim

import (
	_ "embed"
	"encoding/json"
	"math/rand/v2"

	"ripen/services/reports/funnel"
	"ripen/services/reports/rates"
)

//go:embed parameters.json
var parameters []byte

// Parameters are what the simulated clients are like; the file says where each is from.
type Parameters struct {
	Reps     struct{ Value int }
	WeakReps struct{ Value int }     `json:"weak_reps"`
	Leads    struct{ Low, High int } `json:"leads_per_rep"`
	Days     struct{ Value int }
	Steps    struct{ Pass []float64 }
	Wait     struct {
		Median []float64 `json:"median_days"`
		Sigma  float64
	}
	Sources struct {
		Count int
		Sigma float64
	}
	Bands    struct{ Effects []float64 }
	Products struct {
		Count int
		Sigma float64
	}
	Season struct{ Sigma float64 }
	OwnMix struct{ Concentration float64 } `json:"own_mix"`
	Spread struct{ Sigma float64 }
	Weak   struct {
		Factor float64
		Least  int
	}
}

// Given are the parameters of the file.
func Given() (p Parameters, err error) {
	err = json.Unmarshal(parameters, &p)
	return p, err
}

// A Score is how often who was looked for was found, and who was not was left in peace.
type Score struct {
	Found  int     `json:"found"`  // weak reps named, at the step that is weak
	Beside int     `json:"beside"` // weak reps named at another step
	Wrong  int     `json:"wrong"`  // other reps named
	Power  float64 `json:"power"`
	Errors float64 `json:"errors"`
}

// A Report is what came of a simulation.
type Report struct {
	Clients  int     `json:"clients"`
	Weak     int     `json:"weak_reps"`  // with a halved step, and enough leads at it
	Others   int     `json:"other_reps"` // who are nothing in particular
	Steps    Score   `json:"steps"`      // by Ripen’s statistics
	Plain    Score   `json:"plain"`      // by comparing rates
	Coverage float64 `json:"coverage"`   // share of the weak reps whose loss in orders lies in its range
	Seed     uint64  `json:"seed"`
}

// Run simulates clients until there are so many weak reps.
func Run(p Parameters, weak int, seed uint64) Report {
	r := Report{Seed: seed}
	covered := 0
	for r.Weak < weak {
		w := newWorld(p, rand.New(rand.NewPCG(seed, uint64(r.Clients))), nil)
		r.Clients++
		m := w.model
		for rep := range w.reps {
			step := w.weak[rep]
			if step >= 0 && m.Sums[rep][step].N < p.Weak.Least {
				continue // too few to ask for
			}
			named, cost := judge(m, rep)
			plain := plainly(w, rep)
			if step < 0 {
				r.Others++
				r.Steps.Wrong += one(named >= 0)
				r.Plain.Wrong += one(plain >= 0)
				continue
			}
			if r.Weak == weak {
				continue
			}
			r.Weak++
			r.Steps.note(named, step)
			r.Plain.note(plain, step)
			if named == step && w.lost[rep] >= cost.OrdersLow && w.lost[rep] <= cost.OrdersHigh {
				covered++
			}
		}
	}
	r.Steps.rate(r.Weak, r.Others)
	r.Plain.rate(r.Weak, r.Others)
	r.Coverage = float64(covered) / float64(max(1, r.Steps.Found))
	return r
}

func (s *Score) note(named, step int) {
	s.Found += one(named == step)
	s.Beside += one(named >= 0 && named != step)
}

func (s *Score) rate(weak, others int) {
	s.Power, s.Errors = float64(s.Found)/float64(max(1, weak)), float64(s.Wrong)/float64(max(1, others))
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// judge is what Ripen says of a rep.
func judge(m *funnel.Model, rep int) (named int, cost funnel.Loss) {
	stands, worth := make([]funnel.Stand, m.Steps), make([]float64, m.Steps)
	onward := 1.0
	for step := m.Steps - 1; step >= 0; step-- {
		stands[step] = funnel.Stand{Sum: m.Sums[rep][step], Rho: m.Rho(rep, step), Unsure: m.Unsure[rep][step]}
		worth[step] = onward
		if m.Sums[rep][step].N > 0 {
			onward *= m.Sums[rep][step].Norm()
		}
	}
	if named = funnel.Judge(stands, worth); named >= 0 {
		cost = funnel.Cost(stands[named], stands[named+1:], funnel.Worth{})
	}
	return named, cost
}

// plainly compares the rate of a rep at each step with that of all others, without their mix,
// their months and their age: the step that lies lowest of those whose range of 95 in 100
// lies below the others’ rate.
func plainly(w *world, rep int) (lowest int) {
	lowest = -1
	worst := 0.0
	for step := range w.steps {
		var n, k, othersN, othersK int
		for _, e := range w.entries {
			if e.Step != step {
				continue
			}
			if e.Rep == rep {
				n, k = n+1, k+one(e.Waited >= 0)
			} else {
				othersN, othersK = othersN+1, othersK+one(e.Waited >= 0)
			}
		}
		if n < funnel.Enough {
			continue
		}
		norm := float64(othersK) / float64(max(1, othersN))
		if _, high := rates.Wilson(k, n); high < norm && norm-float64(k)/float64(n) > worst {
			lowest, worst = step, norm-float64(k)/float64(n)
		}
	}
	return lowest
}
