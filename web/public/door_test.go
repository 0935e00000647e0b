package public_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/views/paths"
	"ripen/web"
	"ripen/web/webtest"
)

func demo(h *web.House) { h.Demo = true }

// known gives somebody a password.
func known(t *testing.T, s *webtest.Site, role models.Role) models.User {
	t.Helper()
	n := accounts.NewUser{Email: "known-" + string(role) + "@x.example", Name: "Known Person", Role: role, Password: webtest.Password}
	if !role.OfAgency() {
		n.ClientID = s.Clients[0].ID
	}
	u, err := s.House.Accounts.Create(t.Context(), models.Operator(), n)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func enter(b *webtest.Browser, email, password, next string) *webtest.Response {
	return b.Post("/sign-in", url.Values{"email": {email}, "password": {password}, "next": {next}})
}

func TestSignIn_landsEverybodyOnTheirOwnFace(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	for role, home := range map[models.Role]string{models.Caller: "/console", models.Supervisor: "/desk", models.Admin: "/admin", models.AccountManager: "/admin", models.Rep: "/portal", models.SalesManager: "/portal", models.Marketer: "/portal/sources"} {
		b := s.Stranger()
		got := enter(b, known(t, s, role).Email, webtest.Password, "")
		if got.Status != http.StatusSeeOther || got.To() != home {
			t.Errorf("%s: %d to %q", role, got.Status, got.To())
		}
		if got := b.Get("/"); got.To() != home {
			t.Errorf("%s comes again: %q", role, got.To())
		}
	}
}

func TestSignIn_givesANewCookieThatOnlyTheServerReads(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.Stranger()
	u := known(t, s, models.Admin)
	first := enter(b, u.Email, webtest.Password, "").Header.Get("Set-Cookie")
	second := enter(b, u.Email, webtest.Password, "").Header.Get("Set-Cookie")
	if first == second || !strings.HasPrefix(first, "ripen=") || !strings.Contains(first, "HttpOnly") || !strings.Contains(first, "SameSite=Lax") || strings.Contains(first, "Secure") {
		t.Errorf("cookies %q, %q", first, second)
	}
	all, err := s.House.Accounts.Sessions(t.Context(), models.ActorOf(u))
	if err != nil || len(all) != 1 {
		t.Errorf("%d sessions after signing in twice in one browser: %v", len(all), err)
	}
	secure := webtest.Open(t, func(h *web.House) { h.BaseURL = "https://ripen.example" })
	u = known(t, secure, models.Admin)
	got := enter(secure.Stranger(), u.Email, webtest.Password, "")
	if cookie := got.Header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "__Host-ripen=") || !strings.Contains(cookie, "Secure") {
		t.Errorf("over https: %q", cookie)
	}
	if got.Header.Get("Strict-Transport-Security") == "" {
		t.Error("over https without HSTS")
	}
}

func TestSignIn_keepsTheAddressThatWasTypedAndSaysTheSameToAll(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	u := known(t, s, models.Caller)
	wrong := enter(s.Stranger(), u.Email, "not the password", "/console")
	nobody := enter(s.Stranger(), "nobody@x.example", "not the password", "/console")
	if wrong.Status != http.StatusUnprocessableEntity || !strings.Contains(wrong.Body, u.Email) || strings.Contains(wrong.Body, "not the password") {
		t.Errorf("%d %s", wrong.Status, wrong.Body)
	}
	if strings.ReplaceAll(webtest.Still(wrong.Body), u.Email, "") != strings.ReplaceAll(webtest.Still(nobody.Body), "nobody@x.example", "") {
		t.Error("the page tells who is here")
	}
}

func TestSignIn_goesBackToOwnPagesOnly(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	u := known(t, s, models.Caller)
	for next, want := range map[string]string{
		"/account?x=1": "/account?x=1", "https://evil.example/": "/console", "//evil.example": "/console", `/\evil.example`: "/console", "javascript:alert(1)": "/console", "": "/console",
	} {
		if got := enter(s.Stranger(), u.Email, webtest.Password, next); got.To() != want {
			t.Errorf("next %q leads to %q", next, got.To())
		}
	}
	if got := s.Stranger().Get("/admin/people?state=invited"); got.To() != paths.SignIn("/admin/people?state=invited") {
		t.Errorf("a stranger goes to %q", got.To())
	}
}

