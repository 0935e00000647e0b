package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

func TestRipening_isTakenByAPersonWithOneClickOnceThereIsEnough(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	if got := b.Get("/desk/nurture/ripening"); got.Status != http.StatusOK || !strings.Contains(got.Text(), "200 more calls first") || !strings.Contains(got.Text(), "Nothing is foretold yet") {
		t.Fatalf("of nobody: %d %s", got.Status, got.Text())
	}
	client, program := s.Clients[0], s.Clients[0].Program
	take := "/desk/programs/" + program.ID.String() + "/ripening"
	if got := b.Post(take, url.Values{"used": {"true"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Wait until it is 200") {
		t.Errorf("taken too early: %d %s", got.Status, got.Text())
	}
	s.Tx(models.Worker(client.ID), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO ripening_models (client_id, version, fitted_at, n, model, learned, kept) VALUES ($1, 1, $2, 300, '{}', '{120,30}', '{40,4}')`, client.ID, s.Now())
		if err != nil {
			return err
		}
		_, err = tx.Run(`INSERT INTO ripening_forecasts (client_id, program_id, week, due, expected, low, high) SELECT $1, $2, $3::date + 7 * n, 40 - n, 4.2 + n, 1, 9 + n FROM generate_series(0, 11) n`, client.ID, program.ID, s.Now())
		return err
	})
	got := b.Get("/desk/nurture/ripening").Text()
	for _, want := range []string{"25.0 (18.1 to 33.4), 30 of 120", "10.0 (4.0 to 23.1), 4 of 40", "+15.0 (", "Use learned dates", "about 116 A leads"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	if got := b.Get("/desk/nurture").Text(); !strings.Contains(got, "Twelve weeks are likely to bring about 116 A leads") {
		t.Errorf("the week: %s", got)
	}
	if got := b.Post(take, url.Values{"used": {"true"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("taken: %d %s", got.Status, got.Text())
	}
	if got := b.Get("/desk/nurture/ripening").Text(); !strings.Contains(got, "Learned, taken by") || !strings.Contains(got, "Back to the plan") {
		t.Errorf("taken: %s", got)
	}
	theirs := s.As(client.People[models.SalesManager])
	if got := theirs.Get("/portal/ripening"); !strings.Contains(got.Text(), "about 116 A leads") || strings.Contains(got.Text(), "Due") {
		t.Errorf("the client’s sales manager reads %s", got.Text())
	}
	if got := s.As(s.Clients[1].People[models.SalesManager]).Get("/portal/ripening"); !strings.Contains(got.Text(), "Nothing is foretold yet") {
		t.Errorf("another client’s reads %s", got.Text())
	}
}
