package reports

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports/maturity"
	"ripen/services/reports/rates"
)

//go:embed sources.sql
var sourcesQuestion string

// TooFew is the number of orders or leads below which nothing is ranked.
const TooFew = 5

// A SourceRow is what one source cost, and what came of it. Null is "cannot be said":
// no spend was entered, no order's value is known, there is nothing to divide by.
type SourceRow struct {
	SourceID    models.ID       `json:"-"`
	Source      string          `json:"source"` // "" is a source, and not "unknown"
	Medium      models.Medium   `json:"medium"`
	Audience    string          `json:"-"`
	Spend       *Amount         `json:"spend"`
	SpendShared bool            `json:"-"`         // one program was asked for, and the spend was for others, too: it is not said
	Inquiries   int             `json:"inquiries"` // first ones and repeats
	Repeats     int             `json:"-"`
	Reached     int             `json:"reached"`
	A           int             `json:"a"` // by arrival the grade that stands, by event each grading
	B           int             `json:"b"`
	C           int             `json:"c"`
	D           int             `json:"d"`
	Leads       int             `json:"leads"`
	InTime      int             `json:"-"` // of the leads, contacted within 48 clock hours
	Late        int             `json:"-"` // of the leads, contacted later
	Won         int             `json:"-"` // leads, as they were closed out
	Lost        int             `json:"-"`
	NoDecision  int             `json:"-"`
	Returned    int             `json:"-"`
	Ripened     int             `json:"-"` // A, and B or C when first graded
	Orders      int             `json:"-"` // rounded, where they are split
	Credit      Credit          `json:"orders"`
	Revenue     *Amount         `json:"revenue"`
	OrderRate   *float64        `json:"order_rate"`           // orders of inquiries, 0 to 1
	MedianDays  *float64        `json:"median_days_to_order"` // calendar days in the client's zone
	CPI         *Amount         `json:"cpi"`
	CPL         *Amount         `json:"cpl"`
	CPO         *Amount         `json:"cpo"`
	PlaceByCPI  int             `json:"-"` // 1 is the cheapest inquiry; 0: not ranked
	PlaceByCPO  int             `json:"-"` // 1 is the cheapest order; 0: not ranked
	Waits       []Wait          `json:"-"` // to the orders
	WaitDays    []int           `json:"-"` // as the SQL answers them
	WaitOrders  []float64       `json:"-"`
	Final       *maturity.Final `json:"-"` // what its inquiries will have brought; nil: all has come, or nobody asked
	members     []models.ID     // the sources that were summed to it
	priced      *SourceRow      // of a sum: those whose spend was entered; costs are of them alone
	likelyOrder float64         // the shrunken order rate
}

// Sources is source effectiveness: every source that was asked for, and all together.
type Sources struct {
	Question
	Rows   []SourceRow
	Total  SourceRow // of the whole set; spend and revenue of what is known
	masked bool
}

// Sources says what each source of a client cost and brought. It reads what Refresh
// has counted.
func (s *Service) Sources(ctx context.Context, by models.Actor, clientID models.ID, q Question) (*Sources, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	rows, err := look[SourceRow](ctx, s.st, by, sourcesQuestion, q.sourcesArgs(clientID)...)
	if err != nil {
		return nil, fmt.Errorf("report sources: %w", err)
	}
	return assemble(by, q, rows, BySource, nil), nil
}

// sourcesArgs is the question as the SQL of the sources takes it.
func (q *Question) sourcesArgs(clientID models.ID) []any {
	return []any{clientID, day(q.From), day(q.To), string(q.Basis), string(q.Attribution), string(q.Medium), q.Audience, q.program(), q.source()}
}

// assemble works out the report from the sources' counts; complete says what the inquiries
// of some of them will have brought, where that is asked.
func assemble(by models.Actor, q Question, rows []SourceRow, g Grouping, complete func(sources []models.ID, orders int) *maturity.Final) *Sources {
	report := &Sources{Question: q, masked: by.Gate == models.GateClient}
	for n := range rows {
		rows[n].conclude()
		report.Total.add(rows[n])
	}
	report.Total.conclude()
	report.Rows = grouped(rows, g)
	for n := range report.Rows {
		r := &report.Rows[n]
		if r.members == nil {
			r.members = []models.ID{r.SourceID}
		}
		r.conclude()
		if complete != nil {
			r.Final = complete(r.members, r.Orders)
		}
	}
	report.rank()
	return report
}

func (r *SourceRow) add(other SourceRow) {
	if r.priced == nil {
		r.priced = new(SourceRow)
	}
	if p := r.priced; other.Spend != nil {
		of := other.costed()
		p.Spend, p.Revenue = plus(p.Spend, other.Spend), plus(p.Revenue, of.Revenue)
		p.Inquiries, p.Leads = p.Inquiries+of.Inquiries, p.Leads+of.Leads
		p.Credit.Decimal = p.Credit.Add(of.Credit.Decimal)
	}
	r.members = append(r.members, other.SourceID)
	r.Spend, r.Revenue = plus(r.Spend, other.Spend), plus(r.Revenue, other.Revenue)
	r.SpendShared = r.SpendShared || other.SpendShared
	r.Inquiries, r.Repeats, r.Reached = r.Inquiries+other.Inquiries, r.Repeats+other.Repeats, r.Reached+other.Reached
	r.A, r.B, r.C, r.D = r.A+other.A, r.B+other.B, r.C+other.C, r.D+other.D
	r.Leads, r.InTime, r.Late, r.Ripened = r.Leads+other.Leads, r.InTime+other.InTime, r.Late+other.Late, r.Ripened+other.Ripened
	r.Won, r.Lost, r.NoDecision, r.Returned = r.Won+other.Won, r.Lost+other.Lost, r.NoDecision+other.NoDecision, r.Returned+other.Returned
	r.Credit.Decimal = r.Credit.Add(other.Credit.Decimal)
	r.Waits = join(r.Waits, other.Waits)
}

