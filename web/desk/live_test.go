package desk_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/services/desk"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store/storetest"
	"ripen/web"
	"ripen/web/webtest"
)

// A process serves the site over real connections and listens, as `ripen serve` does.
type process struct {
	*webtest.Site
	server *httptest.Server
	stop   context.CancelFunc // what a signal does
}

func start(t *testing.T, s *webtest.Site, house web.House) *process {
	t.Helper()
	handler, err := web.New(house)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	p := &process{Site: s, server: httptest.NewServer(handler), stop: stop}
	ended := make(chan struct{})
	go func() { house.Desk.Listen(ctx, slog.New(slog.DiscardHandler)); close(ended) }()
	t.Cleanup(func() { stop(); <-ended; p.server.CloseClientConnections(); p.server.Close() })
	return p
}

// A look is somebody's open stream.
type look struct {
	t      *testing.T
	key    []byte
	answer *http.Response
	events chan string // each with its fields; closed when the stream ends
}

// looks opens the live desk as somebody who has just signed in.
func (p *process) looks(t *testing.T, role models.Role, path string) *look {
	t.Helper()
	id := rand.Text()
	key := sha256.Sum256([]byte(id))
	if err := p.House.Accounts.Save(t.Context(), accounts.NewSession{Key: key[:], Data: []byte("{}"), User: p.Person(role)}); err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.AddCookie(&http.Cookie{Name: "ripen", Value: id})
	answer, err := p.server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	l := &look{t: t, key: key[:], answer: answer, events: make(chan string, 100)}
	go l.read(answer.Body)
	return l
}

func (l *look) read(body io.ReadCloser) {
	defer close(l.events)
	defer body.Close()
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 1<<20)
	var event strings.Builder
	for lines.Scan() {
		event.WriteString(lines.Text() + "\n")
		if lines.Text() == "" {
			l.events <- event.String()
			event.Reset()
		}
	}
}

const patience = 20 * time.Second

// sees waits for an event with these words, and answers it.
func (l *look) sees(words string) string {
	l.t.Helper()
	end := time.After(patience)
	for {
		select {
		case event, open := <-l.events:
			if !open {
				l.t.Fatalf("the stream ended before %q came", words)
			}
			if strings.Contains(event, words) {
				return event
			}
		case <-end:
			l.t.Fatalf("%q did not come", words)
		}
	}
}

// ends waits for the end of the stream.
func (l *look) ends() {
	l.t.Helper()
	end := time.After(patience)
	for {
		select {
		case _, open := <-l.events:
			if !open {
				return
			}
		case <-end:
			l.t.Fatal("the stream does not end")
		}
	}
}

func TestLive_reachesWhoLooksOnThroughAnotherProcess(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	arrive(t, s, ivy)
	here := start(t, s, s.House)
	elsewhere := s.House
	st, book := storetest.Connect(t, s.Options), policy.NewBook()
	elsewhere.Queue = queue.New(st, book, s.Now)
	elsewhere.Desk = desk.New(st, book, s.House.Clients, elsewhere.Queue, s.Now)
	there := start(t, s, elsewhere)

	mine, theirs := here.looks(t, models.Supervisor, "/desk/live"), there.looks(t, models.AccountManager, "/desk/live")
	if got := mine.answer.Header; !strings.HasPrefix(got.Get("Content-Type"), "text/event-stream") || got.Get("Content-Encoding") != "" || got.Get("X-Accel-Buffering") != "no" {
		t.Errorf("headers: %v", got)
	}
	mine.sees("retry: ")
	for _, l := range []*look{mine, theirs} {
		if all := l.sees("event: parts"); !strings.Contains(all, `id="queue"`) || !strings.Contains(all, "No call today") || !strings.Contains(all, "id: ") {
			t.Errorf("the first event: %s", all)
		}
	}
	if got := s.AsRole(models.Caller).Post("/console/next", nil); got.Status != http.StatusSeeOther { // through here
		t.Fatalf("claimed: %d", got.Status)
	}
	s.House.Desk.Ring() // the site’s own router is another than the process’s, on the same desk
	for _, l := range []*look{mine, theirs} {
		if changed := l.sees("On a call"); !strings.Contains(changed, "Ivy Moss") {
			t.Errorf("the change: %s", changed)
		}
	}
}

func TestLive_sendsAllAgainToWhoComesBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	p := start(t, s, s.House)
	l := p.looks(t, models.Supervisor, "/desk/live")
	l.sees(`id="callers"`)
	p.server.CloseClientConnections()
	l.ends()
	p.looks(t, models.Supervisor, "/desk/live").sees(`id="callers"`)
}

func TestLive_endsWithTheSessionAndWithTheProcess(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t, func(h *web.House) { h.Beat = 30 * time.Millisecond })
	p := start(t, s, s.House)
	out, in := p.looks(t, models.Supervisor, "/desk/live"), p.looks(t, models.Admin, "/desk/live")
	in.sees(`id="callers"`)
	in.sees(": still here")
	if err := s.House.Accounts.Delete(t.Context(), out.key); err != nil {
		t.Fatal(err)
	}
	out.sees("event: over")
	out.ends()
	p.stop()
	in.ends()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := p.server.Config.Shutdown(ctx); err != nil {
		t.Errorf("the server does not stop: %v", err)
	}
}

func TestLive_isNobodysElseAndNoPage(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	p := start(t, s, s.House)
	if got := p.looks(t, models.Caller, "/desk/live").answer; got.StatusCode != http.StatusForbidden {
		t.Errorf("a caller: %d", got.StatusCode)
	}
	if got := s.AsRole(models.Supervisor).Get("/desk/live"); got.Status != http.StatusSeeOther || got.To() != "/desk" {
		t.Errorf("typed into the bar: %d to %s", got.Status, got.To())
	}
}
