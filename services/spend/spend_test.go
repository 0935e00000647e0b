package spend_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/spend"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// ledger is the spends of Aster Labs, whose reports are in GBP.
type ledger struct {
	*testing.T
	*agencytest.Agency
	svc    *spend.Service
	client models.ID
	source models.ID
}

func open(t *testing.T) *ledger {
	t.Helper()
	a := agencytest.Open(t)
	l := &ledger{T: t, Agency: a, svc: spend.New(a.Store, a.Clock.Now), client: a.Client("aster-labs").ID, source: a.Source("Dentist to dentist").ID}
	l.sql(`UPDATE spends SET ended_by = act_id`) // what the cast had entered
	return l
}

func (l *ledger) sql(query string, args ...any) {
	l.Helper()
	if err := l.Store.Tx(l.Context(), models.Operator(), func(tx *store.Tx) error { _, err := tx.Run(query, args...); return err }); err != nil {
		l.Fatal(err)
	}
}

func (l *ledger) text(query string, args ...any) (found string) {
	l.Helper()
	if err := l.Store.Tx(l.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(l.Context(), query, args...).Scan(&found)
	}); err != nil {
		l.Fatal(err)
	}
	return found
}

// standing is what stands of the client in 2025 to 2027, in words.
func (l *ledger) standing() string {
	l.Helper()
	all, err := l.svc.Standing(l.Context(), l.As("Hugh Tennant"), l.client, day("2025-01-01"), day("2027-12-31"))
	if err != nil {
		l.Fatal(err)
	}
	var words []string
	for n := range all {
		words = append(words, spend.Phrase(&all[n]))
	}
	return strings.Join(words, "; ")
}

func (l *ledger) enter(change func(*spend.Entry)) (*models.Spend, error) {
	e := spend.Entry{SourceID: l.source, From: day("2026-01-01"), To: day("2026-03-31"), Paid: decimal.NewFromInt(9000)}
	change(&e)
	return l.svc.Enter(l.Context(), l.As("Hugh Tennant"), models.NoID, l.client, e)
}

func day(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at
}

func TestSetMonth_isTheMarketersOrTheAgencys(t *testing.T) {
	t.Parallel()
	l := open(t)
	amount := decimal.RequireFromString("1250.50")
	set := func(name string, to *decimal.Decimal) error {
		return l.svc.SetMonth(t.Context(), l.As(name), l.source, day("2026-06-17"), to)
	}
	for name, kind := range map[string]models.Kind{
		"Fiona Blackwood": models.Forbidden, "Owen Pryce": models.Forbidden, "Dana Whitfield": models.Forbidden,
		"Jonas Weber": models.NotFound, // another client’s marketer
	} {
		if err := set(name, &amount); !models.IsKind(err, kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"Hugh Tennant", "Clara Nyberg"} {
		if err := set(name, &amount); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		amount = amount.Add(decimal.NewFromInt(1))
	}
	if got := l.standing(); got != "1,251.50 GBP for June 2026" {
		t.Errorf("%s stands", got)
	}
	for _, name := range []string{"Clara Nyberg", "Hugh Tennant"} {
		if err := set(name, nil); err != nil || l.standing() != "" {
			t.Errorf("%s took it out and %s is left: %v", name, l.standing(), err)
		}
		if err := set(name, new(decimal.Decimal)); err != nil || l.standing() != "0.00 GBP for June 2026" {
			t.Errorf("a zero that was entered is %q: %v", l.standing(), err)
		}
	}
	minus := decimal.NewFromInt(-1)
	if err := set("Hugh Tennant", &minus); !models.IsKind(err, models.Invalid) {
		t.Errorf("-1: %v", err)
	}
}

func TestEnter_refusesEachWithOneSentenceThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	l := open(t)
	if _, err := l.enter(func(*spend.Entry) {}); err != nil {
		t.Fatal(err)
	}
	one := decimal.NewFromInt(1)
	for want, change := range map[string]func(*spend.Entry){
		"amount: Enter an amount of at least 0":                                                           func(e *spend.Entry) { e.Paid = one.Neg() },
		"to: The period ends on 1 Jan 2026, before it begins on 31 Mar 2026: change one of the two days.": func(e *spend.Entry) { e.From, e.To = e.To, e.From },
		"replace: Dentist to dentist has 9,000.00 GBP for 1 Jan 2026 to 31 Mar 2026 already, which overlaps 31 Mar 2026 to 30 Apr 2026: choose to replace it, or change the days.": func(e *spend.Entry) { e.From, e.To = day("2026-03-31"), day("2026-04-30") },
		"rate: The reports are in GBP: enter how much GBP one EUR was.": func(e *spend.Entry) { e.Currency = "eur" },
		"rate_on: Enter the day of the rate, such as 2026-03-31.":       func(e *spend.Entry) { e.Currency, e.Rate = "EUR", one },
		"rate: GBP is the client’s own currency: leave the rate empty.": func(e *spend.Entry) { e.Rate = decimal.NewFromInt(2) },
		"amount: Enter at most two decimals.":                           func(e *spend.Entry) { e.Paid = decimal.RequireFromString("1.005") },
		"source: Choose the source, or enter the name of a new one.":    func(e *spend.Entry) { e.SourceID = models.NoID },
		"currency: Enter the currency as three letters, such as USD.":   func(e *spend.Entry) { e.Currency = "EURO" },
	} {
		_, err := l.enter(change)
		refused := models.Refused(err)
		if refused == nil || !strings.HasPrefix(refused.Field+": "+refused.Message, want) {
			t.Errorf("wanted %q, got %v", want, err)
		}
	}
	if _, err := l.enter(func(e *spend.Entry) { e.SourceID = l.Source("Scanner terms").ID }); !models.IsKind(err, models.NotFound) && err == nil {
		t.Errorf("another client’s source: %v", err)
	}
	if got := l.standing(); got != "9,000.00 GBP for 1 Jan 2026 to 31 Mar 2026" {
		t.Errorf("%s stands", got)
	}
}

