package delivery_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/push"
	"ripen/services/store/storetest"
)

// A receiver is a client's system: what it was sent, and what it answers.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	ids    []string
	answer func(w http.ResponseWriter)
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{answer: func(http.ResponseWriter) {}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if asked.Method == http.MethodHead {
			return
		}
		r.ids = append(r.ids, asked.Header.Get("webhook-id"))
		r.answer(w)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) says(answer func(w http.ResponseWriter)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

func (r *receiver) got() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.ids...)
}

// A hooked scene has the ways out, and endpoints that its sales manager entered.
type hooked struct {
	*scene
	push *push.Service
	by   models.Actor // the sales manager
}

func newHooked(t *testing.T) *hooked {
	t.Helper()
	s := &hooked{scene: newScene(t, storetest.Open(t))}
	var err error
	clock := func() time.Time { return s.at }
	s.push, err = push.New(s.st, clock, push.Options{Secret: storetest.Secret, BaseURL: "https://ripen.example", Plain: true, Out: push.NewOutbound(netip.MustParsePrefix("127.0.0.0/8"))})
	if err != nil {
		t.Fatal(err)
	}
	s.d = delivery.New(s.st, clock, delivery.Options{BaseURL: "https://ripen.example", Agency: "Northlight Leads", Letters: deliverytest.Plain{}, Mail: s.post, Ways: s.push.Channels()})
	s.by = s.cast.As("Marta Silva")
	return s
}

func (s *hooked) endpoint(t *testing.T, url string) models.ID {
	t.Helper()
	id, secret, err := s.push.Add(t.Context(), s.by, models.NewID(), s.by.ClientID, push.Draft{URL: url, Events: models.WebhookEvents})
	if err != nil || !strings.HasPrefix(secret, "whsec_") {
		t.Fatal(secret, err)
	}
	return id
}

// lead is one more lead, and the clock is where it was released.
func (s *hooked) lead(t *testing.T) *models.Lead {
	t.Helper()
	lead := deliverytest.Lead(t, s.st, s.d, s.harbour(), s.at)
	s.at = s.at.Add(models.RecallWindow)
	return lead
}

func (s *hooked) send(t *testing.T) {
	t.Helper()
	if _, err := s.d.PushWaiting(t.Context(), s.by.ClientID); err != nil {
		t.Fatal(err)
	}
}

func (s *hooked) state(t *testing.T, id models.ID) *push.Line {
	t.Helper()
	line, err := s.push.Endpoint(t.Context(), s.by, s.by.ClientID, id)
	if err != nil {
		t.Fatal(err)
	}
	return line
}

func status(n int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { w.WriteHeader(n) }
}

func TestWebhook_thatFailsIsSentAgainUnderTheSameID(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	id := s.endpoint(t, r.URL)
	r.says(func(w http.ResponseWriter) {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write([]byte("out of order"))
	})
	lead := s.lead(t)
	s.send(t)
	s.send(t) // it is not due
	s.at = s.at.Add(6 * time.Second)
	s.send(t)
	r.says(status(http.StatusOK))
	s.at = s.at.Add(6 * time.Minute)
	s.send(t)
	s.at = s.at.Add(48 * time.Hour)
	s.send(t)
	p := deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID), where("channel = 'webhook'"))
	if got := r.got(); len(got) != 3 || got[0] != p.ID.String() || got[1] != got[0] || got[2] != got[0] || p.SentAt == nil {
		t.Fatalf("sent as %v, the push is %+v", got, p)
	}
	all, more, err := s.push.Log(t.Context(), s.by, s.by.ClientID, id, models.NoID)
	if err != nil || more || len(all) != 1 || len(all[0].Tried) != 3 || all[0].Tried[0].Answer != "out of order" || *all[0].Tried[0].Status != 500 || *all[0].Tried[2].Status != 200 {
		t.Errorf("the log is %+v, %v", all, err)
	}
	// A replay is the same message once more.
	if err := s.push.Replay(t.Context(), s.by, models.NewID(), s.by.ClientID, id, p.ID); err != nil {
		t.Fatal(err)
	}
	if n, err := s.push.ReplayBetween(t.Context(), s.by, models.NewID(), s.by.ClientID, id, noon, noon.AddDate(0, 0, 1)); err != nil || n != 0 {
		t.Errorf("%d of a range that waits already: %v", n, err)
	}
	s.send(t)
	if n, err := s.push.ReplayBetween(t.Context(), s.by, models.NewID(), s.by.ClientID, id, noon, noon.AddDate(0, 0, 1)); err != nil || n != 1 {
		t.Errorf("%d of a range: %v", n, err)
	}
	s.send(t)
	if got := r.got(); len(got) != 5 || got[4] != got[0] {
		t.Errorf("replayed as %v", got)
	}
}

