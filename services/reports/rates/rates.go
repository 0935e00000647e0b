// Package rates says how sure a share of few is: intervals, priors, and the two distributions
// that they rest on.
package rates

import (
	"math"
	"slices"
)

// z is the 97.5 % point of the normal distribution: ranges hold 95 times in 100.
const z = 1.959963984540054

// Wilson is the 95 % interval of a share of k in n (Wilson 1927). Of nothing it is
// the whole range from 0 to 1.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	size, share := float64(n), float64(k)/float64(n)
	middle := (share + z*z/(2*size)) / (1 + z*z/size)
	half := z / (1 + z*z/size) * math.Sqrt(share*(1-share)/size+z*z/(4*size*size))
	return max(0, middle-half), min(1, middle+half)
}

// Median is the middle of the values, between the two middle ones of an even number;
// ok is false where there are none.
func Median(values []int) (median float64, ok bool) {
	if len(values) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return float64(sorted[half]), true
	}
	return float64(sorted[half-1]+sorted[half]) / 2, true
}

// A Prior is what is known of a share before its own figures are looked at: a beta
// distribution, as if Hits in Hits + Misses had been seen already.
type Prior struct{ Hits, Misses float64 }

// PriorOf is the prior of a family of shares, k[i] of n[i], by the method of moments.
// Where they differ no more than chance lets them, it weighs as much as all together.
func PriorOf(k, n []int) Prior {
	var hits, size, squares float64
	for i := range n {
		hits, size, squares = hits+float64(k[i]), size+float64(n[i]), squares+float64(n[i])*float64(n[i])
	}
	if size == 0 {
		return Prior{0.5, 0.5}
	}
	mean := (hits + 0.5) / (size + 1)
	var spread, groups float64
	for i := range n {
		if n[i] > 0 {
			off := float64(k[i])/float64(n[i]) - mean
			spread += float64(n[i]) * off * off
			groups++
		}
	}
	weight := size
	if groups > 1 {
		chance := mean * (1 - mean)
		between := (spread - (groups-1)*chance) / (size - squares/size)
		if between > 0 {
			weight = min(size, max(1, chance/between-1))
		}
	}
	return Prior{mean * weight, (1 - mean) * weight}
}

// Shrink is the share of k in n drawn towards the prior: much where n is small,
// hardly where it is large.
func (p Prior) Shrink(k, n int) float64 {
	return (float64(k) + p.Hits) / (float64(n) + p.Hits + p.Misses)
}
