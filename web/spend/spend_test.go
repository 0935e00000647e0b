package spend_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var may = time.Date(2026, 5, 10, 0, 0, 0, 0, time.UTC)

// content is the page's own part, without what stands around it.
func content(page string) string {
	_, rest, _ := strings.Cut(page, "<main")
	inside, _, _ := strings.Cut(rest, "</main>")
	return "<main" + inside + "</main>"
}

func rows(s *webtest.Site, query string, args ...any) (n int) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(s.T.Context(), query, args...).Scan(&n)
	})
	return n
}

// source makes a source of the first client.
func source(s *webtest.Site, name string) models.ID {
	s.T.Helper()
	src, err := s.House.Clients.CreateSource(s.T.Context(), models.Operator(), models.Source{ClientID: s.Clients[0].ID, Name: name, Medium: "search"})
	if err != nil {
		s.T.Fatal(err)
	}
	return src.ID
}

func TestSpend_isEnteredByMonthAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	list, fair := source(s, "List"), source(s, "Fair")
	hundred := decimal.NewFromInt(100)
	if err := s.House.Spend.SetMonth(t.Context(), models.Operator(), list, may, &hundred); err != nil {
		t.Fatal(err)
	}
	b := s.AsRole(models.Marketer)
	webtest.Golden(t, "spend.html", content(b.Get("/portal/spend?month=2026-05").Body))
	form := func(was, listed, faired string) url.Values {
		return url.Values{"month": {"2026-05"}, "source": {fair.String(), list.String()}, "was": {"", was}, "amount": {faired, listed}}
	}
	got := b.Post("/portal/spend", form("100.00", "1,234", "7.000,5"))
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "could be 1234 or 1.234") || !strings.Contains(got.Body, `value="1,234"`) || !strings.Contains(got.Body, `value="7.000,5"`) {
		t.Errorf("an ambiguous amount: %d %s", got.Status, got.Text())
	}
	if n := rows(s, `SELECT count(*) FROM spends WHERE ended_by IS NULL`); n != 1 {
		t.Fatalf("%d amounts, though one could not be read", n)
	}
	for range 2 {
		if got := b.Post("/portal/spend", form("100.00", "", "7.000,50")); got.Status != http.StatusSeeOther || got.To() != "/portal/spend?month=2026-05" {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM spends WHERE source_id = $1 AND amount = 7000.50 AND from_day = '2026-05-01' AND ended_by IS NULL`, fair); n != 1 || rows(s, `SELECT count(*) FROM spends WHERE ended_by IS NULL`) != 1 {
		t.Error("an empty field is none, and not zero")
	}
	if got := b.Post("/portal/spend", url.Values{"month": {"2026-05"}, "source": {fair.String()}, "was": {"5.00"}, "amount": {"9"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Somebody entered 7000.50 meanwhile") {
		t.Errorf("entered by two: %d %s", got.Status, got.Text())
	}
	foreign := models.NewID()
	if got := b.Post("/portal/spend", url.Values{"month": {"2026-05"}, "source": {foreign.String()}, "was": {""}, "amount": {"9"}}); got.Status != http.StatusNotFound {
		t.Errorf("another’s source: %d", got.Status)
	}
	if got := s.AsRole(models.SalesManager).Get("/portal/spend"); got.Status != http.StatusForbidden {
		t.Errorf("a sales manager enters spend: %d", got.Status)
	}
}

func TestEntry_asksBeforeItReplacesAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b, fair := s.AsRole(models.Marketer), source(s, "Fair")
	fields := func(more ...string) url.Values {
		v := url.Values{"source": {fair.String()}, "from": {"2026-04-01"}, "to": {"2026-06-30"}, "amount": {"9.000,00"}}
		for n := 0; n < len(more); n += 2 {
			v.Set(more[n], more[n+1])
		}
		return v
	}
	if got := b.Post("/portal/spend/entries", fields()); got.Status != http.StatusSeeOther || got.To() != "/portal/spend?month=2026-04" {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	text := b.Get("/portal/spend?month=2026-05").Text()
	for _, want := range []string{"3,065.94 USD", "of 9,000.00 USD for 1 Apr 2026 to 30 Jun 2026", "Entered: Fair, 9,000.00 USD for 1 Apr 2026 to 30 Jun 2026", "2,967.03 USD"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	asks := b.Post("/portal/spend/entries", fields("from", "2026-05-01", "to", "2026-05-31", "amount", "100", "currency", "EUR", "rate", "1.0845", "rate_on", "2026-05-29"))
	if asks.Status != http.StatusUnprocessableEntity || !strings.Contains(asks.Text(), "Fair has 9,000.00 USD for 1 Apr 2026 to 30 Jun 2026 already") || !strings.Contains(asks.Body, `name="replace"`) || !strings.Contains(asks.Body, `value="1.0845"`) {
		t.Fatalf("%d %s", asks.Status, asks.Text())
	}
	if got := b.Post("/portal/spend/entries", fields("from", "2026-05-01", "to", "2026-05-31", "amount", "100", "currency", "EUR", "rate", "1.0845", "rate_on", "2026-05-29", "replace", "on")); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	b.Follow = true
	shown := b.Get("/portal/spend?month=2026-05")
	if !strings.Contains(shown.Text(), "Replaced: Fair, 100.00 EUR for May 2026 at 1.0845 of 29 May 2026 = 108.45 USD") || !strings.Contains(shown.Text(), "108.45 USD of 100.00 EUR for May 2026") {
		t.Errorf("%s", shown.Text())
	}
	undo := regexp.MustCompile(`action="(/portal/spend/acts/[^"]+)"`).FindStringSubmatch(shown.Body)
	if got := b.Post(undo[1], url.Values{"token": {models.NewID().String()}}); got.Status != http.StatusOK || !strings.Contains(got.Text(), "Taken back by") || rows(s, `SELECT count(*) FROM spends WHERE ended_by IS NULL AND amount = 9000`) != 1 {
		t.Errorf("%d %s", got.Status, got.Text())
	}
}

