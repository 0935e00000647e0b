package portal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/paths"
)

func (p SourcesPage) money(d *decimal.Decimal) string {
	if d == nil {
		return "–"
	}
	return amount(*d, p.Currency)
}

// spend says it when none was entered: that is not zero.
func (p SourcesPage) spend(s Source) string {
	if s.Spend == nil {
		return "none entered"
	}
	return amount(*s.Spend, p.Currency)
}

func (p SourcesPage) span(low, high *decimal.Decimal) string {
	if low == nil || high == nil {
		return ""
	}
	a, b := significant(*low), significant(*high)
	return spread(&a, &b, p.Currency)
}

// significant keeps two digits: a range is no more exact than that.
func significant(d decimal.Decimal) decimal.Decimal {
	return d.Round(int32(2 - d.NumDigits() - int(d.Exponent())))
}

// stats are the headline figures, of the whole set.
func (p SourcesPage) stats() []components.Stat {
	t := p.Total
	spent, known := "none entered", 0
	for _, s := range p.Rows {
		if s.Spend != nil {
			known++
		}
	}
	if t.Spend != nil {
		spent = amount(*t.Spend, p.Currency)
	}
	of := many(len(p.Rows), "source", "sources")
	if known < len(p.Rows) {
		of = strconv.Itoa(known) + " of " + of
	}
	stats := []components.Stat{
		{Label: "Spend", Value: spent, Note: of},
		{Label: "Inquiries", Value: count(t.Inquiries), Note: p.each(t.CPI, "")},
		{Label: "A leads", Value: count(t.Leads), Note: p.each(t.CPL, "")},
		{Label: "Ripened later", Value: count(t.Ripened), Note: "B or C when first graded"},
		{Label: "Orders so far", Value: count(t.Orders), Note: p.each(t.CPO, p.span(t.CPOLow, t.CPOHigh))},
		{Label: "Revenue", Value: "not known", Note: ""},
	}
	if t.Inquiries > 0 && !t.AFew {
		stats[2].Note = strings.Trim(stats[2].Note+" · "+percent(t.ARate)+" of inquiries", " ·")
	}
	if t.Revenue != nil {
		stats[5].Value = large(*t.Revenue, p.Currency)
		if t.Return != nil {
			stats[5].Note = times(*t.Return) + " the spend"
		}
	}
	return stats
}

func (p SourcesPage) each(d *decimal.Decimal, span string) string {
	if d == nil {
		return ""
	}
	words := amount(*d, p.Currency) + " each"
	if span != "" {
		words += ", " + span
	}
	return words
}

func decimals(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) }

func times(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) + "×" }

func (s Source) returned() string {
	if s.Return == nil {
		return "–"
	}
	return times(*s.Return)
}

func (s Source) rate() string {
	if s.Inquiries == 0 {
		return "–"
	}
	return percent(s.ARate)
}

func (s Source) rateRange() string {
	if s.Inquiries == 0 {
		return ""
	}
	return strconv.FormatFloat(s.ALow*100, 'f', 0, 64) + "–" + strconv.FormatFloat(s.AHigh*100, 'f', 0, 64)
}

// kind is the line under the name.
func (s Source) kind() string {
	return strings.Join(kept(s.Medium, strings.ToLower(s.Audience)), " · ")
}

// slope is the ranking by cost per inquiry beside that by cost per order.
func (p SourcesPage) slope() *charts.Slope {
	var rows []charts.SlopeRow
	ranked := 0
	for _, s := range p.Rows {
		if s.CPI == nil {
			continue // no spend entered: it has no place on either side
		}
		row := charts.SlopeRow{Name: s.Name, Left: s.CPI.InexactFloat64(), LeftText: amount(*s.CPI, p.Currency), Unranked: "too few to say"}
		if s.TooYoung {
			row.Unranked = "too young"
		}
		if s.PlaceByCPO > 0 && s.CPO != nil {
			row.Right, row.RightText, row.Unranked = float64(s.PlaceByCPO), p.shownCPO(s), ""
			ranked++
		}
		rows = append(rows, row)
	}
	if len(rows) < 2 {
		return nil
	}
	label := many(len(rows), "line", "lines") + " by cost per inquiry on the left, " + strconv.Itoa(ranked) + " of them ranked by cost per order on the right. " + p.finding() + " The figures are in the table."
	slope := charts.NewSlope(label, "cost per inquiry", "cost per order", rows)
	return &slope
}

