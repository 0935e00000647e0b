package push

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	standard "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"ripen/models"
	"ripen/services/store/storetest"
)

var loopback = netip.MustParsePrefix("127.0.0.0/8")

// a channel for tests, and a message with one secret.
func webhook(t *testing.T, url string, secrets ...[]byte) (*Webhooks, Message) {
	t.Helper()
	key, err := newSeal(storetest.Secret)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Now()
	e := &models.Endpoint{ID: models.NewID(), ClientID: models.NewID(), URL: url, State: models.EndpointActive}
	m := Message{Push: To(e, nil, models.EventTest, at), Try: at, Endpoint: e}
	for _, secret := range secrets {
		row := models.EndpointSecret{EndpointID: e.ID, ClientID: e.ClientID}
		key.close(&row, secret)
		m.Secrets = append(m.Secrets, row)
	}
	return &Webhooks{NewOutbound(loopback), key}, m
}

func TestWebhooks_areVerifiedByTheSpecificationsOwnLibrary(t *testing.T) {
	t.Parallel()
	old, young := newSecret(), newSecret()
	var verified []error
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		for _, secret := range [][]byte{old, young} {
			hook, err := standard.NewWebhook(written(secret))
			if err != nil {
				t.Error(err)
				return
			}
			verified = append(verified, hook.Verify(body, r.Header))
		}
		if forged, err := standard.NewWebhook(written(newSecret())); err != nil || forged.Verify(body, r.Header) == nil {
			t.Error("another’s secret verifies, too")
		}
		if n := len(strings.Fields(r.Header.Get("webhook-signature"))); n != 2 {
			t.Errorf("%d signatures", n)
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	channel, m := webhook(t, server.URL, young, old)
	if answer, err := channel.Send(t.Context(), m); err != nil || answer.Status != http.StatusNoContent {
		t.Fatal(answer, err)
	}
	for _, err := range verified {
		if err != nil {
			t.Error(err)
		}
	}
	if len(verified) != 2 {
		t.Errorf("verified %d times", len(verified))
	}
	// A secret whose day is over signs no more.
	over := m.Try.Add(-time.Second)
	m.Secrets[1].ValidUntil = &over
	if signed, err := channel.sign(m, []byte("{}")); err != nil || len(strings.Fields(signed)) != 1 {
		t.Errorf("signed %q, %v", signed, err)
	}
	hook, err := standard.NewWebhook(written(young))
	if err != nil {
		t.Fatal(err)
	}
	want, err := hook.Sign(m.MessageID, m.Try, []byte("{}"))
	if got := signature(young, m.MessageID, m.Try, []byte("{}")); err != nil || got != want {
		t.Errorf("signed %q, the library signs %q, %v", got, want, err)
	}
}

func TestWebhooks_judgeAnswersAsTheSpecificationDoes(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status, _ := strconv.Atoi(r.URL.Query().Get("status"))
		if after := r.URL.Query().Get("after"); after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(status)
	}))
	defer server.Close()
	for query, want := range map[string]*Failure{
		"status=200": nil, "status=202": nil, "status=204": nil,
		"status=301": {}, "status=304": {}, "status=400": {}, "status=401": {}, "status=404": {}, "status=500": {},
		"status=410": {Gone: true}, "status=429": {Hold: true, After: rest}, "status=502": {Hold: true, After: rest}, "status=504": {Hold: true, After: rest},
		"status=429&after=90": {Hold: true, After: 90 * time.Second}, "status=429&after=2": {Hold: true, After: 2 * time.Second}, "status=503&after=3600": {Hold: true, After: time.Hour},
	} {
		channel, m := webhook(t, server.URL+"?"+query, newSecret())
		_, err := channel.Send(t.Context(), m)
		failed, _ := err.(*Failure) //nolint:errorlint // it is one, or nil
		if (failed == nil) != (want == nil) {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if failed != nil && (failed.Gone != want.Gone || failed.Hold != want.Hold || failed.After != want.After || failed.Permanent || failed.Words == "") {
			t.Errorf("%s: %+v", query, failed)
		}
	}
}

