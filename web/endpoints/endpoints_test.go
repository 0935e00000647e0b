package endpoints_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var secret = regexp.MustCompile(`whsec_[A-Za-z0-9+/]{43}=`)

// receiver answers 200 to whatever it is sent.
func receiver(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("thank you")) }))
	t.Cleanup(server.Close)
	return server.URL
}

func TestEndpoints_areAddedTestedAndReplayedByTheManager(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.SalesManager)
	fields := url.Values{"token": {models.NewID().String()}, "url": {receiver(t)}, "name": {"Our CRM"}, "event": {"released", "overdue"}}
	made := b.Post("/portal/endpoints", fields)
	if made.Status != http.StatusOK || !secret.MatchString(made.Body) || made.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %s", made.Status, made.Text())
	}
	again := b.Post("/portal/endpoints", fields)
	page := again.To()
	if again.Status != http.StatusSeeOther || !strings.HasPrefix(page, "/portal/endpoints/") {
		t.Fatalf("sent twice: %d to %q", again.Status, page)
	}
	if shown := b.Get(page); secret.MatchString(shown.Body) || !strings.Contains(shown.Text(), "Our CRM") {
		t.Errorf("the secret is shown again, or nothing is: %s", shown.Text())
	}
	if got := b.Post(page+"/test", nil); got.To() != page {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if n, err := s.House.Delivery.PushWaiting(t.Context(), s.Clients[0].ID); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	text := b.Get(page).Text()
	for _, says := range []string{"endpoint.test", "received", "200 OK", "thank you"} {
		if !strings.Contains(text, says) {
			t.Errorf("the log says no %q: %s", says, text)
		}
	}
	day := webtest.Noon.Format("2006-01-02")
	b.Follow = true
	if got := b.Post(page+"/replays", url.Values{"from": {day}, "to": {day}}); !strings.Contains(got.Text(), "1 message is on the way again.") {
		t.Errorf("%s", got.Text())
	}
	if got := b.Post(page+"/replays", url.Values{"from": {day}, "to": {"2026-01-01"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "last day that is not before") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := b.Post(page+"/rotation", nil); !secret.MatchString(got.Body) {
		t.Errorf("no new secret: %s", got.Text())
	}
	if got := b.Post(page+"/disabling", nil); !strings.Contains(got.Text(), "Switched off by Harbour Dental sales manager.") || !strings.Contains(got.Text(), "1 message waits for it.") {
		t.Errorf("%s", got.Text())
	}
	if got := b.Post(page+"/test", nil); got.Status != http.StatusConflict {
		t.Errorf("a test of one that is off: %d", got.Status)
	}
	if got := b.Post(page+"/enabling", nil); !strings.Contains(got.Text(), "Switched on.") {
		t.Errorf("%s", got.Text())
	}
	if got := b.Post(page+"/removal", nil); !strings.Contains(got.Text(), "Removed by Harbour Dental sales manager.") || !strings.Contains(b.Get("/portal/endpoints").Text(), "removed") {
		t.Errorf("%s", got.Text())
	}
	if got := b.Post(page+"/enabling", nil); !strings.Contains(got.Text(), "Switched on.") || strings.Contains(b.Get("/portal/endpoints").Text(), "removed") {
		t.Errorf("%s", got.Text())
	}
	if got := b.Post(page, url.Values{"url": {"http://[::ffff:10.0.0.1]/"}, "name": {"Kept as typed"}, "event": {"repeat"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "private network") || !strings.Contains(got.Body, "Kept as typed") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
}

func TestEndpoints_ofBadAddressesAreRefusedInASentence(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	moved := httptest.NewServer(http.RedirectHandler("https://elsewhere.example", http.StatusFound))
	defer moved.Close()
	root := "/admin/clients/" + s.Clients[0].ID.String() + "/endpoints"
	for address, says := range map[string]string{"crm": "whole address", "https://192.168.1.1/": "private network", "https://user:x@crm.example": "name and password", moved.URL: "sends on"} {
		got := b.Post(root, url.Values{"url": {address}, "event": {"released"}})
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), says) || !strings.Contains(got.Body, address) {
			t.Errorf("%s: %d %s", address, got.Status, got.Text())
		}
	}
	if got := b.Post(root, url.Values{"url": {receiver(t)}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "at least one event") {
		t.Errorf("no event: %d", got.Status)
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		n, err := store.Rows[struct{ N int }](tx, `SELECT count(*) AS n FROM endpoints`)
		if err == nil && n[0].N != 0 {
			t.Errorf("%d endpoints", n[0].N)
		}
		return err
	})
}

func TestAccount_switchesTheBellOnAndOff(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Rep)
	b.Follow = true
	if text := s.AsRole(models.Caller).Get("/account").Text(); strings.Contains(text, "A sign when a lead comes") {
		t.Error("a caller is offered a bell")
	}
	if got := b.Post("/account/devices", nil); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "The browser gave no address") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	got := b.Post("/account/devices", url.Values{"url": {receiver(t)}, "label": {"Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0"}})
	if !strings.Contains(got.Text(), "Firefox on Android") {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	path := regexp.MustCompile(`/account/devices/[0-9a-f-]{36}`).FindString(got.Body)
	if tried := b.Post(path+"/test", nil); !strings.Contains(tried.Text(), "A sign is on its way") {
		t.Errorf("%d %s", tried.Status, tried.Text())
	}
	if n, err := s.House.Delivery.PushWaiting(t.Context(), s.Clients[0].ID); err != nil || n != 1 {
		t.Error(n, err)
	}
	if off := b.Post(path+"/end", nil); strings.Contains(off.Body, path) {
		t.Error("it is still there")
	}
	if got := s.AsRole("").Get("/manifest.webmanifest"); got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/manifest+json") ||
		!strings.Contains(got.Body, `"display":"standalone"`) || !strings.Contains(got.Header.Get("Content-Security-Policy"), "manifest-src 'self'") {
		t.Errorf("the manifest is %d %s", got.Status, got.Body)
	}
	if page := s.AsRole(models.Rep).Get("/account").Body; !strings.Contains(page, `<link rel="manifest" href="/manifest.webmanifest">`) {
		t.Error("a rep’s pages name no manifest")
	}
	if bell := s.AsRole("").Get("/bell.js"); bell.Status != http.StatusOK || !strings.HasPrefix(bell.Header.Get("Content-Type"), "text/javascript") || !strings.Contains(bell.Header.Get("Content-Security-Policy"), "worker-src 'self'") {
		t.Errorf("%d %v", bell.Status, bell.Header)
	}
}
