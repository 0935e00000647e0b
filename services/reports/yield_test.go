package reports_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"ripen/services/reports"
	"ripen/services/reports/maturity"
)

// costing is a month that cost so much in all.
func costing(fee, spend float64) reports.ReturnMonth {
	of := func(v float64) *reports.Amount { return &reports.Amount{Decimal: decimal.NewFromFloat(v)} }
	return reports.ReturnMonth{Fee: of(fee), Spend: of(spend)}
}

func TestYield_hasTheExactIntervalOfACount(t *testing.T) {
	t.Parallel()
	ten := make([]float64, 10)
	for n := range ten {
		ten[n] = 300
	}
	y := costing(600, 400).Yield(reports.EarnedOf(ten...))
	// A Poisson count of 10 lies between 4.795 and 18.390 (Pearson and Hartley, Biometrika Tables, table 40).
	if y.CPO.String() != "100" || math.Abs(y.CPOLow.InexactFloat64()-1000/18.390) > 0.05 || math.Abs(y.CPOHigh.InexactFloat64()-1000/4.795) > 0.05 || *y.Return != 3 {
		t.Errorf("%+v", y)
	}
	if y := costing(600, 400).Yield(reports.EarnedOf(ten[:4]...)); y.CPO == nil || y.CPOLow != nil || y.ReturnRange != nil {
		t.Errorf("of four orders a range is told: %+v", y)
	}
	if y := costing(0, 0).Yield(reports.EarnedOf(ten...)); y.CPO != nil || y.Return != nil {
		t.Errorf("for nothing: %+v", y)
	}
	if y := (reports.ReturnMonth{}).Yield(reports.EarnedOf(ten...)); y.CPO != nil || y.Return != nil || y.Orders != 10 {
		t.Errorf("of an unknown cost: %+v", y)
	}
}

func TestYield_rangeHoldsTheTrueReturn(t *testing.T) {
	t.Parallel()
	const worlds, mean = 2000, 20_000.0
	for _, expected := range []float64{12, 60} {
		held, said := 0, 0
		for seed := range uint64(worlds) {
			r := rand.New(rand.NewPCG(seed, 41))
			var values []float64
			for at := r.ExpFloat64(); at < expected; at += r.ExpFloat64() {
				values = append(values, math.Round(mean*math.Exp(0.6*r.NormFloat64()-0.18)))
			}
			y := costing(20_000, 80_000).Yield(reports.EarnedOf(values...))
			if y.ReturnRange == nil {
				continue
			}
			said++
			if truth := expected * mean / 100_000; truth >= y.ReturnRange[0] && truth <= y.ReturnRange[1] {
				held++
			}
		}
		share := float64(held) / float64(said)
		t.Logf("of %.0f orders the range held the true return %.1f times in 100", expected, share*100)
		if said < worlds*9/10 || share < 0.92 || share > 0.975 {
			t.Errorf("%d of %d", held, said)
		}
	}
}

func TestRipe_addsWhatIsStillToCome(t *testing.T) {
	t.Parallel()
	m := costing(4000, 6000)
	values := make([]float64, 20)
	for n := range values {
		values[n] = 1000
	}
	m.Ready = reports.EarnedOf(values...)
	m.Final = &maturity.Final{Seen: 20, Share: 0.5, State: maturity.Immature, Expected: 40, Low: 30, High: 52}
	ripe, ok := m.Ripe()
	if !ok || ripe.CPO.Middle != 250 || ripe.Return.Middle != 4 || ripe.Return.Low < 2 || ripe.Return.Low > 3.4 || ripe.Return.High < 4.6 || ripe.Return.High > 5.6 || !m.Young() {
		t.Errorf("%+v %v", ripe, ok)
	}
	m.Final.State = maturity.TooYoung
	if _, ok := m.Ripe(); ok || !m.TooYoung() {
		t.Error("of the youngest something is said")
	}
	m.Final = nil
	if _, ok := m.Ripe(); ok || m.Young() {
		t.Error("what happened in a period is complete")
	}
}
