package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

func TestBehind_opensLeadsWithoutContactData(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	lead := s.Lead(0, s.Clients[0].People[models.Rep])
	var source, name string
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(tx.Context(), `SELECT i.source_id::text, l.name FROM leads l JOIN inquiries i ON i.id = l.inquiry_id WHERE l.id = $1`, lead).Scan(&source, &name)
	})
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO rollup_marks SELECT client_id, source_id, received_on FROM inquiries`)
		return err
	})
	if err := s.House.Reports.RefreshAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	path := "/portal/sources/" + source + "/leads?figure=leads"
	for _, role := range []models.Role{models.Marketer, models.SalesManager} {
		got := s.AsRole(role).Get(path)
		if got.Status != http.StatusOK || !strings.Contains(got.Body, "<tbody>") || name != "" && strings.Contains(got.Body, name) {
			t.Errorf("%s reads %d: %s", role, got.Status, content(got.Body))
		}
		if links := strings.Contains(got.Body, "/portal/leads/"+lead.String()); links != (role == models.SalesManager) {
			t.Errorf("%s opens the lead: %v", role, links)
		}
		if got := s.AsRole(role).Get("/portal/sources/" + source + "/leads?figure=inquiries"); got.Status != http.StatusNotFound {
			t.Errorf("%s opens inquiries: %d", role, got.Status)
		}
	}
	got := s.AsRole(models.Supervisor).Get("/desk/clients/" + s.Clients[0].ID.String() + "/sources/rows?figure=leads&source=" + source)
	if got.Status != http.StatusOK || !strings.Contains(got.Body, "/desk/inquiries/") {
		t.Errorf("the supervisor reads %d: %s", got.Status, content(got.Body))
	}
}
