package reports

import "ripen/services/sheet"

// Table is each month as a line, and all of them as the last. What was not entered or cannot
// be said is an empty cell.
func (r *Return) Table() *sheet.Table {
	t := &sheet.Table{Title: "The program’s return", Columns: columnsOf("month", "fee:money", "spend:money", "cost:money", "inquiries:n", "orders:n", "first_orders:n", "ripened_orders:n", "repeat_orders:n",
		"revenue:money", "first_revenue:money", "ripened_revenue:money", "repeat_revenue:money", "cost_per_order:money", "cost_per_order_low:money", "cost_per_order_high:money",
		"return:about", "return_low:about", "return_high:about", "return_without_ripened:about", "orders_that_have_come:share")}
	t.Tell("Counted", r.Basis.Words())
	t.Notes = []string{"No fee or no spend entered is not zero: such a cell is empty.", "Return is the revenue for each unit of fee and spend. First orders are of leads that were ready at first, ripened ones of leads of a later round of calls.",
		"Ranges (low, high) hold 95 times in 100. Empty where there are too few to say."}
	for _, m := range r.Months {
		t.Add(m.line(m.Month.Format("2006-01"))...)
	}
	t.Add(r.Total.line("all")...)
	return t
}

func (m ReturnMonth) line(name string) []any {
	all := m.All()
	y, without := m.Yield(all), m.Yield(m.Without())
	line := []any{name, m.Fee.cell(), m.Spend.cell(), m.Cost().cell(), m.Inquiries, all.Orders, m.Ready.Orders, m.Ripened.Orders, m.Repeats.Orders,
		all.Revenue.cell(), m.Ready.Revenue.cell(), m.Ripened.Revenue.cell(), m.Repeats.Revenue.cell(), nil, nil, nil, nil, nil, nil, nil, nil}
	if !m.TooYoung() {
		line[13], line[14], line[15] = y.CPO.cell(), y.CPOLow.cell(), y.CPOHigh.cell()
		line[16], line[19] = sheet.May(y.Return), sheet.May(without.Return)
		if y.ReturnRange != nil {
			line[17], line[18] = y.ReturnRange[0], y.ReturnRange[1]
		}
	}
	if m.Final != nil {
		line[20] = m.Final.Share
	}
	return line
}

// Table is every market and year as a line. What cannot be said is an empty cell.
func (r *Coverage) Table() *sheet.Table {
	t := &sheet.Table{Title: "Coverage", Columns: columnsOf("market", "year:n", "program", "units:n", "planned:n", "inquiries:n", "inquiries_per_unit:share", "orders:n", "share:share",
		"order_rate:share", "order_rate_low:share", "order_rate_high:share", "inquiries_needed:n", "inquiries_needed_low:n", "inquiries_needed_high:n", "verdict")}
	t.Notes = []string{"Units are what everybody together sells in the market in the year, as it was typed.", "Orders are counted as one unit each, and only those of inquiries.",
		"Ranges (low, high) hold 95 times in 100. Empty where there are too few to say."}
	for _, c := range r.Markets {
		line := []any{c.Market, c.Year, c.Program, c.Units, sheet.May(c.Planned), c.Inquiries, c.Reach(), c.Orders, c.Share(), nil, nil, nil, nil, nil, nil, string(c.Verdict())}
		if c.Rate != nil {
			line[9], line[10], line[11] = c.Rate.Middle, c.Rate.Low, c.Rate.High
		}
		if c.Needed != nil {
			line[12], line[13], line[14] = int(c.Needed.Middle), int(c.Needed.Low), int(c.Needed.High)
		}
		t.Add(line...)
	}
	return t
}
