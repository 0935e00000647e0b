package reports

import "github.com/shopspring/decimal"

// EarnedOf is orders of these values.
func EarnedOf(values ...float64) (e Earned) {
	sum := decimal.Zero
	for _, v := range values {
		sum = sum.Add(decimal.NewFromFloat(v))
		e.squares += v * v
	}
	e.Orders, e.Valued = len(values), len(values)
	if e.Valued > 0 {
		e.Revenue = &Amount{sum}
	}
	return e
}
