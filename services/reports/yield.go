package reports

import (
	"math"

	"github.com/shopspring/decimal"

	"ripen/services/reports/maturity"
	"ripen/services/reports/neglect"
	"ripen/services/reports/rates"
)

// A Yield is what was earned for a cost. The ranges hold 95 times in 100.
type Yield struct {
	Earned
	CPO             *Amount // nil: no cost, or no order
	CPOLow, CPOHigh *Amount // nil: too few to say
	Return          *float64
	ReturnRange     *[2]float64 // nil: too few to say
}

// Yield is what the orders cost and return at what the whole cost.
func (m ReturnMonth) Yield(e Earned) Yield {
	y := Yield{Earned: e}
	cost := m.Cost()
	if cost == nil || cost.IsZero() {
		return y
	}
	if y.CPO = each(cost, e.Orders); e.Orders >= TooFew {
		// Orders are rare among many inquiries: the exact interval of a Poisson count (Garwood, Biometrika 28, 1936, 437-442).
		n := float64(e.Orders)
		y.CPOLow = per(cost, rates.Gamma{Shape: n + 1, Rate: 1}.At(0.975))
		y.CPOHigh = per(cost, rates.Gamma{Shape: n, Rate: 1}.At(0.025))
	}
	if e.Revenue == nil {
		return y
	}
	times := e.Revenue.Div(cost.Decimal).InexactFloat64()
	y.Return = &times
	if sum := e.Revenue.InexactFloat64(); e.Valued >= TooFew && sum > 0 {
		// A sum of a Poisson number of values has the sum of their squares for its variance; it is taken for a gamma variable of both.
		g := rates.Gamma{Shape: sum * sum / e.squares, Rate: sum / e.squares}
		of := cost.InexactFloat64()
		y.ReturnRange = &[2]float64{g.At(0.025) / of, g.At(0.975) / of}
	}
	return y
}

func per(cost *Amount, orders float64) *Amount {
	return &Amount{cost.Div(decimal.NewFromFloat(orders)).Round(2)}
}

// Young reports whether orders are still to come.
func (m ReturnMonth) Young() bool { return m.Final != nil && m.Final.State != maturity.Mature }

// TooYoung reports whether hardly any of the orders can have come, so that nothing is said of them.
func (m ReturnMonth) TooYoung() bool { return m.Final != nil && m.Final.State == maturity.TooYoung }

// A Ripe is what there will be once all orders have come, with where it lies 95 times in 100.
type Ripe struct {
	Orders neglect.Range
	CPO    neglect.Range
	Return neglect.Range // 0: no order’s value is known
}

// Ripe is what the whole will cost and return once all orders have come, those to come at the
// value of those that came; ok is false where that cannot be said, or where all have come.
func (m ReturnMonth) Ripe() (ripe Ripe, ok bool) {
	f, e, cost := m.Final, m.All(), m.Cost()
	if f == nil || f.State != maturity.Immature || cost == nil || cost.IsZero() || f.Low < TooFew {
		return ripe, false
	}
	of := cost.InexactFloat64()
	ripe.Orders = neglect.Range{Middle: f.Expected, Low: f.Low, High: f.High}
	ripe.CPO = neglect.Range{Middle: of / f.Expected, Low: of / f.High, High: of / f.Low}
	if e.Valued < TooFew || e.Revenue.Sign() <= 0 {
		return ripe, true
	}
	sum, toCome := e.Revenue.InexactFloat64(), f.Expected-float64(e.Orders)
	value, square := sum/float64(e.Valued), e.squares/float64(e.Valued)
	known := value * float64(e.Orders) // what has no value counts as the others
	ripe.Return = neglect.Range{Middle: known / of, Low: known / of, High: known / of}
	if toCome > 0 {
		count := (f.High - f.Low) / (2 * 1.96)
		variance := toCome*max(0, square-value*value) + value*value*count*count
		mean := toCome * value
		g := rates.Gamma{Shape: mean * mean / variance, Rate: mean / variance}
		ripe.Return = neglect.Range{Middle: (known + mean) / of, Low: (known + g.At(0.025)) / of, High: (known + g.At(0.975)) / of}
	}
	return ripe, true
}

// Lost is what the leads that were not followed up in time would have been worth; ok is false
// where that cannot be said.
func (r *Return) Lost() (money neglect.Range, ok bool) {
	o := r.Missed.Orders
	if !r.Missed.Known || r.Worth == 0 || math.IsNaN(r.Worth) {
		return money, false
	}
	return neglect.Range{Middle: o.Middle * r.Worth, Low: o.Low * r.Worth, High: o.High * r.Worth}, true
}