func TestEnter_takesTwoCurrenciesOfOnePeriodAtTypedRates(t *testing.T) {
	t.Parallel()
	l := open(t)
	on := day("2026-03-31")
	for _, change := range []func(*spend.Entry){
		func(e *spend.Entry) {},
		func(e *spend.Entry) {
			e.Paid, e.Currency, e.Rate, e.RateOn = decimal.RequireFromString("1234.56"), "EUR", decimal.RequireFromString("0.8571"), &on
		},
	} {
		if _, err := l.enter(change); err != nil {
			t.Fatal(err)
		}
	}
	if got := l.text(`SELECT string_agg(month || ' ' || amount, ', ' ORDER BY month) FROM spend_by_month WHERE source_id = $1`, l.source); got != "2026-01-01 3464.47, 2026-02-01 3129.20, 2026-03-01 3464.47" {
		t.Errorf("spread as %s", got)
	}
	if got := l.text(`SELECT sum(amount)::text FROM spend_by_month WHERE source_id = $1`, l.source); got != "10058.14" { // 9000 + 1234.56 × 0.8571
		t.Errorf("the months add up to %s", got)
	}
}

func TestEnter_replacesTheWholeOfWhatItOverlapsAndTakesThatBack(t *testing.T) {
	t.Parallel()
	l := open(t)
	if _, err := l.enter(func(*spend.Entry) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.enter(func(e *spend.Entry) { e.From, e.To, e.Replace = day("2026-03-01"), day("2026-03-31"), true }); err != nil {
		t.Fatal(err)
	}
	if got := l.standing(); got != "9,000.00 GBP for March 2026" {
		t.Fatalf("%s stands", got)
	}
	hugh := l.As("Hugh Tennant")
	done, err := l.svc.Acts(t.Context(), hugh, l.client, 2)
	if err != nil || len(done) != 2 || done[0].Verb()+" "+done[0].What("GBP") != "Replaced Dentist to dentist, 9,000.00 GBP for March 2026" || done[0].ByName != "Hugh Tennant" {
		t.Fatalf("%+v %v", done, err)
	}
	if err := l.svc.Undo(t.Context(), hugh, models.NoID, l.client, done[1].ID); !models.IsKind(err, models.Conflict) || !strings.Contains(err.Error(), "take the newer entry back first") {
		t.Errorf("the older was taken back under the newer: %v", err)
	}
	token := models.NewID()
	for range 2 {
		if err := l.svc.Undo(t.Context(), hugh, token, l.client, done[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := l.standing(); got != "9,000.00 GBP for 1 Jan 2026 to 31 Mar 2026" {
		t.Errorf("%s stands", got)
	}
	if err := l.svc.Undo(t.Context(), hugh, models.NoID, l.client, done[0].ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("taken back twice: %v", err)
	}
	if err := l.svc.Undo(t.Context(), l.As("Jonas Weber"), models.NoID, l.client, done[1].ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("another client’s marketer takes it back: %v", err)
	}
}

func TestSpends_cannotOverlapEvenByAWrongQuery(t *testing.T) {
	t.Parallel()
	l := open(t)
	p, err := l.enter(func(*spend.Entry) {})
	if err != nil {
		t.Fatal(err)
	}
	err = l.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO spends (id, client_id, source_id, from_day, to_day, paid, currency, rate, amount, act_id) VALUES ($1, $2, $3, '2026-03-31', '2026-04-02', 1, 'GBP', 1, 1, $4)`, models.NewID(), l.client, l.source, p.ActID)
		return err
	})
	if !store.Violates(err, "spends_overlap") {
		t.Errorf("it was kept: %v", err)
	}
}

func TestWithin_isWhatTheDatabaseSpreads(t *testing.T) {
	t.Parallel()
	l := open(t)
	p := models.Spend{FromDay: day("2024-02-10"), ToDay: day("2025-01-03"), Amount: decimal.RequireFromString("99999.97")}
	var sum decimal.Decimal
	for month := day("2024-01-01"); month.Before(day("2025-04-01")); month = month.AddDate(0, 1, 0) {
		last := month.AddDate(0, 1, -1)
		got := p.Within(month, last)
		sum = sum.Add(got)
		if want := l.text(`SELECT spend_share($1::numeric, $2, $3, $4, $5)::text`, p.Amount.String(), p.FromDay, p.ToDay, month, last); want != got.StringFixed(2) {
			t.Errorf("%s: %s, and the database says %s", month.Format("Jan 2006"), got, want)
		}
	}
	if !sum.Equal(p.Amount) {
		t.Errorf("the parts are %s together", sum)
	}
	if got := l.text(`SELECT spend_share($1::numeric, $2, $3, '-infinity', 'infinity')::text`, p.Amount.String(), p.FromDay, p.ToDay); got != "99999.97" {
		t.Errorf("of all days it is %s", got)
	}
}
