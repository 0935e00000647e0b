package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

func TestRouting_isTypedTriedAndSwitchedOn(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	rep, distant := s.Clients[0].People[models.Rep], s.Clients[0].Distant
	at := "/admin/clients/" + s.Clients[0].ID.String() + "/routing"
	if text := b.Get(at).Text(); !strings.Contains(text, "No rules: leads go round all reps by weight") {
		t.Errorf("%s", text)
	}
	if page := b.Post(at, url.Values{"do": {"add"}}); page.Status != http.StatusOK || !strings.Contains(page.Body, `name="r.0.name"`) || !strings.Contains(page.Body, "autofocus") {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	fields := url.Values{
		"r.0.name": {"Florida"}, "r.0.countries": {"usa"}, "r.0.regions": {"FL, GA"}, "r.0.postcodes": {"36500 to 36699"}, "r.0.from": {"1,000"}, "r.0.target": {"reps"}, "r.0.w." + rep.ID.String(): {"2"},
		"r.1.name": {"Mills"}, "r.1.products": {"mill"}, "r.1.target": {"partner " + s.Clients[0].Partner.ID.String()},
	}
	with := func(key, value string) url.Values {
		all := url.Values{}
		for k, v := range fields {
			all[k] = v
		}
		all.Set(key, value)
		return all
	}
	page := b.Post(at, with("do", "down.0"))
	if first, second := strings.Index(page.Body, `value="Mills"`), strings.Index(page.Body, `value="Florida"`); page.Status != http.StatusOK || first < 0 || second < first {
		t.Errorf("moved down: %d, %d, %d", page.Status, first, second)
	}
	if !strings.Contains(page.Text(), "Leads in FL, GA or 36500 to 36699 (US) worth 1,000 USD or more go to Harbour Dental rep.") || !strings.Contains(page.Text(), "Leads about “mill” go to the reps of Harbour Dental Partners in turn.") {
		t.Errorf("%s", page.Text())
	}
	bad := with("do", "on")
	bad.Set("r.1.countries", "Narnia")
	if page := b.Post(at, bad); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text(), "Rule 2: There is no country “Narnia”") || !strings.Contains(page.Body, `value="Narnia"`) || !strings.Contains(page.Body, `value="36500 to 36699"`) {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	if got := b.Post(at, with("do", "draft")); got.To() != at {
		t.Errorf("a draft: %d %s", got.Status, got.Text())
	}
	if text := b.Get(at).Text(); !strings.Contains(text, "This is a draft. Until it is switched on, leads go round all reps by weight.") {
		t.Errorf("%s", text)
	}
	s.Move(-30 * 24 * time.Hour)
	s.Lead(0, distant, func(l *models.Lead) { l.Country = "US" })
	s.Move(30 * 24 * time.Hour)
	page = b.Post(at, with("do", "try"))
	if text := page.Text(); page.Status != http.StatusOK || !strings.Contains(text, "1 leads were released in May 2026: 1 would have gone to somebody else, and a rule fits every one of them.") || !strings.Contains(text, "Rule 1, “Florida”") {
		t.Errorf("%d %s", page.Status, text)
	}
	if got := b.Post(at, with("do", "on")); got.To() != at {
		t.Fatalf("on: %d %s", got.Status, got.Text())
	}
	if text := b.Get(at).Text(); !strings.Contains(text, "in force") || strings.Contains(text, "draft.") {
		t.Errorf("%s", text)
	}
	if text := b.Get("/admin/clients/" + s.Clients[0].ID.String()).Text(); !strings.Contains(text, "Leads about “mill” go to the reps of Harbour Dental Partners in turn.") {
		t.Errorf("the client’s page: %s", text)
	}
	if got := b.Post("/admin/clients/"+s.Clients[1].ID.String()+"/routing", with("do", "on")); got.Status != http.StatusForbidden && got.Status != http.StatusUnprocessableEntity {
		t.Errorf("another manager’s client: %d", got.Status)
	}
}

func TestAccounts_areImportedAndRejectedRowsSayWhy(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	at := "/admin/clients/" + s.Clients[0].ID.String() + "/accounts"
	if text := b.Get(at).Text(); !strings.Contains(text, "No customers here") {
		t.Errorf("%s", text)
	}
	page := sendList(t, b, at, "name,postcode,rep\nMoss Dental,33606,Harbour Dental rep\nLake Dental,33607,Nobody At All\n", nil)
	if text := page.Text(); page.Status != http.StatusOK || !strings.Contains(text, "2 rows = 1 new + 0 changed + 0 as they were + 1 rejected.") || !strings.Contains(text, "Line 3") || !strings.Contains(text, "no active rep “Nobody At All”") || !strings.Contains(text, "Moss Dental") {
		t.Errorf("%d %s", page.Status, text)
	}
	if page := sendList(t, b, at, "name,postcode,rep\nMoss Dental,33606,Harbour Dental distant rep\n", nil); page.To() != at {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	if page := sendList(t, b, at, "a,b\n1,2\n", nil); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text(), "No column is called “name”") {
		t.Errorf("%d %s", page.Status, page.Text())
	}
}

func TestDeactivate_asksWhoGetsTheOpenLeads(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	rep, distant := s.Clients[0].People[models.Rep], s.Clients[0].Distant
	lead := s.Lead(0, rep)
	out := "/admin/people/" + rep.ID.String() + "/deactivation"
	if got := b.Post(out, nil); got.To() != "/admin/people/"+rep.ID.String()+"/departure" {
		t.Fatalf("%d to %q: %s", got.Status, got.To(), got.Text())
	}
	if text := b.Get("/admin/people/" + rep.ID.String() + "/departure").Text(); !strings.Contains(text, "has one open lead. It is never left with somebody who is gone: say who gets it.") || !strings.Contains(text, distant.Name) {
		t.Errorf("%s", text)
	}
	if page := b.Post(out, url.Values{"leads": {models.NewID().String()}}); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text(), "Choose one of the reps.") {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	if got := b.Post(out, url.Values{"leads": {distant.ID.String()}}); got.To() != "/admin/people?state=active" {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		now, err := store.One[models.Lead](tx, models.ByID(lead))
		if err == nil && (now.RepID == nil || *now.RepID != distant.ID || now.AssignedWhy != rep.Name+" has left") {
			t.Errorf("the lead is %v’s: %s", now.RepID, now.AssignedWhy)
		}
		return err
	})
}

func TestTurn_keepsHowARepTakesLeads(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	rep := s.Clients[0].People[models.Rep]
	at := "/admin/people/" + rep.ID.String() + "/turn"
	page := b.Post(at, url.Values{"weight": {"2"}, "capacity": {"40"}, "channel": {"field"}, "hours": {"nine to five"}, "zone": {"Europe/Berlin"}})
	if page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text(), "“nine to five” is no working time") || !strings.Contains(page.Body, `value="nine to five"`) {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	if got := b.Post(at, url.Values{"weight": {"2"}, "capacity": {"40"}, "channel": {"field"}, "hours": {"Mon-Fri 9-17"}, "zone": {"Europe/Berlin"}}); got.To() != "/admin/people" {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		u, err := store.One[models.User](tx, models.ByID(rep.ID))
		if err == nil && (u.Weight != 2 || u.Capacity != 40 || u.Channel != models.FieldSales || u.Hours != "Mon-Fri 9-17" || u.Zone != "Europe/Berlin") {
			t.Errorf("%+v", u)
		}
		return err
	})
}
