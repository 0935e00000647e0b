package portal

import (
	"math"
	"net/url"
	"strconv"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// The pages on how sources do, by their titles.
const (
	TappedOutTitle   = "Tapped out"
	FollowUpTitle    = "Leads or follow-up"
	NextQuarterTitle = "Next quarter"
)

// A WatchPage is what stands around each page on how sources do.
type WatchPage struct {
	Layout     layouts.Page
	Beside     models.ID // the client, for the agency; NoID in the portal
	ClientName string
	Currency   string
	Title      string
	Tabs       []components.Tab
	Program    string
	Programs   []components.Option // none where there is one program
}

// query is what was asked, as an address says it.
func (p WatchPage) query() url.Values {
	if p.Program == "" {
		return nil
	}
	return url.Values{"program": {p.Program}}
}

// A Span is a figure with where it lies 95 times in 100.
type Span struct{ Middle, Low, High float64 }

// A Decided is k A of n decided inquiries, with where the share lies 95 times in 100.
type Decided struct {
	K, N      int
	Low, High float64
}

func (r Decided) share() string {
	if r.N == 0 {
		return "–"
	}
	return fine(float64(r.K) / float64(r.N))
}

func (r Decided) span() string {
	if r.N == 0 {
		return ""
	}
	return strconv.FormatFloat(r.Low*100, 'f', 0, 64) + "–" + strconv.FormatFloat(r.High*100, 'f', 0, 64) + ", " + count(r.K) + " of " + count(r.N)
}

// fine is a share in hundredths, with a decimal under ten.
func fine(share float64) string {
	if share > 0 && share < 0.0995 {
		return strconv.FormatFloat(share*100, 'f', 1, 64) + " %"
	}
	return percent(share)
}

// money is an amount that was estimated: as exact as three digits.
func (p WatchPage) money(v float64) string {
	return amount(decimal.NewFromFloat(digits(v, 3)), p.Currency)
}

// span is a range of money: no more exact than two digits.
func (p WatchPage) span(s Span) string {
	low, high := decimal.NewFromFloat(digits(s.Low, 2)), decimal.NewFromFloat(digits(s.High, 2))
	return spread(&low, &high, p.Currency)
}

// digits keeps the first so many digits of a figure.
func digits(v float64, n int) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-float64(n-1))
	if unit < 0.01 {
		unit = 0.01
	}
	return math.Round(v/unit) * unit
}

// few is a number of orders that was estimated.
func few(v float64) string {
	if math.Abs(v) < 9.95 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return grouped(strconv.FormatFloat(math.Round(v), 'f', 0, 64))
}

// surely is a chance in words that do not claim certainty.
func surely(chance float64) string {
	switch {
	case chance > 0.99:
		return "over 99 %"
	case chance < 0.01:
		return "under 1 %"
	}
	return percent(chance)
}