func TestWebhook_thatIsRemovedIsToldOfNothingUntilItIsBack(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	id := s.endpoint(t, r.URL)
	s.lead(t) // waits when it is removed
	act := func(fn func(context.Context, models.Actor, models.ID, models.ID, models.ID) error) {
		t.Helper()
		if err := fn(t.Context(), s.by, models.NewID(), s.by.ClientID, id); err != nil {
			t.Fatal(err)
		}
	}
	act(s.push.Remove)
	s.lead(t)
	s.send(t)
	if got := r.got(); len(got) != 0 {
		t.Fatalf("%d sent to one that was removed", len(got))
	}
	act(s.push.Enable)
	s.lead(t)
	s.send(t)
	if got := r.got(); len(got) != 2 {
		t.Errorf("%d sent after it was brought back", len(got))
	}
}

func TestWebhook_isSwitchedOffAfterTenTriesAndTheClientIsTold(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	id := s.endpoint(t, r.URL)
	r.says(status(http.StatusNotFound))
	first := s.lead(t)
	for range 12 {
		s.send(t)
		s.at = s.at.Add(27 * time.Hour)
	}
	if got := r.got(); len(got) != 10 {
		t.Fatalf("%d tries", len(got))
	}
	e := s.state(t, id)
	if e.Active() || !strings.Contains(e.DisabledWhy, "10 tries") || e.Failed != 1 {
		t.Fatalf("the endpoint is %+v", e)
	}
	told := map[string]bool{}
	for range len(s.post.Letters) {
		if letter := <-s.post.Letters; strings.HasPrefix(letter.Subject, "disabled") {
			told[letter.To] = true
		}
	}
	if len(told) != 2 || !told["\"Marta Silva\" <marta@harbour-dental.example>"] {
		t.Errorf("told are %v", told)
	}
	// What happens meanwhile waits, and goes when it is switched on.
	second := s.lead(t)
	s.send(t)
	r.says(status(http.StatusOK))
	if err := s.push.Replay(t.Context(), s.by, models.NewID(), s.by.ClientID, id, models.NewID()); !models.IsKind(err, models.NotFound) {
		t.Errorf("a message that there is not: %v", err)
	}
	if err := s.push.Enable(t.Context(), s.by, models.NewID(), s.by.ClientID, id); err != nil {
		t.Fatal(err)
	}
	s.send(t)
	of := func(lead *models.Lead) *models.Push {
		return deliverytest.Load[models.Push](t, s.st, models.OfLead(lead.ID), where("channel = 'webhook'"))
	}
	if of(first).FailedAt == nil || of(second).SentAt == nil || len(r.got()) != 11 {
		t.Errorf("%+v, %+v", of(first), of(second))
	}
}

func TestWebhook_thatIsGoneGetsNothingMore(t *testing.T) {
	t.Parallel()
	s, r, other := newHooked(t), newReceiver(t), newReceiver(t)
	id := s.endpoint(t, r.URL)
	s.endpoint(t, other.URL)
	r.says(status(http.StatusGone))
	s.lead(t)
	s.send(t)
	s.lead(t)
	s.send(t)
	if e := s.state(t, id); e.Active() || len(r.got()) != 1 || e.Waiting != 1 || len(other.got()) != 2 {
		t.Errorf("%d messages, the other %d, %+v", len(r.got()), len(other.got()), e)
	}
}

