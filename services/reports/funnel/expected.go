package funnel

import (
	"cmp"
	"math"
	"slices"
)

// A cell is the leads of one mix at one step.
type cell struct {
	levels [Factors]int
	n, k   float64
	p      float64 // by the margins
}

const (
	sweeps      = 8   // until the margins of all leads stand still
	again       = 2   // without a rep's own, from there on
	leastWeight = 5.0 // leads that the margins are worth at least, against a cell's own
	wide        = 0.7 // the standard deviation of a part's effects, in log odds, before any is known
)

// A margins is a logistic model of main effects: log odds = base + the effect of each level.
// The effects of a part of the mix are drawn from a normal distribution whose width the
// data themselves say (penalised quasi-likelihood with an EM step: Stiratelli, Laird and
// Ware, Biometrics 40, 1984, 961-971; Breslow and Clayton, JASA 88, 1993, 9-25), so that a
// level with few leads is drawn to the middle.
type margins struct {
	base    float64
	effects [Factors][]float64
	weight  [Factors][]float64 // information on each effect
	narrow  [Factors]float64   // 1 / variance of the effects
	total   float64            // information on the base
}

func newMargins(cells []cell) *margins {
	m := &margins{}
	var n, k float64
	for f := range Factors {
		top := 0
		for _, c := range cells {
			top = max(top, c.levels[f])
		}
		m.effects[f], m.weight[f], m.narrow[f] = make([]float64, top+1), make([]float64, top+1), 1/(wide*wide)
	}
	for _, c := range cells {
		n, k = n+c.n, k+c.k
	}
	m.base = logit((k + 0.5) / (n + 1))
	return m
}

// copied is the margins to go on from, without changing these.
func (m *margins) copied() *margins {
	c := *m
	for f := range Factors {
		c.effects[f], c.weight[f] = slices.Clone(m.effects[f]), slices.Clone(m.weight[f])
	}
	return &c
}

func (m *margins) odds(levels [Factors]int) float64 {
	sum := m.base
	for f, level := range levels {
		sum += m.effects[f][level]
	}
	return sum
}

// sweep improves each effect in turn by one Newton step (Gauss-Seidel); with learn the
// widths of the effects, too.
func (m *margins) sweep(cells []cell, learn bool) {
	for f := range Factors {
		score := make([]float64, len(m.effects[f]))
		clear(m.weight[f])
		var off float64
		m.total = 0
		for i := range cells {
			c := &cells[i]
			if c.n <= 0 {
				continue
			}
			p := sigmoid(m.odds(c.levels))
			score[c.levels[f]] += c.k - c.n*p
			m.weight[f][c.levels[f]] += c.n * p * (1 - p)
			off += c.k - c.n*p
			m.total += c.n * p * (1 - p)
		}
		for level := range m.effects[f] {
			m.effects[f][level] += bounded((score[level] - m.narrow[f]*m.effects[f][level]) / (m.weight[f][level] + m.narrow[f]))
		}
		m.centre(f)
		if learn {
			m.widen(f)
		}
		m.base += bounded(off/(m.total+1e-9)) / Factors
	}
}

// centre moves what all effects of a part have in common into the base.
func (m *margins) centre(f int) {
	var sum, weight float64
	for level, effect := range m.effects[f] {
		sum, weight = sum+effect*m.weight[f][level], weight+m.weight[f][level]
	}
	if weight == 0 {
		return
	}
	for level := range m.effects[f] {
		m.effects[f][level] -= sum / weight
	}
	m.base += sum / weight
}

// widen is the EM step: the variance of the effects is what they show and what is unsure in them.
func (m *margins) widen(f int) {
	var squares, seen float64
	for level, effect := range m.effects[f] {
		if m.weight[f][level] > 0 {
			squares += effect*effect + 1/(m.weight[f][level]+m.narrow[f])
			seen++
		}
	}
	if seen > 1 {
		m.narrow[f] = 1 / max(squares/seen, 1e-3)
	}
}