func TestWebhooks_areTriedTenTimesInFourDays(t *testing.T) {
	t.Parallel()
	var all []time.Duration
	for tries := 1; ; tries++ {
		wait, more := delays.again(tries, func() float64 { return 0 })
		if !more {
			break
		}
		late, _ := delays.again(tries, func() float64 { return 1 })
		if late != wait+wait/10 {
			t.Errorf("after %v jitter comes to %v", wait, late)
		}
		all = append(all, wait)
	}
	if len(all) != 9 || all[0] != 5*time.Second || all[8] != 24*time.Hour {
		t.Errorf("the waits are %v", all)
	}
}

func TestPayload_isALeadUnderTwentyKilobytes(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)
	_, m := webhook(t, "https://x.example", newSecret())
	m.Event, m.CreatedAt = models.EventReleased, at
	lead := &models.Lead{ID: models.NewID(), Name: "Ivy Moss", Learned: "Opens in September.", Message: "Prices, please.", ReleasedAt: at, ReceivedOn: at, Reasons: []models.Reason{{Short: "Wants", Answer: "Two"}}}
	m.About = models.LeadLetter{Lead: lead, URL: "https://ripen.example/portal/leads/1", To: &models.User{Name: "Rae Okafor", Email: "rae@x.example"}}
	short := read(t, m)
	if short.Type != "lead.released" || !short.Timestamp.Equal(at) || short.Data.Version != 1 || short.Data.Name != "Ivy Moss" || short.Data.Rep.Email != "rae@x.example" || len(short.Data.Shortened) != 0 || short.Data.Reasons[0].Answer != "Two" {
		t.Errorf("read %+v", short)
	}
	for _, text := range []string{strings.Repeat("Grüße an alle. ", 9000), strings.Repeat("\"\x01<", 20000), strings.Repeat("𝄞", 9000)} {
		lead.Learned, lead.Message = text, text
		lead.Reasons = nil
		for range 400 {
			lead.Reasons = append(lead.Reasons, models.Reason{Short: "A criterion of some length", Answer: text[:len(text)/100]})
		}
		long := read(t, m)
		if len(long.Data.Shortened) == 0 || !strings.HasSuffix(long.Data.Learned, "…") || long.Data.Name != "Ivy Moss" {
			t.Errorf("shortened %v", long.Data.Shortened)
		}
	}
}

type sent struct {
	Type      string
	Timestamp time.Time
	Data      leadData
}

func read(t *testing.T, m Message) (s sent) {
	t.Helper()
	body, err := payload(m)
	if err != nil {
		t.Fatal(err)
	}
	if len(body) >= 20_000 {
		t.Errorf("%d bytes", len(body))
	}
	if err := json.Unmarshal(body, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSeal_opensForItsEndpointAndItsKeyAlone(t *testing.T) {
	t.Parallel()
	key, err := newSeal(storetest.Secret)
	if err != nil {
		t.Fatal(err)
	}
	secret := newSecret()
	row := models.EndpointSecret{EndpointID: models.NewID(), ClientID: models.NewID()}
	key.close(&row, secret)
	if opened, err := key.open(&row); err != nil || string(opened) != string(secret) || strings.Contains(string(row.Sealed), string(secret)) {
		t.Errorf("opened %x, %v", opened, err)
	}
	moved := row
	moved.EndpointID = models.NewID()
	if _, err := key.open(&moved); err == nil {
		t.Error("it opens for another endpoint")
	}
	other, err := newSeal([]byte("another installation's secret, of 40 bytes"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.open(&row); err == nil || other.id == key.id {
		t.Error("it opens with another key")
	}
	if raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(written(secret), "whsec_")); err != nil || len(raw) != 32 {
		t.Errorf("written as %s", written(secret))
	}
}
