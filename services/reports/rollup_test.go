package reports_test

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/raw"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

// balanced checks that every arrival is in one place.
func (h *history) balanced(t *rapid.T) {
	sheets, err := h.svc.Balances(t.Context(), models.Operator(), h.client.ID)
	if err != nil || len(sheets) != 1 || sheets[0].Difference != 0 {
		t.Fatalf("the balance: %+v, %v", sheets, err)
	}
}

// told keeps the sheet as the client is told it, and holds it against the agency's.
func (h *history) told(t *rapid.T) {
	if _, err := h.svc.KeepBalance(t.Context(), h.client.ID, noon); err != nil {
		t.Fatal(err)
	}
	exact, err := h.svc.Balances(t.Context(), models.Operator(), h.client.ID)
	if err != nil {
		t.Fatal(err)
	}
	told, err := h.svc.ClientBalance(t.Context(), models.Operator(), h.client.ID, noon)
	if err != nil {
		t.Fatal(err)
	}
	e := exact[0]
	if told.Now == nil {
		if e.Nurtured >= 10 || e.Closed[models.ClosedD] >= 10 || e.ToBeCalled.NeedsDecision >= 10 {
			t.Fatalf("nothing is told of %+v", e)
		}
		return
	}
	n := told.Now.BalanceFigures
	for what, pair := range map[string][2]int{"nurtured": {n.Nurtured, e.Nurtured}, "D": {n.ClosedD, e.Closed[models.ClosedD]}, "to decide": {n.NeedsDecision, e.ToBeCalled.NeedsDecision}, "merged": {n.Merged, e.Merged}, "rejected": {n.Rejected, e.Rejected}, "undone": {n.Undone, e.Undone}, "pending": {n.Pending, e.Pending}} {
		if off := pair[1] - pair[0]; pair[0]%5 != 0 || off < 0 || off > 9 {
			t.Fatalf("%s: %d is told as %d", what, pair[1], pair[0])
		}
	}
	if n.Received != e.Received || n.Released != e.Released || n.Difference != 0 || n.Ends() != n.Received {
		t.Fatalf("%+v is told as %+v", e, n)
	}
}

// counted counts what is marked, and holds the report against the base tables.
func (h *history) counted(t *rapid.T) {
	h.T = t
	if _, err := h.svc.Refresh(t.Context(), h.client.ID); err != nil {
		t.Fatal(err)
	}
	for _, basis := range reports.Bases {
		for _, attribution := range reports.Attributions {
			h.compare(reports.Question{Basis: basis, Attribution: attribution})
		}
	}
	q := reports.Question{Basis: draw(t, reports.Bases, "basis"), Attribution: draw(t, reports.Attributions, "attribution"),
		From: models.DayIn(h.instant(began), time.UTC), Program: draw(t, h.programs, "program").ID}
	q.To = models.DayIn(h.instant(q.From), time.UTC)
	h.compare(q)
	h.returns(q.Program)
	h.returns(models.NoID)
	h.decided()
}

//go:embed testdata/decisions.sql
var decisionsSQL string

// decided holds the days of decision against the gradings.
func (h *history) decided() {
	h.Helper()
	const said = `SELECT COALESCE(string_agg(d, E'\n' ORDER BY d), '') FROM (SELECT concat_ws(' ', source_id, came, program_id, day, kind) || ' × ' || n AS d
		FROM cohort_decisions, LATERAL (VALUES (true, a), (false, decided - a)) AS k (kind, n) WHERE client_id = $1 AND n > 0) counted`
	const apart = `SELECT count(*) FROM (SELECT source_id, day, program_id, sum(decided) AS decided, sum(a) AS a FROM cohort_decisions WHERE client_id = $1 GROUP BY 1, 2, 3) c
		FULL JOIN (SELECT * FROM decision_days WHERE client_id = $1) d USING (source_id, day, program_id) WHERE (c.decided, c.a) IS DISTINCT FROM (d.decided, d.a)`
	var got, want string
	var days int
	h.in(func(tx *store.Tx) error {
		if err := tx.Pgx.QueryRow(h.Context(), apart, h.client.ID).Scan(&days); err != nil {
			return err
		}
		if err := tx.Pgx.QueryRow(h.Context(), said, h.client.ID).Scan(&got); err != nil {
			return err
		}
		return tx.Pgx.QueryRow(h.Context(), decisionsSQL, h.client.ID).Scan(&want)
	})
	if days != 0 {
		h.Errorf("%d days of decision are not the sum of their cohorts", days)
	}
	if got != want {
		h.Errorf("decided:\n%s\nby what is stored:\n%s", got, want)
	}
}

