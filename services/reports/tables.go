package reports

import (
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"ripen/services/reports/neglect"
	"ripen/services/reports/tapped"
	"ripen/services/sheet"
)

// columnsOf reads the columns of a table, each "name" or "name:kind".
func columnsOf(names ...string) (all []sheet.Column) {
	kinds := map[string]sheet.Kind{"": sheet.Text, "n": sheet.Whole, "number": sheet.Number, "about": sheet.Estimate, "share": sheet.Share, "money": sheet.Money, "day": sheet.Day, "yes": sheet.YesNo}
	for _, name := range names {
		name, kind, _ := strings.Cut(name, ":")
		all = append(all, sheet.Column{Name: name, Kind: kinds[kind]})
	}
	return all
}

func (a *Amount) cell() any {
	if a == nil {
		return nil
	}
	return a.Decimal
}

// Table is every source as a line, with the ranges in which its figures lie 95 times in 100.
func (s *Sources) Table() *sheet.Table { return s.table(func(SourceRow) string { return "" }) }

// Table is every line of the report; it says of each whether it was graded by one set of
// criteria.
func (e *Effect) Table() *sheet.Table {
	t := e.table(func(r SourceRow) string {
		if len(e.GradedOf(r)) > 1 {
			return "graded by more than one version of the criteria"
		}
		return ""
	})
	if e.Grouping != BySource {
		t.Columns[0].Name = string(e.Grouping)
	}
	return t
}

func (s *Sources) table(more func(SourceRow) string) *sheet.Table {
	t := &sheet.Table{Title: "Source effectiveness", Columns: columnsOf("source", "medium", "spend:money", "inquiries:n", "reached:n", "a:n", "b:n", "c:n", "d:n", "leads:n", "orders:number", "revenue:money",
		"order_rate:number", "median_days_to_order:number", "cpi:money", "cpl:money", "cpo:money",
		"audience", "ripened:n", "a_rate:share", "a_rate_low:share", "a_rate_high:share", "cpl_low:money", "cpl_high:money", "cpo_low:money", "cpo_high:money",
		"cpo_once_all_have_come:money", "cpo_once_all_have_come_low:money", "cpo_once_all_have_come_high:money", "return_on_spend:number", "note")}
	t.Tell("Counted", s.Basis.Words())
	t.Tell("Orders are credited to", s.Attribution.Words())
	t.Notes = []string{"No spend entered is not zero: such a cell is empty, and the note says why.",
		"Ranges (low, high) hold 95 times in 100. Empty where there are too few to say.",
		"Orders come months later: “once all have come” is by how this client’s orders came before."}
	if s.masked {
		t.Notes = append(t.Notes, "Counts of B, C and D under five are told as “<5”, so that nobody is recognised in them.")
	}
	for _, r := range s.Rows {
		t.Add(append(s.figures(r), s.ranges(r, more(r))...)...)
	}
	return t
}

func (s *Sources) figures(r SourceRow) []any {
	orders, _ := r.Credit.Round(6).Float64()
	return []any{r.Source, string(r.Medium), r.Spend.cell(), r.Inquiries, r.Reached, r.A, s.seen(r.B), s.seen(r.C), s.seen(r.D), r.Leads, orders, r.Revenue.cell(),
		sheet.May(r.OrderRate), sheet.May(r.MedianDays), r.CPI.cell(), r.CPL.cell(), r.CPO.cell()}
}

// seen is a count of B, C or D as the reader may see it: a number, or "<5".
func (s *Sources) seen(n int) any {
	if told := s.Below(n); strings.HasPrefix(told, "<") {
		return told
	}
	return n
}

