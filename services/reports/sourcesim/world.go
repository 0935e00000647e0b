package sourcesim

import (
	"math"
	"math/rand/v2"
	"slices"

	"ripen/services/reports/rates"
)

// A fault is what happens to a source on the day of the change.
type fault int

const (
	sound    fault = iota
	poorer         // half as many of its inquiries are, or become, A
	hollow         // as many A as before, and half as many of them order
	neglects       // from the first day on, few of its leads are followed up
)

// An inquiry is the truth about one.
type inquiry struct {
	day      int
	chance   float64 // of being an A
	a        bool    // at the first grading
	released int     // the day it became a lead; never: -1
	stratum  int
	followed bool
	ordered  int // the day it ordered; never: -1
	atFull   int // the day it had ordered if followed up
}

// A source is the truth about one.
type source struct {
	fault     fault
	rate      float64 // of A, on the middle of the season
	cpi       float64
	perWeek   float64
	inquiries []inquiry
	spend     []float64 // of each week
}

// A world is one client.
type world struct {
	change         int
	strata         int // so many kinds of leads
	products, reps int
	sources        []source
}

// newWorld makes a client whose first sources have the faults.
func newWorld(p Params, dice *rand.Rand, faults ...fault) *world {
	w := &world{change: p.Change.First + dice.IntN(p.Change.Last-p.Change.First+1), sources: make([]source, p.Sources.Count)}
	wave := dice.Float64() * 2 * math.Pi
	strata := newStrata(p, dice)
	w.strata, w.products, w.reps = len(strata.orders), p.Products.Count, p.Reps.Count
	prompt := p.Lag.Median * math.Exp(p.OwnLag.Sigma*dice.NormFloat64())
	slow := p.Ripens.Median * math.Exp(p.OwnLag.Sigma*dice.NormFloat64())
	for n := range w.sources {
		s := &w.sources[n]
		if n < len(faults) {
			s.fault = faults[n]
		}
		s.rate = p.ARate.Low * math.Pow(p.ARate.High/p.ARate.Low, dice.Float64())
		s.cpi = p.CPI.Median * math.Exp(p.CPI.Sigma*dice.NormFloat64())
		s.perWeek = p.Inquiries.Median * math.Exp(p.Inquiries.Sigma*dice.NormFloat64())
		readily := odds(p.Order.Share) + p.Order.Sigma*dice.NormFloat64()
		mix := strata.mix(p, dice)
		usual := p.FollowUp.Usual
		if s.fault == neglects {
			usual = p.FollowUp.Neglected
		}
		for day := range p.Days.Value {
			year := 2*math.Pi*float64(day)/365.25 + wave
			expected := s.perWeek / 7 * (1 + p.VolumeSeason.Amplitude*math.Sin(year))
			if day%7 == 0 {
				s.spend = append(s.spend, 0)
			}
			s.spend[day/7] += expected * s.cpi
			season := 1 + p.RateSeason.Amplitude*math.Cos(year)
			rate, ripens, orders := s.rate*season, p.Ripens.Value*season, 1.0
			if day >= w.change && s.fault == poorer {
				rate, ripens = rate*p.Fall.Value, ripens*p.Fall.Value
			}
			if day >= w.change && s.fault == hollow {
				orders = p.Fall.Value
			}
			for range poisson(dice, expected) {
				i := inquiry{day: day, chance: rate, released: -1, ordered: -1, atFull: -1}
				i.a = dice.Float64() < rate
				ripe := !i.a && dice.Float64() < ripens
				if i.a || ripe {
					if i.released = day; ripe {
						i.released += int(slow * math.Exp(p.Ripens.Sigma*dice.NormFloat64()))
					}
					i.stratum = pick(dice, mix)
					i.followed = dice.Float64() < logistic(odds(usual)+strata.followUp[i.stratum])
					chance := orders * season * logistic(readily+strata.orders[i.stratum])
					draw, on := dice.Float64(), i.released+int(prompt*math.Exp(p.Lag.Sigma*dice.NormFloat64()))
					if draw < chance {
						i.atFull = on
					}
					if i.followed || draw < chance*p.FollowUp.Left {
						i.ordered = i.atFull
					}
				}
				s.inquiries = append(s.inquiries, i)
			}
		}
	}
	return w
}

// strata are the kinds of leads: band, product and rep.
type strata struct{ orders, followUp []float64 }

func newStrata(p Params, dice *rand.Rand) (s strata) {
	products, sell, follow := normals(dice, p.Products.Count, p.Products.Sigma), normals(dice, p.Reps.Count, p.Reps.Orders), normals(dice, p.Reps.Count, p.Reps.FollowUp)
	for band := range p.Bands.Orders {
		for product := range products {
			for rep := range sell {
				s.orders = append(s.orders, p.Bands.Orders[band]+products[product]+sell[rep])
				s.followUp = append(s.followUp, p.Bands.FollowUp[band]+follow[rep])
			}
		}
	}
	return s
}

// mix is how many leads of a source are in each stratum.
func (s strata) mix(p Params, dice *rand.Rand) (shares []float64) {
	bands, products, reps := dirichlet(dice, len(p.Bands.Orders), p), dirichlet(dice, p.Products.Count, p), dirichlet(dice, p.Reps.Count, p)
	for _, band := range bands {
		for _, product := range products {
			for _, rep := range reps {
				shares = append(shares, band*product*rep)
			}
		}
	}
	return shares
}

func normals(dice *rand.Rand, n int, sigma float64) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = sigma * dice.NormFloat64()
	}
	return all
}

// dirichlet is shares that sum to 1: gamma variables over their sum.
func dirichlet(dice *rand.Rand, n int, p Params) []float64 {
	shares, sum, kind := make([]float64, n), 0.0, rates.Gamma{Shape: p.Mix.Concentration, Rate: 1}
	for i := range shares {
		shares[i] = kind.At(dice.Float64())
		sum += shares[i]
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

// poisson draws a count by multiplying (Knuth, The Art of Computer Programming 2, 3.4.1).
func poisson(dice *rand.Rand, mean float64) (n int) {
	for left := dice.Float64(); left > math.Exp(-mean); left *= dice.Float64() {
		n++
	}
	return n
}

func pick(dice *rand.Rand, shares []float64) int {
	draw := dice.Float64()
	n := slices.IndexFunc(shares, func(s float64) bool { draw -= s; return draw < 0 })
	return max(0, n)
}

func odds(p float64) float64     { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
