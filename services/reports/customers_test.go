package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/identity"
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
	all := reports.CustomersPage{Show: reports.CustomersAll}
	r, err := w.svc.Customers(t.Context(), manager, w.client.ID, all, on(6, 30))
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
	if c, err := w.svc.Customer(t.Context(), manager, w.client.ID, moss.Leads[1], on(6, 30)); err != nil || c.Name != moss.Name {
		t.Errorf("by its second lead: %v", err)
	}
	if _, err := w.svc.Customer(t.Context(), manager, w.client.ID, models.NewID(), on(6, 30)); !models.IsKind(err, models.NotFound) {
		t.Errorf("by no lead: %v", err)
	}
	var file strings.Builder
	if err := r.Table().WriteCSV(&file); err != nil || !strings.Contains(file.String(), "Twice LLC,,3,2026-04-01,2026-06-01,300.00,30,0,cheap,") {
		t.Errorf("%v: %s", err, file.String())
	}
	rep := models.Actor{Gate: models.GateClient, Role: models.Rep, ClientID: w.client.ID, UserID: models.NewID()}
	if r, err := w.svc.Customers(t.Context(), rep, w.client.ID, all, on(6, 30)); err != nil || len(r.All) != 0 {
		t.Errorf("a rep without leads sees %d customers, %v", len(r.All), err)
	}
}

// people are a rep of the client, one of a partner, that partner's manager, and the sales manager.
func (w *world) people() (all map[string]models.Actor) {
	w.Helper()
	all = map[string]models.Actor{}
	partner := models.Partner{ID: models.NewID(), ClientID: w.client.ID, Name: "Gulf"}
	users := map[string]*models.User{}
	for name, role := range map[string]models.Role{"own": models.Rep, "partner’s": models.Rep, "partner": models.PartnerManager, "sales": models.SalesManager} {
		u := &models.User{ID: models.NewID(), ClientID: &w.client.ID, Name: name, Email: name + "@one.example", Role: role, State: models.Active, Zone: "UTC", CreatedAt: noon}
		if strings.HasPrefix(name, "partner") {
			u.PartnerID = &partner.ID
		}
		users[name] = u
	}
	w.in(func(tx *store.Tx) error {
		if err := tx.Put(&partner); err != nil {
			return err
		}
		for _, u := range users {
			if err := tx.Put(u); err != nil {
				return err
			}
			all[u.Name] = models.ActorOf(*u)
		}
		return nil
	})
	return all
}

func TestCustomers_areReadAsTheyAreCounted(t *testing.T) {
	t.Parallel()
	w := build(t)
	people := w.people()
	day := func(n int) time.Time { return on(1, 3).AddDate(0, 0, n) }
	for n := range 90 {
		name := fmt.Sprintf("Practice %d", n%37)
		if n%11 == 0 {
			name = "" // nobody’s name: a customer by itself
		}
		days := []time.Time{day(n % 60)}
		for k := range n % 4 {
			days = append(days, day(n%60+(k+1)*(7+n%13)))
		}
		w.bought(name, days...)
	}
	w.in(func(tx *store.Tx) error {
		for n, name := range []string{"own", "partner’s", "partner’s"} {
			who := people[name]
			var partner *models.ID
			if who.PartnerID != models.NoID {
				partner = &who.PartnerID
			}
			if _, err := tx.Run(`UPDATE leads SET rep_id = $2, partner_id = $3 WHERE client_id = $1 AND abs(hashtext(id::text)) % 4 = $4`, w.client.ID, who.UserID, partner, n); err != nil {
				return err
			}
		}
		// Two practices of the list are one customer of the client's own, whatever they call themselves.
		return tx.Put(&models.Account{ID: models.NewID(), ClientID: w.client.ID, Key: "k", Name: "Elm Group", NameKey: identity.OrganisationKey("Practice 5"), UpdatedAt: noon})
	})
	w.bought("Practice 5", on(6, 1))
	today := on(6, 30)
	read := func(name string, p reports.CustomersPage) *reports.Customers {
		t.Helper()
		r, err := w.svc.Customers(t.Context(), people[name], w.client.ID, p, today)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	slow := map[string]*reports.Customers{}
	pages := func(fn func(key, name string, p reports.CustomersPage)) {
		for name := range people {
			for _, show := range []string{reports.CustomersAll, reports.CustomersAgain, reports.CustomersQuiet} {
				fn(name+" "+show, name, reports.CustomersPage{Show: show})
				fn(name+" "+show+" 7", name, reports.CustomersPage{Show: show, Most: 7})
			}
		}
	}
	pages(func(key, name string, p reports.CustomersPage) { slow[key] = read(name, p) })
	if err := w.svc.CountCustomers(t.Context(), w.client.ID); err != nil {
		t.Fatal(err)
	}
	pages(func(key, name string, p reports.CustomersPage) {
		if got := read(name, p); told(got) != told(slow[key]) {
			t.Errorf("%s reads\n%s\nand the leads say\n%s", key, told(got), told(slow[key]))
		}
	})
	for _, show := range []string{reports.CustomersAll, reports.CustomersQuiet} { // page by page it is the whole
		var ids []models.ID
		for p := (reports.CustomersPage{Show: show, Most: 7}); ; p.After = ids[len(ids)-1] {
			r := read("sales", p)
			for _, c := range r.All {
				ids = append(ids, c.LeadID)
			}
			if !r.More {
				break
			}
		}
		whole := slow["sales "+show].All
		if len(ids) != len(whole) {
			t.Errorf("%s: %d on the pages, %d in all", show, len(ids), len(whole))
			continue
		}
		for n := range whole {
			if whole[n].LeadID != ids[n] {
				t.Errorf("%s: number %d is another", show, n)
			}
		}
	}
	if all := slow["sales all"]; all.Count < 40 || all.Again == 0 || all.Quiet == 0 || all.Median == 0 || len(all.Cohorts) == 0 || len(slow["own all"].All) == 0 || len(slow["partner all"].All) == 0 {
		t.Errorf("too little is compared: %s", told(all))
	}
	// The next order is there at once, counted or not.
	before := read("sales", reports.CustomersPage{}).Count
	w.bought("A new one", on(6, 29))
	if got := read("sales", reports.CustomersPage{}).Count; got != before+1 {
		t.Errorf("%d customers after a new one, %d before", got, before)
	}
	if err := w.svc.CountCustomersAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := read("sales", reports.CustomersPage{}).Count; got != before+1 {
		t.Errorf("%d customers counted again", got)
	}
}

// told is everything that is told of customers.
func told(r *reports.Customers) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Count, r.Again, r.Quiet, r.Median, r.More, r.Cohorts)
	for _, c := range r.All {
		fmt.Fprintln(&b, c.LeadID, c.Name, c.Where, c.Leads, c.Days, c.Value, c.Sources, c.Reps, c.Usual, c.Own, c.Quiet)
	}
	return b.String()
}
