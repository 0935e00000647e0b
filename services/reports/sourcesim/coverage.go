package sourcesim

import (
	"math/rand/v2"

	"ripen/services/reports/maturity"
	"ripen/services/reports/neglect"
	"ripen/services/reports/rates"
)

// Coverage is how often ranges hold what they promise, 95 times in 100 is right; and how often
// the verdicts on follow-up are.
type Coverage struct {
	ARate        float64 `json:"a_rate"`               // Wilson, of the last quarter’s inquiries
	Orders       float64 `json:"final_orders"`         // of the last quarter’s cohorts, completed
	AtFull       float64 `json:"at_full"`              // orders, and so CPO, at full follow-up
	Average      float64 `json:"average"`              // of these three
	Removed      float64 `json:"removed"`              // the same at full follow-up, where follow-up was removed
	Cohorts      int     `json:"cohorts"`              // that were completed
	Plain        float64 `json:"plain_orders"`         // the same, by chain ladder and a Poisson range
	PlainRemoved float64 `json:"plain_removed"`        // the same in sources whose follow-up was removed
	PlainFull    float64 `json:"plain_at_full"`        // CPO as it is with a Poisson range, taken for that at full follow-up
	Told         float64 `json:"neglected_told"`       // neglected sources that are called neglected, and not weak
	Accused      float64 `json:"neglected_weak"`       // neglected sources that are called weak, though they are not
	PlainWeak    float64 `json:"plain_neglected_weak"` // the same by CPO as it is
}

// The days on which everything is looked at, and how long a quarter is.
var looks = []int{560, 728, 910}

const quarter = 13 * week

type hits struct{ held, of int }

func (h *hits) note(held bool) { h.held, h.of = h.held+one(held), h.of+1 }

func (h hits) rate() float64 { return float64(h.held) / float64(max(1, h.of)) }

// coverage looks at clients one of whose sources is neglected.
func coverage(p Params, runs int, seed uint64) (c Coverage) {
	var aRate, final, atFull, removed, plain, plainFull, plainRemoved, told, accused, plainWeak hits
	for run := range runs {
		w := newWorld(p, rand.New(rand.NewPCG(seed, 2_000_000+uint64(run))), neglects)
		for _, today := range looks {
			curve, ladder := w.curve(today), maturity.Plain(w.orders(today), today)
			for n := range w.sources {
				s := &w.sources[n]
				last, brought, k, count, chance := s.quarter(today)
				low, high := rates.Wilson(k, count)
				aRate.note(low <= chance && chance <= high)
				own := curve.Own(maturity.TallyOf(s.orders(today), today))
				if f := own.Complete(last, today, maturity.Nothing); f.State != maturity.TooYoung {
					c.Cohorts++
					final.note(f.Low <= float64(brought) && float64(brought) <= f.High)
					plain.note(holds(ladder.Complete(last, today, maturity.Nothing).Expected, float64(brought)))
				}
			}
			cells, spend, truth, as := w.cells(today)
			findings := neglect.Full(cells, spend)
			for n, f := range findings {
				held := f.AtFull.Low <= truth[n] && truth[n] <= f.AtFull.High
				atFull.note(held)
				plainFull.note(holds(as[n], truth[n]))
				if w.sources[n].fault != neglects || f.Verdict == neglect.TooFew {
					continue
				}
				removed.note(held)
				plainRemoved.note(holds(as[n], truth[n]))
				told.note(f.Verdict == neglect.Neglected || f.Verdict == neglect.Both)
				paid, brought, broughtAs := 0.0, 0.0, 0.0
				for m := range findings {
					if m != n {
						paid, brought, broughtAs = paid+spend[m], brought+truth[m], broughtAs+as[m]
					}
				}
				if truly := spend[n] / truth[n]; truly <= paid/brought {
					accused.note(f.Verdict == neglect.Weak || f.Verdict == neglect.Both)
					plainWeak.note(spend[n]/as[n] > 1.25*paid/broughtAs)
				}
			}
		}
	}
	c.ARate, c.Orders, c.AtFull, c.Removed = aRate.rate(), final.rate(), atFull.rate(), removed.rate()
	c.Average = (c.ARate + c.Orders + c.AtFull) / 3
	c.Plain, c.PlainFull, c.PlainRemoved = plain.rate(), plainFull.rate(), plainRemoved.rate()
	c.Told, c.Accused, c.PlainWeak = told.rate(), accused.rate(), plainWeak.rate()
	return c
}

