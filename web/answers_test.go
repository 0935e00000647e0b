package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web"
	"ripen/web/webtest"
)

func TestAnswers_carryAStrictPolicyWithANonceOfTheirOwn(t *testing.T) {
	t.Parallel()
	b := webtest.Open(t).Stranger()
	first, second := b.Get("/sign-in"), b.Get("/sign-in")
	policy := first.Header.Get("Content-Security-Policy")
	if policy == second.Header.Get("Content-Security-Policy") {
		t.Error("the nonce is used twice")
	}
	_, nonce, _ := strings.Cut(policy, "'nonce-")
	nonce, _, _ = strings.Cut(nonce, "'")
	if len(nonce) < 26 || strings.Count(first.Body, `nonce="`+nonce+`"`) != 1 || strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none';") {
		t.Errorf("policy %q", policy)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
		if got := first.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if strings.Contains(first.Body, "style=") || strings.Contains(first.Body, "onclick") {
		t.Error("the page needs what the policy forbids")
	}
}

func TestErrors_areAnsweredInTheFormTheyWereAskedIn(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	page := b.Get("/admin/mail/" + absentID)
	webtest.Golden(t, "not_found.html", page.Body)
	if page.Status != http.StatusNotFound || !strings.Contains(page.Text(), page.Header.Get("X-Request-ID")) {
		t.Errorf("page %d: %s", page.Status, page.Text())
	}
	part := b.Htmx().Get("/admin/mail/" + absentID)
	if part.Status != http.StatusNotFound || strings.Contains(part.Body, "<html") || !strings.Contains(part.Body, `class="notice"`) || part.Header.Get("HX-Retarget") != "#main" {
		t.Errorf("fragment %d: %s", part.Status, part.Body)
	}
	b.Header["X-Draft"] = "1"
	draft := b.Get("/admin/mail/" + absentID)
	var problem struct {
		Status  int
		Message string
	}
	if err := json.Unmarshal([]byte(draft.Body), &problem); err != nil || problem.Status != http.StatusNotFound || problem.Message == "" {
		t.Errorf("draft %q: %v", draft.Body, err)
	}
	delete(b.Header, "X-Draft")
	if got := s.AsRole(models.Rep).Get("/admin/people"); got.Status != http.StatusForbidden || !strings.Contains(got.Text(), "for other roles") {
		t.Errorf("forbidden %d: %s", got.Status, got.Text())
	}
	if got := b.Get("/nowhere"); got.Status != http.StatusNotFound || strings.Contains(got.Text(), "nowhere") {
		t.Errorf("no route: %d %s", got.Status, got.Text())
	}
	if got := b.Get("/admin/people/not-an-id/deactivation"); got.Status != http.StatusMethodNotAllowed || !strings.Contains(got.Text(), "Not found") {
		t.Errorf("a GET that would change something: %d %s", got.Status, got.Text())
	}
}

func TestStrangers_areSentToSignInInTheFormTheyAskedIn(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	htmx := s.Stranger().Htmx()
	htmx.Header["HX-Current-URL"] = webtest.BaseURL + "/account?x=1"
	if got := htmx.Get("/account"); got.Status != http.StatusNoContent || got.Header.Get("HX-Redirect") != "/sign-in?next=%2Faccount%3Fx%3D1" {
		t.Errorf("htmx: %d %v", got.Status, got.Header)
	}
	b := s.Stranger()
	b.Header["X-Draft"] = "1"
	if got := b.Post("/account/keys", nil); got.Status != http.StatusUnauthorized || !strings.Contains(got.Header.Get("Content-Type"), "json") {
		t.Errorf("draft: %d %v", got.Status, got.Header)
	}
}

func TestCrossOrigin_postsAreRefused(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	b.Header["Sec-Fetch-Site"] = "cross-site"
	b.Header["Origin"] = "https://evil.example"
	if got := b.Post("/account/keys", nil); got.Status != http.StatusForbidden || !strings.Contains(got.Text(), "another site") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := b.Get("/account"); got.Status != http.StatusOK {
		t.Errorf("a link from elsewhere: %d", got.Status)
	}
	b.Header["X-HTTP-Method-Override"] = "DELETE"
	if got := b.Get("/account"); got.Status != http.StatusOK {
		t.Errorf("a method is overridden: %d", got.Status)
	}
}

