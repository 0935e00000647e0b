package followup

import "ripen/services/sheet"

// Table is one line a rep; the last is of all.
func (c *Compliance) Table() *sheet.Table {
	t := &sheet.Table{Title: "Compliance", Columns: []sheet.Column{{Name: "rep"}, {Name: "partner"}}}
	for _, name := range []string{"leads", "back", "returned", "open", "overdue", "won", "accepted", "accept_due", "contacted", "contact_due", "updated", "update_due", "closed_out", "close_out_due"} {
		t.Columns = append(t.Columns, sheet.Column{Name: name, Kind: sheet.Whole})
	}
	t.Notes = []string{"Every lead released in the period counts; back are those that the agency has again.", "Accepted, contacted, updated and closed out are those in time, of those due or done beside them."}
	total := c.Total
	total.Rep = "all"
	for _, r := range append(c.Reps, total) {
		t.Add(r.Rep, r.Partner, r.Leads, r.Back, r.Returned, r.Open, r.Overdue, r.Won, r.Accepted.K, r.Accepted.N, r.Contacted.K, r.Contacted.N, r.Updated.K, r.Updated.N, r.ClosedOut.K, r.ClosedOut.N)
	}
	return t
}
