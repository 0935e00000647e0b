package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

var withdrawal = regexp.MustCompile(`/desk/do-not-call/[0-9a-f-]{36}/withdrawal`)

func TestBarred_isEnteredLookedUpAndTakenBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	wish := url.Values{"scope": {"number"}, "text": {"12"}, "reason": {"wrote on 3 May"}}
	odd := b.Post("/desk/do-not-call", wish)
	if odd.Status != http.StatusUnprocessableEntity || !strings.Contains(odd.Body, `value="12"`) || !strings.Contains(odd.Body, `value="wrote on 3 May"`) || !strings.Contains(odd.Text(), "names no country") {
		t.Errorf("no number: %d %s", odd.Status, odd.Text())
	}
	wish.Set("text", "+1 813 555 0142")
	if got := b.Post("/desk/do-not-call", wish); got.Status != http.StatusSeeOther {
		t.Fatalf("entered: %d %s", got.Status, got.Text())
	}
	page := b.Get("/desk/do-not-call")
	for _, want := range []string{"A number …42", "The whole agency", "wrote on 3 May", "Priya Raman"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q: %s", want, page.Text())
		}
	}
	if strings.Contains(page.Body, "5550142") {
		t.Error("the page tells the number")
	}
	if got := b.Post("/desk/do-not-call/search", url.Values{"q": {"+18135550142"}}); got.Status != http.StatusOK || !strings.Contains(got.Text(), "A number …42") {
		t.Errorf("looked up: %d %s", got.Status, got.Text())
	}
	if got := b.Post("/desk/do-not-call/search", url.Values{"q": {"+18135550143"}}); !strings.Contains(got.Text(), "Nothing stands under this") {
		t.Errorf("another number: %s", got.Text())
	}
	if got := b.Post("/desk/do-not-call/search", url.Values{"q": {"who"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `value="who"`) {
		t.Errorf("neither number nor address: %d %s", got.Status, got.Text())
	}
	if got := b.Post(withdrawal.FindString(page.Body), nil); got.Status != http.StatusSeeOther {
		t.Errorf("taken back: %d %s", got.Status, got.Text())
	}
	if got := b.Get("/desk/do-not-call"); !strings.Contains(got.Text(), "Nobody is barred") {
		t.Errorf("it still stands: %s", got.Text())
	}
	if got := s.AsRole(models.Caller).Get("/desk/do-not-call"); got.Status == http.StatusOK {
		t.Error("a caller sees whom nobody may call")
	}
}

func TestBarred_holdsForThePersonOfAnInquiryByWhicheverScope(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := arrive(t, s, ivy)
	b := s.AsRole(models.Supervisor)
	if page := b.Get("/desk/inquiries/" + id.String()); !strings.Contains(page.Body, `value="organisation"`) || strings.Contains(page.Body, `name="bar" value="email"`) {
		t.Error("the page does not offer what is known of the person")
	}
	for _, bar := range []string{"number", "person", "organisation", "agency"} {
		if got := b.Post("/desk/inquiries/"+id.String()+"/do-not-call", url.Values{"bar": {bar}, "why": {"wrote"}}); got.Status != http.StatusSeeOther {
			t.Errorf("%s: %d %s", bar, got.Status, got.Text())
		}
	}
	if got := b.Post("/desk/inquiries/"+id.String()+"/do-not-call", url.Values{"bar": {"email"}}); got.Status != http.StatusConflict {
		t.Errorf("an address that nobody knows: %d", got.Status)
	}
	stands := b.Get("/desk/inquiries/" + id.String())
	_, panel, _ := strings.Cut(stands.Body, `id="wishes"`)
	panel, _, _ = strings.Cut(panel, "</ul>")
	for want, times := range map[string]int{"Number …42": 4, "Person": 2, "Organisation": 2, "The whole agency": 2, s.Clients[0].Name: 6, "by Priya Raman": 4, "since ": 4, "/withdrawal": 4} {
		if n := strings.Count(panel, want); n != times {
			t.Errorf("%q stands %d times beside the inquiry, want %d: %s", want, n, times, panel)
		}
	}
	if list := b.Get("/desk/do-not-call").Text(); !strings.Contains(list, "Number …42 · wrote") {
		t.Errorf("which of her numbers is not said: %s", list)
	}
	if page := b.Get("/desk/do-not-call"); strings.Count(page.Text(), "Ivy Moss") < 3 || !strings.Contains(page.Text(), "Moss & Daughters") {
		t.Errorf("the page: %s", page.Text())
	}
	if got := s.AsRole(models.Caller).Post("/console/next", nil); strings.Contains(got.To(), id.String()) {
		t.Errorf("she is called: %s", got.To())
	}
	if page := b.Get("/desk/inquiries/" + id.String()); !strings.Contains(page.Text(), "Do not call is on record") || !strings.Contains(page.Text(), "lift “do not call”") || !strings.Contains(page.Text(), "which is not lifted here") {
		t.Errorf("the inquiry: %s", page.Text())
	}
}
