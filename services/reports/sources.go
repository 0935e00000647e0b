package reports

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports/rates"
)

//go:embed sources.sql
var sourcesQuestion string

// TooFew is the number of orders or leads below which nothing is ranked.
const TooFew = 5

// A SourceRow is what one source cost, and what came of it. Null is "cannot be said":
// no spend was entered, no order's value is known, there is nothing to divide by.
type SourceRow struct {
	SourceID    models.ID     `json:"-"`
	Source      string        `json:"source"` // "" is a source, and not "unknown"
	Medium      models.Medium `json:"medium"`
	Audience    string        `json:"-"`
	Spend       *Amount       `json:"spend"`
	Inquiries   int           `json:"inquiries"` // first ones and repeats
	Repeats     int           `json:"-"`
	Reached     int           `json:"reached"`
	A           int           `json:"a"`
	B           int           `json:"b"`
	C           int           `json:"c"`
	D           int           `json:"d"`
	Leads       int           `json:"leads"`
	Ripened     int           `json:"-"` // A now, B or C when first graded
	Orders      int           `json:"orders"`
	Revenue     *Amount       `json:"revenue"`
	OrderRate   *float64      `json:"order_rate"`           // orders of inquiries, 0 to 1
	MedianDays  *float64      `json:"median_days_to_order"` // calendar days in the client's zone
	CPI         *Amount       `json:"cpi"`
	CPL         *Amount       `json:"cpl"`
	CPO         *Amount       `json:"cpo"`
	PlaceByCPI  int           `json:"-"` // 1 is the cheapest inquiry; 0: not ranked
	PlaceByCPO  int           `json:"-"` // 1 is the cheapest order; 0: not ranked
	Days        []int         `json:"-"` // to each order
	likelyOrder float64       // the shrunken order rate
}

// Sources is source effectiveness: every source of a client, and all together.
type Sources struct {
	From, To time.Time // days of arrival; zero: open
	Rows     []SourceRow
	Total    SourceRow // of the whole set; spend and revenue of what is known
	masked   bool
}

// Sources says what each source of a client cost and brought, by day of arrival from
// one day to another; a zero day is open. It reads what Refresh has counted.
func (s *Service) Sources(ctx context.Context, by models.Actor, clientID models.ID, from, to time.Time) (*Sources, error) {
	rows, err := look[SourceRow](ctx, s.st, by, sourcesQuestion, clientID, day(from), day(to))
	if err != nil {
		return nil, fmt.Errorf("report sources: %w", err)
	}
	report := &Sources{From: from, To: to, Rows: rows, masked: by.Gate == models.GateClient}
	for n := range report.Rows {
		report.Rows[n].conclude()
		report.Total.add(report.Rows[n])
	}
	report.Total.conclude()
	report.rank()
	return report, nil
}

func day(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

func (r *SourceRow) add(other SourceRow) {
	r.Spend, r.Revenue = plus(r.Spend, other.Spend), plus(r.Revenue, other.Revenue)
	r.Inquiries, r.Repeats, r.Reached = r.Inquiries+other.Inquiries, r.Repeats+other.Repeats, r.Reached+other.Reached
	r.A, r.B, r.C, r.D = r.A+other.A, r.B+other.B, r.C+other.C, r.D+other.D
	r.Leads, r.Ripened, r.Orders = r.Leads+other.Leads, r.Ripened+other.Ripened, r.Orders+other.Orders
	r.Days = append(r.Days, other.Days...)
}

// conclude works out what follows from the counts.
func (r *SourceRow) conclude() {
	r.CPI, r.CPL, r.CPO = each(r.Spend, r.Inquiries), each(r.Spend, r.Leads), each(r.Spend, r.Orders)
	if r.Inquiries > 0 {
		rate := math.Round(float64(r.Orders)/float64(r.Inquiries)*1e6) / 1e6
		r.OrderRate = &rate
	}
	if median, ok := rates.Median(r.Days); ok {
		r.MedianDays = &median
	}
}

// rank gives each source with spend and orders enough its place by cost per inquiry and
// by cost per order. The second goes by the order rate drawn towards that of all
// sources, so that one lucky order does not make the best source.
func (s *Sources) rank() {
	var ranked []*SourceRow
	var orders, inquiries []int
	for n := range s.Rows {
		r := &s.Rows[n]
		orders, inquiries = append(orders, r.Orders), append(inquiries, r.Inquiries)
		if r.Spend != nil && r.Orders >= TooFew {
			ranked = append(ranked, r)
		}
	}
	prior := rates.PriorOf(orders, inquiries)
	for _, r := range ranked {
		r.likelyOrder = prior.Shrink(r.Orders, r.Inquiries)
	}
	slices.SortStableFunc(ranked, func(a, b *SourceRow) int { return a.CPI.Cmp(b.CPI.Decimal) })
	for n, r := range ranked {
		r.PlaceByCPI = n + 1
	}
	slices.SortStableFunc(ranked, func(a, b *SourceRow) int { return cmp.Compare(a.likelyCPO(), b.likelyCPO()) })
	for n, r := range ranked {
		r.PlaceByCPO = n + 1
	}
}

func (r *SourceRow) likelyCPO() float64 {
	return r.Spend.InexactFloat64() / (float64(r.Inquiries) * r.likelyOrder)
}

// ARange is the 95 % interval of the share of A among the inquiries; ok is false where
// there are too few to say.
func (r SourceRow) ARange() (low, high float64, ok bool) {
	low, high = rates.Wilson(r.A, r.Inquiries)
	return low, high, r.A >= TooFew
}

// CPLRange is the 95 % interval of the cost per A lead.
func (r SourceRow) CPLRange() (low, high *Amount, ok bool) { return r.costRange(r.Leads) }

// CPORange is the 95 % interval of the cost per order.
func (r SourceRow) CPORange() (low, high *Amount, ok bool) { return r.costRange(r.Orders) }

func (r SourceRow) costRange(n int) (low, high *Amount, ok bool) {
	if r.Spend == nil || n < TooFew || n > r.Inquiries {
		return nil, nil, false
	}
	least, most := rates.Wilson(n, r.Inquiries)
	cost := func(share float64) *Amount {
		return &Amount{r.Spend.Div(decimal.NewFromFloat(share * float64(r.Inquiries))).Round(2)}
	}
	return cost(most), cost(least), true
}

// Return is the revenue as a multiple of the spend; ok is false where either is unknown.
func (r SourceRow) Return() (times float64, ok bool) {
	if r.Spend == nil || r.Revenue == nil || r.Spend.IsZero() {
		return 0, false
	}
	return r.Revenue.Div(r.Spend.Decimal).InexactFloat64(), true
}

// Below is a count of B, C or D as the reader may see it: a client's people are told
// "<5" instead of a smaller one, so that nobody is recognised in it.
func (s *Sources) Below(n int) string {
	if s.masked && n > 0 && n < TooFew {
		return "<" + strconv.Itoa(TooFew)
	}
	return strconv.Itoa(n)
}
