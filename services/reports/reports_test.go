package reports_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/services/spend"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)

func on(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
}

// A world is eleven inquiries of three sources, small enough to count by hand.
type world struct {
	*testing.T
	st      *store.Store
	svc     *reports.Service
	client  *models.Client
	program *models.Program
	sources map[string]*models.Source
}

func build(t *testing.T) *world {
	t.Helper()
	st := storetest.Open(t)
	clock := func() time.Time { return noon }
	cs := clients.New(st, clock)
	w := &world{T: t, st: st, svc: reports.New(st, clock), sources: map[string]*models.Source{}}
	var err error
	if w.client, err = cs.Create(t.Context(), models.Operator(), models.Client{Slug: "one", Name: "One", Zone: "America/New_York"}); err != nil {
		t.Fatal(err)
	}
	if w.program, err = cs.CreateProgram(t.Context(), models.Operator(), models.Program{ClientID: w.client.ID, Slug: "main", Name: "Main"}); err != nil {
		t.Fatal(err)
	}
	w.in(func(tx *store.Tx) error {
		for name, medium := range map[string]models.Medium{"cheap": "search", "dear": "referral", "": ""} {
			if w.sources[name], err = cs.Source(tx, w.client.ID, name, medium, w.program.ID); err != nil {
				return err
			}
		}
		return nil
	})
	for _, s := range []struct {
		source string
		month  time.Month
		amount int64
	}{{"cheap", time.May, 100}, {"cheap", time.June, 200}, {"dear", time.June, 1000}} {
		amount := decimal.NewFromInt(s.amount)
		if err := spend.New(st, clock).SetMonth(t.Context(), models.Operator(), w.sources[s.source].ID, on(s.month, 17), &amount); err != nil {
			t.Fatal(err)
		}
	}
	w.fill()
	return w
}

func (w *world) in(fn func(*store.Tx) error) {
	w.Helper()
	if err := w.st.Tx(w.Context(), models.Operator(), fn); err != nil {
		w.Fatal(err)
	}
}

func (w *world) fill() {
	w.add("cheap", on(5, 10), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "B" }, order{on(5, 30), "1000", 1})
	w.add("cheap", on(6, 1), models.Closed, func(i *models.Inquiry) { i.Grade, i.FirstGrade, i.ClosedReason = "D", "D", "D" })
	w.add("cheap", on(6, 2), models.Nurtured, func(i *models.Inquiry) { i.Grade, i.FirstGrade, i.NurtureReason = "C", "C", "later" })
	live := w.add("cheap", on(6, 2), models.Nurtured, func(i *models.Inquiry) { i.NurtureReason = "not reached" })
	w.add("cheap", on(6, 1), models.Merged, func(i *models.Inquiry) { i.MergedInto = &live.ID })
	w.add("cheap", on(6, 3), models.Undone, nil)
	w.add("dear", on(6, 5), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(6, 15), "", 1})
	w.add("dear", on(6, 5), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(6, 16), "500", 2}, order{on(6, 25), "", 1})
	w.add("dear", on(6, 6), models.Undecided, func(i *models.Inquiry) { i.Grade, i.FirstGrade, i.DecisionReason = "B", "B", "blocked" })
	w.add("", on(6, 7), models.Closed, func(i *models.Inquiry) { i.ClosedReason = models.ClosedNoWay })
	promised := w.add("", on(6, 7), models.Scheduled, func(i *models.Inquiry) { i.ReachedAt = &noon })
	w.in(func(tx *store.Tx) error {
		if err := tx.Put(&models.Promise{ID: models.NewID(), ClientID: w.client.ID, InquiryID: promised.ID, DueAt: noon, Zone: "UTC", MadeAt: noon, State: "open"}); err != nil {
			return err
		}
		for _, kind := range []string{"rejected", "quarantined"} {
			if err := tx.Put(&models.Arrival{ID: models.NewID(), ClientID: w.client.ID, Kind: kind, At: noon}); err != nil {
				return err
			}
		}
		return tx.Put(&models.Submission{ID: models.NewID(), ClientID: w.client.ID, SourceID: w.sources[""].ID, At: noon, Fields: map[string]string{"name": "x"}})
	})
}

type order struct {
	on    time.Time
	value string // "" unknown
	rate  int64
}