// compare holds the answer to one question against the base tables.
func (h *history) compare(q reports.Question) {
	h.Helper()
	report, err := h.svc.Sources(h.Context(), models.Operator(), h.client.ID, q)
	if err != nil {
		h.Fatal(err)
	}
	var program *models.ID
	if q.Program != models.NoID {
		program = &q.Program
	}
	want := map[string]decimal.Decimal{}
	type stored struct {
		SourceID models.ID
		Figure   string
		N        decimal.Decimal
	}
	found, err := store.Look[stored](h.Context(), h.st, models.Operator(), raw.Sources, h.client.ID, dayOf(q.From), dayOf(q.To), string(q.Basis), string(q.Attribution), program)
	if err != nil {
		h.Fatal(err)
	}
	for _, f := range found {
		want[f.SourceID.String()+f.Figure] = f.N
		want["total"+f.Figure] = want["total"+f.Figure].Add(f.N)
	}
	check := func(name string, r reports.SourceRow) {
		revenue := decimal.Zero
		if r.Revenue != nil {
			revenue = r.Revenue.Decimal
		}
		for figure, got := range map[string]int{"inquiries": r.Inquiries, "repeats": r.Repeats, "reached": r.Reached, "a": r.A, "b": r.B, "c": r.C, "d": r.D, "ripened": r.Ripened, "leads": r.Leads,
			"in_time": r.InTime, "late": r.Late, "won": r.Won, "lost": r.Lost, "no_decision": r.NoDecision, "returned": r.Returned} {
			if w := want[name+figure]; !w.Equal(decimal.NewFromInt(int64(got))) {
				h.Errorf("%+v: %s of %s: %d, and the tables say %s", q, figure, name, got, w)
			}
		}
		if w := want[name+"orders"]; !w.Round(6).Equal(r.Credit.Round(6)) {
			h.Errorf("%+v: orders of %s: %s, and the tables say %s", q, name, r.Credit, w)
		}
		if w := want[name+"revenue"]; w.Sub(revenue).Abs().GreaterThan(decimal.New(50, -2)) || (q.Attribution != reports.Even || name == "total" && q.From.IsZero()) && !w.Round(2).Equal(revenue) {
			h.Errorf("%+v: revenue of %s: %s, and the tables say %s", q, name, revenue, w)
		}
	}
	for _, r := range report.Rows {
		check(r.SourceID.String(), r)
	}
	check("total", report.Total)
	h.opens(q, report)
	h.agrees(q, report.Total)
	if whole := report.Total.Credit; q.From.IsZero() && !whole.IsInteger() {
		h.Errorf("%+v: %s orders in all: the parts do not add up", q, whole.Decimal)
	}
}