func (s *Sources) ranges(r SourceRow, more string) []any {
	all := []any{r.Audience, r.Ripened}
	if low, high, ok := r.ARange(); ok {
		all = append(all, float64(r.A)/float64(r.Inquiries), low, high)
	} else {
		all = append(all, nil, nil, nil)
	}
	pair := func(low, high *Amount, ok bool) {
		if !ok {
			low, high = nil, nil
		}
		all = append(all, low.cell(), high.cell())
	}
	pair(r.CPLRange())
	low, high, ok := r.CPORange()
	pair(low, high, ok && !r.TooYoung())
	if cpo, low, high, ok := r.RipeCPO(); ok {
		all = append(all, cpo.cell(), low.cell(), high.cell())
	} else {
		all = append(all, nil, nil, nil)
	}
	if times, said := r.Return(); said && ok {
		all = append(all, math.Round(times*100)/100)
	} else {
		all = append(all, nil)
	}
	return append(all, note(r, more))
}

// note is what is to be known of a line.
func note(r SourceRow, more string) string {
	var all []string
	switch {
	case r.SpendShared:
		all = append(all, "its spend was for other programs, too")
	case r.Spend == nil:
		all = append(all, "no spend entered")
	}
	if r.TooYoung() {
		all = append(all, "too young to say what an order costs")
	} else if r.Young() {
		all = append(all, "orders are still to come")
	}
	if more != "" {
		all = append(all, more)
	}
	return strings.Join(all, "; ")
}

// Table is every line of the report. Shares are of 1; of a reason or a rival it is the share of
// all that was lost.
func (r *WonLost) Table() *sheet.Table {
	t := &sheet.Table{Title: "Won and lost", Columns: columnsOf("by", "name", "won:n", "lost:n", "lost_by_price:n", "no_decision:n", "returned:n", "open:n", "share:share", "share_low:share", "share_high:share",
		"first_orders:n", "days_quarter:number", "days_half:number", "days_three_quarters:number", "customers:n", "ordered_again:n", "repeat_orders:n")}
	t.Tell("Counted", r.Basis.Words())
	t.Notes = []string{"The share is that won of the leads that were won or lost; of a reason or a rival it is the share of all that was lost. Its range (low, high) holds 95 times in 100.",
		"Days are calendar days from the inquiry of a lead to its first order: a quarter, half and three quarters of the orders had come by then.",
		"An empty cell: too few to say, or it does not apply."}
	for _, e := range r.Ends {
		t.Add(r.line(e)...)
	}
	return t
}

func (r *WonLost) line(e End) []any {
	k, of := e.Won, e.Decided()
	low, high, ok := e.WonRange()
	if e.By == "reason" || e.By == "rival" {
		k, of = e.Lost, r.All().Lost
		low, high, ok = e.LostRange(r.All())
	}
	line := []any{e.By, e.Name, e.Won, e.Lost, e.ByPrice, e.NoDecision, e.Returned, e.Open, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil}
	if ok && of > 0 {
		line[8], line[9], line[10] = float64(k)/float64(of), low, high
	}
	if e.By != "all" && e.By != "source" {
		return line
	}
	p, kept := r.Pace(e.SourceID), r.Kept(e.SourceID)
	line[11], line[15], line[16], line[17] = p.Orders, kept.Customers, kept.Again, kept.Repeats
	if !p.Few() {
		line[12], line[13], line[14] = p.Quarter, p.Half, p.ThreeQuarters
	}
	return line
}

// Table is each source as a line, and what is kept in hand as the last.
func (r *NextQuarter) Table() *sheet.Table {
	t := &sheet.Table{Title: "Next quarter", Columns: columnsOf("source", "spent_last_three_months:money", "proposed:money", "change:money", "reason", "sure:about", "orders_more:about", "orders_more_low:about", "orders_more_high:about")}
	t.Tell("Quarter", r.From.Format("2 January")+" to "+r.To.Format("2 January 2006"))
	t.Notes = []string{"A proposal by what the sources brought. Nothing is changed by it: you decide.", "Sure is the chance, of 1, that the change is right. Ranges (low, high) hold 95 times in 100."}
	for _, l := range r.Lines {
		var sure any
		if l.Sure > 0 {
			sure = l.Sure
		}
		t.Add(l.Source, l.Before, l.Proposed, l.Proposed-l.Before, string(l.Reason), sure, l.Orders.Middle, l.Orders.Low, l.Orders.High)
	}
	t.Add("kept in hand", nil, r.InHand, nil, nil, nil, nil, nil, nil)
	return t
}

