package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"ripen/services/reports"
)

// known is what shared/data/README.md says of the real account: inquiries, orders,
// percent, median days.
var known = map[string][4]float64{
	"organic search": {2296, 207, 9.02, 10}, "paid search": {1586, 146, 9.21, 10}, "social": {1350, 55, 4.07, 19}, "unknown": {1099, 153, 13.92, 8},
	"direct traffic": {499, 49, 9.82, 8}, "email": {493, 13, 2.64, 18}, "referral": {284, 18, 6.34, 9.5}, "other": {150, 4, 2.67, 9},
	"display": {118, 6, 5.08, 8.5}, "other publicities": {65, 3, 4.62, 35}, "": {60, 11, 18.33, 6},
}

func TestReportSources_equalsWhatIsKnownOfARealAccount(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "data", "olist")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the real lists are not here: %s is missing", folder)
	}
	s := open(t)
	s.types(exitDone, "", "client", "create", "--slug", "olist", "--name", "Olist", "--zone", "America/Sao_Paulo")
	s.types(exitDone, "", "program", "create", "--client", "olist", "--slug", "main", "--name", "Main")
	s.types(exitDone, "", "import", "--client", "olist", "--program", "main", "--history", "--map", "external_id=mql_id,received_at=first_contact_date,source=origin", filepath.Join(folder, "qualified_leads.csv"))
	s.types(exitDone, "", "import-outcomes", "--client", "olist", "--map", "external_id=mql_id,ordered_at=won_date,rep=sr_id,caller=sdr_id", filepath.Join(folder, "closed_deals.csv"))
	agree := func(args ...string) {
		t.Helper()
		var got []reports.SourceRow
		s.answers(&got, append([]string{"report", "sources", "--client", "olist"}, args...)...)
		if len(got) != len(known) {
			t.Errorf("%v: %d sources, want %d", args, len(got), len(known))
		}
		inquiries, orders := 0, 0
		for _, r := range got {
			want := known[r.Source]
			said := [4]float64{float64(r.Inquiries), float64(r.Credit.Whole()), math.Round(*r.OrderRate*1e4) / 100, *r.MedianDays}
			if said != want || !r.Credit.IsInteger() {
				t.Errorf("%v: %q says %v, want %v", args, r.Source, said, want)
			}
			inquiries, orders = inquiries+r.Inquiries, orders+r.Credit.Whole()
		}
		if inquiries != 8000 || orders != 665 {
			t.Errorf("%v: %d inquiries and %d orders in all", args, inquiries, orders)
		}
	}
	agree()
	for _, attribution := range []string{"first", "last", "even"} { // everybody inquired once
		agree("--attribution", attribution)
		agree("--attribution", attribution, "--basis", "event")
	}
	s.types(exitDone, "", "report", "rebuild", "--client", "olist")
	agree()
}