// add writes an inquiry with its arrival, its lead and orders, and marks its day.
func (w *world) add(source string, day time.Time, state models.State, change func(*models.Inquiry), orders ...order) *models.Inquiry {
	w.Helper()
	src := w.sources[source]
	person := models.Person{ID: models.NewID(), ClientID: w.client.ID, CreatedAt: noon}
	i := &models.Inquiry{ID: models.NewID(), ClientID: w.client.ID, ProgramID: w.program.ID, PersonID: person.ID, SourceID: src.ID, State: state,
		Class: models.New, Tier: models.TierRest, Cycle: 1, ReceivedAt: day, ReceivedOn: day, Via: "import", Details: map[string]string{}, NextAt: &noon, DueAt: &noon}
	if change != nil {
		change(i)
	}
	if state == models.Closed {
		i.ClosedAt = &noon
	}
	kind := "inquiry"
	if state == models.Merged {
		kind = "repeat"
	}
	w.in(func(tx *store.Tx) error {
		if state == models.Scheduled {
			var window int
			if err := tx.Pgx.QueryRow(w.Context(), `INSERT INTO windows (key) VALUES ('test') RETURNING id`).Scan(&window); err != nil {
				return err
			}
			i.WindowID = &window
		}
		for _, row := range []any{&person, i, &models.Arrival{ID: models.NewID(), ClientID: w.client.ID, Kind: kind, At: noon, InquiryID: &i.ID, SourceID: &src.ID}} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		if state == models.Released {
			if err := w.lead(tx, i, src, orders); err != nil {
				return err
			}
		}
		return store.MarkRollup(tx, i)
	})
	return i
}

func (w *world) lead(tx *store.Tx, i *models.Inquiry, src *models.Source, orders []order) error {
	lead := models.Lead{ID: models.NewID(), ClientID: w.client.ID, InquiryID: i.ID, Cycle: 1, Kind: "released", ProgramID: w.program.ID, ProgramName: "Main",
		SourceID: src.ID, SourceName: src.Name, ReleasedAt: noon, ReceivedOn: i.ReceivedOn, Reasons: []models.Reason{}, Currency: "USD", Outcome: models.Won, ClosedAt: &noon}
	if err := tx.Put(&lead); err != nil {
		return err
	}
	for _, o := range orders {
		row := models.Order{ID: models.NewID(), ClientID: w.client.ID, LeadID: lead.ID, OrderedOn: o.on, Currency: "USD", Rate: decimal.NewFromInt(o.rate), UserID: models.TheAgency, At: noon}
		if o.value != "" {
			value := decimal.RequireFromString(o.value)
			row.Value = &value
		}
		if err := tx.Put(&row); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) refresh(want int) {
	w.Helper()
	if days, err := w.svc.Refresh(w.Context(), w.client.ID); err != nil || days != want {
		w.Fatalf("%d days counted again, want %d (%v)", days, want, err)
	}
}

func (w *world) said(by models.Actor, from, to time.Time) map[string]string {
	w.Helper()
	report, err := w.svc.Sources(w.Context(), by, w.client.ID, reports.Question{From: from, To: to})
	if err != nil {
		w.Fatal(err)
	}
	said := map[string]string{}
	for _, r := range append(report.Rows, report.Total) {
		line, err := json.Marshal(r)
		if err != nil {
			w.Fatal(err)
		}
		name := r.Source
		if r.Medium == "" {
			name = "total"
		}
		said[name] = fmt.Sprintf("%s repeats %d ripened %d", line, r.Repeats, r.Ripened)
	}
	return said
}

func (w *world) expect(said map[string]string, want map[string]string) {
	w.Helper()
	if len(said) != len(want) {
		w.Errorf("%d rows, want %d", len(said), len(want))
	}
	for name, line := range want {
		if said[name] != line {
			w.Errorf("%q:\n got %s\nwant %s", name, said[name], line)
		}
	}
}

var (
	allTime = map[string]string{
		"cheap": `{"source":"cheap","medium":"search","spend":300.00,"inquiries":5,"reached":3,"a":1,"b":0,"c":1,"d":1,"leads":1,"orders":1,"revenue":1000.00,"order_rate":0.2,"median_days_to_order":20,"cpi":60.00,"cpl":300.00,"cpo":300.00} repeats 1 ripened 1`,
		"dear":  `{"source":"dear","medium":"referral","spend":1000.00,"inquiries":3,"reached":3,"a":2,"b":1,"c":0,"d":0,"leads":2,"orders":3,"revenue":1000.00,"order_rate":1,"median_days_to_order":11,"cpi":333.33,"cpl":500.00,"cpo":333.33} repeats 0 ripened 0`,
		"":      `{"source":"","medium":"other","spend":null,"inquiries":2,"reached":1,"a":0,"b":0,"c":0,"d":0,"leads":0,"orders":0,"revenue":null,"order_rate":0,"median_days_to_order":null,"cpi":null,"cpl":null,"cpo":null} repeats 0 ripened 0`,
		"total": `{"source":"","medium":"","spend":1300.00,"inquiries":10,"reached":7,"a":3,"b":1,"c":1,"d":1,"leads":3,"orders":4,"revenue":2000.00,"order_rate":0.4,"median_days_to_order":15.5,"cpi":162.50,"cpl":433.33,"cpo":325.00} repeats 1 ripened 1`,
	}
	june = map[string]string{
		"cheap": `{"source":"cheap","medium":"search","spend":200.00,"inquiries":4,"reached":2,"a":0,"b":0,"c":1,"d":1,"leads":0,"orders":0,"revenue":null,"order_rate":0,"median_days_to_order":null,"cpi":50.00,"cpl":null,"cpo":null} repeats 1 ripened 0`,
		"dear":  allTime["dear"],
		"":      allTime[""],
		"total": `{"source":"","medium":"","spend":1200.00,"inquiries":9,"reached":6,"a":2,"b":1,"c":1,"d":1,"leads":2,"orders":3,"revenue":1000.00,"order_rate":0.333333,"median_days_to_order":11,"cpi":171.43,"cpl":600.00,"cpo":400.00} repeats 1 ripened 0`,
	}
)

func TestSources_saysWhatWasCountedByHand(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	w.expect(w.said(models.Operator(), time.Time{}, time.Time{}), allTime)
	w.expect(w.said(models.Operator(), on(6, 1), on(6, 30)), june)
	marketer := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: w.client.ID, UserID: models.NewID()}
	w.expect(w.said(marketer, time.Time{}, time.Time{}), allTime)
	other := marketer
	other.ClientID = models.NewID()
	w.expect(w.said(other, time.Time{}, time.Time{}), map[string]string{
		"total": `{"source":"","medium":"","spend":null,"inquiries":0,"reached":0,"a":0,"b":0,"c":0,"d":0,"leads":0,"orders":0,"revenue":null,"order_rate":null,"median_days_to_order":null,"cpi":null,"cpl":null,"cpo":null} repeats 0 ripened 0`,
	})
}