// Table is a line for each rep, or channel, and step; what cannot be said is an empty cell.
func (r *Steps) Table() *sheet.Table {
	t := &sheet.Table{Title: "Steps to the sale", Columns: columnsOf("process", "version:n", "rep", "partner", "step", "leads:n", "passed:n", "expected:number", "young:n", "observed_to_expected:number",
		"low_95:number", "high_95:number", "low_99_8:number", "high_99_8:number", "the_one_step:yes", "orders_lost:number", "orders_lost_low:number", "orders_lost_high:number",
		"money_lost:money", "money_lost_low:money", "money_lost_high:money", "old_enough_after_days:n")}
	t.Notes = []string{"Expected is what the same mix of leads does in the hands of all others. Young leads are too new for the step, and not counted.", "Low and high are the limits of chance. Nothing is said of small numbers."}
	for _, l := range r.Lines() {
		t.Add(l.Process, l.Version, l.Rep, l.Partner, l.Step, l.Leads, l.Passed, l.Expected, l.Young,
			sheet.May(l.Ratio), sheet.May(l.Low95), sheet.May(l.High95), sheet.May(l.Low998), sheet.May(l.High998), l.TheOneStep,
			sheet.May(l.OrdersLost), sheet.May(l.OrdersLow), sheet.May(l.OrdersHigh), sheet.May(l.MoneyLost), sheet.May(l.MoneyLow), sheet.May(l.MoneyHigh), l.DaysToBeAged)
	}
	return t
}

// Table is a line for each customer.
func (r *Customers) Table() *sheet.Table {
	t := &sheet.Table{Title: "Customers", Columns: columnsOf("customer", "place", "orders:n", "first_order:day", "last_order:day", "value:money", "usual_days:n", "quiet_days:n", "sources", "reps")}
	t.Notes = []string{"A customer is the organisation of a won lead. Quiet days are told once they are longer than the usual days between two orders; 0: not quiet, or not known."}
	for _, c := range r.All {
		t.Add(c.Name, c.Where, len(c.Days), c.First(), c.Last(), sheet.May(c.Value), c.Usual, c.Quiet, strings.Join(c.Sources, "; "), strings.Join(c.Reps, "; "))
	}
	return t
}

// Table is each source as a line: how it did before it fell and since, and what that means.
func (r *TappedOut) Table() *sheet.Table {
	t := &sheet.Table{Title: "Tapped out", Columns: columnsOf("source", "medium", "now", "by_chance:number", "fell_about:day", "fell_earliest:day", "fell_latest:day",
		"a_before:n", "decided_before:n", "a_since:n", "decided_since:n", "cpo_before:money", "cpo_before_low:money", "cpo_before_high:money", "cpo:money", "cpo_low:money", "cpo_high:money",
		"orders_lost_a_month:about", "orders_lost_low:about", "orders_lost_high:about", "worth_a_month:money", "overspent_a_month:money", "proposal", "note")}
	t.Tell("Watched", r.From.Format("2 January 2006")+" to "+r.Today.Format("2 January 2006"))
	t.Notes = []string{"“look at it”: one chart stands at its limit, which happens by chance at most once in 500 inquiries. “tapped out”: it stands out among all sources that are watched.",
		"Money is by month at the spend of the last three months, with the orders that are still to come. Ranges (low, high) hold 95 times in 100.", "Nothing is changed by this. It proposes; you decide."}
	for n := range r.Sources {
		t.Rows = append(t.Rows, r.Sources[n].line(r.masked))
	}
	return t
}

