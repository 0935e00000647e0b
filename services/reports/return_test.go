package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

// fee enters what was agreed as the fee of the only program from a month on.
func (w *world) fee(since time.Time, amount int64) {
	w.Helper()
	w.in(func(tx *store.Tx) error {
		p := *w.program
		p.Fee = decimal.NewFromInt(amount)
		return tx.Put(p.FeeFrom(since, noon, nil))
	})
}

func (w *world) returned(by models.Actor, q reports.Question, today time.Time) *reports.Return {
	w.Helper()
	r, err := w.svc.Return(w.Context(), by, w.client.ID, q, today)
	if err != nil {
		w.Fatal(err)
	}
	return r
}

// cash is an amount in short, "–" where it is unknown.
func cash(a *reports.Amount) string {
	if a == nil {
		return "–"
	}
	return a.String()
}

// earned is orders and their worth in short.
func earned(e reports.Earned) string { return fmt.Sprintf("%d %s", e.Orders, cash(e.Revenue)) }

func TestReturn_saysWhatWasCountedByHand(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.fee(on(5, 1), 400)
	w.fee(on(7, 1), 0)              // none any more
	w.in(func(tx *store.Tx) error { // the lead of May came of the second cycle
		_, err := tx.Run(`UPDATE leads SET cycle = 2 WHERE received_on = '2026-05-10'`)
		return err
	})
	w.refresh(7)
	marketer := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: w.client.ID, UserID: models.NewID()}
	for _, by := range []models.Actor{models.Operator(), marketer} {
		r := w.returned(by, reports.Question{From: on(5, 1), To: on(7, 1)}, on(7, 20))
		var said []string
		for _, m := range append(r.Months, r.Total) {
			said = append(said, fmt.Sprintf("%s: %s + %s = %s; %d; ready %s, ripened %s, repeats %s", m.Month.Format("Jan"), cash(m.Fee), cash(m.Spend), cash(m.Cost()), m.Inquiries, earned(m.Ready), earned(m.Ripened), earned(m.Repeats)))
		}
		want := []string{
			"May: 400 + 100 = 500; 1; ready 0 –, ripened 1 1000, repeats 0 –",
			"Jun: 400 + 1200 = 1600; 9; ready 2 1000, ripened 0 –, repeats 1 –",
			"Jul: 0 + – = –; 0; ready 0 –, ripened 0 –, repeats 0 –",
			"Jan: 800 + 1300 = 2100; 10; ready 2 1000, ripened 1 1000, repeats 1 –",
		}
		if got := strings.Join(said, "\n"); got != strings.Join(want, "\n") {
			t.Errorf("%s is told\n%s", by.Role, got)
		}
		if all, without := r.Total.Yield(r.Total.All()), r.Total.Yield(r.Total.Without()); cash(all.CPO) != "525" || fmt.Sprintf("%.4f", *all.Return) != "0.9524" || cash(without.CPO) != "700" || fmt.Sprintf("%.4f", *without.Return) != "0.4762" || all.CPOLow != nil || all.ReturnRange != nil {
			t.Errorf("%s: %+v, and without the ripened %+v", by.Role, all, without)
		}
		// The repeat and one order have no value; the nameless source no spend, and seven inquiries are no A.
		if all := r.Total.All(); all.Valued != 2 || len(r.NoSpend) != 1 || len(r.NoFee) != 0 || r.NotA != 7 || r.Followed.Leads != 3 || r.Followed.Never != 3 || r.Missed.Known {
			t.Errorf("%s: %+v", by.Role, r)
		}
	}
	event := w.returned(marketer, reports.Question{From: on(6, 9), To: on(6, 10), Basis: reports.ByEvent}, on(7, 20))
	if got := earned(event.Total.Ready) + ", " + earned(event.Total.Repeats); len(event.Months) != 1 || got != "2 1000, 1 –" || event.Total.Final != nil {
		t.Errorf("what happened in June: %s in %d months", got, len(event.Months))
	}
}

func TestReturn_saysWhatWasNotEnteredInsteadOfZero(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	r := w.returned(models.Operator(), reports.Question{From: on(5, 1), To: on(6, 1)}, on(7, 20))
	if r.Total.Fee != nil || r.Total.Cost() != nil || len(r.NoFee) != 1 || r.Total.Yield(r.Total.All()).CPO != nil || r.Unqualified() != nil {
		t.Errorf("without a fee: %+v", r.Total)
	}
	if r := w.returned(models.Operator(), reports.Question{From: on(1, 1), To: on(2, 1)}, on(7, 20)); r.Total.Spend != nil || len(r.NoSpend) != 0 || len(r.NoFee) != 0 {
		t.Errorf("of months in which nothing was: %+v", r)
	}
	if r := w.returned(models.Operator(), reports.Question{}, on(7, 20)); !r.From.Equal(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)) || !r.To.Equal(on(6, 30)) {
		t.Errorf("the last twelve whole months are %s to %s", r.From, r.To)
	}
	if r := w.returned(models.Operator(), reports.Question{From: on(6, 1), To: on(12, 1)}, on(7, 20)); !r.To.Equal(on(7, 31)) {
		t.Errorf("months that have not begun: up to %s", r.To)
	}
	if _, err := w.svc.Return(t.Context(), models.Operator(), w.client.ID, reports.Question{Program: models.NewID()}, on(7, 20)); !models.IsKind(err, models.NotFound) {
		t.Errorf("of a program that is none of theirs: %v", err)
	}
	other := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: models.NewID(), UserID: models.NewID()}
	if r := w.returned(other, reports.Question{From: on(5, 1), To: on(6, 1)}, on(7, 20)); r.Total.Inquiries != 0 || r.Total.Spend != nil || r.Total.All().Orders != 0 || r.Followed.Leads != 0 {
		t.Errorf("another client reads %+v", r.Total)
	}
	rep := models.Actor{Gate: models.GateClient, Role: models.Rep, ClientID: w.client.ID, UserID: models.NewID()}
	if r := w.returned(rep, reports.Question{From: on(5, 1), To: on(6, 1)}, on(7, 20)); r.Total.Inquiries != 0 || r.Total.All().Orders != 0 || r.Total.Spend != nil {
		t.Errorf("a rep reads %+v", r.Total)
	}
}
