package account_test

import (
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

func TestAccount_showsOnesOwnSettings(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	webtest.Golden(t, "rep.html", s.AsRole(models.Rep).Get("/account").Body)
	if text := s.AsRole(models.Caller).Get("/account").Text(); strings.Contains(text, "Back on") {
		t.Error("a caller takes no leads, and is offered an absence")
	}
}

func TestTheme_isFixedAndComesBackToWhereItWasChosen(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Caller)
	if got := b.Post("/theme", url.Values{"theme": {"dark"}, "back": {"/account?x=1"}}); got.To() != "/account?x=1" {
		t.Errorf("back to %q", got.To())
	}
	if got := b.Post("/theme", url.Values{"theme": {"dark"}, "back": {"https://evil.example"}}); got.To() != "/account" {
		t.Errorf("back to %q", got.To())
	}
	if body := b.Get("/account").Body; !strings.Contains(body, `data-theme="dark"`) {
		t.Error("the page is not dark")
	}
	b.Post("/sign-out", nil)
	if body := b.Get("/sign-in").Body; !strings.Contains(body, `data-theme="dark"`) {
		t.Error("the door is not dark")
	}
	if got := s.AsRole(models.Caller).Post("/theme", url.Values{"theme": {"mauve"}}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("mauve: %d", got.Status)
	}
}

func TestKeys_canBeTurnedOff(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Caller)
	b.Follow = true
	if page := b.Post("/account/keys", nil); !strings.Contains(page.Body, `data-single-keys="off"`) || !strings.Contains(page.Text(), "Single keys are off.") {
		t.Error("still on")
	}
	if page := b.Get("/account"); strings.Contains(page.Text(), "Single keys are off.") {
		t.Error("the toast shows twice")
	}
	if page := b.Post("/account/keys", url.Values{"keys": {"on"}}); strings.Contains(page.Body, `data-single-keys="off"`) {
		t.Error("still off")
	}
}

func TestAbsence_keepsTheDayInOnesOwnZone(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Rep)
	b.Follow = true
	page := b.Post("/account/absence", url.Values{"back_on": {"2026-06-20"}})
	if !strings.Contains(page.Body, `value="2026-06-20"`) || !strings.Contains(page.Text(), "New leads go to others until 2026-06-20.") {
		t.Errorf("%s", page.Text())
	}
	if page := b.Post("/account/absence", url.Values{"back_on": {"2026-06-01"}}); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text(), "Choose a day to come.") {
		t.Errorf("the past: %d", page.Status)
	}
	if page := b.Post("/account/absence", url.Values{"back_on": {"never"}}); page.Status != http.StatusUnprocessableEntity {
		t.Errorf("never: %d", page.Status)
	}
	if page := b.Post("/account/absence", url.Values{"back_on": {""}}); strings.Contains(page.Body, `value="2026-06-20"`) {
		t.Error("still away")
	}
}

func TestSessions_areEndedOneByOneOrAllOthers(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	here, there, elsewhere := s.AsRole(models.Admin), s.AsRole(models.Admin), s.AsRole(models.Admin)
	admin := models.ActorOf(s.Person(models.Admin))
	all, err := s.House.Accounts.Sessions(t.Context(), admin)
	if err != nil || len(all) != 3 {
		t.Fatal(len(all), err)
	}
	page := here.Get("/account")
	if n := strings.Count(page.Body, "/end\""); n != 3 { // two others, and all others
		t.Errorf("%d ways to end sessions", n)
	}
	for _, one := range all {
		if path := "/account/sessions/" + hex.EncodeToString(one.Key) + "/end"; strings.Contains(page.Body, path) {
			here.Post(path, nil)
			break
		}
	}
	alive := func(b *webtest.Browser) bool { return b.Get("/account").Status == http.StatusOK }
	if alive(there) == alive(elsewhere) || !alive(here) {
		t.Error("not exactly one ended")
	}
	here.Post("/account/sessions/end", nil)
	if alive(there) || alive(elsewhere) || !alive(here) {
		t.Error("not all others ended")
	}
}

func TestPassword_isRefusedBesideItsField(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	page := s.AsRole(models.Caller).Post("/account/password", url.Values{"old": {"not it"}, "password": {webtest.Password}})
	if page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `id="old-error"`) || strings.Contains(page.Body, "not it") {
		t.Errorf("%d", page.Status)
	}
}
