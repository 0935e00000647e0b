package maturity

import (
	"math"

	"ripen/services/reports/rates"
)

// A negativeBinomial is a Poisson count whose mean is a gamma variable of the shape, times the
// scale (Greenwood and Yule, JRSS 83, 1920, 255-279).
type negativeBinomial struct{ shape, scale float64 }

// below is the chance of at most so many, for large counts: of so many misses before the shape
// of hits, which is a binomial chance, by the normal approximation of Peizer and Pratt (JASA
// 63, 1968, 1416-1456).
func (nb negativeBinomial) below(count float64) float64 {
	p, q := nb.scale/(1+nb.scale), 1/(1+nb.scale)
	n := count + nb.shape
	away := count + 2.0/3 - (n+1.0/3)*p + 0.02*(q/(count+1)-p/nb.shape+(q-0.5)/(n+1))
	return 0.5 * math.Erfc(-away*math.Sqrt((1+q*bend((count+0.5)/(n*p))+p*bend((nb.shape-0.5)/(n*q)))/((n+1.0/6)*p*q))/math.Sqrt2)
}

// bend is the function g of Peizer and Pratt.
func bend(x float64) float64 {
	if x <= 0 {
		return 1
	}
	if math.Abs(x-1) < 1e-4 {
		return (1 - x) / 3
	}
	return (1 - x*x + 2*x*math.Log(x)) / (1 - x) / (1 - x)
}

// A mixture is equal parts of several.
type mixture []negativeBinomial

func (m mixture) mean() float64 {
	sum := 0.0
	for _, nb := range m {
		sum += nb.shape * nb.scale
	}
	return sum / float64(len(m))
}

// few is the mean up to which the chances are summed count by count.
const few = 400

// at is the count that is not passed with the chance p, between two counts where it lies
// between them, the count itself counted by half (Lancaster, JASA 56, 1961, 223-234): ranges
// then hold as often as they say, and not more often, where counts are small.
func (m mixture) at(p float64) float64 {
	chance, step := make([]float64, len(m)), make([]float64, len(m)) // of the count, and of one more
	for n, nb := range m {
		if chance[n] = math.Exp(-nb.shape*math.Log1p(nb.scale)) / float64(len(m)); chance[n] < 1e-280 {
			return m.near(p)
		}
		step[n] = nb.scale / (1 + nb.scale)
	}
	if m.mean() > few {
		return m.near(p)
	}
	sum := 0.0
	for count := 0.0; count < 100*few; count++ {
		here := 0.0
		for n, nb := range m {
			here += chance[n]
			chance[n] *= step[n] * (nb.shape + count) / (count + 1)
		}
		if sum+here >= p {
			return max(0, count-0.5+(p-sum)/here)
		}
		sum += here
	}
	return m.near(p)
}

// near is at for counts so large that two of them make no difference.
func (m mixture) near(p float64) float64 {
	below := func(count float64) float64 {
		sum := 0.0
		for _, nb := range m {
			sum += nb.below(count)
		}
		return sum / float64(len(m))
	}
	high := max(1, m.mean())
	for below(high) < p {
		high *= 2
	}
	return rates.Halve(0, high, func(count float64) bool { return below(count) < p }) + 0.5
}
