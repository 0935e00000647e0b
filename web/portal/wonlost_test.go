package portal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

// ended writes leads of a source of the first client that came in May 2026 and ended alike.
func ended(s *webtest.Site, source models.ID, n int, product string, outcome models.Outcome, cause, rival, price string) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`INSERT INTO lead_facts (lead_id, client_id, inquiry_id, source_id, program_id, version, came, released_on, product, region, country, followed, outcome, closed_on, cause, price, lost_to)
			SELECT gen_random_uuid(), $1, gen_random_uuid(), $2, $3, 1, $4::date, $4::date + 1, $5, '', '', CASE WHEN n % 3 = 0 THEN 'late' ELSE 'in_time' END, $6, CASE WHEN $6 <> '' THEN $4::date + 40 END, $7, $8, $9
			FROM generate_series(1, $10::int) AS n`,
			s.Clients[0].ID, source, s.Clients[0].Program.ID, time.Date(2026, 5, 10, 0, 0, 0, 0, time.UTC), product, string(outcome), cause, price, rival, n)
		return err
	})
}

func endings(s *webtest.Site) {
	cheap := counted(s, "Search ads", 4000, 400, 40, 80, 120, 160, 9)
	dear := counted(s, "Chicago show", 30000, 60, 24, 12, 10, 14, 7)
	ended(s, cheap, 9, "Scanner", models.Won, "", "", "")
	ended(s, cheap, 18, "Scanner", models.Lost, "price", "Sirona", "yes")
	ended(s, cheap, 6, "Mill", models.Lost, "rival", "3Shape <b>", "no")
	ended(s, cheap, 4, "Mill", models.NoDecision, "", "", "")
	ended(s, cheap, 3, "", "", "", "", "")
	ended(s, dear, 14, "Mill", models.Won, "", "", "")
	ended(s, dear, 2, "Mill", models.Lost, "", "", "")
	ended(s, dear, 1, "Mill", models.Returned, "", "", "")
}

func TestWonLost_saysWhyAndToWhom(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	endings(s)
	const asked = "won-lost?from=2026-01&to=2026-06"
	got := s.AsRole(models.Marketer).Get("/portal/" + asked)
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	webtest.Golden(t, "wonlost.html", content(got.Body))
	for _, want := range []string{"47 % of the decided, 34–61 %", "Sirona 18 18 69 % 50–83 %", "The price 18 69 % 50–83 %", "Mill 14 8 64 %"} {
		if !strings.Contains(got.Text(), want) {
			t.Errorf("it does not say %q: %s", want, got.Text())
		}
	}
	agency := s.AsRole(models.AccountManager).Get("/admin/clients/" + s.Clients[0].ID.String() + "/" + asked)
	if !strings.Contains(agency.Text(), "Sirona 18 18 69 % 50–83 %") {
		t.Errorf("the agency reads %d %s", agency.Status, agency.Text())
	}
	if got := s.AsRole(models.SalesManager).Get("/portal/" + asked + "&program=" + s.Clients[1].Program.ID.String()); got.Status != http.StatusNotFound {
		t.Errorf("another client’s program: %d", got.Status)
	}
	if got := s.AsRole(models.Marketer).Get("/portal/won-lost?from=2026-06&to=2026-01"); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "ends before it begins") {
		t.Errorf("a period that ends before it begins: %d", got.Status)
	}
	file := s.AsRole(models.Marketer).Get("/portal/won-lost.csv?from=2026-01&to=2026-06&basis=event")
	if !strings.Contains(file.Header.Get("Content-Disposition"), "won-lost-2026-01-2026-06.csv") || !strings.Contains(file.Body, "all,,23,26,0,4,1,0,0.4694,0.3370,0.6062,") {
		t.Errorf("by the close-outs of the period it says %s", file.Body)
	}
}