func TestWebhook_isLeftAloneForAsLongAsItAsks(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	s.endpoint(t, r.URL)
	r.says(func(w http.ResponseWriter) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	s.lead(t)
	s.send(t)
	r.says(status(http.StatusOK))
	s.lead(t)
	s.send(t)
	if got := r.got(); len(got) != 1 {
		t.Errorf("%d messages while it rests", len(got))
	}
	s.at = s.at.Add(11 * time.Minute)
	s.send(t)
	if got := r.got(); len(got) != 3 {
		t.Errorf("%d messages afterwards", len(got))
	}
}

func TestWebhook_thatWasTakenIsTakenAgainWhenItsProcessDied(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	id := s.endpoint(t, r.URL)
	s.lead(t)
	taken, err := s.d.Take(t.Context(), delivery.Lane{ClientID: s.by.ClientID, Lane: id}, 10)
	if err != nil || len(taken) != 1 {
		t.Fatal(taken, err)
	}
	s.send(t) // another process
	if len(r.got()) != 0 {
		t.Error("two have taken it")
	}
	s.at = s.at.Add(31 * time.Second)
	s.send(t)
	if err := s.d.Carry(t.Context(), taken[0]); err != nil { // the dead one was only slow
		t.Fatal(err)
	}
	if got := r.got(); len(got) != 2 || got[0] != got[1] {
		t.Errorf("sent as %v", got)
	}
	if lanes, err := s.d.DueLanes(t.Context()); err != nil || len(lanes) != 0 {
		t.Errorf("due are %v, %v", lanes, err)
	}
}

func TestEndpoints_areTheManagersOwn(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	id := s.endpoint(t, r.URL)
	ctx := t.Context()
	for _, name := range []string{"Rae Okafor", "Priya Raman", "Dana Whitfield"} {
		if _, err := s.push.Endpoints(ctx, s.cast.As(name), s.by.ClientID); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if lines, err := s.push.Endpoints(ctx, s.cast.As("Clara Nyberg"), s.by.ClientID); err != nil || len(lines) != 1 {
		t.Errorf("the account manager sees %v, %v", lines, err)
	}
	for url, says := range map[string]string{"https://10.0.0.1/x": "private network", "http://localhost.localdomain:1/": "", r.URL + "/": ""} {
		_, _, err := s.push.Add(ctx, s.by, models.NewID(), s.by.ClientID, push.Draft{URL: url, Events: models.WebhookEvents})
		if says == "" && err != nil || says != "" && (!models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: %v", url, err)
		}
	}
	moved := httptest.NewServer(http.RedirectHandler("https://elsewhere.example", http.StatusFound))
	defer moved.Close()
	if err := s.push.Edit(ctx, s.by, models.NewID(), s.by.ClientID, id, push.Draft{URL: moved.URL, Events: models.WebhookEvents}); !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), "sends on") {
		t.Errorf("one that sends on: %v", err)
	}
	// A form that is sent twice makes one endpoint, and tells its secret once.
	token := models.NewID()
	one, secret, err := s.push.Add(ctx, s.by, token, s.by.ClientID, push.Draft{URL: r.URL, Events: models.WebhookEvents})
	two, silent, again := s.push.Add(ctx, s.by, token, s.by.ClientID, push.Draft{URL: r.URL, Events: models.WebhookEvents})
	if err != nil || again != nil || one != two || secret == "" || silent != "" {
		t.Errorf("%v %v, %q %q, %v %v", one, two, secret, silent, err, again)
	}
	rotated, err := s.push.Rotate(ctx, s.by, models.NewID(), s.by.ClientID, id)
	if err != nil || rotated == "" {
		t.Fatal(err)
	}
	if n := deliverytest.Count[models.EndpointSecret](t, s.st, where("endpoint_id = ?", id)); n != 2 {
		t.Errorf("%d secrets", n)
	}
	if err := s.push.Test(ctx, s.by, models.NewID(), s.by.ClientID, id); err != nil {
		t.Fatal(err)
	}
	s.send(t)
	if got := r.got(); len(got) != 1 {
		t.Errorf("%d tests", len(got))
	}
}

func TestDevices_ringForTheirOwnersLeads(t *testing.T) {
	t.Parallel()
	s, r := newHooked(t), newReceiver(t)
	ctx, rae := t.Context(), s.cast.As("Rae Okafor")
	deliverytest.Change(t, s.st, `UPDATE users SET away_until = $1 WHERE role = 'rep' AND id <> $2`, noon.AddDate(1, 0, 0), rae.UserID)
	for range 2 { // the second time changes nothing
		if err := s.push.SwitchOn(ctx, rae, r.URL+"/push", "Firefox on Android"); err != nil {
			t.Fatal(err)
		}
	}
	mine, err := s.push.MyDevices(ctx, rae)
	if err != nil || len(mine) != 1 || mine[0].Label != "Firefox on Android" {
		t.Fatal(mine, err)
	}
	if theirs, err := s.push.MyDevices(ctx, s.by); err != nil || len(theirs) != 0 {
		t.Errorf("another sees %v, %v", theirs, err)
	}
	if err := s.push.Ring(ctx, rae, models.NewID(), mine[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := s.push.Ring(ctx, s.by, models.NewID(), mine[0].ID); !models.IsKind(err, models.NotFound) {
		t.Errorf("another rings it: %v", err)
	}
	s.lead(t)
	s.send(t)
	if got := r.got(); len(got) != 2 {
		t.Errorf("it was rung %d times", len(got))
	}
	r.says(status(http.StatusGone))
	s.lead(t)
	s.send(t)
	if mine, err := s.push.MyDevices(ctx, rae); err != nil || len(mine) != 0 {
		t.Errorf("one that is gone is still there: %v, %v", mine, err)
	}
	if err := s.push.SwitchOn(ctx, rae, "not an address", ""); !models.IsKind(err, models.Invalid) {
		t.Error(err)
	}
}