// finding is the source that looks cheapest for what it is: the ranked one that falls
// the most places from cost per inquiry to cost per order. Nothing under three places.
func (p SourcesPage) finding() string {
	worst, fall, ranked := Source{}, 2, 0
	for _, s := range p.Rows {
		if s.PlaceByCPO == 0 {
			continue
		}
		ranked++
		if down := s.PlaceByCPO - s.PlaceByCPI; down > fall {
			worst, fall = s, down
		}
	}
	if worst.CPI == nil || worst.CPO == nil {
		return ""
	}
	return worst.Name + " is number " + strconv.Itoa(worst.PlaceByCPI) + " of " + strconv.Itoa(ranked) + " by cost per inquiry (" + amount(*worst.CPI, p.Currency) +
		"), and number " + strconv.Itoa(worst.PlaceByCPO) + " by cost per order (" + p.shownCPO(worst) + ")."
}

func (p SourcesPage) slopeTitle() string {
	if p.finding() != "" {
		return "The cheap inquiry is the dear order"
	}
	return "Cost per inquiry and cost per order"
}

// quarters is the cost per order of what arrived in each quarter; nil where none can be told.
func (p SourcesPage) quarters() *charts.Columns {
	var columns []charts.Column
	told := false
	for _, q := range p.Quarters {
		c := charts.Column{Label: q.Label, Young: q.Young, TooFew: q.CPO == nil || q.Low == nil}
		if q.TooYoung {
			c.Why = "young"
		}
		if !c.TooFew {
			told = true
			c.Value, c.Low, c.High = q.CPO.InexactFloat64(), q.Low.InexactFloat64(), q.High.InexactFloat64()
			c.Text = thousands(c.Value)
		}
		columns = append(columns, c)
	}
	if !told {
		return nil
	}
	chart := charts.NewColumns("cpo", "Cost per order by the quarter in which the inquiries arrived: "+p.quartersWords()+".", columns, func(v float64) string {
		if v == 0 {
			return "0"
		}
		return sign(p.Currency) + tickWords(v)
	})
	return &chart
}

// quartersTools is the way to the picture, where there is one.
func (p SourcesPage) quartersTools() templ.Component {
	if p.quarters() == nil {
		return young(p.anyYoung())
	}
	return chartTools(p.pictureURL(quartersChart), p.anyYoung())
}

// thousands is a figure above a column: "4.2k", and "950" below ten hundred.
func thousands(v float64) string {
	if v >= 1000 {
		return strconv.FormatFloat(v/1000, 'f', 1, 64) + "k"
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

func tickWords(v float64) string {
	if v >= 1000 {
		return strconv.FormatFloat(v/1000, 'f', -1, 64) + "k"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (p SourcesPage) quartersWords() string {
	var parts []string
	for _, q := range p.Quarters {
		words := q.Label + " too few to say"
		switch {
		case q.TooYoung:
			words = q.Label + " too young to say"
		case q.CPO != nil && q.SoFar != nil:
			words = q.Label + " about " + amount(*q.CPO, p.Currency) + " once all orders have come, " + amount(*q.SoFar, p.Currency) + " so far"
		case q.CPO != nil && q.Low != nil:
			words = q.Label + " " + amount(*q.CPO, p.Currency)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, ", ")
}

func (p SourcesPage) anyYoung() bool {
	for _, q := range p.Quarters {
		if q.Young {
			return true
		}
	}
	return false
}

// shownCPO is what an order of it costs, or will have cost.
func (p SourcesPage) shownCPO(s Source) string {
	if s.RipeCPO != nil {
		return "≈ " + amount(*s.RipeCPO, p.Currency)
	}
	return p.money(s.CPO)
}

// rowsYoung reports whether orders of any line are still to come.
func (p SourcesPage) rowsYoung() bool {
	return slices.ContainsFunc(p.Rows, func(s Source) bool { return s.Young })
}

// reached is how many of them somebody spoke with.
func (s Source) reached() string { return count(s.Reached) + " reached" }

// worth is what its orders are worth.
func (p SourcesPage) worth(s Source) string {
	if s.Revenue == nil {
		return ""
	}
	return large(*s.Revenue, p.Currency)
}

// aside is what to know of the table before it is read.
func (p SourcesPage) aside() string {
	return strings.Join(kept(p.Basis, "ranges hold 95 times in 100"), " · ")
}

// opens is where the rows behind a number of a source are: of every number for the agency's
// people, of leads and orders for a client's; "" for none.
func (p SourcesPage) opens(s Source, figure string, n int) string {
	if s.ID == models.NoID || n == 0 {
		return ""
	}
	q := p.query()
	q.Del("by")
	q.Del("source")
	q.Set("figure", figure)
	if p.Client != models.NoID {
		q.Set("source", s.ID.String())
		return paths.DeskSourceRows(p.Client, q)
	}
	if figure == "leads" || figure == "orders" {
		return paths.PortalSourceLeads(s.ID, q)
	}
	return ""
}
