package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/intake"
	"ripen/web/webtest"
)

func TestLanguage_isPutRightOnTheInquirysPage(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Supervisor)
	at := "/desk/inquiries/" + arrive(t, s, intake.Arriving{Name: "Rosa Diaz", Phone: "+18135550161", Country: "US", Region: "FL"}).String()
	if got := b.Get(at); !strings.Contains(got.Body, `action="`+at+`/language"`) {
		t.Fatal("nobody can say which language they speak")
	}
	if got := b.Post(at+"/language", url.Values{"language": {"<Elvish>"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "&lt;Elvish&gt;") || !strings.Contains(got.Text(), "Write one language") {
		t.Errorf("no language: %d %s", got.Status, got.Text())
	}
	if got := b.Post(at+"/language", url.Values{"language": {"es-MX"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("saved: %d %s", got.Status, got.Text())
	}
	if got := b.Get(at); !strings.Contains(got.Body, `value="Spanish"`) || !strings.Contains(got.Text(), "They speak Spanish") {
		t.Errorf("the page does not say so: %s", got.Text())
	}
	if got := s.AsRole(models.Caller).Post(at+"/language", url.Values{"language": {"en"}}); got.Status == http.StatusSeeOther {
		t.Error("a caller put it right")
	}
}