func TestBodies_haveALimit(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	got := s.AsRole(models.Admin).Post("/account/zone", url.Values{"zone": {strings.Repeat("x", 2<<20)}})
	if got.Status != http.StatusRequestEntityTooLarge || !strings.Contains(got.Text(), "too large") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
}

func TestForms_takeAnyTextUnharmed(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	for _, name := range []string{"a\x00b", "broken \xff\xfe", "\u202eRTL\u202c 田中さん", "'; DROP TABLE users; --", "<script>alert(1)</script>", "{{7*7}} ${x}", "1;2\r\nBcc: x@y"} {
		got := b.Post("/admin/people", url.Values{"name": {name}, "email": {models.NewID().String() + "@a.example"}, "role": {"caller"}, "zone": {"UTC"}})
		if got.Status != http.StatusSeeOther {
			t.Errorf("%q: %d %s", name, got.Status, got.Text())
		}
	}
	if page := b.Get("/admin/people?state=invited"); strings.Contains(page.Body, "<script>alert") || !strings.Contains(page.Body, "田中さん") || !strings.Contains(page.Text(), "ab") {
		t.Errorf("%s", page.Text())
	}
	s.Deliver()
}

func TestLog_hasTheRouteAndWhoAskedButNoSecret(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	got := s.Stranger().Get("/invitation/a-secret-that-nobody-may-read")
	log := s.Log.String()
	if strings.Contains(log, "nobody-may-read") || !strings.Contains(log, `"route":"/invitation/:secret"`) || !strings.Contains(log, got.Header.Get("X-Request-ID")) {
		t.Errorf("%s", log)
	}
	s.AsRole(models.Caller).Get("/account")
	if !strings.Contains(s.Log.String(), s.Person(models.Caller).ID.String()) {
		t.Error("the log does not say who")
	}
}

func TestHealth_tellsAliveFromReady(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t, func(h *web.House) {
		h.Ready = func(context.Context) error { return errors.New("no database: password=secret") }
	})
	if got := s.Stranger().Get("/healthz"); got.Status != http.StatusOK || got.Body != "ok\n" {
		t.Errorf("alive: %d %q", got.Status, got.Body)
	}
	if got := s.Stranger().Get("/readyz"); got.Status != http.StatusServiceUnavailable || strings.Contains(got.Body, "secret") {
		t.Errorf("ready: %d %q", got.Status, got.Body)
	}
	if got := webtest.Open(t).Stranger().Get("/readyz"); got.Status != http.StatusOK {
		t.Errorf("ready: %d", got.Status)
	}
}

func TestMetrics_countRequestsByRoute(t *testing.T) {
	t.Parallel()
	webtest.Open(t).Stranger().Get("/sign-in")
	rec := httptest.NewRecorder()
	web.MetricsHandler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(rec.Body.String(), `ripen_web_requests_total{code="200",host=`) || !strings.Contains(rec.Body.String(), `url="/sign-in"`) {
		t.Errorf("%.600s", rec.Body.String())
	}
}

func TestAddress_isOfTheConnectionUnlessAProxyIsTrusted(t *testing.T) {
	t.Parallel()
	for _, proxies := range [][]string{nil, {"10.0.0.0/8"}} {
		s := webtest.Open(t, func(h *web.House) { h.Proxies = proxies })
		b := s.Stranger()
		b.Header["X-Forwarded-For"] = "203.0.113.9"
		b.Get("/sign-in")
		if told := strings.Contains(s.Log.String(), `"address":"203.0.113.9"`); told != (proxies != nil) {
			t.Errorf("proxies %v: %s", proxies, s.Log.String())
		}
	}
	house := webtest.Open(t).House
	house.Proxies = []string{"nonsense"}
	if _, err := web.New(house); err == nil {
		t.Error("started with nonsense for a proxy")
	}
}
