package funnelsim

import (
	"math"
	"math/rand/v2"
	"slices"

	"ripen/services/reports/funnel"
)

// A world is one client: the truth, and what it left behind.
type world struct {
	reps, steps int
	entries     []funnel.Entry
	weak        []int       // of each rep, the halved step; -1: none
	lost        []float64   // orders that the weak step costs, as the truth has it
	own         [][]float64 // of each rep, of each step: log odds that the rep adds
	odds        []float64   // of each entry, log odds of its mix to pass
	model       *funnel.Model
	heals       []int // of each rep, the day from which the step is weak no more; nil: never
}

// newWorld draws a client. heals is the day from which each rep's step is weak no more; nil: never.
func newWorld(p Parameters, dice *rand.Rand, heals []int) *world {
	steps := len(p.Steps.Pass)
	w := &world{reps: p.Reps.Value, steps: steps, weak: make([]int, p.Reps.Value), lost: make([]float64, p.Reps.Value), heals: heals}
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
		w.own = append(w.own, own)
		mixes := [3][]float64{mix(dice, len(p.Bands.Effects), p), mix(dice, p.Sources.Count, p), mix(dice, p.Products.Count, p)}
		for range p.Leads.Low + dice.IntN(p.Leads.High-p.Leads.Low+1) {
			levels := [funnel.Factors]int{funnel.Band: pick(dice, mixes[0]), funnel.Source: pick(dice, mixes[1]), funnel.Product: pick(dice, mixes[2])}
			day := dice.IntN(p.Days.Value)
			for step := range steps {
				levels[funnel.Month] = day / 30
				e := funnel.Entry{Rep: rep, Step: step, On: day, Waited: funnel.NotPassed, Levels: levels}
				x := odds(p.Steps.Pass[step]) + season[step][day/30] + effects[0][step][levels[0]] + effects[1][step][levels[1]] + effects[2][step][levels[2]]
				chance := w.chance(p, rep, step, day, x)
				w.odds = append(w.odds, x)
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
	w.model = funnel.Build(w.entries, w.reps, w.steps, p.Days.Value)
	w.count(p, effects, season)
	return w
}

// count says what a weak step costs, by the chances that the truth has, over the leads that
// are old enough to be counted: what they would bring in other hands, which are those of all
// the other reps, the weak ones too, less what they bring in the rep's own.
func (w *world) count(p Parameters, effects [3][][]float64, season [][]float64) {
	m := w.model
	for n, e := range w.entries {
		if e.Step != w.weak[e.Rep] || m.Expect[n] == funnel.Young {
			continue
		}
		orders := 1.0
		for step := e.Step; step < w.steps; step++ {
			x := odds(p.Steps.Pass[step]) + season[step][e.Levels[funnel.Month]] + effects[0][step][e.Levels[0]] + effects[1][step][e.Levels[1]] + effects[2][step][e.Levels[2]]
			chance, leads := 0.0, 0.0
			for rep := range w.reps {
				if each := float64(m.Sums[rep][step].N); rep != e.Rep {
					chance, leads = chance+each*w.chance(p, rep, step, e.On, x), leads+each
				}
			}
			chance /= leads
			if step == e.Step {
				chance -= w.chance(p, e.Rep, step, e.On, x)
			}
			orders *= chance
		}
		w.lost[e.Rep] += orders
	}
}

// chance is that of a lead with log odds x, which came to a step on this day, to pass it in
// the hands of a rep.
func (w *world) chance(p Parameters, rep, step, on int, x float64) float64 {
	chance := logistic(x + w.own[rep][step])
	if step == w.weak[rep] && (w.heals == nil || on < w.heals[rep]) {
		chance *= p.Weak.Factor
	}
	return chance
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
