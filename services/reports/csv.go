package reports

import (
	"encoding/csv"
	"io"
	"strconv"

	"ripen/services/sheet"
)

// columns of sources.csv, as in its JSON.
var columns = []string{"source", "medium", "spend", "inquiries", "reached", "a", "b", "c", "d", "leads", "orders", "revenue",
	"order_rate", "median_days_to_order", "cpi", "cpl", "cpo"}

// WriteCSV writes every source as a line. What cannot be said is an empty cell, and a
// cell that a spreadsheet would take for a formula begins with an apostrophe.
func (s *Sources) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, r := range s.Rows {
		err := out.Write([]string{
			sheet.SafeName(r.Source), string(r.Medium), r.Spend.cell(), strconv.Itoa(r.Inquiries), strconv.Itoa(r.Reached), strconv.Itoa(r.A),
			s.Below(r.B), s.Below(r.C), s.Below(r.D), strconv.Itoa(r.Leads), r.Credit.String(), r.Revenue.cell(),
			number(r.OrderRate), number(r.MedianDays), r.CPI.cell(), r.CPL.cell(), r.CPO.cell(),
		})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (a *Amount) cell() string {
	if a == nil {
		return ""
	}
	return a.StringFixed(2)
}

func number(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}