// quarter is the cohorts of the last quarter, what they bring in the end, how many of their
// inquiries were A, and the chance that they had to be.
func (s *source) quarter(today int) (cohorts []maturity.Cohort, final, a, count int, chance float64) {
	cohorts = make([]maturity.Cohort, quarter)
	for n := range cohorts {
		cohorts[n].Arrived = today - quarter + 1 + n
	}
	for _, i := range s.inquiries {
		n := i.day - cohorts[0].Arrived
		if n < 0 || n >= quarter {
			continue
		}
		count++
		a += one(i.a)
		chance += i.chance
		cohorts[n].Size++
		cohorts[n].Orders += one(i.ordered >= 0 && i.ordered <= today)
		final += one(i.ordered >= 0 && i.ordered-i.day <= maturity.Horizon)
	}
	return cohorts, final, a, count, chance / float64(max(1, count))
}

// holds says whether a Poisson range about a count holds the truth.
func holds(count, truth float64) bool {
	g := rates.Gamma{Shape: count + 0.5, Rate: 1}
	return g.At(0.025) <= truth && truth <= g.At(0.975)
}

// cells are a year’s leads of all sources on a day, with what they would bring in the end at
// full follow-up, and have brought as it is.
func (w *world) cells(today int) (cells []neglect.Cell, spend, truth, as []float64) {
	const year = 364
	curve := w.leadCurve(today)
	spend, truth, as = make([]float64, len(w.sources)), make([]float64, len(w.sources)), make([]float64, len(w.sources))
	for n := range w.sources {
		s := &w.sources[n]
		of := map[int]*neglect.Cell{}
		for _, i := range s.inquiries {
			if i.released < 0 || i.released > today || i.released <= today-year {
				continue
			}
			c := of[i.stratum]
			if c == nil {
				c = &neglect.Cell{Source: n, Levels: w.levels(i.stratum)}
				of[i.stratum] = c
			}
			ripe, came := curve.Share(today-i.released), one(i.ordered >= 0 && i.ordered <= today)
			if i.followed {
				c.Followed, c.Ripe, c.Orders = c.Followed+1, c.Ripe+ripe, c.Orders+came
			} else {
				c.Neglected, c.NeglectedRipe, c.NeglectedOrders = c.Neglected+1, c.NeglectedRipe+ripe, c.NeglectedOrders+came
			}
			truth[n] += float64(one(i.atFull >= 0))
			as[n] += float64(came)
		}
		for stratum := range w.strata {
			if c := of[stratum]; c != nil {
				cells = append(cells, *c)
			}
		}
		for day := max(0, today-year+1); day <= today; day++ {
			spend[n] += s.spend[day/week] / week
		}
	}
	return cells, spend, truth, as
}

// levels are the band, the product and the rep of a stratum.
func (w *world) levels(stratum int) []int {
	return []int{stratum / (w.products * w.reps), stratum / w.reps % w.products, stratum % w.reps}
}

// leadCurve is the client’s curve of orders by the age of the lead, not of the inquiry.
func (w *world) leadCurve(today int) *maturity.Curve {
	var orders []maturity.Seen
	for _, s := range w.sources {
		for _, i := range s.inquiries {
			if i.ordered >= 0 && i.ordered <= today {
				orders = append(orders, maturity.Seen{Arrived: i.released, Age: i.ordered - i.released, Orders: 1})
			}
		}
	}
	return maturity.Fit(orders, today, maturity.Published())
}