// agrees checks that the days, the versions and the ends add up to the whole.
func (h *history) agrees(q reports.Question, whole reports.SourceRow) {
	h.Helper()
	series, err := h.svc.Series(h.Context(), models.Operator(), h.client.ID, q)
	if err != nil {
		h.Fatal(err)
	}
	versions, err := h.svc.Versions(h.Context(), models.Operator(), h.client.ID, q)
	if err != nil {
		h.Fatal(err)
	}
	ends, err := h.svc.Ends(h.Context(), models.Operator(), h.client.ID, q)
	if err != nil {
		h.Fatal(err)
	}
	var sum reports.SourceRow
	var orders float64
	for _, one := range series {
		for _, d := range one.Days {
			sum.Inquiries, sum.Reached, sum.A, sum.Leads, sum.InTime, sum.Won = sum.Inquiries+d.Inquiries, sum.Reached+d.Reached, sum.A+d.A, sum.Leads+d.Leads, sum.InTime+d.InTime, sum.Won+d.Won
		}
		for _, o := range one.Orders {
			orders += o.Orders
		}
	}
	if sum.Inquiries != whole.Inquiries || sum.Reached != whole.Reached || sum.A != whole.A || sum.Leads != whole.Leads || sum.InTime != whole.InTime || sum.Won != whole.Won || math.Abs(orders-whole.Credit.InexactFloat64()) > 1e-6 {
		h.Errorf("%+v: the days add up to %+v and %v orders, not to %+v", q, sum, orders, whole)
	}
	var a, b, c, d, ended int
	for _, v := range versions {
		a, b, c, d = a+v.A, b+v.B, c+v.C, d+v.D
	}
	for _, e := range ends {
		ended += e.Leads
	}
	if a != whole.A || b != whole.B || c != whole.C || d != whole.D || ended != whole.Won+whole.Lost+whole.NoDecision+whole.Returned {
		h.Errorf("%+v: versions %d %d %d %d, %d ends, not %+v", q, a, b, c, d, ended, whole)
	}
}

// opens checks that a number that is drawn opens as many rows as it says. An inquiry that
// was graded twice, or brought two leads or orders, stands there once.
func (h *history) opens(q reports.Question, report *reports.Sources) {
	h.Helper()
	r := report.Total
	figure := draw(h.T, []reports.Figure{"inquiries", "repeats", "reached", "a", "b", "c", "d", "ripened", "leads", "in_time", "late", "won", "lost", "no_decision", "returned", "orders"}, "figure")
	want := map[reports.Figure]int{"inquiries": r.Inquiries, "repeats": r.Repeats, "reached": r.Reached, "a": r.A, "b": r.B, "c": r.C, "d": r.D, "ripened": r.Ripened, "leads": r.Leads,
		"in_time": r.InTime, "late": r.Late, "won": r.Won, "lost": r.Lost, "no_decision": r.NoDecision, "returned": r.Returned, "orders": r.Orders}[figure]
	var rows []reports.BehindRow
	seen := map[models.ID]bool{}
	for page, next := 0, (reports.Place{}); page == 0 || next != (reports.Place{}); page++ {
		found, after, err := h.svc.Behind(h.Context(), models.Operator(), h.client.ID, q, figure, reports.ParsePlace(next.String()), 3)
		if err != nil || page > 100 {
			h.Fatal(page, err)
		}
		next = after
		for _, row := range found {
			if seen[row.ID] || len(rows) > 0 && row.Came.After(rows[len(rows)-1].Came) {
				h.Errorf("%+v: %s opens %v twice, or out of order", q, figure, row)
			}
			seen[row.ID] = true
			rows = append(rows, row)
		}
	}
	once := figure == "inquiries" || figure == "repeats" || figure == "reached" || q.Basis == reports.ByArrival && strings.Contains("abcdripened", string(figure))
	switch {
	case figure == "orders" && q.Attribution == reports.Even: // parts of orders
	case once && len(rows) != want, len(rows) > want, want > 0 && len(rows) == 0:
		h.Errorf("%+v: %s says %d and opens %d", q, figure, want, len(rows))
	}
	if !figure.OfLeads() {
		return
	}
	leads, _, err := h.svc.LeadsBehind(h.Context(), models.Operator(), h.client.ID, q, figure, reports.Place{}, 1000)
	if err != nil {
		h.Fatal(err)
	}
	if figure == "orders" {
		whole := decimal.Zero
		for _, l := range leads {
			whole = whole.Add(l.Credit.Decimal)
		}
		if !whole.Equal(r.Credit.Decimal) {
			h.Errorf("%+v: %s orders open %s", q, r.Credit, whole)
		}
	} else if len(leads) != want {
		h.Errorf("%+v: %s says %d and opens %d leads", q, figure, want, len(leads))
	}
}

