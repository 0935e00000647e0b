// Package funnelsim tries out whether the statistics of the steps to the sale find what is
// there, and say nothing where nothing is: reps with leads of very different mixes, seasons,
// waits and leads too young to tell, some of whom are made to lose half of one step.
package funnelsim

import (
	_ "embed"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"

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
		w := newWorld(p, rand.New(rand.NewPCG(seed, uint64(r.Clients))))
		r.Clients++
		m := funnel.Build(w.entries, w.reps, w.steps, p.Days.Value)
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
	stands, worth, later := make([]funnel.Stand, m.Steps), make([]float64, m.Steps), make([][]funnel.Sum, m.Steps)
	onward := 1.0
	for step := m.Steps - 1; step >= 0; step-- {
		stands[step] = funnel.Stand{Sum: m.Sums[rep][step], Rho: m.Rho(rep, step)}
		worth[step] = onward
		for s := step + 1; s < m.Steps; s++ {
			later[step] = append(later[step], m.Sums[rep][s])
		}
		if m.Sums[rep][step].N > 0 {
			onward *= m.Sums[rep][step].Norm()
		}
	}
	if named = funnel.Judge(stands, worth); named >= 0 {
		cost = funnel.Cost(stands[named], later[named], funnel.Worth{})
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

// A world is one client: the truth, and what it left behind.
type world struct {
	reps, steps int
	entries     []funnel.Entry
	weak        []int     // of each rep, the halved step; -1: none
	lost        []float64 // orders that the halving cost, as the truth has it
}

func newWorld(p Parameters, dice *rand.Rand) *world {
	steps := len(p.Steps.Pass)
	w := &world{reps: p.Reps.Value, steps: steps, weak: make([]int, p.Reps.Value), lost: make([]float64, p.Reps.Value)}
	effects := [3][][]float64{} // of each step: bands, sources, products
	for range steps {
		effects[funnel.Band] = append(effects[funnel.Band], p.Bands.Effects)
		effects[funnel.Source] = append(effects[funnel.Source], normals(dice, p.Sources.Count, p.Sources.Sigma))
		effects[funnel.Product] = append(effects[funnel.Product], normals(dice, p.Products.Count, p.Products.Sigma))
	}
	season := make([][]float64, steps)
	for step := range season {
		season[step] = normals(dice, p.Days.Value/30+1, p.Season.Sigma)
	}
	for rep := range w.reps {
		if w.weak[rep] = -1; rep < p.WeakReps.Value {
			w.weak[rep] = dice.IntN(steps)
		}
		own := normals(dice, steps, p.Spread.Sigma)
		mixes := [3][]float64{mix(dice, len(p.Bands.Effects), p), mix(dice, p.Sources.Count, p), mix(dice, p.Products.Count, p)}
		for range p.Leads.Low + dice.IntN(p.Leads.High-p.Leads.Low+1) {
			levels := [funnel.Factors]int{funnel.Band: pick(dice, mixes[0]), funnel.Source: pick(dice, mixes[1]), funnel.Product: pick(dice, mixes[2])}
			day := dice.IntN(p.Days.Value)
			for step := range steps {
				levels[funnel.Month] = day / 30
				e := funnel.Entry{Rep: rep, Step: step, On: day, Waited: funnel.NotPassed, Levels: levels}
				chance := logistic(odds(p.Steps.Pass[step]) + own[step] + season[step][day/30] + effects[0][step][levels[0]] + effects[1][step][levels[1]] + effects[2][step][levels[2]])
				if step == w.weak[rep] {
					chance *= p.Weak.Factor
				}
				if dice.Float64() >= chance {
					w.entries = append(w.entries, e)
					break
				}
				wait := int(p.Wait.Median[step] * math.Exp(p.Wait.Sigma*dice.NormFloat64()))
				if day+wait >= p.Days.Value { // it will, later
					w.entries = append(w.entries, e)
					break
				}
				e.Waited = wait
				w.entries = append(w.entries, e)
				day += wait
			}
		}
	}
	w.count(p, effects, season)
	return w
}

// count says what the halving of a step cost, by the chances that the truth has, over the
// leads that are old enough to be counted.
func (w *world) count(p Parameters, effects [3][][]float64, season [][]float64) {
	m := funnel.Build(w.entries, w.reps, w.steps, p.Days.Value)
	for n, e := range w.entries {
		if e.Step != w.weak[e.Rep] || m.Expect[n] == funnel.Young {
			continue
		}
		orders := 1.0
		for step := e.Step; step < w.steps; step++ {
			chance := logistic(odds(p.Steps.Pass[step]) + season[step][e.Levels[funnel.Month]] + effects[0][step][e.Levels[0]] + effects[1][step][e.Levels[1]] + effects[2][step][e.Levels[2]])
			if step == e.Step {
				chance *= 1 - p.Weak.Factor
			}
			orders *= chance
		}
		w.lost[e.Rep] += orders
	}
}

func normals(dice *rand.Rand, n int, sigma float64) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = sigma * dice.NormFloat64()
	}
	return all
}

// mix is shares that sum to 1, drawn from a Dirichlet distribution.
func mix(dice *rand.Rand, n int, p Parameters) []float64 {
	shares, sum := make([]float64, n), 0.0
	for i := range shares {
		shares[i] = gamma(dice, p.OwnMix.Concentration)
		sum += shares[i]
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

// gamma draws from the gamma distribution of a shape of 1 or more (Marsaglia and Tsang, ACM
// Transactions on Mathematical Software 26, 2000, 363-372).
func gamma(dice *rand.Rand, shape float64) float64 {
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := dice.NormFloat64()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(dice.Float64()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func pick(dice *rand.Rand, shares []float64) int {
	draw := dice.Float64()
	n := slices.IndexFunc(shares, func(s float64) bool { draw -= s; return draw < 0 })
	return max(0, n)
}

func odds(p float64) float64     { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
