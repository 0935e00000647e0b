package portal

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports"
	"ripen/views/charts"
	"ripen/views/portal"
)

// page is the answer as it is shown.
func (a *answered) page() portal.SourcesPage {
	p := portal.SourcesPage{Client: a.Beside, ClientName: a.client.Name, Currency: a.client.Currency, From: a.from.Format(aMonth), To: a.to.Format(aMonth), Months: months(a.today, a.from, a.to), Error: a.wrong,
		Filters: a.filters(), Basis: a.report.Basis.Words(), ByEvent: a.report.Basis == reports.ByEvent, Credited: credited[a.report.Attribution], Each: a.report.Grouping.Words(),
		Sort: a.sort(), Descending: a.Dir == "desc", Total: source(a.report, a.report.Total), Quarters: quartersOf(a.report.Quarters), Criteria: a.criteria()}
	p.Changed = p.Total.Criteria
	for _, r := range a.report.Rows {
		if r.Inquiries > 0 || r.Spend != nil || r.Leads > 0 || r.Orders > 0 {
			p.Rows = append(p.Rows, source(a.report, r))
		}
	}
	order(p.Rows, p.Sort, p.Descending)
	return p
}

// credited says in a sentence which of a person's inquiries an order counts for.
var credited = map[reports.Attribution]string{
	reports.First: "An order counts for the source of the person’s first inquiry.",
	reports.Last:  "An order counts for the source of the person’s last inquiry before it.",
	reports.Even:  "An order counts in equal parts for the sources of all inquiries of the person before it.",
}

// source is one line as the reader may see it.
func source(report *reports.Effect, r reports.SourceRow) portal.Source {
	s := portal.Source{ID: r.SourceID, Name: models.SourceLabel(r.Source), Medium: r.Medium.Words(), Audience: r.Audience, Reached: r.Reached, Young: r.Young(), TooYoung: r.TooYoung(), Spend: bare(r.Spend), Inquiries: r.Inquiries, A: r.A, Ripened: r.Ripened,
		Leads: r.Leads, Orders: r.Orders, Revenue: bare(r.Revenue), CPI: bare(r.CPI), CPL: bare(r.CPL), CPO: bare(r.CPO), PlaceByCPI: r.PlaceByCPI, PlaceByCPO: r.PlaceByCPO}
	if r.Inquiries > 0 {
		s.ARate = float64(r.A) / float64(r.Inquiries)
	}
	low, high, said := r.ARange()
	s.ALow, s.AHigh, s.AFew = low, high, !said
	if low, high, ok := r.CPLRange(); ok {
		s.CPLLow, s.CPLHigh = bare(low), bare(high)
	}
	if low, high, ok := r.CPORange(); ok && !r.TooYoung() {
		s.CPOLow, s.CPOHigh = bare(low), bare(high)
	}
	if cpo, low, high, ok := r.RipeCPO(); ok {
		s.RipeCPO, s.RipeLow, s.RipeHigh = bare(cpo), bare(low), bare(high)
	}
	if times, ok := r.Return(); ok {
		s.Return = &times
	}
	s.Split = charts.Counts{A: r.A, B: drawn(report, r.B), C: drawn(report, r.C), D: drawn(report, r.D)}
	s.SplitWords = strings.Join([]string{"A " + strconv.Itoa(r.A), "B " + report.Below(r.B), "C " + report.Below(r.C), "D " + report.Below(r.D)}, ", ")
	switch {
	case report.Grouping == reports.ByMedium:
		s.Name, s.Medium = cmp.Or(r.Source, "No medium"), ""
	case report.Grouping == reports.ByAudience:
		s.Name, s.Audience = cmp.Or(r.Source, "No audience"), ""
	}
	s.Criteria = unequal(report.GradedOf(r))
	return s
}