// send uploads a file of spends.
func send(t *testing.T, b *webtest.Browser, to, content string) *webtest.Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "spend.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Send(http.MethodPost, to, form.FormDataContentType(), &body)
}

func TestFile_isSeenBeforeItIsKeptAndAsksWhichSourceIsMeant(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	fair := source(s, "Fair")
	b, root := s.AsRole(models.AccountManager), "/admin/clients/"+s.Clients[0].ID.String()+"/spend"
	seen := send(t, b, root+"/file", "source;from;to;amount\nFair;01.04.2026;30.06.2026;1.234,56\nFare;01.05.2026;31.05.2026;7\n")
	if seen.Status != http.StatusUnprocessableEntity || !strings.Contains(seen.Text(), "1 of 2 rows cannot be kept, so nothing was.") || !strings.Contains(seen.Text(), "No source is called “Fare”") || rows(s, `SELECT count(*) FROM spends`) != 0 {
		t.Fatalf("%d %s", seen.Status, seen.Text())
	}
	webtest.Golden(t, "file.html", content(seen.Body))
	text := regexp.MustCompile(`(?s)name="text" value="([^"]*)"`).FindStringSubmatch(seen.Body)[1]
	kept := url.Values{"token": {models.NewID().String()}, "name": {"spend.csv"}, "text": {strings.ReplaceAll(text, "&#34;", `"`)}, "unknown": {"Fare"}, "choice": {fair.String()}}
	if got := b.Post(root+"/imports", kept); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "It overlaps line 2") {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	kept.Set("choice", "new")
	for range 2 {
		if got := b.Post(root+"/imports", kept); got.Status != http.StatusSeeOther || got.To() != root {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM spends p JOIN sources s ON s.id = p.source_id WHERE s.name = 'Fare' OR p.amount = 1234.56`); n != 2 {
		t.Errorf("%d amounts were kept", n)
	}
	if got := send(t, b, root+"/file", "a;b\n1;2\n"); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "No column is called “source”") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
}
