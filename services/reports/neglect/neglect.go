// Package neglect tells a weak source from a neglected one: what its orders would cost if all of
// its leads had been followed up in time, by what the followed-up leads of the same kind bring.
package neglect

import (
	"ripen/services/reports/rates"
)

// A Cell is the leads of one source that are alike in what makes them order and what makes them
// be followed up: Levels is one number from 0 for each of such factors as value band, product and
// rep, the same factors in every cell. No two cells are alike in all of it.
type Cell struct {
	Source          int
	Levels          []int
	Followed        int     // leads followed up in time
	Ripe            float64 // of them: the sum of the shares of their orders that have come by their age
	Orders          int     // of the followed-up leads, so far
	Neglected       int     // the other leads
	NeglectedRipe   float64
	NeglectedOrders int
}

// A Range is a figure with where it lies 95 times in 100.
type Range struct{ Middle, Low, High float64 }

// A Finding is what follow-up means for one source.
type Finding struct {
	Leads, Followed int
	Orders          int   // so far
	AsItIs          Range // orders, once nothing more comes
	AtFull          Range // orders, had all leads been followed up in time
	CPO, CPOAtFull  Range // 0 without spend
	Verdict         Verdict
}

// Full says of each source what full follow-up would have brought; spend is that of each source,
// 0 where none was entered.
//
// It is direct standardisation (Breslow and Day, Statistical Methods in Cancer Research II,
// 1987, 2.3): each neglected lead is given the order rate of the followed-up ones of its
// source and stratum. It rests on one assumption that no figure can prove: within a stratum it
// was chance who was followed up. Where reps leave aside what looks poor to them for reasons that no
// answer shows, full follow-up brings less.
//
// Rates of cells are thin. They are a product of what the source does and what each factor does
// (fitted by turns: Deming and Stephan, Annals of Mathematical Statistics 11, 1940, 427-444),
// each drawn towards 1 by a gamma prior whose weight is read off how much they differ (Clayton
// and Kaldor, Biometrics 43, 1987, 671-681), and each cell is drawn towards that product.
func Full(cells []Cell, spend []float64) []Finding {
	m := fit(cells, len(spend))
	findings := make([]Finding, len(spend))
	for source := range spend {
		findings[source] = m.finding(cells, source, spend[source])
	}
	overall := elsewhere(findings, spend)
	for source := range findings {
		f := &findings[source]
		f.Verdict = f.judge(overall[source])
	}
	return findings
}

// A model is orders per ripe followed-up lead as a product.
type model struct {
	mean    float64
	factors [][]rates.Gamma // of the source, then of each factor: of each level, about 1
	cells   []rates.Gamma   // each about the product
}

// rounds of fitting by turns: the factors have settled long before.
const rounds = 20

// level is that of a cell in a factor; the source is the first factor.
func (c Cell) level(factor int) int {
	if factor == 0 {
		return c.Source
	}
	return c.Levels[factor-1]
}

func fit(cells []Cell, sources int) *model {
	m := &model{factors: [][]rates.Gamma{ones(sources)}}
	if len(cells) > 0 {
		m.factors = append(m.factors, make([][]rates.Gamma, len(cells[0].Levels))...)
	}
	var orders, ripe float64
	for _, c := range cells {
		orders, ripe = orders+float64(c.Orders), ripe+c.Ripe
		for f := range m.factors {
			if level := c.level(f); level >= len(m.factors[f]) {
				m.factors[f] = ones(level + 1)
			}
		}
	}
	m.mean = (orders + 0.5) / max(1, ripe)
	for range rounds {
		for f, levels := range m.factors {
			seen, expected := make([]float64, len(levels)), make([]float64, len(levels))
			for _, c := range cells {
				seen[c.level(f)] += float64(c.Orders)
				expected[c.level(f)] += c.Ripe * m.product(c) / levels[c.level(f)].Mean()
			}
			m.factors[f] = drawn(seen, expected)
		}
	}
	seen, expected := make([]float64, len(cells)), make([]float64, len(cells))
	for n, c := range cells {
		seen[n], expected[n] = float64(c.Orders), c.Ripe*m.product(c)
	}
	m.cells = drawn(seen, expected)
	return m
}

func (m *model) product(c Cell) float64 {
	rate := m.mean
	for f, levels := range m.factors {
		rate *= levels[c.level(f)].Mean()
	}
	return rate
}

func ones(n int) []rates.Gamma {
	all := make([]rates.Gamma, n)
	for i := range all {
		all[i] = rates.Gamma{Shape: 1, Rate: 1}
	}
	return all
}

// Bounds of the weight of the priors: factors differ by at least a twentieth and at most by their
// whole size, whatever few figures seem to say.
const (
	lightest = 1
	heaviest = 400
)

