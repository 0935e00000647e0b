package rates

import "math"

// Below is the chance that a gamma variable of a shape and a rate is at most x: the regularised
// incomplete gamma function (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964:
// the series 6.5.29 below the middle, the continued fraction 6.5.31 above it).
func (g Gamma) Below(x float64) float64 {
	if x = x * g.Rate; x <= 0 {
		return 0
	}
	log, _ := math.Lgamma(g.Shape)
	front := math.Exp(g.Shape*math.Log(x) - x - log)
	if x < g.Shape+1 {
		sum, term := 1/g.Shape, 1/g.Shape
		for n := 1.0; n < 10_000 && term > sum*1e-15; n++ {
			term *= x / (g.Shape + n)
			sum += term
		}
		return min(1, front*sum)
	}
	return max(0, 1-front/fraction(x+1-g.Shape, func(n float64) (a, b float64) {
		return -n * (n - g.Shape), x + 2*n + 1 - g.Shape
	}))
}

// A Gamma is what is known of a rate: as if Shape had been counted in Rate of exposure.
type Gamma struct{ Shape, Rate float64 }

// Mean is the middle of what is known.
func (g Gamma) Mean() float64 { return g.Shape / g.Rate }

// At is the value that the rate lies under with the chance p: by Newton's steps from the
// approximation of Wilson and Hilferty (Proceedings of the National Academy of Sciences 17,
// 1931, 684-688), and by halves where a step leaves what is known of it.
func (g Gamma) At(p float64) float64 {
	low, high := 0.0, g.Mean()+1/g.Rate
	for g.Below(high) < p {
		low, high = high, 2*high
	}
	x := g.Mean() * math.Pow(max(0, 1-1/(9*g.Shape)+Normal(p)/(3*math.Sqrt(g.Shape))), 3)
	log, _ := math.Lgamma(g.Shape)
	for range 60 {
		if x <= low || x >= high {
			x = (low + high) / 2
		}
		off := g.Below(x) - p
		if off < 0 {
			low = x
		} else {
			high = x
		}
		next := x - off/(g.Rate*math.Exp((g.Shape-1)*math.Log(x*g.Rate)-x*g.Rate-log))
		if math.Abs(next-x) <= 1e-12*x || high-low <= 1e-12*high {
			break
		}
		x = next
	}
	return max(low, min(high, x))
}

// A Beta is what is known of a share: as if so many hits and misses had been counted.
type Beta struct{ Hits, Misses float64 }

// Mean is the middle of what is known.
func (b Beta) Mean() float64 { return b.Hits / (b.Hits + b.Misses) }

// Below is the chance that the share is at most x: the regularised incomplete beta function
// (Abramowitz and Stegun 1964, 26.5.8).
func (b Beta) Below(x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (b.Hits+1)/(b.Hits+b.Misses+2): // where the fraction converges slowly, the other side
		return 1 - Beta{b.Misses, b.Hits}.Below(1-x)
	}
	one, _ := math.Lgamma(b.Hits)
	other, _ := math.Lgamma(b.Misses)
	both, _ := math.Lgamma(b.Hits + b.Misses)
	front := math.Exp(both - one - other + b.Hits*math.Log(x) + b.Misses*math.Log1p(-x))
	return min(1, front/b.Hits/fraction(1, func(n float64) (numerator, denominator float64) {
		m := math.Floor(n / 2)
		if n == 2*m {
			return m * (b.Misses - m) * x / ((b.Hits + 2*m - 1) * (b.Hits + 2*m)), 1
		}
		return -(b.Hits + m) * (b.Hits + b.Misses + m) * x / ((b.Hits + 2*m) * (b.Hits + 2*m + 1)), 1
	}))
}

// At is the share that it lies under with the chance p.
func (b Beta) At(p float64) float64 {
	return Halve(0, 1, func(x float64) bool { return b.Below(x) < p })
}

// Normal is the value that a normal variable of middle 0 and deviation 1 lies under with the
// chance p.
func Normal(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// fraction is the continued fraction first + a1/(b1 + a2/(b2 + …)) (the modified algorithm of
// Lentz: Thompson and Barnett, Journal of Computational Physics 64, 1986, 490-509).
func fraction(first float64, term func(n float64) (a, b float64)) float64 {
	const tiny = 1e-300
	value := first
	if value == 0 {
		value = tiny
	}
	c, d := value, 0.0
	for n := 1.0; n < 10_000; n++ {
		a, b := term(n)
		if d = b + a*d; d == 0 {
			d = tiny
		}
		if c = b + a/c; c == 0 {
			c = tiny
		}
		d = 1 / d
		value *= c * d
		if math.Abs(c*d-1) < 1e-14 {
			break
		}
	}
	return value
}

// Halve finds where under ends to hold between low and high.
func Halve(low, high float64, under func(float64) bool) float64 {
	for range 50 {
		if middle := (low + high) / 2; under(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