func dayOf(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

// kept is every row of the roll-up, in order.
func (h *history) kept() (rows string) {
	h.in(func(tx *store.Tx) error {
		for _, table := range []string{"source_days", "grade_days", "cohort_events", "cohort_decisions", "decision_days", "lead_facts", "order_credits"} {
			var part string
			if err := tx.Pgx.QueryRow(h.Context(), `SELECT COALESCE(string_agg(t::text, E'\n' ORDER BY t::text), '') FROM `+table+` t WHERE client_id = $1`, h.client.ID).Scan(&part); err != nil {
				return err
			}
			rows += fmt.Sprintf("%s\n%s\n", table, part)
		}
		return nil
	})
	return rows
}

func TestRollups_sayOfAnyHistoryWhatTheTablesSay(t *testing.T) {
	t.Parallel()
	st := storetest.Open(t)
	rapid.Check(t, func(rt *rapid.T) {
		h := begin(rt, st)
		rt.Repeat(map[string]func(*rapid.T){"arrive": h.arrive, "arrive again": h.arrive, "grade": h.grade, "grade again": h.grade, "withdraw": h.withdraw, "reach": h.reach,
			"release": h.release, "release again": h.release, "follow": h.follow, "follow on": h.follow, "follow up": h.follow, "undo": h.undo, "move": h.move, "count": h.counted, "": h.balanced})
		h.counted(rt)
		h.told(rt)
		byDay := h.kept()
		all := draw(rt, []models.ID{h.client.ID, models.NoID}, "of this client, or of all so far")
		if err := h.svc.Rebuild(rt.Context(), models.Operator(), all); err != nil {
			rt.Fatal(err)
		}
		if whole := h.kept(); whole != byDay {
			rt.Fatalf("rebuilt:\n%s\nday by day:\n%s", whole, byDay)
		}
	})
}

func TestRefresh_followsALeadWhoseInquiryWasMoved(t *testing.T) {
	t.Parallel()
	w := build(t)
	i := w.add("dear", on(6, 9), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" })
	w.refresh(8)
	w.in(func(tx *store.Tx) error { // to another source; the lead's snapshot still names the old one
		if _, err := tx.Run(`UPDATE inquiries SET source_id = $2 WHERE id = $1`, i.ID, w.sources["cheap"].ID); err != nil {
			return err
		}
		if err := store.MarkDay(tx, i.ClientID, w.sources["cheap"].ID, i.ReceivedOn); err != nil {
			return err
		}
		return store.MarkRollup(tx, i)
	})
	w.refresh(2)
	w.in(func(tx *store.Tx) error {
		if _, err := tx.Run(`UPDATE leads SET contacted_at = released_at WHERE inquiry_id = $1`, i.ID); err != nil {
			return err
		}
		return store.MarkDay(tx, i.ClientID, w.sources["dear"].ID, i.ReceivedOn)
	})
	w.refresh(1)
	report, err := w.svc.Sources(t.Context(), models.Operator(), w.client.ID, reports.Question{Source: w.sources["cheap"].ID})
	if err != nil || len(report.Rows) != 1 || report.Rows[0].Leads != 2 || report.Rows[0].InTime != 1 {
		t.Errorf("the source it was moved to: %+v, %v", report.Rows, err)
	}
}

func TestSources_answersOnlyForWhatWasAsked(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	ask := func(q reports.Question) *reports.Sources {
		t.Helper()
		report, err := w.svc.Sources(t.Context(), models.Operator(), w.client.ID, q)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if r := ask(reports.Question{Medium: "referral"}); len(r.Rows) != 1 || r.Total.Inquiries != 3 || r.Total.Spend.String() != "1000" {
		t.Errorf("referrals: %+v", r.Total)
	}
	if r := ask(reports.Question{Audience: "dentists"}); len(r.Rows) != 0 || r.Total.Inquiries != 0 {
		t.Errorf("nobody’s audience: %+v", r.Total)
	}
	other := models.NewID()
	if r := ask(reports.Question{Program: other}); r.Total.Inquiries != 0 || r.Total.Spend != nil || !r.Total.SpendShared {
		t.Errorf("another program has none of the spend: %+v", r.Total)
	}
	if r := ask(reports.Question{Program: w.program.ID}); r.Total.Inquiries != 10 || r.Total.Spend.String() != "1300" || r.Total.SpendShared {
		t.Errorf("the only program has all of it: %+v", r.Total)
	}
	june := ask(reports.Question{Basis: reports.ByEvent, From: on(6, 1), To: on(6, 14)})
	if june.Total.Inquiries != 9 || june.Total.Orders != 0 { // what was ordered in May and later in June is not there
		t.Errorf("early June by event: %+v", june.Total)
	}
	for _, wrong := range []reports.Question{{Basis: "gut feeling"}, {Attribution: "mine"}, {Medium: "smoke"}, {From: on(6, 2), To: on(6, 1)}} {
		if _, err := w.svc.Sources(t.Context(), models.Operator(), w.client.ID, wrong); !models.IsKind(err, models.Invalid) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

func TestLeadsBehind_areForThoseWhoReadThem(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	dear := reports.Question{Source: w.sources["dear"].ID}
	for _, role := range []models.Role{models.Marketer, models.SalesManager} {
		by := models.Actor{Gate: models.GateClient, Role: role, ClientID: w.client.ID, UserID: models.NewID()}
		leads, next, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, dear, "leads", reports.Place{}, 1)
		if err != nil || len(leads) != 1 || next == (reports.Place{}) {
			t.Fatalf("%s: %+v, %v, %v", role, leads, next, err)
		}
		if rest, end, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, dear, "leads", next, 1); err != nil || len(rest) != 1 || rest[0].LeadID == leads[0].LeadID || end != (reports.Place{}) {
			t.Errorf("%s, the second page: %+v, %v, %v", role, rest, end, err)
		}
		orders, _, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, dear, "orders", reports.Place{}, 50)
		if err != nil || len(orders) != 3 || orders[0].Credit.String() != "1" || orders[0].OrderedOn == nil {
			t.Errorf("%s: %+v, %v", role, orders, err)
		}
		if _, _, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, dear, "inquiries", reports.Place{}, 50); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s opens inquiries: %v", role, err)
		}
		if _, _, err := w.svc.Behind(t.Context(), by, w.client.ID, dear, "leads", reports.Place{}, 50); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s opens the agency’s rows: %v", role, err)
		}
		by.ClientID = models.NewID() // another client's
		if leads, _, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, dear, "leads", reports.Place{}, 50); err != nil || len(leads) != 0 {
			t.Errorf("another client’s %s: %+v, %v", role, leads, err)
		}
	}
	for _, role := range []models.Role{models.Rep, models.PartnerManager} {
		by := models.Actor{Gate: models.GateClient, Role: role, ClientID: w.client.ID, UserID: models.NewID()}
		if _, _, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, dear, "leads", reports.Place{}, 50); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, _, err := w.svc.Behind(t.Context(), models.Actor{Gate: models.GateAgency, Role: models.Caller}, w.client.ID, dear, "leads", reports.Place{}, 50); !models.IsKind(err, models.NotFound) {
		t.Errorf("a caller: %v", err)
	}
}
