package ripeness

import (
	"math"
	"math/rand/v2"
)

// How much a parent weighs against what was seen, in events: a band of a class is drawn to the
// published figures as if so many had been seen to ripen as they say, and so on down. Chosen by
// trying on simulated clients that no test uses.
const (
	weighBand   = 3
	anchor      = 0.2 // the published figure itself, beside the two neighbours of a band
	weighFrame  = 5
	weighPart   = 8
	weighCell   = 15
	weighLoss   = 15
	weighReach  = 20
	weighAnyway = 50

	rounds      = 60 // of expectation and maximisation
	roundsAgain = 12 // from there, for each of the resampled
	replicates  = 20
	pooled      = 30 // a reason or a source with fewer calls is one of the others
	cellSeen    = 30 // a cell with fewer calls is what its parts say
)

// parts of a cell, as numbers.
const (
	byReason = iota
	bySource
	byAge
	parts
)

type cell struct {
	class, frame int
	part         [parts]int
	seen         [Weeks + 1][3]float64 // Waiting, Ready, Gone
	any          [Weeks + 1]bool       // something was seen in that week
	last, calls  int
	hazard       [bands]float64
	events       [bands]float64 // expected to have ripened
	exposed      [bands]float64 // expected weeks of waiting
	beyond       float64
}

// A fit is a model in the making, its words as numbers.
type fit struct {
	names   [parts]names
	cells   []cell
	base    [][bands]float64
	frames  [][bands]float64 // class × timeframe
	part    [parts][][phases]float64
	waiting []float64
	ripe    []float64
	anyway  []float64
	prior   [][bands]float64
}

var frameWords = []string{"", "3 months", "6 months", "a year", "later"}

// Fit learns from what calls found.
func Fit(spells []Spell) *Model {
	f, counts := number(spells)
	m := &Model{Counts: tally(spells), Reached: reach(spells), Cells: map[string]float64{}, N: len(spells)}
	for _, s := range spells {
		ready := 0
		if s.Result == Ready {
			ready = 1
		}
		m.Ready += ready
		if s.Class == Second {
			m.Second.Called, m.Second.Ready = m.Second.Called+1, m.Second.Ready+ready
		}
	}
	for range rounds {
		f.round(true)
	}
	m.Main = f.hazards()
	for i := range f.cells {
		if c := &f.cells[i]; c.calls >= cellSeen && math.Abs(c.beyond-1) > 0.02 {
			m.Cells[cellKey(f.keyOf(c))] = c.beyond
		}
	}
	if m.N >= TooFew {
		m.resample(f, counts)
	}
	return m
}

// resample fits the model again to weighted copies of what was seen, the same each time.
func (m *Model) resample(f *fit, seen [][Weeks + 1][3]float64) {
	dice := rand.New(rand.NewPCG(45, uint64(m.N)))
	for range replicates {
		again := f.clone()
		for i := range again.cells {
			c := &again.cells[i]
			for t := 1; t <= c.last; t++ {
				for r := range c.seen[t] {
					c.seen[t][r] = poisson(dice, seen[i][t][r])
				}
			}
		}
		for range roundsAgain {
			again.round(false)
		}
		m.Again = append(m.Again, again.hazards())
	}
}

// round is one expectation and one maximisation.
func (f *fit) round(cells bool) {
	sums := make([]found, len(Classes))
	for i := range f.cells {
		c := &f.cells[i]
		c.hazard = f.hazardOf(c)
		c.expect(f.waiting[c.class], f.ripe[c.class], f.anyway[c.class], &sums[c.class])
	}
	for class, sum := range sums {
		f.waiting[class] = min(0.2, (weighLoss+sum.waiting)/(weighLoss/believed.LostWaiting.Value+sum.waited))
		f.ripe[class] = min(0.5, (weighLoss+sum.ripe)/(weighLoss/believed.LostRipe.Value+sum.ripened))
		f.anyway[class] = (weighAnyway*believed.Anyway.Value + sum.anyway) / (weighAnyway + sum.asked)
	}
	f.maximise(cells)
}

// found is what is expected of a class, given what calls found.
type found struct {
	waiting, waited float64 // lost while waiting, of so many weeks
	ripe, ripened   float64 // lost when ripe, of so many weeks
	anyway, asked   float64 // graded A while waiting, of so many
}

