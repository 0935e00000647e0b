package portal_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
	"ripen/web/webtest"
)

// kept writes a history of the first client: so many days up to today, and how it stands now.
func kept(s *webtest.Site, days int) {
	s.T.Helper()
	client := s.Clients[0].ID
	s.Tx(models.Worker(client), func(tx *store.Tx) error {
		var before *models.BalanceDay
		for n := range days {
			at := time.Date(2026, 6, 10-days+1+n, 5, 0, 3, 0, time.UTC)
			f := models.BalanceFigures{Received: 1180 + 12*n, InPlan: 20, Nurtured: 400 + 5*n, Released: 140 + 2*n, ClosedD: 500 + 5*n, ClosedNotReached: 30, Merged: 75, Rest: 15}
			d := &models.BalanceDay{ClientID: client, Day: models.DayIn(at, time.UTC), At: at, BalanceFigures: f}
			d.Chain(before)
			if err := tx.Put(d); err != nil {
				return err
			}
			before = d
		}
		now := before.BalanceFigures
		now.Received, now.Rest = now.Received+3, now.Rest+3
		return tx.Put(&models.BalanceNow{ClientID: client, At: s.Now().Add(-20 * time.Second), BalanceFigures: now})
	})
}

func TestBalance_saysWhereEverythingIs(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	if text := s.AsRole(models.Marketer).Get("/portal/balance").Text(); !strings.Contains(text, "Too little to tell") {
		t.Errorf("nothing was counted, and it says %s", text)
	}
	kept(s, 20)
	page := s.AsRole(models.SalesManager).Get("/portal/balance")
	webtest.Golden(t, "balance.html", hashless(content(page.Body)))
	for _, want := range []string{"Received", "1,411", "+111", "Kept for later", "<5", "Beyond whole fives", "nothing is lost"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("%q is not said: %s", want, page.Text())
		}
	}
	may := s.AsRole(models.Marketer).Get("/portal/balance?month=2026-05").Text()
	if !strings.Contains(may, "May 2026 is closed by row 11, with the hash") || !strings.Contains(may, "+120") {
		t.Errorf("May: %s", may)
	}
	for _, month := range []string{"2025-01", "x", "2026-13", "9999-99", "2027-01"} {
		if got := s.AsRole(models.Marketer).Get("/portal/balance?month=" + month); got.Status != http.StatusOK || !strings.Contains(got.Text(), "1,411") {
			t.Errorf("%s: %d", month, got.Status)
		}
	}
	beside := "/admin/clients/" + s.Clients[0].ID.String() + "/balance"
	if got := s.AsRole(models.AccountManager).Get(beside); got.Status != http.StatusOK || !strings.Contains(got.Text(), "1,411") || !strings.Contains(got.Body, beside+"/history.csv") {
		t.Errorf("beside the client: %d %s", got.Status, got.Text())
	}
	for _, role := range []models.Role{models.Rep, models.PartnerManager} {
		if got := s.AsRole(role).Get("/portal/balance"); got.Status == http.StatusOK {
			t.Errorf("a %s reads it", role)
		}
	}
}

var aHash = regexp.MustCompile(`[0-9a-f]{64}`)

// hashless is a page without its hashes, which are of ids.
func hashless(page string) string { return aHash.ReplaceAllString(page, "HASH") }

func TestBalanceHistory_isAFileThatTheClientCanCheck(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	kept(s, 20)
	for path, role := range map[string]models.Role{"/portal/balance/history.csv": models.Marketer, "/admin/clients/" + s.Clients[0].ID.String() + "/balance/history.csv": models.Supervisor} {
		got := s.AsRole(role).Get(path)
		if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/csv") || !strings.Contains(got.Header.Get("Content-Disposition"), ".csv") {
			t.Errorf("%s: %d %v", path, got.Status, got.Header)
		}
		client, days, fault, err := reports.ReadBalanceHistory(strings.NewReader(got.Body))
		if err != nil || fault != nil || client != s.Clients[0].ID || len(days) != 20 {
			t.Errorf("%s: %s, %d days, %v, %v", path, client, len(days), fault, err)
		}
	}
	if n := rows(s, `SELECT count(*) FROM audit WHERE action = 'balance.export' AND client_id = $1`, s.Clients[0].ID); n != 2 {
		t.Errorf("the audit has %d files", n)
	}
}