func TestSignIn_isThrottledInWords(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	u := known(t, s, models.Caller)
	var got *webtest.Response
	for range 11 {
		got = enter(s.Stranger(), u.Email, "guess", "")
	}
	if got.Status != http.StatusTooManyRequests || !strings.Contains(got.Text(), "quarter of an hour") || !strings.Contains(got.Body, u.Email) {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	one := s.Stranger()
	for range 25 {
		got = enter(one, "nobody@x.example", "guess", "")
	}
	if got.Status != http.StatusTooManyRequests {
		t.Errorf("25 from one address: %d", got.Status)
	}
}

func TestSignOut_endsTheSessionAtOnce(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	if got := b.Get("/account"); got.Status != http.StatusOK {
		t.Fatalf("signed in: %d", got.Status)
	}
	if got := b.Post("/sign-out", nil); got.To() != "/sign-in" {
		t.Errorf("leads to %q", got.To())
	}
	if got := b.Get("/account"); got.Status != http.StatusSeeOther {
		t.Errorf("after sign-out: %d", got.Status)
	}
}

func TestDemo_letsAnybodyBeAnybodyAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t, demo)
	b := s.Stranger()
	door := b.Get("/sign-in")
	for _, name := range []string{"Dana Whitfield", "Harbour Dental rep", "Quarry Instruments Partners", "Call, grade, promise"} {
		if !strings.Contains(door.Text(), name) {
			t.Errorf("the cast lacks %q", name)
		}
	}
	webtest.Golden(t, "demo_sign_in.html", door.Body)
	if got := b.Post("/demo/sign-in", url.Values{"as": {s.Person(models.Caller).ID.String()}}); got.To() != "/console" {
		t.Errorf("%d to %q", got.Status, got.To())
	}
	if got := b.Post("/demo/sign-in", url.Values{"as": {models.NewID().String()}}); got.Status != http.StatusNotFound {
		t.Errorf("as nobody: %d", got.Status)
	}
	plain := webtest.Open(t)
	if got := plain.Stranger().Post("/demo/sign-in", url.Values{"as": {plain.Person(models.Admin).ID.String()}}); got.Status != http.StatusNotFound {
		t.Errorf("without the demo: %d", got.Status)
	}
	if text := plain.Stranger().Get("/sign-in").Text(); strings.Contains(text, "Dana") {
		t.Errorf("without the demo the door names people: %s", text)
	}
}

func TestLinks_letSomebodyInByALetter(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	admin := s.AsRole(models.Admin)
	got := admin.Post("/admin/people", url.Values{"name": {"Rae Okafor"}, "email": {"rae@a.example"}, "role": {"rep"}, "place": {s.Clients[0].ID.String()}, "zone": {"America/New_York"}})
	if got.To() != "/admin/people?state=invited" {
		t.Fatalf("%d to %q: %s", got.Status, got.To(), got.Text())
	}
	s.Deliver()
	admin.Follow = true
	link := linkIn(t, admin)
	rae := s.Stranger()
	if page := rae.Get(link); page.Status != http.StatusOK || !strings.Contains(page.Text(), "You come in as rep, with rae@a.example") {
		t.Fatalf("%d %s", page.Status, page.Text())
	}
	if page := rae.Post(link, url.Values{"name": {"Rae O."}, "password": {"short"}}); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `value="Rae O."`) || !strings.Contains(page.Text(), "at least 10") {
		t.Errorf("%d %s", page.Status, page.Body)
	}
	if in := rae.Post(link, url.Values{"name": {"Rae O."}, "password": {webtest.Password}}); in.To() != "/portal" {
		t.Errorf("%d to %q", in.Status, in.To())
	}
	if again := s.Stranger().Get(link); again.Status != http.StatusNotFound || !strings.Contains(again.Text(), "leads nowhere any more") {
		t.Errorf("used twice: %d %s", again.Status, again.Text())
	}
}

func TestForgot_answersTheSameWhoeverAsks(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	u := known(t, s, models.Rep)
	here := s.Stranger().Post("/password", url.Values{"email": {u.Email}})
	nobody := s.Stranger().Post("/password", url.Values{"email": {"nobody@x.example"}})
	if here.Status != http.StatusOK || webtest.Still(strings.ReplaceAll(here.Body, u.Email, "")) != webtest.Still(strings.ReplaceAll(nobody.Body, "nobody@x.example", "")) {
		t.Errorf("%s\n%s", here.Text(), nobody.Text())
	}
	s.Deliver()
	link := linkIn(t, s.AsRole(models.Admin))
	if in := s.Stranger().Post(link, url.Values{"password": {"another four words"}}); in.To() != "/portal" {
		t.Errorf("%d to %q", in.Status, in.To())
	}
	if got := enter(s.Stranger(), u.Email, "another four words", ""); got.To() != "/portal" {
		t.Errorf("with the new password: %d", got.Status)
	}
}

// linkIn reads the newest letter in the post, as the admin, and answers with the path of its link.
func linkIn(t *testing.T, admin *webtest.Browser) string {
	t.Helper()
	_, after, _ := strings.Cut(admin.Get("/admin/mail").Body, `href="/admin/mail/`)
	id, _, ok := strings.Cut(after, `"`)
	if !ok {
		t.Fatal("the post is empty")
	}
	_, link, ok := strings.Cut(admin.Get("/admin/mail/"+id).Body, `<a href="`+webtest.BaseURL)
	if !ok {
		t.Fatal("no link in the letter")
	}
	link, _, _ = strings.Cut(link, `"`)
	return link
}