// unequal says that not all of it was graded by the same criteria; "" where it was.
func unequal(graded []reports.GradedBy) string {
	if changes := reports.Changes(graded); len(changes) == 1 {
		return "criteria changed on " + changes[0].Since.Format("2 Jan 2006")
	} else if len(changes) > 1 {
		return "criteria changed " + strconv.Itoa(len(changes)) + " times"
	}
	if len(graded) > 1 {
		return strconv.Itoa(len(graded)) + " programs’ criteria"
	}
	return ""
}

// criteria is the A rates apart, of the lines that were graded by different criteria.
func (a *answered) criteria() (all []portal.CriteriaLine) {
	for _, r := range a.report.Rows {
		graded := a.report.GradedOf(r)
		if len(graded) < 2 {
			continue
		}
		for _, g := range graded {
			line := portal.CriteriaLine{Source: source(a.report, r).Name, Criteria: g.Program + ", version " + strconv.Itoa(g.Version), Graded: a.report.GradedWords(g), Rate: "too few to say"}
			if g.Version == 0 {
				line.Criteria = g.Program + ", before it was called from here"
			}
			if g.Since != nil {
				line.Since = g.Since.Format("2 Jan 2006")
			}
			if share, low, high, ok := a.report.ARate(g); ok {
				line.Rate = strconv.FormatFloat(share*100, 'f', 0, 64) + " %"
				line.Range = strconv.FormatFloat(low*100, 'f', 0, 64) + "–" + strconv.FormatFloat(high*100, 'f', 0, 64)
			}
			all = append(all, line)
		}
	}
	return all
}

// drawn is a count as its bar may show it: one that is masked is always as long.
func drawn(report *reports.Effect, n int) int {
	if strings.HasPrefix(report.Below(n), "<") {
		return 2
	}
	return n
}

func bare(a *reports.Amount) *decimal.Decimal {
	if a == nil {
		return nil
	}
	return &a.Decimal
}

func quartersOf(found []reports.Quarter) (all []portal.Quarter) {
	for _, q := range found {
		shown := portal.Quarter{Label: "Q" + strconv.Itoa((int(q.From.Month())+2)/3) + " " + q.From.Format("06"), Young: q.Young(), TooYoung: q.Total.TooYoung()}
		low, high, ok := q.Total.CPORange()
		if ok && !shown.TooYoung {
			shown.CPO, shown.Low, shown.High = bare(q.Total.CPO), bare(low), bare(high)
		}
		if cpo, low, high, ok := q.Total.RipeCPO(); ok {
			shown.SoFar, shown.CPO, shown.Low, shown.High = bare(q.Total.CPO), bare(cpo), bare(low), bare(high)
		}
		all = append(all, shown)
	}
	return all
}

// order sorts the lines by a column. What cannot be said stands last, whichever way.
func order(rows []portal.Source, key string, descending bool) {
	of := func(s portal.Source) (value float64, said bool) {
		switch key {
		case "spend":
			return amountOf(s.Spend)
		case "inquiries":
			return float64(s.Inquiries), true
		case "a_rate":
			return s.ARate, !s.AFew
		case "leads":
			return float64(s.Leads), true
		case "ripened":
			return float64(s.Ripened), true
		case "cpi":
			return amountOf(s.CPI)
		case "cpl":
			return amountOf(s.CPL)
		case "orders":
			return float64(s.Orders), true
		case "return":
			if s.Return == nil || s.CPOLow == nil {
				return 0, false
			}
			return *s.Return, true
		}
		if s.RipeCPO != nil {
			return amountOf(s.RipeCPO)
		}
		if s.CPOLow == nil {
			return 0, false
		}
		return amountOf(s.CPO)
	}
	slices.SortStableFunc(rows, func(a, b portal.Source) int {
		way := 1
		if descending {
			way = -1
		}
		if key == "source" {
			return way * cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		}
		left, saidLeft := of(a)
		right, saidRight := of(b)
		if saidLeft != saidRight {
			if saidLeft {
				return -1
			}
			return 1
		}
		return way * cmp.Compare(left, right)
	})
}

func amountOf(d *decimal.Decimal) (float64, bool) {
	if d == nil {
		return 0, false
	}
	return d.InexactFloat64(), true
}
