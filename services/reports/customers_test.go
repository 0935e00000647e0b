package reports_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

// bought writes a won lead of an organisation with its orders.
func (w *world) bought(organisation string, days ...time.Time) {
	w.Helper()
	var orders []order
	for _, day := range days {
		orders = append(orders, order{day, "100", 1})
	}
	i := w.add("cheap", on(1, 2), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, orders...)
	w.in(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE leads SET organisation = $2 WHERE inquiry_id = $1`, i.ID, organisation)
		return err
	})
}

func TestCustomers_areTheOrganisationsOfWonLeads(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.bought("Moss & Daughters, Inc.", on(1, 10), on(2, 10))
	w.bought("MOSS and Daughters", on(5, 10))
	w.bought("Elm Street Dental", on(1, 5))
	w.bought("Fresh Smiles", on(6, 20))
	w.bought("Twice LLC", on(4, 1), on(5, 1), on(6, 1))
	manager := models.Actor{Gate: models.GateClient, Role: models.SalesManager, ClientID: w.client.ID, UserID: models.NewID()}
	r, err := w.svc.Customers(t.Context(), manager, w.client.ID, on(6, 30))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]reports.Customer{}
	for _, c := range r.All {
		got[c.Name] = c
	}
	moss := got["Moss & Daughters, Inc."]
	if len(moss.Days) != 3 || len(moss.Leads) != 2 || moss.Value == nil || moss.Value.String() != "300" || moss.Usual != 60 || !moss.Own || moss.Quiet != 0 {
		t.Errorf("two spellings are one customer: %+v", moss)
	}
	// The world itself has two nameless customers with an order in May and two in June; the intervals are 31, 89, 30, 31 and one of 11 days or none.
	if elm := got["Elm Street Dental"]; elm.Own || elm.Usual != r.Median || (r.Median > 0) != (elm.Quiet > 0) {
		t.Errorf("who ordered once is measured by all (%d): %+v", r.Median, elm)
	}
	if fresh, twice := got["Fresh Smiles"], got["Twice LLC"]; fresh.Quiet != 0 || twice.Quiet != 0 || twice.Usual != 30 {
		t.Errorf("%+v, %+v", fresh, twice)
	}
	first := r.Cohorts[0]
	if !first.From.Equal(on(1, 1)) || first.Customers != 2 || len(first.Again) != 1 || first.Again[0] != 1 {
		t.Errorf("of the first quarter one of two ordered again in the second: %+v", first)
	}
	if c, err := r.Customer(moss.Leads[1]); err != nil || c.Name != moss.Name {
		t.Errorf("by its second lead: %v", err)
	}
	if _, err := r.Customer(models.NewID()); !models.IsKind(err, models.NotFound) {
		t.Errorf("by no lead: %v", err)
	}
	var file strings.Builder
	if err := r.WriteCSV(&file); err != nil || !strings.Contains(file.String(), "Twice LLC,,3,2026-04-01,2026-06-01,300.00,30,0,cheap,") {
		t.Errorf("%v: %s", err, file.String())
	}
	rep := models.Actor{Gate: models.GateClient, Role: models.Rep, ClientID: w.client.ID, UserID: models.NewID()}
	if r, err := w.svc.Customers(t.Context(), rep, w.client.ID, on(6, 30)); err != nil || len(r.All) != 0 {
		t.Errorf("a rep without leads sees %d customers, %v", len(r.All), err)
	}
}
