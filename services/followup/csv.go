package followup

import (
	"encoding/csv"
	"io"
	"strconv"

	"ripen/services/sheet"
)

// WriteCSV writes one line a rep; the last is of all. A name that a spreadsheet would take
// for a formula begins with an apostrophe.
func (c *Compliance) WriteCSV(out io.Writer) error {
	w := csv.NewWriter(out)
	if err := w.Write([]string{"rep", "partner", "leads", "back", "returned", "open", "overdue", "won", "accepted", "accept_due", "contacted", "contact_due", "updated", "update_due", "closed_out", "close_out_due"}); err != nil {
		return err
	}
	total := c.Total
	total.Rep = "all"
	for _, r := range append(c.Reps, total) {
		line := []string{sheet.SafeName(r.Rep), sheet.SafeName(r.Partner)}
		for _, n := range []int{r.Leads, r.Back, r.Returned, r.Open, r.Overdue, r.Won, r.Accepted.K, r.Accepted.N, r.Contacted.K, r.Contacted.N, r.Updated.K, r.Updated.N, r.ClosedOut.K, r.ClosedOut.N} {
			line = append(line, strconv.Itoa(n))
		}
		if err := w.Write(line); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