// drawn is each factor seen/expected, drawn towards 1 by what the family of them says of how much
// they differ, by the method of moments (Clayton and Kaldor 1987, their equations 5 and 6 in
// the form of Marshall, Applied Statistics 40, 1991, 283-294).
func drawn(seen, expected []float64) []rates.Gamma {
	var orders, all, spread, squares float64
	for n := range seen {
		orders, all, squares = orders+seen[n], all+expected[n], squares+expected[n]*expected[n]
	}
	weight := float64(heaviest)
	if all > 0 && orders > 0 {
		middle, families := orders/all, 0.0
		for n := range seen {
			if expected[n] > 0 {
				off := seen[n]/expected[n] - middle
				spread += expected[n] * off * off
				families++
			}
		}
		// E[spread] = (families-1) × middle + variance × (all − squares/all)
		if between := (spread - (families-1)*middle) / (all - squares/all); families > 1 && between > 0 {
			weight = middle * middle / between
		}
	}
	weight = max(lightest, min(heaviest, weight))
	out := make([]rates.Gamma, len(seen))
	for n := range seen {
		out[n] = rates.Gamma{Shape: weight + seen[n], Rate: weight + expected[n]}
	}
	return out
}

// finding adds up a source. Orders to come of followed-up leads, and all orders of the others as
// if they had been followed up, are counts about rates that are themselves unsure: the
// variance is that of both. A factor’s part of it grows with how much hangs on each level.
func (m *model) finding(cells []Cell, source int, spend float64) (f Finding) {
	var toCome, missed float64 // expected orders of the followed-up, and of the others at full follow-up
	var others, due, ripe float64
	followed, unsure := 0, 0.0
	hangs := make([]map[int]float64, len(m.factors))
	for n := range hangs {
		hangs[n] = map[int]float64{}
	}
	for n, c := range cells {
		if c.Source != source {
			continue
		}
		f.Leads, f.Followed, f.Orders = f.Leads+c.Followed+c.Neglected, f.Followed+c.Followed, f.Orders+c.Orders+c.NeglectedOrders
		followed += c.Orders
		rate := m.product(c) * m.cells[n].Mean()
		rest := rate * (float64(c.Followed) - c.Ripe + float64(c.Neglected))
		toCome, missed = toCome+rate*(float64(c.Followed)-c.Ripe), missed+rate*float64(c.Neglected)
		others, due, ripe = others+float64(c.NeglectedOrders), due+rate*c.NeglectedRipe, ripe+c.NeglectedRipe
		unsure += rest * rest / m.cells[n].Shape
		for factor := range hangs {
			hangs[factor][c.level(factor)] += rest
		}
	}
	for factor, levels := range hangs {
		for level, rest := range levels {
			unsure += rest * rest / m.factors[factor][level].Shape
		}
	}
	f.AtFull = about(float64(followed), toCome+missed, unsure+toCome+missed)
	// As it is: what the others bring of what they would, drawn to a half of it by one order.
	asItIs := toCome
	if left := f.Leads - f.Followed; left > 0 {
		asItIs += (others + 1) / (due + 2) * missed * (1 - ripe/float64(left))
	}
	f.AsItIs = about(float64(f.Orders), asItIs, asItIs*asItIs/m.factors[0][source].Shape+asItIs)
	if spend > 0 {
		f.CPO, f.CPOAtFull = per(spend, f.AsItIs), per(spend, f.AtFull)
	}
	return f
}

// about is a count that is known in part: the rest has a mean and a variance, and is taken for a
// gamma variable of both.
func about(known, mean, variance float64) Range {
	if mean <= 0 {
		return Range{known, known, known}
	}
	g := rates.Gamma{Shape: mean * mean / variance, Rate: mean / variance}
	// A count lies between two whole numbers: half of one is left to either side of it.
	return Range{known + mean, known + max(0, g.At(0.025)-0.25), known + g.At(0.975) + 0.25}
}

func per(spend float64, orders Range) Range {
	return Range{spend / max(0.5, orders.Middle), spend / max(0.5, orders.High), spend / max(0.5, orders.Low)}
}

// elsewhere is of each source what an order costs at full follow-up in all the others; 0 where
// too few came there.
func elsewhere(findings []Finding, spend []float64) []float64 {
	out := make([]float64, len(spend))
	for source := range spend {
		paid, orders := 0.0, 0.0
		for n, f := range findings {
			if n != source && spend[n] > 0 {
				paid, orders = paid+spend[n], orders+f.AtFull.Middle
			}
		}
		if orders >= Enough {
			out[source] = paid / orders
		}
	}
	return out
}