// costed is what the spend was for: of a sum, those whose spend was entered.
func (r *SourceRow) costed() *SourceRow {
	if r.priced != nil {
		return r.priced
	}
	return r
}

// conclude works out what follows from the counts.
func (r *SourceRow) conclude() {
	if r.Waits == nil {
		r.Waits = waits(r.WaitDays, r.WaitOrders)
	}
	r.Orders = r.Credit.Whole()
	of := r.costed()
	r.CPI, r.CPL, r.CPO = each(r.Spend, of.Inquiries), each(r.Spend, of.Leads), of.Credit.each(r.Spend)
	if r.Inquiries > 0 {
		rate := math.Round(r.Credit.InexactFloat64()/float64(r.Inquiries)*1e6) / 1e6
		r.OrderRate = &rate
	}
	if median, ok := usual(r.Waits); ok {
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
		orders, inquiries = append(orders, r.Orders), append(inquiries, r.ripe())
		if r.CPI != nil && r.costed().Credit.Whole() >= TooFew && !r.TooYoung() {
			ranked = append(ranked, r)
		}
	}
	prior := rates.PriorOf(orders, inquiries)
	for _, r := range ranked {
		r.likelyOrder = prior.Shrink(r.Orders, r.ripe())
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
	return r.Spend.InexactFloat64() / (float64(r.costed().Inquiries) * r.likelyOrder)
}

// ripe is for how many of its inquiries the orders have come: of those of yesterday nearly none.
func (r *SourceRow) ripe() int {
	if r.Final == nil {
		return r.Inquiries
	}
	return max(r.Orders, int(math.Round(float64(r.Inquiries)*r.Final.Share)))
}

// TooYoung reports whether hardly any of its orders can have come, so that nothing is said
// of them.
func (r *SourceRow) TooYoung() bool { return r.Final != nil && r.Final.State == maturity.TooYoung }

// Young reports whether orders are still to come.
func (r *SourceRow) Young() bool { return r.Final != nil && r.Final.State != maturity.Mature }

// RipeCPO is what an order will have cost once all have come, with its range; ok is false
// where that cannot be said, or where all have come.
func (r *SourceRow) RipeCPO() (cpo, low, high *Amount, ok bool) {
	f, of := r.Final, r.costed()
	if f == nil || f.State != maturity.Immature || r.Spend == nil || of.Inquiries < r.Inquiries || f.Low < TooFew {
		return nil, nil, nil, false
	}
	cost := func(orders float64) *Amount { return &Amount{r.Spend.Div(decimal.NewFromFloat(orders)).Round(2)} }
	return cost(f.Expected), cost(f.High), cost(f.Low), true
}

// ARange is the 95 % interval of the share of A among the inquiries; ok is false where
// there are too few to say.
func (r SourceRow) ARange() (low, high float64, ok bool) {
	low, high = rates.Wilson(r.A, r.Inquiries)
	return low, high, r.A >= TooFew
}

// CPLRange is the 95 % interval of the cost per A lead.
func (r SourceRow) CPLRange() (low, high *Amount, ok bool) { return r.costRange(r.costed().Leads) }

// CPORange is the 95 % interval of the cost per order; orders that are split are rounded.
func (r SourceRow) CPORange() (low, high *Amount, ok bool) {
	return r.costRange(r.costed().Credit.Whole())
}

func (r SourceRow) costRange(n int) (low, high *Amount, ok bool) {
	of := r.costed().Inquiries
	if r.Spend == nil || n < TooFew || n > of {
		return nil, nil, false
	}
	least, most := rates.Wilson(n, of)
	cost := func(share float64) *Amount {
		return &Amount{r.Spend.Div(decimal.NewFromFloat(share * float64(of))).Round(2)}
	}
	return cost(most), cost(least), true
}

// Return is the revenue as a multiple of the spend; ok is false where either is unknown.
func (r SourceRow) Return() (times float64, ok bool) {
	of := r.costed()
	if r.Spend == nil || of.Revenue == nil || r.Spend.IsZero() {
		return 0, false
	}
	return of.Revenue.Div(r.Spend.Decimal).InexactFloat64(), true
}

// Below is a count of B, C or D as the reader may see it: a client's people are told
// "<5" instead of a smaller one, so that nobody is recognised in it.
func (s *Sources) Below(n int) string {
	if s.masked && n > 0 && n < TooFew {
		return "<" + strconv.Itoa(TooFew)
	}
	return strconv.Itoa(n)
}
