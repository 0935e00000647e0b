package admin_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
	"ripen/web/webtest"
)

func sendList(t *testing.T, b *webtest.Browser, path, file string, fields map[string]string) *webtest.Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if part, err := form.CreateFormFile("file", "list.csv"); err != nil {
		t.Fatal(err)
	} else if _, err := part.Write([]byte(file)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Send(http.MethodPost, path, form.FormDataContentType(), &body)
}

func TestLists_areUploadedReplacedAndRemoved(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.AccountManager)
	fields := map[string]string{"register": "TPS", "kind": "forbids", "taken_on": s.Now().AddDate(0, 0, -30).Format("2006-01-02"), "country": "United Kingdom"}
	if got := sendList(t, b, "/admin/lists", "Dear all,\n", fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "This is no list of numbers") || !strings.Contains(got.Body, `value="United Kingdom"`) {
		t.Errorf("no list: %d %s", got.Status, got.Text())
	}
	at := goes(t, sendList(t, b, "/admin/lists", "number\n020 7946 0111\n020 7946 0111\nnobody\n", fields))
	page := b.Get(at)
	for _, want := range []string{"3 rows = 1 numbers + 1 repeats + 1 rejected", "too old: 30 days old of 28", "Row 4 nobody: There is no telephone number in this row."} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q: %s", want, page.Text())
		}
	}
	fields = map[string]string{"taken_on": s.Now().Format("2006-01-02"), "country": "GB"}
	goes(t, sendList(t, b, at+"/uploads", "020 7946 0222\n020 7946 0333\n", fields))
	if got := b.Get("/admin/lists"); !strings.Contains(got.Text(), "0 days old of 28") {
		t.Errorf("replaced: %s", got.Text())
	}
	if got := sendList(t, b, at+"/uploads", "\x00\x01", fields); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("no list instead of one: %d", got.Status)
	}
	supervisor := s.AsRole(models.Supervisor)
	if got := supervisor.Get(at); got.Status != http.StatusOK || strings.Contains(got.Text(), "Remove the list") {
		t.Errorf("a supervisor: %d", got.Status)
	}
	goes(t, b.Post(at+"/removal", nil))
	if got := b.Get(at); got.Status != http.StatusNotFound {
		t.Errorf("removed: %d", got.Status)
	}
}

func TestProgram_replaysWhatStandsInTheFormAndSavesNothing(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	at := "/admin/programs/" + s.Clients[0].Program.ID.String()
	fields := url.Values{"name": {"Changed"}, "supervisor": {s.Clients[0].Program.SupervisorID.String()}, "preset": {"custom"}, "hours": {"Mon 09:00"}, "hours_approver": {"Priya Raman"},
		"max_attempts": {"6"}, "response": {"30"}, "volume": {"400"}, "fee": {"5200"}, "worth": {"18000"}, "win_rate": {"12.5"}}
	if got := b.Post(at+"/replay", fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "is not a span of hours") {
		t.Errorf("hours that cannot be read: %d %s", got.Status, got.Text())
	}
	if got := b.Post(at, fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "is not a span of hours") {
		t.Errorf("saved all the same: %d", got.Status)
	}
	fields.Set("hours", "Mon 09:00-10:00")
	got := b.Post(at+"/replay", fields)
	if got.Status != http.StatusOK || !strings.Contains(got.Text(), "No calls were made in the last 30 days") || !strings.Contains(got.Body, `value="Mon 09:00-10:00"`) {
		t.Errorf("replayed: %d %s", got.Status, got.Text())
	}
	if got := b.Get(at); strings.Contains(got.Body, "Mon 09:00-10:00") {
		t.Error("the replay saved the hours")
	}
	fields.Set("hours_approver", "")
	if got := b.Post(at, fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Enter who approved the custom hours") {
		t.Errorf("approved by nobody: %d %s", got.Status, got.Text())
	}
}
