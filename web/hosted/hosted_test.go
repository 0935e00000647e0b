package hosted_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// open makes a source of the first client with an open form, and answers with its address.
func open(t *testing.T, s *webtest.Site) (address string, source *models.Source) {
	t.Helper()
	program := s.Clients[0].Program
	source, err := s.House.Clients.CreateSource(t.Context(), models.ActorOf(s.Person(models.Admin)), models.Source{
		ClientID: program.ClientID, ProgramID: &program.ID, Name: "Search", Medium: "search", FormOpen: true, FormTitle: "Ask for a price", FormIntro: "Two lines are enough.",
	})
	if err != nil {
		t.Fatal(err)
	}
	return "/f/" + source.FormKey, source
}

func count(s *webtest.Site, query string) (n int) {
	s.Tx(models.Operator(), func(tx *store.Tx) error { return tx.Pgx.QueryRow(tx.Context(), query).Scan(&n) })
	return n
}

func TestForm_aDoubleClickMakesOneInquiry(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	address, _ := open(t, s)
	page := s.Stranger().Get(address)
	if page.Status != http.StatusOK || len(page.Header.Values("Set-Cookie")) > 0 {
		t.Fatalf("%d, cookies %v", page.Status, page.Header.Values("Set-Cookie"))
	}
	main := page.Body[strings.Index(page.Body, "<main"):strings.Index(page.Body, "</main>")]
	webtest.Golden(t, "form.html", strings.ReplaceAll(main, address, "/f/KEY"))
	sent := url.Values{"token": {models.NewID().String()}, "name": {"Ivy Moss"}, "phone": {"+18135550142"}, "region": {"FL"}, "message": {"Prices, please."}}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if got := s.Stranger().Post(address, sent); got.Status != http.StatusSeeOther || got.To() != address+"/thanks" {
				t.Errorf("sent: %d %s", got.Status, got.Text())
			}
		})
	}
	all.Wait()
	if thanks := s.Stranger().Get(address + "/thanks"); !strings.Contains(thanks.Text(), "It has arrived") {
		t.Errorf("thanks: %s", thanks.Text())
	}
	if n, err := s.House.Intake.AcceptWaiting(t.Context(), s.Clients[0].ID, s.Now().Add(time.Second)); err != nil || n != 1 {
		t.Errorf("%d forms accepted, %v", n, err)
	}
	if n := count(s, `SELECT count(*) FROM inquiries WHERE via = 'form' AND tier = 1`); n != 1 {
		t.Errorf("%d hot inquiries", n)
	}
}

func TestForm_keepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	address, _ := open(t, s)
	token := models.NewID().String()
	typed := url.Values{"token": {token}, "name": {`"><script>`}, "city": {"Tampa"}, "message": {"\n two lines"}}
	got := s.Stranger().Post(address, typed)
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Leave a telephone number or an e-mail address") {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	for _, kept := range []string{`value="&#34;&gt;&lt;script&gt;"`, `value="Tampa"`, "two lines", `name="token" value="` + token + `"`, "<details class=\"where\" open"} {
		if !strings.Contains(got.Body, kept) {
			t.Errorf("lost: %s", kept)
		}
	}
	typed.Set("email", "ivy@moss.example")
	if got := s.Stranger().Post(address, typed); got.Status != http.StatusSeeOther {
		t.Errorf("put right: %d %s", got.Status, got.Text())
	}
}

func TestForm_takesTheLanguageFromItsLink(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	address, _ := open(t, s)
	if got := s.Stranger().Get(address + "?language=es-MX"); !strings.Contains(got.Body, `name="language" value="es"`) {
		t.Error("the link says what is spoken, and the form does not")
	}
	if got := s.Stranger().Get(address + "?language=Elvish"); got.Status != http.StatusOK || strings.Contains(got.Body, `name="language"`) {
		t.Errorf("no language: %d", got.Status)
	}
	for phone, language := range map[string]string{"+18135550142": "es", "+18135550143": "Elvish"} {
		if got := s.Stranger().Post(address, url.Values{"token": {models.NewID().String()}, "phone": {phone}, "region": {"FL"}, "language": {language}}); got.Status != http.StatusSeeOther {
			t.Errorf("sent in %s: %d %s", language, got.Status, got.Text())
		}
	}
	if n, err := s.House.Intake.AcceptWaiting(t.Context(), s.Clients[0].ID, s.Now().Add(time.Second)); err != nil || n != 2 {
		t.Errorf("%d forms accepted, %v", n, err)
	}
	if n := count(s, `SELECT count(*) FROM persons WHERE phone = '+18135550142' AND language = 'es' OR phone = '+18135550143' AND language = ''`); n != 2 {
		t.Errorf("%d of 2 speak what was sent", n)
	}
}

func TestForm_theTrapIsSilent(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	address, _ := open(t, s)
	if got := s.Stranger().Post(address, url.Values{"email": {"bot@spam.example"}, "website": {"http://spam.example"}}); got.Status != http.StatusSeeOther {
		t.Errorf("%d", got.Status)
	}
	if n := count(s, `SELECT count(*) FROM submissions`); n != 0 {
		t.Errorf("%d kept", n)
	}
}

func TestForm_aClosedOneIsNotThere(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	address, source := open(t, s)
	source.FormOpen = false
	if err := s.House.Clients.EditSource(t.Context(), models.ActorOf(s.Person(models.Admin)), *source); err != nil {
		t.Fatal(err)
	}
	absent := s.Stranger().Get("/f/nobodysform")
	for _, got := range []*webtest.Response{s.Stranger().Get(address), s.Stranger().Get(address + "/thanks"), s.Stranger().Post(address, url.Values{"email": {"ivy@moss.example"}})} {
		if got.Status != http.StatusNotFound || webtest.Still(got.Body) != webtest.Still(absent.Body) {
			t.Errorf("%d %s", got.Status, got.Text())
		}
	}
}

func TestForm_aFloodIsTurnedAway(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	address, _ := open(t, s)
	turned, flood := 0, s.Stranger()
	for range 30 {
		if got := flood.Post(address, url.Values{"website": {"x"}, "email": {"a@b.example"}}); got.Status == http.StatusTooManyRequests {
			turned++
		}
	}
	if turned == 0 {
		t.Error("thirty at once all pass")
	}
}
