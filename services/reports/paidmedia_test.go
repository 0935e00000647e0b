package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/intake"
	"ripen/services/reports"
	"ripen/services/spend"
)

// aChannel is one of the published paid-media case: what an inquiry and an order of it cost.
type aChannel struct {
	name              string
	paid              string
	inquiries, orders int
}

// published is one company's paid media: nine orders in all. Its amounts are written with a decimal comma.
var published = []aChannel{
	{"content syndication", "100.000,00", 1266, 1}, // 79 an inquiry, 100,000 an order
	{"paid social", "222.698,00", 723, 2},          // 308 and 111,349
	{"paid search", "372.858,00", 544, 6},          // 685 and 62,143
}

// media enters the case through the services, so many times over, and answers with the report.
func media(t *testing.T, times int) map[string]reports.SourceRow {
	t.Helper()
	a := agencytest.Open(t)
	client, program := a.Client("harbour-dental"), a.Program("scanners-us")
	in := intake.New(a.Store, a.Book, intake.Options{Now: a.Clock.Now, Secret: agencytest.Secret, Sources: clients.New(a.Store, a.Clock.Now)})
	var list, orders, paid strings.Builder
	list.WriteString("id,source,received_at,name,email\n")
	orders.WriteString("id,won_date\n")
	paid.WriteString("source;from;to;amount\n")
	for k, c := range published {
		amount, err := decimal.NewFromString(strings.NewReplacer(".", "", ",", ".").Replace(c.paid))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&paid, "%s;2025-01-01;2025-12-31;%s\n", c.name, strings.ReplaceAll(amount.Mul(decimal.NewFromInt(int64(times))).StringFixed(2), ".", ","))
		for n := range c.inquiries * times {
			fmt.Fprintf(&list, "%d-%d,%s,2025-%02d-10,Ann %d,ann%d.%d@x.example\n", k, n, c.name, n%12+1, n, k, n)
		}
		for n := range c.orders * times {
			fmt.Fprintf(&orders, "%d-%d,2026-02-01\n", k, n)
		}
	}
	text := list.String()
	if _, err := in.Import(t.Context(), models.Operator(), intake.Request{ClientID: client.ID, ProgramID: program.ID, FileName: "list.csv", Size: int64(len(text)), File: strings.NewReader(text),
		Map: "external_id=id,source=source,received_at=received_at,name=name,email=email", Options: models.ImportOptions{History: true}}, nil); err != nil {
		t.Fatal(err)
	}
	if o, err := in.ImportOutcomes(t.Context(), models.Operator(), intake.OutcomeRequest{ClientID: client.ID, File: strings.NewReader(orders.String()), Map: "external_id=id,ordered_at=won_date"}); err != nil || o.Orders != 9*times {
		t.Fatalf("%+v %v", o, err)
	}
	if sheet, err := spend.New(a.Store, a.Clock.Now).Import(t.Context(), models.Operator(), models.NoID, client.ID, spend.File{Name: "paid.csv", In: strings.NewReader(paid.String())}); err != nil || !sheet.Kept {
		t.Fatalf("%+v %v", sheet, err)
	}
	svc := reports.New(a.Store, a.Clock.Now)
	if _, err := svc.Refresh(t.Context(), client.ID); err != nil {
		t.Fatal(err)
	}
	report, err := svc.Sources(t.Context(), models.Operator(), client.ID, reports.Question{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]reports.SourceRow{}
	for _, r := range report.Rows {
		rows[r.Source] = r
	}
	return rows
}

func TestSources_showThatTheDearestInquiryIsTheCheapestOrder(t *testing.T) {
	t.Parallel()
	rows := media(t, 1)
	for name, want := range map[string][2]string{"content syndication": {"79", "100000"}, "paid social": {"308", "111349"}, "paid search": {"685", "62143"}} {
		if r := rows[name]; r.CPI == nil || r.CPO == nil || r.CPI.Round(0).String() != want[0] || r.CPO.Round(0).String() != want[1] {
			t.Errorf("%s costs %v an inquiry and %v an order, published were %v", name, r.CPI, r.CPO, want)
		}
	}
	// Nine orders are thin: one and two orders are too few to say, and such a source has no place in the rankings.
	for name, said := range map[string]bool{"content syndication": false, "paid social": false, "paid search": true} {
		r := rows[name]
		if _, _, ok := r.CPORange(); ok != said || (r.PlaceByCPO > 0) != said {
			t.Errorf("%s: the report says %t, and place %d", name, ok, r.PlaceByCPO)
		}
	}
}

func TestSources_rankTheOtherWayRoundByOrderOnceThereAreEnough(t *testing.T) {
	t.Parallel()
	rows := media(t, 6)
	for name, want := range map[string][2]int{"content syndication": {1, 2}, "paid social": {2, 3}, "paid search": {3, 1}} {
		if r := rows[name]; r.PlaceByCPI != want[0] || r.PlaceByCPO != want[1] {
			t.Errorf("%s is %d. by inquiry and %d. by order instead of %v", name, r.PlaceByCPI, r.PlaceByCPO, want)
		}
	}
}
