package maturity

import (
	"math"
	"testing"
)

// Where counts are few enough to be summed, the approximation for many is held against the
// sums.
func TestMixture_ofManyIsWhatTheSumsSay(t *testing.T) {
	for _, shape := range []float64{8, 40, 200, 900} {
		for _, mean := range []float64{60, 150, 390} {
			m := mixture{{shape, mean / shape}, {shape, 1.2 * mean / shape}, {shape, 0.8 * mean / shape}}
			for _, p := range []float64{0.025, 0.5, 0.975} {
				if summed, near := m.at(p), m.near(p); math.Abs(summed-near) > 0.3 {
					t.Errorf("shape %v, mean %v: %v of the chance lies under %v, by the approximation under %v", shape, mean, p, summed, near)
				}
			}
		}
	}
}
