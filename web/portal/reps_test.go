package portal_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

func TestReps_areSentAwayAndHandedOverWithAWayBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.SalesManager)
	rep, distant := s.Clients[0].People[models.Rep], s.Clients[0].Distant
	s.Lead(0, rep)
	s.Lead(0, rep)
	at := "/portal/reps/" + rep.ID.String()
	if got := b.Post(at+"/absence", url.Values{"back_on": {"2026-07-01"}, "substitute": {distant.ID.String()}}); got.To() != "/portal/reps" {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if text := b.Get("/portal/reps").Text(); !strings.Contains(text, "away until 1 July") || !strings.Contains(text, "there, stands in for one other") {
		t.Errorf("%s", text)
	}
	if page := b.Post(at+"/absence", url.Values{"back_on": {"2026-06-01"}}); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `value="2026-06-01"`) {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	if page := b.Post(at+"/handover", url.Values{"to": {""}, "why": {"On leave"}}); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text(), "Choose who gets the leads") || !strings.Contains(page.Body, `value="On leave"`) {
		t.Errorf("%d %s", page.Status, page.Text())
	}
	if got := b.Post(at+"/handover", url.Values{"to": {distant.ID.String()}, "why": {"On leave"}}); got.To() != "/portal/reps" {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	page := b.Get("/portal/reps")
	undo := regexp.MustCompile(`/portal/handovers/[0-9a-f-]+/undoing`).FindString(page.Body)
	if undo == "" || !strings.Contains(page.Text(), "2 leads of Harbour Dental rep to Harbour Dental distant rep") {
		t.Fatalf("%s", page.Text())
	}
	if text := s.As(distant).Get("/portal").Text(); strings.Count(text, "Moss & Daughters") < 2 {
		t.Errorf("the other’s inbox: %s", text)
	}
	for range 2 { // the second changes nothing
		if got := b.Post(undo, nil); got.To() != "/portal/reps" {
			t.Errorf("%d %s", got.Status, got.Text())
		}
	}
	if text := b.Get("/portal/reps").Text(); !strings.Contains(text, "taken back") || !strings.Contains(text, "2 leads back to Harbour Dental rep") {
		t.Errorf("%s", text)
	}
	if text := s.AsRole(models.PartnerManager).Get("/portal/reps").Text(); strings.Contains(text, "Harbour Dental rep") || !strings.Contains(text, "Harbour Dental distant rep") {
		t.Errorf("the partner’s manager reads %s", text)
	}
}
