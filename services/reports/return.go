package reports

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports/maturity"
	"ripen/services/reports/neglect"
	"ripen/services/store"
)

var (
	//go:embed return_orders.sql
	returnOrders string
	//go:embed return_months.sql
	returnMonths string
	//go:embed return_spend.sql
	returnSpend string
	//go:embed return_leads.sql
	returnLeads string
)

// An Earned is orders, and what they were worth. Null: the value of none is known.
type Earned struct {
	Orders  int
	Valued  int // of them, with a value that is known
	Revenue *Amount
	squares float64 // of the values, summed
}

func (e Earned) plus(other Earned) Earned {
	return Earned{e.Orders + other.Orders, e.Valued + other.Valued, plus(e.Revenue, other.Revenue), e.squares + other.squares}
}

// A ReturnMonth is what the program cost in a month, and what the inquiries of the month, or
// the orders in it, brought; or that of all months together.
type ReturnMonth struct {
	Month     time.Time
	Fee       *Amount // nil: none was agreed
	Unpriced  bool    // somebody inquired for a program of which no fee was agreed
	Spend     *Amount // nil: none was entered
	Inquiries int     // first ones and repeats
	A         int     // of them, as they stand
	Final     *maturity.Final

	Ready          Earned // first orders of leads of the first cycle
	Ripened        Earned // first orders of leads of a later one
	Repeats        Earned // later orders of the same leads
	RipenedRepeats Earned // of Repeats, those of ripened leads
}

// Cost is fee and spend; nil where either is unknown.
func (m ReturnMonth) Cost() *Amount {
	if m.Fee == nil || m.Spend == nil {
		return nil
	}
	return plus(m.Fee, m.Spend)
}

// All is every order.
func (m ReturnMonth) All() Earned { return m.Ready.plus(m.Ripened).plus(m.Repeats) }

// Without is the orders without those of ripened leads.
func (m ReturnMonth) Without() Earned {
	e := m.Ready.plus(m.Repeats)
	e.Orders, e.Valued, e.squares = e.Orders-m.RipenedRepeats.Orders, e.Valued-m.RipenedRepeats.Valued, e.squares-m.RipenedRepeats.squares
	if e.Valued == 0 {
		e.Revenue = nil
	} else if m.RipenedRepeats.Revenue != nil {
		e.Revenue = &Amount{e.Revenue.Sub(m.RipenedRepeats.Revenue.Decimal)}
	}
	return e
}

// A Followed is how the leads of a period were followed up.
type Followed struct {
	Leads  int `json:"leads"`
	InTime int `json:"in_time"` // contacted within 48 clock hours
	Late   int `json:"late"`
	Never  int `json:"never"` // not contacted yet
	Open   int `json:"open"`  // without a close-out
}

// A Return is what the agency’s program cost a client and brought: fee and spend against orders.
type Return struct {
	From, To time.Time // first and last day, of whole months
	Today    time.Time
	Basis    Basis
	Program  models.ID
	Programs []Choice
	Months   []ReturnMonth
	Total    ReturnMonth

	NoFee   []string // programs with inquiries in months for which no fee was agreed
	NoSpend []string // sources with inquiries and no spend
	Shared  []string // sources whose spend was for other programs, too: it is not in it

	Followed Followed
	Missed   neglect.Loss
	Worth    float64 // of an order, on average; 0: too few values are known

	NotA     int     // inquiries of the period that are no A
	CallCost *Amount // of a rep, as the client typed it; nil: nobody did
	masked   bool
}

type (
	returnOrdered struct {
		Month          time.Time
		Ripened, Again bool
		Orders, Valued int
		Worth          *Amount
		Squares        float64
	}
	returnCame struct {
		ProgramID    models.ID
		Program      string
		Month        time.Time
		Inquiries, A int
		Fee          *Amount
	}
	returnSpent struct {
		SourceID             models.ID
		Name                 string
		Month                *time.Time
		Amount               *Amount
		Inquiries, Elsewhere int
	}
)

// Return says what the program of a client cost in whole months, and what came of it: by the
// inquiries of the months, or by what happened in them. It asks for one program or all; the
// last twelve whole months where no others are asked for. It reads what Refresh has counted.
func (s *Service) Return(ctx context.Context, by models.Actor, clientID models.ID, q Question, today time.Time) (*Return, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	r := &Return{Today: today, Basis: q.Basis, Program: q.Program, masked: by.Gate == models.GateClient}
	r.From, r.To = wholeMonths(q.From, q.To, today)
	var (
		orders []returnOrdered
		came   []returnCame
		spent  []returnSpent
		sizes  []sized
		rows   []followedRow
		leads  []Followed
		costs  []struct{ Cost *Amount }
	)
	program := q.program()
	p, err := s.past(ctx, by, clientID, q.Program, today, func(all *store.Questions) {
		store.Ask(all, &orders, returnOrders, clientID, r.From, r.To, string(r.Basis), program)
		store.Ask(all, &came, returnMonths, clientID, r.From, r.To, program)
		store.Ask(all, &spent, returnSpend, clientID, r.From, r.To, program)
		store.Ask(all, &sizes, effectSizes, clientID, r.From, r.To, "", "", program, nil)
		store.Ask(all, &rows, neglectedQuestion, clientID, r.From, today, program, r.To)
		store.Ask(all, &leads, returnLeads, clientID, r.From, r.To, today, program)
		store.Ask(all, &costs, `SELECT cost FROM call_costs WHERE client_id = $1 ORDER BY at DESC, id DESC LIMIT 1`, clientID)
	})
	if err != nil {
		return nil, fmt.Errorf("report the program’s return: %w", err)
	}
	r.Programs = p.programs
	for month := r.From; !month.After(r.To); month = month.AddDate(0, 1, 0) {
		r.Months = append(r.Months, ReturnMonth{Month: month})
	}
	r.came(came)
	r.spent(spent, program != nil)
	r.earned(orders)
	r.ripen(ripening{curve: p.curve, today: p.today}, sizes)
	r.Missed, r.Worth = neglect.Missed(p.cells(rows)), p.worth
	if e := r.Total.All(); e.Valued >= TooFew {
		r.Worth = e.Revenue.InexactFloat64() / float64(e.Valued)
	}
	if len(leads) > 0 {
		r.Followed = leads[0]
	}
	if len(costs) > 0 {
		r.CallCost = costs[0].Cost
	}
	r.NotA = max(0, r.Total.Inquiries-r.Total.A)
	return r, nil
}

