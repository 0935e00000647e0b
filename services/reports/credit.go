package reports

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// A Credit is a number of orders, exact where one is split over several inquiries.
type Credit struct{ decimal.Decimal }

// MarshalJSON writes the number, with at most six decimals.
func (c Credit) MarshalJSON() ([]byte, error) { return []byte(c.String()), nil }

// String is the number as it is read: whole where it is whole.
func (c Credit) String() string { return c.Round(6).String() }

// Whole is the number of orders, rounded.
func (c Credit) Whole() int { return int(c.Round(0).IntPart()) }

// each is the amount for each order, where both are known.
func (c Credit) each(a *Amount) *Amount {
	if a == nil || c.Round(6).IsZero() {
		return nil
	}
	return &Amount{a.Div(c.Decimal).Round(2)}
}

// A Wait is how many orders came so many calendar days after the inquiry to which they
// are credited. Days are negative where an order was before its inquiry.
type Wait struct {
	Days   int
	Orders float64
}

// waits puts the two columns of an answer side by side.
func waits(days []int, orders []float64) (all []Wait) {
	for n := range days {
		all = append(all, Wait{days[n], orders[n]})
	}
	return all
}

// join is the waits of both, each length once, the shortest first.
func join(a, b []Wait) (all []Wait) {
	both := slices.Concat(a, b)
	slices.SortStableFunc(both, func(a, b Wait) int { return cmp.Compare(a.Days, b.Days) })
	for _, w := range both {
		if n := len(all); n > 0 && all[n-1].Days == w.Days {
			all[n-1].Orders += w.Orders
			continue
		}
		all = append(all, w)
	}
	return all
}

// usual is the wait of the order in the middle, or halfway between the two in the
// middle; ok is false where there are none.
func usual(all []Wait) (days float64, ok bool) {
	var total float64
	for _, w := range all {
		total += w.Orders
	}
	const hair = 1e-6 // thirds add up to nearly one
	seen := 0.0
	for n, w := range all {
		seen += w.Orders
		switch {
		case seen > total/2+hair:
			return float64(w.Days), true
		case seen > total/2-hair && n+1 < len(all):
			return float64(w.Days+all[n+1].Days) / 2, true
		}
	}
	return 0, false
}
