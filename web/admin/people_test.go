package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/web/webtest"
)

func TestPeople_areListedByState(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	if text := b.Get("/admin/people").Text(); !strings.Contains(text, "Dana Whitfield") || !strings.Contains(text, "Quarry Instruments · Quarry Instruments Partners") {
		t.Errorf("%s", text)
	}
	if text := b.Get("/admin/people?state=deactivated").Text(); !strings.Contains(text, "Nobody here") {
		t.Errorf("%s", text)
	}
	if text := s.AsRole(models.AccountManager).Get("/admin/people").Text(); !strings.Contains(text, "Harbour Dental rep") || strings.Contains(text, "Quarry") || strings.Contains(text, "Dana") {
		t.Errorf("the account manager of one client reads %s", text)
	}
	if page := b.Get("/admin"); page.To() != "/admin/people" {
		t.Errorf("to %q", page.To())
	}
}

func TestDeactivate_canBeTakenBackForTenSeconds(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	b.Follow = true
	dana := s.Person(models.Caller).ID.String()
	danas := s.AsRole(models.Caller)
	page := b.Post("/admin/people/"+dana+"/deactivation", nil)
	if strings.Contains(page.Text(), "Dana Whitfield") || !strings.Contains(page.Body, `action="/admin/people/`+dana+`/reactivation"`) || !strings.Contains(page.Body, `max="10"`) {
		t.Errorf("no undo: %s", page.Text())
	}
	if got := danas.Get("/account"); got.Status != http.StatusSeeOther {
		t.Errorf("still signed in: %d", got.Status)
	}
	b.Follow = false
	b.Post("/admin/people/"+dana+"/reactivation", nil)
	b.Post("/admin/people/"+dana+"/deactivation", nil)
	s.Move(11 * time.Second)
	if page := b.Get("/admin/people"); strings.Contains(page.Body, "/reactivation") || !strings.Contains(page.Text(), "Deactivated: sign-in and open work have ended.") {
		t.Errorf("an undo that is over: %s", page.Text())
	}
}

func TestDeactivate_saysWhatIsInTheWay(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	page := s.AsRole(models.Admin).Post("/admin/people/"+s.Person(models.Supervisor).ID.String()+"/deactivation", nil)
	if page.Status != http.StatusConflict || !strings.Contains(page.Text(), "Priya Raman is the supervisor of Harbour Dental, Harbour Dental one. Name another one first.") || !strings.Contains(page.Text(), "Dana Whitfield") {
		t.Errorf("%d %s", page.Status, page.Text())
	}
}

func TestInvite_keepsWhatWasTypedAndSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	page := b.Post("/admin/people", url.Values{"name": {"Tom"}, "email": {"tom@"}, "role": {"partner_manager"}, "place": {s.Clients[0].ID.String()}, "zone": {"Europe/Berlin"}})
	if page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `value="tom@"`) || !strings.Contains(page.Body, `id="email-error"`) {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	page = b.Post("/admin/people", url.Values{"name": {"Tom"}, "email": {"tom@a.example"}, "role": {"partner_manager"}, "place": {s.Clients[0].ID.String()}, "zone": {"Europe/Berlin"}})
	if page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `id="place-error"`) {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	fields := url.Values{"token": {models.NewID().String()}, "name": {"Tom"}, "email": {"tom@a.example"}, "role": {"partner_manager"}, "place": {s.Clients[0].ID.String() + "/" + s.Clients[0].Partner.ID.String()}, "zone": {"Europe/Berlin"}}
	for range 2 { // a double click
		if got := b.Post("/admin/people", fields); got.To() != "/admin/people?state=invited" {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if text := b.Get("/admin/people?state=invited").Text(); strings.Count(text, "tom@a.example") != 2 { // the row, and the toast
		t.Errorf("%s", text)
	}
}

func TestInvite_offersAnAccountManagerOwnClientsOnly(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	page := b.Get("/admin/people/new")
	if strings.Contains(page.Text(), "Quarry") || strings.Contains(page.Text(), "supervisor") || !strings.Contains(page.Text(), "Harbour Dental") {
		t.Errorf("%s", page.Text())
	}
	if got := b.Post("/admin/people", url.Values{"name": {"Tom"}, "email": {"tom@b.example"}, "role": {"rep"}, "place": {s.Clients[1].ID.String()}}); got.Status != http.StatusNotFound {
		t.Errorf("into another client: %d", got.Status)
	}
}

func TestMail_isTextAndNothingMore(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	b.Post("/admin/people", url.Values{"name": {`<img src=x onerror="alert(1)">`}, "email": {"x@a.example"}, "role": {"caller"}, "zone": {"UTC"}})
	s.Deliver()
	list := b.Get("/admin/mail")
	_, after, _ := strings.Cut(list.Body, `href="/admin/mail/`)
	id, _, _ := strings.Cut(after, `"`)
	page := b.Get("/admin/mail/" + id)
	if strings.Contains(page.Body, "<img") || !strings.Contains(page.Body, "&lt;img src=x") || !strings.Contains(page.Body, `aria-current="true"`) {
		t.Errorf("%s", page.Body)
	}
}
