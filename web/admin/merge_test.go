package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

func TestSource_isRenamedMergedAndSeparatedAndThePageSaysByWhom(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	made := func(name string) models.ID {
		src, err := s.House.Clients.CreateSource(t.Context(), models.Operator(), models.Source{ClientID: s.Clients[0].ID, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		return src.ID
	}
	one, other := made("dntl shw"), made("Dental show")
	b, page := s.AsRole(models.AccountManager), "/admin/sources/"+one.String()
	if got := b.Post(page+"/title", url.Values{"title": {"Dental show"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "merge this one into it") || !strings.Contains(got.Body, `value="Dental show"`) {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	b.Follow = true
	text := b.Post(page+"/title", url.Values{"title": {"Show in May"}}).Text()
	for _, want := range []string{"Renamed.", "It came as “dntl shw”", "“dntl shw” is called “Show in May”.", s.Person(models.AccountManager).Name + ", 10 Jun 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	text = b.Post(page+"/merge", url.Values{"into": {other.String()}}).Text()
	for _, want := range []string{"are counted with “Dental show”", "“Show in May” is counted with “Dental show”"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	if text := b.Get("/admin/sources/" + other.String()).Text(); !strings.Contains(text, "“Show in May” is counted with “Dental show”") {
		t.Errorf("the other’s page says nothing of it: %s", text)
	}
	if text := b.Post(page+"/separation", nil).Text(); !strings.Contains(text, "It counts for itself again.") || strings.Contains(text, "are counted with") {
		t.Errorf("%s", text)
	}
}