// line is a source that is watched; of one that has not fallen all is told as before.
func (s *TappedSource) line(masked bool) []any {
	var chance, on, earliest, latest any
	if !s.TooFew {
		chance = math.Round(s.Chance*1e4) / 1e4
	}
	before, since := s.Usual, s.Verdict.Since
	cpo, now := s.CPO, tapped.Range{}
	if s.Sign {
		began, first, last := s.When()
		if on, latest = began, last; first.Year() >= 1990 {
			earliest = first
		}
		if s.Money.Known {
			cpo, now = s.Money.CPOBefore, s.Money.CPO
		}
	} else {
		before.K, before.N, since.K, since.N = before.K+since.K, before.N+since.N, 0, 0
	}
	all := []any{s.Name, string(s.Medium), s.State(), chance, on, earliest, latest}
	for _, c := range []struct{ K, N int }{{before.K, before.N}, {since.K, since.N}} {
		switch others := c.N - c.K; {
		case c.N == 0:
			all = append(all, nil, nil)
		case masked && others > 0 && others < TooFew:
			all = append(all, c.K, "others <5")
		default:
			all = append(all, c.K, c.N)
		}
	}
	all = append(append(all, costs(cpo)...), costs(now)...)
	if s.Sign && s.Money.Known {
		all = append(all, s.Money.Lost.Middle, max(0, s.Money.Lost.Low), s.Money.Lost.High, above(s.Money.Worth.Middle), cents(max(0, s.Money.Overspent.Middle)))
	} else {
		all = append(all, nil, nil, nil, nil, nil)
	}
	return append(all, s.proposal(), s.unpriced())
}

func (s *TappedSource) proposal() any {
	if s.TooFew {
		return nil
	}
	return string(s.Advice.Act)
}

// unpriced is why nothing is said of its cost.
func (s *TappedSource) unpriced() string {
	switch {
	case s.Elsewhere:
		return "its spend was for other programs, too"
	case !s.Spent:
		return "no spend entered"
	}
	return ""
}

// costs is an estimated cost with its range; nothing where it is 0, which is not known.
func costs(r tapped.Range) []any {
	if r.Middle <= 0 {
		return []any{nil, nil, nil}
	}
	return []any{cents(r.Middle), cents(r.Low), cents(r.High)}
}

func above(v float64) any {
	if v <= 0 {
		return nil
	}
	return cents(v)
}

// cents is an estimated amount as exact as money is.
func cents(v float64) decimal.Decimal { return decimal.NewFromFloat(v).Round(2) }

// Table is each source as a line: as it is, and had all of its leads been followed up in time.
func (r *LeadsOrFollowUp) Table() *sheet.Table {
	t := &sheet.Table{Title: "Leads or follow-up", Columns: columnsOf("source", "medium", "it_is", "leads:n", "followed_up_in_time:n", "orders_so_far:n", "orders:about", "orders_low:about", "orders_high:about",
		"orders_at_full_follow_up:about", "orders_at_full_low:about", "orders_at_full_high:about", "cpo:money", "cpo_low:money", "cpo_high:money",
		"cpo_at_full_follow_up:money", "cpo_at_full_low:money", "cpo_at_full_high:money", "note")}
	t.Tell("Inquiries", r.From.Format("2 January 2006")+" to "+r.Today.Format("2 January 2006"))
	t.Notes = []string{"Each lead that was contacted late or not at all is given the orders of those contacted in time, of the same source, program, product and region.",
		"That assumes that within these it was chance who was followed up. Ranges (low, high) hold 95 times in 100; orders still to come are in it."}
	for _, s := range r.Sources {
		all := []any{s.Name, string(s.Medium), string(s.Verdict), s.Leads, s.Followed, s.Orders}
		if s.Verdict == neglect.TooFew {
			all = append(all, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil)
		} else {
			all = append(all, s.AsItIs.Middle, max(0, s.AsItIs.Low), s.AsItIs.High, s.AtFull.Middle, max(0, s.AtFull.Low), s.AtFull.High)
			all = append(append(all, costs(tapped.Range(s.CPO))...), costs(tapped.Range(s.CPOAtFull))...)
		}
		note := ""
		if s.Elsewhere {
			note = "its spend was for other programs, too"
		} else if !s.Spent {
			note = "no spend entered"
		}
		t.Rows = append(t.Rows, append(all, note))
	}
	return t
}