// expect says, given what calls found, how many of a cell are expected to have ripened in each
// band, out of how many weeks of waiting; and how many were lost, or graded A all the same.
// Forwards it follows the group, backwards what was found of it later.
func (c *cell) expect(g, l, anyway float64, sum *found) {
	c.events, c.exposed = [bands]float64{}, [bands]float64{}
	var waits, ready Curve
	waits[0] = 1
	for t := 1; t <= c.last; t++ {
		h := min(c.hazard[bandOf[t]], 1-g)
		waits[t], ready[t] = waits[t-1]*(1-h-g), ready[t-1]*(1-l)+waits[t-1]*h
	}
	var w, r, x float64 // what was found at t or later, per person who is waiting, ripe, gone at t
	for t := c.last; t >= 1; t-- {
		if c.any[t] {
			seen := &c.seen[t]
			a := seen[Ready] / max(ready[t]+anyway*waits[t], 1e-12)
			w += seen[Waiting]/max(waits[t], 1e-12) + anyway*a
			r += a
			x += seen[Gone] / max(1-waits[t]-ready[t], 1e-12)
			sum.anyway += anyway * waits[t] * a
			sum.asked += anyway*waits[t]*a + seen[Waiting]
		}
		b, before, riper := bandOf[t], waits[t-1], ready[t-1]
		h := min(c.hazard[b], 1-g)
		stay, ripen, leave := before*(1-h-g)*w, before*h*r, before*g*x
		c.events[b] += ripen
		c.exposed[b] += stay + ripen + leave
		kept, lost := riper*(1-l)*r, riper*l*x
		sum.waiting, sum.waited, sum.ripe, sum.ripened = sum.waiting+leave, sum.waited+stay+ripen+leave, sum.ripe+lost, sum.ripened+kept+lost
		w, r = (1-h-g)*w+h*r+g*x, (1-l)*r+l*x
	}
}

// maximise gives each part, in turn, what the expectation says, drawn to its parent.
func (f *fit) maximise(cells bool) {
	f.update(f.base, func(c *cell) int { return c.class }, func(of, b int, events, expected, was float64) float64 {
		return (weighBand + events) / (weighBand/f.parent(of, b) + expected/was)
	})
	f.update(f.frames, func(c *cell) int { return c.frame }, func(_, _ int, events, expected, was float64) float64 {
		return (weighFrame + events) / (weighFrame + expected/was)
	})
	for part := range f.part {
		f.updatePart(part)
	}
	if !cells {
		return
	}
	for i := range f.cells {
		c := &f.cells[i]
		hazard := f.hazardOf(c)
		events, expected := 0.0, 0.0
		for b := range hazard {
			events, expected = events+c.events[b], expected+c.exposed[b]*hazard[b]
		}
		c.beyond = (weighCell + events) / (weighCell + expected/c.beyond)
	}
}

// parent is what a band of a class is drawn to: the published figure, times how far the bands
// beside it lie from theirs. So what was never seen goes on as what was seen last.
func (f *fit) parent(class, band int) float64 {
	sum, n := 0.0, anchor
	for _, beside := range []int{band - 1, band + 1} {
		if beside >= 0 && beside < bands {
			sum += math.Log(f.base[class][beside] / f.prior[class][beside])
			n++
		}
	}
	return f.prior[class][band] * math.Exp(sum/n)
}

func (f *fit) update(values [][bands]float64, of func(*cell) int, next func(of, band int, events, expected, was float64) float64) {
	events, expected := make([][bands]float64, len(values)), make([][bands]float64, len(values))
	for i := range f.cells {
		c, n := &f.cells[i], of(&f.cells[i])
		hazard := f.hazardOf(c)
		for b := range hazard {
			events[n][b] += c.events[b]
			expected[n][b] += c.exposed[b] * hazard[b]
		}
	}
	for n := range values {
		for b := range values[n] {
			values[n][b] = next(n, b, events[n][b], expected[n][b], values[n][b])
		}
	}
}

func (f *fit) updatePart(part int) {
	values := f.part[part]
	events, expected := make([][phases]float64, len(values)), make([][phases]float64, len(values))
	for i := range f.cells {
		c := &f.cells[i]
		n, hazard := c.part[part], f.hazardOf(c)
		for b := range hazard {
			events[n][phaseOf[b]] += c.events[b]
			expected[n][phaseOf[b]] += c.exposed[b] * hazard[b]
		}
	}
	for n := range values {
		for p := range values[n] {
			values[n][p] = (weighPart + events[n][p]) / (weighPart + expected[n][p]/values[n][p])
		}
	}
}

func (f *fit) hazardOf(c *cell) (hazard [bands]float64) {
	for b := range hazard {
		x := f.base[c.class][b] * f.frames[c.frame][b] * c.beyond
		for part := range f.part {
			x *= f.part[part][c.part[part]][phaseOf[b]]
		}
		hazard[b] = min(x, most)
	}
	return hazard
}

// poisson draws how often something comes that comes so often on average: small means by
// multiplying (Knuth, The Art of Computer Programming 2, 3.4.1), larger ones by the normal.
func poisson(dice *rand.Rand, mean float64) float64 {
	if mean <= 0 {
		return 0
	}
	if mean > 30 {
		return max(0, math.Round(mean+math.Sqrt(mean)*dice.NormFloat64()))
	}
	limit, product, n := math.Exp(-mean), dice.Float64(), 0.0
	for product > limit {
		product *= dice.Float64()
		n++
	}
	return n
}
