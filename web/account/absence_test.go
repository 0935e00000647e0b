package account_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

// standsIn is who stands in for somebody; "" for nobody.
func standsIn(s *webtest.Site, u models.User) (name string) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), `SELECT COALESCE((SELECT s.name FROM users s WHERE s.id = u.substitute_id), '') FROM users u WHERE u.id = $1`, u.ID).Scan(&name)
	})
	return name
}

func TestAbsence_letsARepChooseWhoStandsIn(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Person(models.Rep)
	var ben models.User
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		ben = rep
		ben.ID, ben.Name, ben.Email, ben.Reference = models.NewID(), "Ben Castillo", "ben.castillo@client.example", nil
		return tx.Put(&ben)
	})
	b := s.As(rep)
	if page := b.Get("/account").Body; !strings.Contains(page, "Ben Castillo") || strings.Contains(page, s.Clients[0].Distant.Name) || strings.Contains(page, s.Clients[1].People[models.Rep].Name) {
		t.Error("a rep is not offered just the reps beside whom he sells")
	}
	if got := b.Post("/account/absence", url.Values{"back_on": {"2026-06-20"}, "substitute": {ben.ID.String()}}); got.Status != http.StatusSeeOther || standsIn(s, rep) != "Ben Castillo" {
		t.Fatalf("%d %s; %q stands in", got.Status, got.Text(), standsIn(s, rep))
	}
	if page := b.Get("/account").Body; !strings.Contains(page, `value="2026-06-20"`) || !strings.Contains(page, `value="`+ben.ID.String()+`" selected`) {
		t.Error("the page has forgotten it")
	}
	for _, other := range []models.User{rep, s.Clients[0].Distant, s.Clients[1].People[models.Rep], s.Person(models.SalesManager)} {
		if got := b.Post("/account/absence", url.Values{"substitute": {other.ID.String()}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Choose another of the reps.") {
			t.Errorf("%s: %d %s", other.Name, got.Status, got.Text())
		}
	}
	if got := b.Post("/account/absence", url.Values{"back_on": {"2026-06-01"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Choose a day to come.") {
		t.Errorf("a day that is over: %d %s", got.Status, got.Text())
	}
	if b.Post("/account/absence", nil); standsIn(s, rep) != "" {
		t.Errorf("back again, %q stands in", standsIn(s, rep))
	}
}
