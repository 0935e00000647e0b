package form_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/web/form"
)

type fields struct {
	form.Once
	ID    models.ID `param:"id"`
	State string    `query:"state"`
	Text  string    `form:"text"`
	Count int       `form:"count"`
	Many  []string  `form:"many"`
}

func bind(t *testing.T, id, query string, body url.Values) (fields, error) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/?"+query, strings.NewReader(body.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	c := echo.New().NewContext(r, httptest.NewRecorder())
	c.SetParamNames("id")
	c.SetParamValues(id)
	var f fields
	err := form.Bind(c, &f)
	return f, err
}

func TestBind_readsAddressQueryAndBodyAsCleanText(t *testing.T) {
	t.Parallel()
	id, token := models.NewID(), models.NewID()
	f, err := bind(t, id.String(), "state=a%00b", url.Values{"token": {token.String()}, "text": {"one\r\ntwo\x00\xff"}, "count": {"7"}, "many": {"x", "y\x00"}})
	if err != nil {
		t.Fatal(err)
	}
	if f.ID != id || f.Token() != token || f.State != "ab" || f.Text != "one\ntwo\uFFFD" || f.Count != 7 || len(f.Many) != 2 || f.Many[1] != "y" {
		t.Errorf("read %+v", f)
	}
}

func TestBind_takesAMalformedIDForAnAbsentOne(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"1", "'; --", strings.Repeat("a", 36)} {
		if _, err := bind(t, id, "", nil); !models.IsKind(err, models.NotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := bind(t, models.NewID().String(), "", url.Values{"count": {"many"}}); !models.IsKind(err, models.Invalid) {
		t.Errorf("count=many: %v", err)
	}
	if f, err := bind(t, models.NewID().String(), "", url.Values{"token": {"no token"}}); err != nil || f.Token() != models.NoID {
		t.Errorf("no token: %v %v", f.Token(), err)
	}
}

func TestInstant_readsTheClockOfTheZone(t *testing.T) {
	t.Parallel()
	berlin := models.Location("Europe/Berlin")
	for text, want := range map[string]string{
		"2026-06-30T14:30":    "2026-06-30T12:30:00Z",
		" 2026-01-30T14:30 ":  "2026-01-30T13:30:00Z",
		"2026-06-30T14:30:15": "2026-06-30T12:30:15Z",
		"2026-03-29T02:30":    "2026-03-29T01:30:00Z", // an hour that the clocks skip
	} {
		at, err := form.Instant("at", text, berlin)
		if err != nil || at.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q is %v, %v", text, at, err)
		}
	}
	if at, err := form.Instant("at", "", berlin); at != nil || err != nil {
		t.Errorf("nothing is %v, %v", at, err)
	}
	if _, err := form.Instant("at", "tomorrow", berlin); models.Refused(err) == nil || models.Refused(err).Field != "at" {
		t.Errorf("tomorrow: %v", err)
	}
}

func TestDay_readsADate(t *testing.T) {
	t.Parallel()
	if day, err := form.Day("on", "2026-02-28"); err != nil || !day.Equal(time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%v %v", day, err)
	}
	if _, err := form.Day("on", "2026-02-29"); !models.IsKind(err, models.Invalid) {
		t.Errorf("no such day: %v", err)
	}
	if day, err := form.Day("on", " "); day != nil || err != nil {
		t.Errorf("nothing: %v %v", day, err)
	}
}
