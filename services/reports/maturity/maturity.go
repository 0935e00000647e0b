// Package maturity says how much of what a cohort of inquiries will order has been ordered by
// now: a client's own curve of orders by age, learned from orders of which only the quick ones
// have come so far, and what an immature cohort is therefore expected to bring in the end.
package maturity

import (
	"math"

	"ripen/services/reports/rates"
)

// Horizon is the age in days after which no order is expected any more; what comes later still
// is counted as of that age.
const Horizon = 730

const (
	// Ripe is the share of its orders from which on a cohort is called mature.
	Ripe = 0.95
	// Least is the share of its orders under which a cohort is too young to say anything of.
	Least = 0.10
)

// Seen is orders that have come: of inquiries that arrived on a day, so many days after it.
// Days are counted from any one day. An order before its inquiry is given the age 0.
type Seen struct{ Arrived, Age, Orders int }

// A Prior is what is known of the curve before the client's own orders are looked at: as if
// Weight orders, spread over the ages as the shares are, had been seen to their end.
type Prior struct {
	Weight float64
	upTo   []float64 // share of the orders at each age, rising to 1 at the horizon
}

// PriorWeight is the number of orders that the published figures count for.
const PriorWeight = 15

// Published is the curve of the published figures, for a client of whom nothing is known yet:
// two fifths of the orders come as in the Olist marketing funnel (2017-18: 10 days in the
// median, nine of ten within 55: a lognormal of sigma 1.33), three fifths as in the rule of 45
// (of those who buy within two years 25 % do within 3 months, 52 % within 6, 80 % within 12:
// a lognormal of median 170 days and sigma 0.9). How many are of which kind is chosen: people
// in nurture bring most of the orders.
func Published() Prior {
	return Of(PriorWeight, func(age float64) float64 {
		return 0.4*lognormal(age, 10, 1.33) + 0.6*lognormal(age, 170, 0.9)
	})
}

// Of is a prior whose orders come by a function of the age.
func Of(weight float64, upTo func(age float64) float64) Prior {
	p := Prior{weight, make([]float64, Horizon+1)}
	end := upTo(Horizon + 0.5)
	for age := range p.upTo {
		p.upTo[age] = upTo(float64(age)+0.5) / end
	}
	p.upTo[Horizon] = 1
	return p
}

func lognormal(x, median, sigma float64) float64 {
	return 0.5 * math.Erfc(-math.Log(x/median)/sigma/math.Sqrt2)
}

// A Curve is the share of its orders that a cohort has brought at each age.
type Curve struct {
	mean, square []float64 // of the share at each age: its mean, and the mean of its square
	Orders       int       // it was learned from
}

// Fit learns the curve from the orders that were seen up to the day today.
//
// Slow orders of young cohorts have not come yet, so that the seen ones look quicker than they
// are. The age at which an order came is therefore compared only with orders that came sooner,
// among cohorts that were old enough to show it: of the orders of age u or less in cohorts of
// age u or more, how many came at age u? This is the reverse-time hazard of right-truncated
// lags (Lagakos, Barraj and De Gruttola, Biometrika 75, 1988, 515-523; Kalbfleisch and Lawless,
// JASA 84, 1989, 360-372), the product limit in reverse; on daily cohorts it is the chain
// ladder of insurers, whose link ratio is one over one less the hazard (Mack, ASTIN Bulletin
// 23, 1993, 213-225).
//
// Alone it says nothing of ages that no cohort has reached, and jumps where few have. The
// prior adds its orders at each age to both counts; each hazard is then beta-distributed and
// independent of the others, since the likelihood is a product over the ages. So a client
// without a single order has the prior's curve, one with thousands has its own, and the tail
// that nobody has seen is as unsure as so few orders leave it.
func Fit(seen []Seen, today int, prior Prior) *Curve {
	return TallyOf(seen, today).Fit(prior)
}

// Plain is the curve by the chain ladder alone, without a prior: right in the mean, and wild
// where there are few orders. Of ages that no cohort has reached it believes that nothing
// comes any more.
func Plain(seen []Seen, today int) *Curve {
	return Fit(seen, today, Prior{upTo: make([]float64, Horizon+1)})
}

func clamp(age int) int { return max(0, min(Horizon, age)) }

// OwnWeight is the number of a source’s orders that the client’s curve counts for in its own.
const OwnWeight = 50

// Own is the curve of one source, drawn towards the client’s: sources whose people are called
// at once order sooner than those whose people ripen, and completing both by one curve is
// wrong for both.
func (c *Curve) Own(orders *Tally) *Curve { return orders.Fit(Prior{OwnWeight, c.mean}) }

// Share is the share of its orders that a cohort has brought at an age.
func (c *Curve) Share(age int) float64 {
	if age < 0 {
		return 0
	}
	return c.mean[clamp(age)]
}

// Range is where the share lies 95 times in 100.
func (c *Curve) Range(age int) (low, high float64) {
	if age < 0 {
		return 0, 0
	}
	m, s := logit(c.mean[clamp(age)], c.square[clamp(age)])
	return logistic(m - rates.Normal(0.975)*s), logistic(m + rates.Normal(0.975)*s)
}

// MatureAt is the age in days from which on a cohort has brought the share of its orders.
func (c *Curve) MatureAt(share float64) int {
	for age, mean := range c.mean {
		if mean >= share {
			return age
		}
	}
	return Horizon
}

// logit is the middle and the deviation of the log odds of a share, by the delta method.
func logit(mean, square float64) (middle, deviation float64) {
	mean = max(1e-9, min(1-1e-9, mean))
	return math.Log(mean / (1 - mean)), math.Sqrt(max(0, square-mean*mean)) / (mean * (1 - mean))
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
