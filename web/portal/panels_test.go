package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

func TestMe_comparesARepWithDotsThatHaveNoNames(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	stepped(s)
	got := s.AsRole(models.Rep).Get("/portal/me")
	for _, want := range []string{"How I compare in steps", "100 of 110", "30 of 100", "60 % expected", "You", "Each dot is a rep"} {
		if !strings.Contains(got.Text(), want) && !strings.Contains(got.Body, want) {
			t.Errorf("the page misses %q: %s", want, got.Text())
		}
	}
	for _, name := range []string{s.Clients[0].Distant.Name, "the one step"} {
		if strings.Contains(got.Body, name) {
			t.Errorf("a rep reads of %s", name)
		}
	}
	if got := s.As(s.Clients[1].People[models.Rep]).Get("/portal/me"); strings.Contains(got.Body, "How I compare") {
		t.Error("of a rep nothing was counted, and he is compared")
	}
}

func TestMe_asksToReadEachVersionOfThePolicy(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Rep)
	if got := b.Get("/portal/me"); strings.Contains(got.Body, "The follow-up policy") {
		t.Error("there is no policy, and a rep is to read it")
	}
	if err := s.House.FollowUp.PutInForce(t.Context(), models.ActorOf(s.Person(models.SalesManager)), models.UsualFollowUp()); err != nil {
		t.Fatal(err)
	}
	if got := b.Get("/portal/me").Text(); !strings.Contains(got, "Version 1 is new.") || !strings.Contains(got, "Read it and say so") {
		t.Errorf("of a new version: %s", got)
	}
	if got := b.Post("/portal/policy/acknowledgements", url.Values{"version": {"1"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := b.Get("/portal/me").Text(); !strings.Contains(got, "You have read version 1, which holds.") {
		t.Errorf("once it is read: %s", got)
	}
}