// unsure is the variance of the log odds that are expected of a mix of leads, shares of
// levels: that of the middle, and that of each effect as far as the mix is another than that
// of the leads from which the effects are known.
func (m *margins) unsure(shares [Factors][]float64) float64 {
	variance := 1 / (m.total + 1e-9)
	for f := range Factors {
		for level, s := range shares[f] {
			other := s - m.weight[f][level]/(m.total+1e-9)
			variance += other * other / (m.weight[f][level] + m.narrow[f])
		}
	}
	return variance
}

// expect fills in the expectation of the entries of a step. A rep's own leads are left out
// of what is expected of them: else a rep with many leads would be compared with himself.
func (m *Model) expect(entries []Entry, of []int, step, reps int) {
	cells, where := cellsOf(entries, of)
	whole := newMargins(cells)
	for n := range sweeps {
		whole.sweep(cells, n > 1)
	}
	own := make([][]int, reps)
	for _, n := range of {
		own[entries[n].Rep] = append(own[entries[n].Rep], n)
	}
	for rep, mine := range own {
		if len(mine) == 0 {
			continue
		}
		for _, n := range mine {
			take(&cells[where[n]], entries[n], -1)
		}
		others := whole.copied()
		for range again {
			others.sweep(cells, false)
		}
		sum := &m.Sums[rep][step]
		weight := others.agree(cells)
		var shares [Factors][]float64
		for f := range Factors {
			shares[f] = make([]float64, len(others.effects[f]))
		}
		for _, n := range mine {
			c := cells[where[n]]
			p := (c.k + weight*c.p) / (c.n + weight) // the cell drawn towards its margins
			m.Expect[n] = p
			sum.N++
			sum.Expected += p
			if entries[n].Waited >= 0 {
				sum.K++
			}
			for f, level := range entries[n].Levels {
				shares[f][level] += 1 / float64(len(mine))
			}
		}
		norm := sum.Norm()
		// The variance of the norm is (p (1-p))² times that of its log odds; of the p (1-p) that
		// one lead brings to a count it is this part.
		m.Unsure[rep][step] = norm * (1 - norm) * others.unsure(shares)
		for _, n := range mine {
			take(&cells[where[n]], entries[n], +1)
		}
	}
}

func take(c *cell, e Entry, n float64) {
	c.n += n
	if e.Waited >= 0 {
		c.k += n
	}
}

// agree says by how many leads the margins count against a cell's own: a beta-binomial
// prior around the margin, its weight by the method of moments over all cells (Kleinman,
// JASA 68, 1973, 46-54). Where cells differ no more than chance lets them, it is the margins alone.
func (m *margins) agree(cells []cell) (weight float64) {
	var excess, scale float64
	for i := range cells {
		c := &cells[i]
		c.p = sigmoid(m.odds(c.levels))
		if c.n > 1 {
			off := c.k - c.n*c.p
			excess += off*off - c.n*c.p*(1-c.p)
			scale += c.n * (c.n - 1) * c.p * (1 - c.p)
		}
	}
	if excess <= 0 || scale <= 0 {
		return 1e6
	}
	return max(leastWeight, scale/excess-1)
}

// cellsOf sorts entries by their mix; where is the cell of each entry.
func cellsOf(entries []Entry, of []int) (cells []cell, where map[int]int) {
	sorted := slices.Clone(of)
	byMix := func(a, b int) int {
		for f := range Factors {
			if c := cmp.Compare(entries[a].Levels[f], entries[b].Levels[f]); c != 0 {
				return c
			}
		}
		return cmp.Compare(a, b)
	}
	slices.SortFunc(sorted, byMix)
	where = make(map[int]int, len(of))
	for i, n := range sorted {
		if i == 0 || entries[n].Levels != entries[sorted[i-1]].Levels {
			cells = append(cells, cell{levels: entries[n].Levels})
		}
		where[n] = len(cells) - 1
		take(&cells[len(cells)-1], entries[n], +1)
	}
	return cells, where
}

func logit(p float64) float64   { return math.Log(p / (1 - p)) }
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// bounded keeps one step from overshooting.
func bounded(x float64) float64 { return max(-1.5, min(1.5, x)) }
