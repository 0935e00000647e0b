package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

// earnings are what the outcomes of May 2026 cost and returned: two fees, some orders of ripened
// leads, and some repeats.
func earnings(s *webtest.Site) {
	endings(s)
	client := s.Clients[0]
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		program := client.Program
		for since, fee := range map[string]int64{"2025-07-01": 4000, "2026-05-01": 4500} {
			day, err := time.Parse(time.DateOnly, since)
			if err != nil {
				return err
			}
			program.Fee = decimal.NewFromInt(fee)
			if err := tx.Put(program.FeeFrom(day, s.Now(), nil)); err != nil {
				return err
			}
		}
		_, err := tx.Run(`WITH placed AS (SELECT order_id, row_number() OVER (PARTITION BY source_id ORDER BY ordered_on) AS n FROM order_credits WHERE client_id = $1)
			UPDATE order_credits c SET ripened = n % 3 = 0, again = n % 4 = 0, worth = 15000 + 100 * n FROM placed p WHERE p.order_id = c.order_id AND c.client_id = $1`, client.ID)
		return err
	})
}

func TestReturn_saysWhatCameBackWithAndWithoutTheRipened(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	earnings(s)
	const asked = "return?from=2026-05&to=2026-06"
	b := s.AsRole(models.Marketer)
	got := b.Get("/portal/" + asked)
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	webtest.Golden(t, "return.html", content(got.Body))
	agency := s.AsRole(models.AccountManager).Get("/admin/clients/" + s.Clients[0].ID.String() + "/" + asked)
	if !strings.Contains(agency.Text(), "Ripened later") || !strings.Contains(agency.Body, "/admin/clients/"+s.Clients[0].ID.String()+"/return/call-costs") {
		t.Errorf("the agency reads %d %s", agency.Status, agency.Text())
	}
	if got := b.Get("/portal/return?from=2026-06&to=2026-01"); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "ends before it begins") {
		t.Errorf("a period that ends before it begins: %d", got.Status)
	}
	if got := b.Get("/portal/return?program=" + s.Clients[1].Program.ID.String()); got.Status != http.StatusNotFound {
		t.Errorf("another client’s program: %d", got.Status)
	}
	webtest.Golden(t, "return_statement.html", content(b.Get("/portal/return/statement?from=2026-05&to=2026-06").Body))
	file := b.Get("/portal/return.csv?from=2026-05&to=2026-06")
	if !strings.Contains(file.Header.Get("Content-Disposition"), "return-2026-05-2026-06.csv") {
		t.Error(file.Header)
	}
	webtest.Golden(t, "return.csv", file.Body)
}

func TestReturn_saysWhatIsNotEntered(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.SalesManager)
	if got := b.Get("/portal/return"); got.Status != http.StatusOK || !strings.Contains(got.Text(), "no spend is entered") && !strings.Contains(got.Text(), "neither a fee nor any spend is entered") {
		t.Errorf("of nothing: %d %s", got.Status, got.Text())
	}
	counted(s, "Free word of mouth", 0, 40, 8, 9, 9, 9, 7)
	counted(s, "Search ads", 4000, 400, 40, 80, 120, 160, 9)
	text := b.Get("/portal/return?from=2026-05&to=2026-05").Text()
	for _, want := range []string{"No spend is entered for Free word of mouth", "none entered"} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q: %s", want, text)
		}
	}
}

func TestCallCost_isTypedByTheClientAndReckonedWith(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	earnings(s)
	b := s.AsRole(models.SalesManager)
	send := func(cost string) *webtest.Response {
		return b.Post("/portal/return/call-costs", url.Values{"cost": {cost}, "from": {"2026-05"}, "to": {"2026-06"}, "token": {token()}})
	}
	for _, wrong := range []string{"-5", "much", "1.005", "0"} {
		got := send(wrong)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `value="`+wrong+`"`) || !strings.Contains(got.Text(), "May 2026 to June 2026") {
			t.Errorf("%q: %d %s", wrong, got.Status, got.Text())
		}
	}
	got := send("85.50")
	if got.Status != http.StatusSeeOther || got.To() != "/portal/return?from=2026-05&to=2026-06" {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	// 460 inquiries, 64 of them A.
	if text := b.Get(got.To()).Text(); !strings.Contains(text, "At $85.50 a call that is $33,858.") {
		t.Errorf("%s", text)
	}
	if got := send(""); got.Status != http.StatusSeeOther || strings.Contains(b.Get(got.To()).Text(), "$85.50") {
		t.Errorf("it was taken out, and still stands: %d", got.Status)
	}
	if n := rows(s, `SELECT count(*) FROM call_costs WHERE client_id <> $1`, s.Clients[0].ID); n != 0 {
		t.Errorf("%d of others", n)
	}
	if got := s.AsRole(models.Rep).Post("/portal/return/call-costs", url.Values{"cost": {"1"}}); got.Status != http.StatusForbidden {
		t.Errorf("a rep types it: %d", got.Status)
	}
}
