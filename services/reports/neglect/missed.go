package neglect

import (
	"math"
)

// A Loss is what was lost because leads were not followed up in time.
type Loss struct {
	Leads  int
	Left   int   // of them, contacted late or not at all
	Orders Range // by so many fewer than at full follow-up, once nothing more comes
	Known  bool  // there were enough leads and orders to say it
}

// Missed says how many orders were lost with the leads of all sources together that were not
// followed up in time. It rests on what Full rests on.
func Missed(cells []Cell) (l Loss) {
	sources := 0
	for _, c := range cells {
		sources = max(sources, c.Source+1)
	}
	m := fit(cells, sources)
	var expected, missed, others, due, ripe, unsure float64
	followed := 0
	hangs := make([][]float64, len(m.factors))
	for f := range hangs {
		hangs[f] = make([]float64, len(m.factors[f]))
	}
	for n, c := range cells {
		rate := m.product(c) * m.cells[n].Mean()
		rest := rate * float64(c.Neglected)
		l.Leads, l.Left, followed = l.Leads+c.Followed+c.Neglected, l.Left+c.Neglected, followed+c.Followed
		expected, missed = expected+rate*float64(c.Followed)+rest, missed+rest
		others, due, ripe = others+float64(c.NeglectedOrders), due+rate*c.NeglectedRipe, ripe+c.NeglectedRipe
		unsure += rest * rest / m.cells[n].Shape
		for f := range hangs {
			hangs[f][c.level(f)] += rest
		}
	}
	for f, levels := range hangs {
		for level, rest := range levels {
			unsure += rest * rest / m.factors[f][level].Shape
		}
	}
	toCome := 0.0
	if l.Left > 0 {
		toCome = (others + 1) / (due + 2) * missed * (1 - ripe/float64(l.Left))
	}
	// What the others ordered is known; the rest of what they would have is a count about an unsure rate.
	middle := missed - others - toCome
	spread := 1.96 * math.Sqrt(unsure+max(1, middle)+toCome)
	l.Orders = Range{max(0, middle), max(0, middle-spread), max(0, middle+spread)}
	l.Known = l.Left > 0 && l.Leads >= EnoughLeads && followed >= EnoughLeads/2 && expected >= Enough
	return l
}
