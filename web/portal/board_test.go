package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/web/webtest"
)

func TestBoard_saysWhoHasWhatAndGivesItAway(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep, distant := s.Person(models.Rep), s.Clients[0].Distant
	late := s.Lead(0, rep, named("Helen Sato", -26*time.Hour, "update"))
	s.Lead(0, distant, named("Amara Diallo", 50*time.Hour, "first contact"))
	manager := s.AsRole(models.SalesManager)
	webtest.Golden(t, "board.html", content(manager.Get("/portal/board").Body))
	only := manager.Get("/portal/board?rep=" + rep.ID.String())
	if !strings.Contains(only.Body, "Helen Sato") || strings.Contains(only.Body, "Amara Diallo") {
		t.Errorf("one rep’s board is %s", only.Text())
	}
	if got := manager.Get("/portal"); got.Status != http.StatusSeeOther || got.To() != "/portal/board" {
		t.Errorf("a manager’s home is %q", got.To())
	}
	if got := manager.Post(path(late)+"/assignment", url.Values{"rep": {s.Clients[1].Distant.ID.String()}}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("given to another client’s rep: %d", got.Status)
	}
	fields := url.Values{"token": {token()}, "rep": {distant.ID.String()}, "back": {"/portal/board"}}
	for range 2 {
		if got := manager.Post(path(late)+"/assignment", fields); got.Status != http.StatusSeeOther || got.To() != "/portal/board" {
			t.Fatalf("%d to %q: %s", got.Status, got.To(), got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM assignments WHERE lead_id = $1`, late); n != 1 {
		t.Errorf("assigned %d times", n)
	}
	if got := s.As(rep).Get(path(late)); got.Status != http.StatusNotFound {
		t.Errorf("the rep before still sees it: %d", got.Status)
	}
	if got := s.As(distant).Get("/portal").Text(); !strings.Contains(got, "Helen Sato") {
		t.Errorf("the new rep sees %s", got)
	}
}

func TestBoard_ofAPartnersManagerHoldsNothingOfOthers(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	s.Lead(0, s.Person(models.Rep), named("Helen Sato", -26*time.Hour, "update"))
	own := s.Lead(0, s.Clients[0].Distant, named("Amara Diallo", 50*time.Hour, "first contact"))
	b := s.AsRole(models.PartnerManager)
	board := b.Get("/portal/board")
	for _, secret := range []string{"Helen Sato", s.Person(models.Rep).Name, s.Person(models.SalesManager).Name} {
		if strings.Contains(board.Body, secret+"<") {
			t.Errorf("the partner’s manager reads of %s: %s", secret, board.Text())
		}
	}
	if !strings.Contains(board.Body, "Amara Diallo") {
		t.Errorf("the board is %s", board.Text())
	}
	if got := b.Post(path(own)+"/assignment", url.Values{"rep": {s.Person(models.Rep).ID.String()}}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("given to a direct rep: %d", got.Status)
	}
	lead := s.As(s.Clients[0].Distant).Get(path(own)).Text()
	if strings.Contains(lead, "a test") {
		t.Error("a partner’s rep reads why the lead was given to them, which counts others’ leads")
	}
}