func TestRefresh_countsTheSameHoweverOften(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	w.refresh(0)
	w.in(func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO rollup_marks SELECT client_id, source_id, received_on FROM inquiries`)
		return err
	})
	w.refresh(7)
	w.expect(w.said(models.Operator(), time.Time{}, time.Time{}), allTime)
	w.in(func(tx *store.Tx) error { // an import is undone: its day empties
		_, err := tx.Run(`UPDATE inquiries SET state = 'undone', closed_reason = '', closed_at = NULL WHERE source_id = $1`, w.sources[""].ID)
		if err != nil {
			return err
		}
		return store.MarkDay(tx, w.client.ID, w.sources[""].ID, on(6, 7))
	})
	if err := w.svc.RefreshAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	report, err := w.svc.Sources(t.Context(), models.Operator(), w.client.ID, reports.Question{})
	if err != nil || report.Total.Inquiries != 8 {
		t.Errorf("%d inquiries after the undo, %v", report.Total.Inquiries, err)
	}
}

func TestRefresh_leavesAMarkThatIsMadeMeanwhile(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.in(func(tx *store.Tx) error { // an open transaction has changed and marked a day
		if err := store.MarkDay(tx, w.client.ID, w.sources["dear"].ID, on(6, 6)); err != nil {
			return err
		}
		w.refresh(7)
		return nil
	})
	w.refresh(1)
}

func TestSources_ranksOnlyWhatCanBeRanked(t *testing.T) {
	t.Parallel()
	w := build(t)
	for range 6 {
		w.add("cheap", on(6, 9), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(6, 20), "10", 1})
		w.add("dear", on(6, 9), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(6, 20), "10", 1})
		w.add("", on(6, 9), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(6, 20), "10", 1})
	}
	w.refresh(10)
	report, err := w.svc.Sources(t.Context(), models.Operator(), w.client.ID, reports.Question{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Rows {
		want := map[string][2]int{"cheap": {1, 1}, "dear": {2, 2}, "": {0, 0}}[r.Source] // the blank one has no spend
		if r.PlaceByCPI != want[0] || r.PlaceByCPO != want[1] {
			t.Errorf("%q: places %d and %d, want %v", r.Source, r.PlaceByCPI, r.PlaceByCPO, want)
		}
	}
	low, high, ok := report.Rows[1].CPORange() // cheap: 7 of 11, spend 300
	if !ok || low.String() != "32.15" || high.String() != "77.08" {
		t.Errorf("cost per order %v to %v, %v", low, high, ok)
	}
}

func TestBelow_tellsClientsNoSmallNumber(t *testing.T) {
	t.Parallel()
	w := build(t)
	for gate, want := range map[models.Gate][3]string{models.GateAgency: {"0", "4", "5"}, models.GateClient: {"0", "<5", "5"}} {
		by := models.Actor{Gate: gate, Role: models.Marketer, ClientID: w.client.ID}
		report, err := w.svc.Sources(t.Context(), by, w.client.ID, reports.Question{})
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]string{report.Below(0), report.Below(4), report.Below(5)}; got != want {
			t.Errorf("%s reads %v", gate, got)
		}
	}
}

func TestBalances_findEveryArrivalInOnePlace(t *testing.T) {
	t.Parallel()
	w := build(t)
	sheets, err := w.svc.Balances(t.Context(), models.Operator(), models.NoID)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(sheets)
	const want = `[{"client":"one","received":14,"rejected":1,"quarantined":2,"to_be_called":{"in_plan":0,"promised":1,"needs_decision":1},` +
		`"held":0,"pending":0,"nurtured":2,"released":3,"closed":{"D":1,"no way to reach":1},"merged":1,"erased":0,"undone":1,"difference":0}]`
	if string(got) != want {
		t.Errorf(" got %s\nwant %s", got, want)
	}
	w.in(func(tx *store.Tx) error { // something that never arrived
		_, err := tx.Run(`INSERT INTO inquiries (id, client_id, program_id, person_id, source_id, state, received_at, received_on)
			SELECT gen_random_uuid(), client_id, program_id, person_id, source_id, 'undone', received_at, received_on FROM inquiries LIMIT 1`)
		return err
	})
	if sheets, err := w.svc.Balances(t.Context(), models.Operator(), w.client.ID); err != nil || sheets[0].Difference != -1 {
		t.Errorf("one inquiry too many: %+v, %v", sheets, err)
	}
	if _, err := w.svc.Balances(t.Context(), models.Actor{Gate: models.GateClient, Role: models.SalesManager, ClientID: w.client.ID}, w.client.ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("a client asks for the balance: %v", err)
	}
}

func TestWriteCSV_isSafeInASpreadsheet(t *testing.T) {
	t.Parallel()
	amount := &reports.Amount{Decimal: decimal.NewFromInt(-5)}
	rate := 0.25
	report := reports.Sources{Rows: []reports.SourceRow{{Source: "=1+1", Medium: "web", Spend: amount, Inquiries: 4, Credit: reports.Credit{Decimal: decimal.NewFromInt(1)}, OrderRate: &rate}, {Source: ""}}}
	var text strings.Builder
	if err := report.Table().WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	const want = "source,medium,spend,inquiries,reached,a,b,c,d,leads,orders,revenue,order_rate,median_days_to_order,cpi,cpl,cpo,audience,ripened,a_rate,a_rate_low,a_rate_high,cpl_low,cpl_high,cpo_low,cpo_high,cpo_once_all_have_come,cpo_once_all_have_come_low,cpo_once_all_have_come_high,return_on_spend,note\n" +
		"'=1+1,web,-5.00,4,0,0,0,0,0,0,1,,0.25,,,,,,0,,,,,,,,,,,,\n" +
		",,,0,0,0,0,0,0,0,0,,,,,,,,0,,,,,,,,,,,,no spend entered\n"
	if text.String() != want {
		t.Errorf(" got %q\nwant %q", text.String(), want)
	}
}
