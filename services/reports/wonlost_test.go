package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

// lost writes leads that were lost, for a reason and to a rival, by the price or not.
func (w *world) lost(source string, day time.Time, n int, cause, rival, price string) {
	w.Helper()
	for range n {
		i := w.add(source, day, models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" })
		w.in(func(tx *store.Tx) error {
			var lead models.ID
			if err := tx.Pgx.QueryRow(w.Context(), `UPDATE leads SET outcome = 'lost', product = 'Scanner' WHERE inquiry_id = $1 RETURNING id`, i.ID).Scan(&lead); err != nil {
				return err
			}
			return tx.Put(&models.CloseOut{ID: models.NewID(), ClientID: w.client.ID, LeadID: lead, UserID: models.TheAgency, At: noon, Outcome: models.Lost, Cause: cause, Price: price, LostTo: rival, Reason: "Said so."})
		})
	}
}

func (w *world) wonLost(by models.Actor, q reports.Question) *reports.WonLost {
	w.Helper()
	r, err := w.svc.WonLost(w.Context(), by, w.client.ID, q)
	if err != nil {
		w.Fatal(err)
	}
	return r
}

// ends is the ends of a kind in short: name won/lost/by price.
func ends(r *reports.WonLost, kind string) string {
	var all []string
	for _, e := range r.Of(kind) {
		all = append(all, fmt.Sprintf("%s %d/%d/%d", e.Name, e.Won, e.Lost, e.ByPrice))
	}
	return strings.Join(all, ", ")
}

func TestWonLost_saysWhatWasCountedByHand(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.lost("cheap", on(6, 3), 4, "price", "Sirona", "yes")
	w.lost("cheap", on(6, 4), 2, "rival", " sirona", "no")
	w.lost("dear", on(6, 5), 1, "", "", "")
	w.bought("Twice LLC", on(2, 1), on(3, 1))
	if err := w.svc.RefreshAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.svc.CountCustomers(t.Context(), w.client.ID); err != nil {
		t.Fatal(err)
	}
	marketer := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: w.client.ID, UserID: models.NewID()}
	for _, by := range []models.Actor{models.Operator(), marketer} {
		r := w.wonLost(by, reports.Question{})
		for kind, want := range map[string]string{
			"all": " 4/7/0", "source": "cheap 2/6/0, dear 2/1/0", "product": "Scanner 0/7/0,  4/0/0",
			"reason": "price 0/4/0, rival 0/2/0,  0/1/0", "rival": "Sirona 0/6/4,  0/1/0",
		} {
			if got := ends(r, kind); got != want {
				t.Errorf("%s by %s: %q, want %q", by.Role, kind, got, want)
			}
		}
		// First orders came 30, 20, 10 and 11 days after their inquiries.
		if p := r.Pace(models.NoID); p.Orders != 4 || p.Half != 15.5 || p.Quarter != 10.75 || p.ThreeQuarters != 22.5 {
			t.Errorf("%s is told of the pace %+v", by.Role, p)
		}
		// Four customers, of whom Twice and one of “dear” ordered twice.
		if k := r.Kept(models.NoID); k.Customers != 4 || k.Again != 2 || k.Repeats != 2 {
			t.Errorf("%s is told of customers %+v", by.Role, k)
		}
		if k := r.Kept(w.sources["dear"].ID); k.Customers != 2 || k.Again != 1 {
			t.Errorf("%s is told of customers of a source %+v", by.Role, k)
		}
	}
	if got := ends(w.wonLost(marketer, reports.Question{From: on(6, 4), To: on(6, 4)}), "all"); got != " 0/2/0" {
		t.Errorf("of what came on one day: %s", got)
	}
	if got := ends(w.wonLost(marketer, reports.Question{From: on(6, 30), To: on(6, 30), Basis: reports.ByEvent}), "all"); got != " 4/7/0" {
		t.Errorf("of what was closed out on one day: %s", got)
	}
	if got := ends(w.wonLost(marketer, reports.Question{Program: w.program.ID}), "all"); got != " 4/7/0" {
		t.Errorf("of the only program: %s", got)
	}
	if _, err := w.svc.WonLost(t.Context(), marketer, w.client.ID, reports.Question{Program: models.NewID()}); !models.IsKind(err, models.NotFound) {
		t.Errorf("of a program that is none of theirs: %v", err)
	}
	var file strings.Builder
	if err := w.wonLost(marketer, reports.Question{}).Table().WriteCSV(&file); err != nil || !strings.Contains(file.String(), "source,cheap,2,6,0,0,0,0,,,,2,,,,2,1,1\n") ||
		!strings.Contains(file.String(), "reason,price,0,4,0,0,0,0,,,") {
		t.Errorf("%v: %s", err, file.String())
	}
}

func TestWonLost_ofNothingIsNothing(t *testing.T) {
	t.Parallel()
	w := build(t)
	other := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: models.NewID(), UserID: models.NewID()}
	w.refresh(7)
	r := w.wonLost(other, reports.Question{})
	if all := r.All(); all.Decided() != 0 || len(r.Of("source")) != 0 || r.Pace(models.NoID).Orders != 0 || r.Kept(models.NoID).Customers != 0 {
		t.Errorf("another client reads %+v", r)
	}
}
