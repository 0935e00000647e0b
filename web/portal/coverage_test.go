package portal_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

func TestCoverage_isEnteredAndHeldAgainstThePlan(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	earnings(s)
	b := s.AsRole(models.Marketer)
	if text := b.Get("/portal/coverage").Text(); !strings.Contains(text, "No market is entered yet") || !strings.Contains(text, "Enter a market") {
		t.Errorf("of nothing: %s", text)
	}
	send := func(market, year, units, planned string) *webtest.Response {
		return b.Post("/portal/coverage/entries", url.Values{"market": {market}, "year": {year}, "units": {units}, "planned": {planned}, "token": {token()}})
	}
	for wrong, fields := range map[string][4]string{
		"Name the market": {" ", "2026", "100", ""}, "Enter the year": {"US", "", "100", ""}, "“many” is no whole number": {"US", "2026", "many", ""}, "The plan is larger": {"US", "2026", "100", "101"},
	} {
		got := send(fields[0], fields[1], fields[2], fields[3])
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), wrong) || !strings.Contains(got.Body, `value="`+fields[2]+`"`) {
			t.Errorf("%s: %d %s", wrong, got.Status, got.Text())
		}
	}
	for _, fields := range [][4]string{{"Scanners, <Florida>", "2026", "4,000", "1200"}, {"Mills", "2026", "900", ""}, {"Scanners, <Florida>", "2025", "3800", "40"}} {
		if got := send(fields[0], fields[1], fields[2], fields[3]); got.Status != http.StatusSeeOther || got.To() != "/portal/coverage" {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	got := b.Get("/portal/coverage")
	webtest.Golden(t, "coverage.html", content(got.Body))
	manager := s.AsRole(models.SalesManager).Get("/portal/coverage")
	if !strings.Contains(manager.Text(), "Scanners, <Florida>") || strings.Contains(manager.Body, "/portal/coverage/entries") || strings.Contains(manager.Body, "/removal") {
		t.Errorf("the sales manager reads and does not enter: %d %s", manager.Status, manager.Text())
	}
	if got := s.AsRole(models.SalesManager).Post("/portal/coverage/entries", url.Values{"market": {"x"}}); got.Status != http.StatusForbidden {
		t.Errorf("a sales manager enters: %d", got.Status)
	}
	agency := s.AsRole(models.AccountManager).Get("/admin/clients/" + s.Clients[0].ID.String() + "/coverage")
	if !strings.Contains(agency.Body, "/admin/clients/"+s.Clients[0].ID.String()+"/coverage/entries") {
		t.Errorf("the agency enters: %d %s", agency.Status, agency.Text())
	}
	removal := regexp.MustCompile(`action="(/portal/coverage/markets/[^"]+/removal)"`).FindStringSubmatch(got.Body)
	if got := b.Post(removal[1], url.Values{"token": {token()}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	page := b.Get("/portal/coverage")
	undo := regexp.MustCompile(`action="(/portal/coverage/acts/[^"]+/undoing)"`).FindStringSubmatch(page.Body)
	if strings.Count(page.Body, "/removal") != 2 || !strings.Contains(page.Text(), "Taken out: Mills, 2026") {
		t.Errorf("taken out: %s", page.Text())
	}
	if got := b.Post(undo[1], url.Values{"token": {token()}}); got.Status != http.StatusSeeOther || strings.Count(b.Get("/portal/coverage").Body, "/removal") != 3 {
		t.Errorf("taken back: %d %s", got.Status, b.Get("/portal/coverage").Text())
	}
	file := b.Get("/portal/coverage.csv")
	if !strings.HasPrefix(file.Body, "market,year,program,units,planned,inquiries,") || strings.Count(file.Body, "\n") != 4 {
		t.Error(file.Body)
	}
}

func TestCoverageFile_isSeenBeforeItIsKept(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Marketer)
	upload := func(text string) *webtest.Response {
		var body bytes.Buffer
		out := multipart.NewWriter(&body)
		part, err := out.CreateFormFile("file", "markets.csv")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Send(http.MethodPost, "/portal/coverage/file", out.FormDataContentType(), &body)
	}
	if got := upload("market,units\nUS,4\n"); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "No column is called “year”") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := upload("market,year,units\nUS,2026,none\n"); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "1 of 1 row cannot be kept") || strings.Contains(got.Body, "Keep it") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	seen := upload("market,year,units,planned\nUS,2026,\"4,000\",120\nUS,2025,3900,\n")
	if seen.Status != http.StatusOK || !strings.Contains(seen.Text(), "2 rows can be kept.") || rows(s, `SELECT count(*) FROM market_years`) != 0 {
		t.Fatalf("%d %s", seen.Status, seen.Text())
	}
	webtest.Golden(t, "coverage_file.html", content(seen.Body))
	form := url.Values{"name": {"markets.csv"}, "token": {token()}, "text": {"market,year,units,planned\nUS,2026,\"4,000\",120\nUS,2025,3900,\n"}}
	for range 2 { // a resend changes nothing
		if got := b.Post("/portal/coverage/imports", form); got.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM markets_standing WHERE client_id = $1`, s.Clients[0].ID); n != 2 || rows(s, `SELECT count(*) FROM market_years`) != 2 {
		t.Errorf("%d stand", n)
	}
}
