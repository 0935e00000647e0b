package maturity

import (
	"ripen/services/reports/rates"
)

// A Cohort is the inquiries that arrived on one day, and the orders they have brought so far.
// Size is what orders are expected in proportion to: inquiries, or spend.
type Cohort struct {
	Arrived int
	Size    float64
	Orders  int
}

// A State is what may be said of a cohort.
type State string

// The states, in the order that a cohort passes them.
const (
	TooYoung State = "too young to say"
	Immature State = "immature"
	Mature   State = "mature"
)

// A Final is what cohorts will have brought once nothing more comes.
type Final struct {
	Seen     int     // orders so far
	Share    float64 // of all that come
	State    State   // of a cohort that is too young only Seen is to be shown
	Expected float64
	Low      float64 // it lies between them 95 times in 100
	High     float64
}

// Nothing is the rate of which nothing is known beforehand (Jeffreys 1946, for a Poisson mean).
var Nothing = rates.Gamma{Shape: 0.5}

// Complete says what the cohorts together will have brought. The rate is what is known
// beforehand of their orders per size, such as those of the source's mature cohorts; or
// Nothing.
//
// Orders seen and orders to come are Poisson counts that share one rate, so that those to come
// are negative binomial given those seen. With Nothing it is the chain ladder; with a firm
// rate and a young cohort it is the method of Bornhuetter and Ferguson (Proceedings of the
// Casualty Actuarial Society 59, 1972, 181-195); between the two it weighs both by what they
// know (England and Verrall, British Actuarial Journal 8, 2002, 443-518). How unsure the
// curve itself is is mixed in.
func (c *Curve) Complete(cohorts []Cohort, today int, rate rates.Gamma) Final {
	size, seen, mean, square := c.ripeness(cohorts, today)
	f := Final{Seen: seen, Share: mean, Expected: float64(seen), Low: float64(seen), High: float64(seen)}
	switch {
	case size == 0 || mean < Least:
		f.State = TooYoung
	case mean < Ripe:
		f.State = Immature
	default:
		f.State = Mature
	}
	if size == 0 || mean >= 1 || rate.Rate == 0 && mean < Least {
		return f
	}
	middle, deviation := logit(mean, square)
	var toCome mixture
	for n := range nodes {
		share := logistic(middle + deviation*rates.Normal((float64(n)+0.5)/nodes))
		toCome = append(toCome, negativeBinomial{rate.Shape + float64(seen), (1 - share) * size / (rate.Rate + size*share)})
	}
	f.Expected += toCome.mean()
	f.Low, f.High = f.Low+toCome.at(0.025), f.High+toCome.at(0.975)
	return f
}

// nodes is by how many values the uncertainty of the curve is stood for.
const nodes = 15

// ripeness is the size of the cohorts, their orders, and the share of the orders that have come
// of them all: its mean, and the mean of its square.
func (c *Curve) ripeness(cohorts []Cohort, today int) (size float64, seen int, mean, square float64) {
	of := make([]float64, Horizon+1)
	for _, cohort := range cohorts {
		if cohort.Arrived > today {
			continue
		}
		seen += cohort.Orders
		size += cohort.Size
		of[clamp(today-cohort.Arrived)] += cohort.Size
	}
	if size == 0 {
		return 0, seen, 0, 0
	}
	younger := 0.0 // the shares at two ages vary together: the younger is a part of the older
	for age, s := range of {
		if s > 0 && c.mean[age] > 0 {
			square += c.square[age] * (s*s + 2*s*younger/c.mean[age])
		}
		younger += s * c.mean[age]
	}
	return size, seen, younger / size, square / size / size
}
