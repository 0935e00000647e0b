package rates_test

import (
	"math"
	"testing"

	"ripen/services/reports/rates"
)

func TestWilson_isThePublishedInterval(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{2, 10, 0.0567, 0.5098},                                            // “2 of 10 is 6 to 51 %”
		{0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}, {81, 263, 0.2553, 0.3662}, // Newcombe 1998, table I
		{0, 0, 0, 1},
	} {
		low, high := rates.Wilson(c.k, c.n)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}

func TestMedian_liesBetweenTheTwoMiddleOnes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values []int
		want   float64
		ok     bool
	}{
		{nil, 0, false}, {[]int{7}, 7, true}, {[]int{9, 10, 1, 30}, 9.5, true}, {[]int{5, -2, 3}, 3, true},
	} {
		if got, ok := rates.Median(c.values); got != c.want || ok != c.ok {
			t.Errorf("%v: %v, %v", c.values, got, ok)
		}
	}
	given := []int{3, 1, 2}
	rates.Median(given)
	if given[0] != 3 {
		t.Error("the values were sorted in place")
	}
}

func TestShrink_drawsTheFewMoreThanTheMany(t *testing.T) {
	t.Parallel()
	k, n := []int{1, 200, 40, 90}, []int{2, 1000, 1000, 1000}
	prior := rates.PriorOf(k, n)
	if mean := prior.Hits / (prior.Hits + prior.Misses); math.Abs(mean-331.5/3003) > 1e-9 {
		t.Errorf("the prior’s mean is %v", mean)
	}
	few, many := prior.Shrink(1, 2), prior.Shrink(200, 1000)
	if few > 0.2 || few < 0.11 {
		t.Errorf("1 of 2 becomes %.3f", few)
	}
	if math.Abs(many-0.2) > 0.01 {
		t.Errorf("200 of 1000 becomes %.3f", many)
	}
	same := rates.PriorOf([]int{10, 10, 10}, []int{100, 100, 100})
	if weight := same.Hits + same.Misses; math.Abs(weight-300) > 1e-9 {
		t.Errorf("where nothing differs the prior weighs %v, not all 300", weight)
	}
	if p := rates.PriorOf(nil, nil); p.Shrink(0, 0) != 0.5 {
		t.Errorf("of nothing: %v", p.Shrink(0, 0))
	}
}
