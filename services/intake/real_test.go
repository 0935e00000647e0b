package intake_test

import (
	"os"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/intake"
)

// file imports one of the real lists, and measures it.
func (d *desk) file(name string, change ...func(*intake.Request)) intake.Result {
	d.t.Helper()
	path := data(d.t, name)
	file, err := os.Open(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		d.t.Fatal(err)
	}
	q := d.request(file, info.Size(), change...)
	began := time.Now()
	r, err := d.in.Import(d.t.Context(), models.Operator(), q, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Logf("%s: %+v, %.0f rows/s", name, r, float64(r.Rows)/time.Since(began).Seconds())
	d.balanced()
	return r
}

func TestImport_accountsForEveryRowOfARealList(t *testing.T) {
	t.Parallel()
	d := open(t)
	prefix := func(q *intake.Request) { q.Options.PhonePrefix = "+1312" }
	r := d.file("chicago/early_childhood_sites.csv", prefix)
	if r.Rows != 3337 || r.Rows != r.Inquiries+r.Repeats+r.Rejected || r.Rejected != 0 {
		t.Errorf("result %+v", r)
	}
	if r.Inquiries < 1_000 || r.Repeats < 1_000 {
		t.Errorf("%d persons and %d repeats are not what the list holds", r.Inquiries, r.Repeats)
	}
	if n := d.count(`SELECT max(n) FROM (SELECT count(*) AS n FROM persons WHERE phone <> '' GROUP BY phone) AS p`); n < 5 {
		t.Errorf("no number stands at more than %d sites", n)
	}
	if n := d.count(`SELECT count(*) FROM inquiries i JOIN persons p ON p.id = i.person_id WHERE i.state = 'ready' AND p.phone = ''`); n != 0 {
		t.Errorf("%d are queued without a number", n)
	}
	if n := d.count(`SELECT count(*) FROM persons WHERE phone = '+13122262649'`); n == 0 {
		t.Error("seven digits were not completed by the prefix")
	}
	persons := d.count(`SELECT count(*) FROM persons`)
	again := d.file("chicago/early_childhood_sites.csv", prefix)
	if n := d.count(`SELECT count(*) FROM persons`); n != persons || again.Rejected != 3337 {
		t.Errorf("again: %d persons instead of %d, %+v", n, persons, again)
	}
}

func TestOutcomes_ofARealAccountAddUpToWhatIsKnownOfIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	r := d.file("olist/qualified_leads.csv", func(q *intake.Request) {
		q.Options.History = true
		q.Map = "external_id=mql_id,received_at=first_contact_date,source=origin"
	})
	if r.Rows != 8000 || r.Inquiries != 8000 {
		t.Fatalf("inquiries: %+v", r)
	}
	for range 2 {
		file, err := os.Open(data(t, "olist/closed_deals.csv"))
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		o, err := d.in.ImportOutcomes(t.Context(), models.Operator(), intake.OutcomeRequest{
			ClientID: d.client.ID, File: file, Map: "external_id=mql_id,ordered_at=won_date,rep=sr_id,caller=sdr_id",
		})
		_ = file.Close()
		if err != nil || o.Rows != 665 || o.Orders != 665 || o.Flagged != 1 || o.Rejected != 0 {
			t.Fatalf("orders: %+v, %v", o, err)
		}
		t.Logf("%d orders, %d known, in %s", o.Orders, o.Known, time.Since(began))
		for table, want := range map[string]int{"orders": 665, "leads": 665, "close_outs": 665, "gradings": 665} {
			if n := d.count(`SELECT count(*) FROM ` + table); n != want {
				t.Errorf("%d %s", n, table)
			}
		}
	}
	for origin, want := range map[string][2]int{
		"organic search": {2296, 207}, "paid search": {1586, 146}, "social": {1350, 55}, "unknown": {1099, 153}, "": {60, 11}, "other publicities": {65, 3},
	} {
		n := d.count(`SELECT count(*) FROM inquiries i JOIN sources s ON s.id = i.source_id WHERE s.name = $1`, origin)
		o := d.count(`SELECT count(*) FROM orders o JOIN leads l ON l.id = o.lead_id JOIN sources s ON s.id = l.source_id WHERE s.name = $1`, origin)
		if n != want[0] || o != want[1] {
			t.Errorf("%q: %d inquiries and %d orders, wanted %v", origin, n, o, want)
		}
	}
	both := d.count(`SELECT count(*) FROM users a JOIN users b ON replace(a.reference, ':caller:', ':rep:') = b.reference WHERE a.role = 'caller' AND a.state = 'former'`)
	if both != 6 {
		t.Errorf("%d persons were both caller and rep", both)
	}
}

func TestImport_isFastOnPlainRows(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	d := open(t)
	const rows = 20_000
	began := time.Now()
	r := d.imports(people(rows))
	t.Logf("%.0f plain rows/s", float64(r.Rows)/time.Since(began).Seconds())
	if r.Inquiries != rows {
		t.Errorf("result %+v", r)
	}
}
