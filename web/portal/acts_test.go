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

func TestActs_areDoneToTheChosenAndTakenBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep, distant := s.Person(models.Rep), s.Clients[0].Distant
	one, two := s.Lead(0, rep, named("Helen Sato", time.Hour, "update")), s.Lead(0, rep, named("Amara Diallo", 50*time.Hour, "update"))
	manager := s.AsRole(models.SalesManager)
	of := func(who models.User) int { return rows(s, `SELECT count(*) FROM leads WHERE rep_id = $1`, who.ID) }
	if got := manager.Post("/portal/board/acts", url.Values{"do": {"reassign"}, "rep": {distant.ID.String()}, "back": {"/portal/board?region=FL"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Choose the leads first.") {
		t.Errorf("nothing chosen: %d %s", got.Status, got.Text())
	}
	got := manager.Post("/portal/board/acts", url.Values{"token": {token()}, "do": {"reassign"}, "rep": {distant.ID.String()}, "lead": {one.String()}, "back": {"/portal/board?region=FL"}})
	if got.Status != http.StatusSeeOther || got.To() != "/portal/board?region=FL" || of(distant) != 1 {
		t.Fatalf("%d to %q, %d given", got.Status, got.To(), of(distant))
	}
	got = manager.Post("/portal/board/acts", url.Values{"token": {token()}, "do": {"reassign"}, "rep": {distant.ID.String()}, "all": {"on"}, "shown": {one.String(), two.String()}})
	if got.Status != http.StatusSeeOther || of(distant) != 2 {
		t.Fatalf("all of the page: %d, %d given", got.Status, of(distant))
	}
	page := manager.Get("/portal/board/done")
	for range 2 {
		_, rest, ok := strings.Cut(page.Body, `action="/portal/board/acts/`)
		undo, _, _ := strings.Cut(rest, `"`)
		if !ok {
			t.Fatalf("no way back in %s", page.Text())
		}
		if got := manager.Post("/portal/board/acts/"+undo, nil); got.Status != http.StatusSeeOther {
			t.Errorf("undo: %d %s", got.Status, got.Text())
		}
		page = manager.Get("/portal/board/done")
	}
	if of(rep) != 2 || strings.Contains(page.Body, "/undoing") {
		t.Errorf("%d are the rep’s again; %s", of(rep), page.Text())
	}
}

func TestPolicy_isDraftedPutInForceAndAcknowledged(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	lead := s.Lead(0, s.Person(models.Rep))
	manager, rep := s.AsRole(models.SalesManager), s.AsRole(models.Rep)
	fields := url.Values{"from": {"09:00"}, "to": {"17:00"}, "day": {"1", "2", "3", "4", "5"}, "large_from": {"50,000"}, "likely_from": {"30"}, "country": {"US"},
		"accept.0": {"2"}, "contact.0": {"49"}, "contacts.0": {"2, 5"}, "update.0": {"5"}, "close.0": {"90"}, "remind.0": {"1"}, "tell.0": {"0"}, "move.0": {"8"}, "do": {"publish"}}
	if got := manager.Post("/portal/policy/draft", fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "within 1 to 48 hours") || !strings.Contains(got.Body, `value="2, 5"`) {
		t.Errorf("49 hours: %d %s", got.Status, got.Text())
	}
	fields.Set("contact.0", "24")
	fields.Set("do", "rule")
	if got := manager.Post("/portal/policy/draft", fields); got.Status != http.StatusOK || !strings.Contains(got.Body, `name="accept.1"`) {
		t.Errorf("another rule: %d", got.Status)
	}
	fields.Set("do", "save")
	if got := manager.Post("/portal/policy/draft", fields); got.Status != http.StatusSeeOther || rows(s, `SELECT count(*) FROM follow_up_policies WHERE state = 'in_force'`) != 0 {
		t.Errorf("kept as a draft: %d", got.Status)
	}
	if strings.Contains(rep.Get("/portal").Text(), "new follow-up policy") {
		t.Error("a rep is asked to read a draft")
	}
	fields.Set("do", "publish")
	if got := manager.Post("/portal/policy/draft", fields); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if n := rows(s, `SELECT count(*) FROM leads WHERE id = $1 AND next_at = released_at + interval '2 hours'`, lead); n != 1 {
		t.Error("the open lead’s date has not moved")
	}
	if got := rep.Get("/portal").Text(); !strings.Contains(got, "new follow-up policy, version 1") {
		t.Errorf("the rep sees %s", got)
	}
	if got := manager.Get("/portal/policy").Text(); !strings.Contains(got, "2 have not read it yet") {
		t.Errorf("the manager sees %s", got)
	}
	if got := rep.Get("/portal/policy").Text(); !strings.Contains(got, "within 24 hours of the release") || !strings.Contains(got, "United States") {
		t.Errorf("the rep reads %s", got)
	}
	if got := rep.Post("/portal/policy/acknowledgements", url.Values{"version": {"1"}}); got.Status != http.StatusSeeOther {
		t.Errorf("%d", got.Status)
	}
	if strings.Contains(rep.Get("/portal").Text(), "new follow-up policy") || !strings.Contains(manager.Get("/portal/policy").Text(), "1 has not read it yet") {
		t.Error("once read it is still asked for")
	}
	if got := manager.Post("/portal/policy/closed-days", url.Values{"closed": {"2026-12-24 Christmas Eve\nsoon"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Christmas Eve") {
		t.Errorf("a day that is none: %d", got.Status)
	}
	if got := manager.Post("/portal/policy/closed-days", url.Values{"closed": {"2026-12-24 Christmas Eve"}}); got.Status != http.StatusSeeOther || rows(s, `SELECT count(*) FROM closed_days WHERE name = 'Christmas Eve'`) != 1 {
		t.Errorf("closed days: %d", got.Status)
	}
}

func TestCompliance_countsEveryLeadOfThePeriod(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	s.Lead(0, s.Person(models.Rep), named("Helen Sato", -26*time.Hour, "update"))
	s.Lead(0, s.Clients[0].Distant, named("Amara Diallo", 50*time.Hour, "first contact"))
	manager := s.AsRole(models.SalesManager)
	for _, query := range []string{"", "?by=partner", "?by=region", "?from=2026-06-01&to=2026-06-10"} {
		if got := manager.Get("/portal/compliance" + query).Text(); !strings.Contains(got, "2 leads, 0 of them returned") {
			t.Errorf("%q: %s", query, got)
		}
	}
	if got := manager.Get("/portal/compliance?from=2026-01-01&to=2026-01-02").Text(); !strings.Contains(got, "0 leads") {
		t.Errorf("of another period: %s", got)
	}
	csv := manager.Get("/portal/compliance.csv").Body
	if lines := strings.Split(strings.TrimSpace(csv), "\n"); len(lines) != 4 || !strings.HasPrefix(lines[3], "all,,2,") {
		t.Errorf("the file is %s", csv)
	}
	partner := s.AsRole(models.PartnerManager).Get("/portal/compliance").Text()
	if !strings.Contains(partner, "1 lead,") || strings.Contains(partner, s.Person(models.Rep).Name+" ") {
		t.Errorf("a partner’s manager sees %s", partner)
	}
	if got := s.AsRole(models.Marketer).Get("/portal/statement"); got.Status != http.StatusOK || strings.Contains(got.Body, "Helen Sato") {
		t.Errorf("the marketer’s statement: %d %s", got.Status, got.Text())
	}
}