// wholeMonths is the first day of the first month and the last day of the last; the last
// twelve that are over where none are asked for, and none that has not begun.
func wholeMonths(from, to, today time.Time) (time.Time, time.Time) {
	first := func(day time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	last := first(today).AddDate(0, -1, 0)
	if !to.IsZero() && first(to).Before(first(today)) {
		last = first(to)
	} else if !to.IsZero() {
		last = first(today)
	}
	begin := last.AddDate(0, -11, 0)
	if !from.IsZero() {
		begin = first(from)
	}
	if begin.After(last) {
		begin = last
	}
	return begin, last.AddDate(0, 1, -1)
}

// at is the month of the report that a day falls in; nil outside of it.
func (r *Return) at(day time.Time) *ReturnMonth {
	n := (day.Year()-r.From.Year())*12 + int(day.Month()) - int(r.From.Month())
	if n < 0 || n >= len(r.Months) {
		return nil
	}
	return &r.Months[n]
}

func (r *Return) came(rows []returnCame) {
	for _, c := range rows {
		m := r.at(c.Month)
		if m == nil {
			continue
		}
		m.Inquiries, m.A = m.Inquiries+c.Inquiries, m.A+c.A
		r.Total.Inquiries, r.Total.A = r.Total.Inquiries+c.Inquiries, r.Total.A+c.A
		m.Fee, r.Total.Fee = plus(m.Fee, c.Fee), plus(r.Total.Fee, c.Fee)
		if c.Fee == nil && c.Inquiries > 0 {
			m.Unpriced, r.Total.Unpriced = true, true
			r.NoFee = once(r.NoFee, c.Program)
		}
	}
}

func (r *Return) spent(rows []returnSpent, narrowed bool) {
	for _, s := range rows {
		label := models.SourceLabel(s.Name)
		switch {
		case narrowed && s.Elsewhere > 0:
			if s.Inquiries > 0 && s.Month != nil {
				r.Shared = once(r.Shared, label)
			}
		case s.Month == nil:
			if s.Inquiries > 0 {
				r.NoSpend = once(r.NoSpend, label)
			}
		default:
			if m := r.at(*s.Month); m != nil {
				m.Spend, r.Total.Spend = plus(m.Spend, s.Amount), plus(r.Total.Spend, s.Amount)
			}
		}
	}
}

func once(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

func (r *Return) earned(rows []returnOrdered) {
	for _, o := range rows {
		m := r.at(o.Month)
		if m == nil {
			continue
		}
		e := Earned{o.Orders, o.Valued, o.Worth, o.Squares}
		for _, sum := range []*ReturnMonth{m, &r.Total} {
			switch {
			case o.Again && o.Ripened:
				sum.Repeats, sum.RipenedRepeats = sum.Repeats.plus(e), sum.RipenedRepeats.plus(e)
			case o.Again:
				sum.Repeats = sum.Repeats.plus(e)
			case o.Ripened:
				sum.Ripened = sum.Ripened.plus(e)
			default:
				sum.Ready = sum.Ready.plus(e)
			}
		}
	}
}

// ripen says how far the orders of each month’s inquiries have come. What happened in a period
// is complete.
func (r *Return) ripen(curve ripening, sizes []sized) {
	if r.Basis == ByEvent || len(sizes) == 0 {
		return
	}
	byMonth := map[time.Time][]sized{}
	for _, c := range sizes {
		month := time.Date(c.First.Year(), c.First.Month(), 1, 0, 0, 0, 0, time.UTC)
		byMonth[month] = append(byMonth[month], c)
	}
	for n := range r.Months {
		if m := &r.Months[n]; len(byMonth[m.Month]) > 0 {
			m.Final = curve.complete(byMonth[m.Month], m.All().Orders)
		}
	}
	r.Total.Final = curve.complete(sizes, r.Total.All().Orders)
}

// Unqualified is what it would have cost had the reps called every inquiry that was no A, once
// each; nil where nobody typed what a call costs.
func (r *Return) Unqualified() *Amount {
	if r.CallCost == nil {
		return nil
	}
	return &Amount{r.CallCost.Mul(decimal.NewFromInt(int64(r.NotA)))}
}

// Below is a count of inquiries below A as the reader may see it: a client's people are told
// "<5" instead of a smaller one.
func (r *Return) Below(n int) string { return (&Sources{masked: r.masked}).Below(n) }

// Small reports whether a count below A is too small to be told to the reader, or to be reckoned with.
func (r *Return) Small(n int) bool { return r.masked && n > 0 && n < TooFew }
