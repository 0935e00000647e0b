package isolation_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/push"
)

// hooks is a system of each client, and all that it was sent.
type hooks struct {
	mu   sync.Mutex
	sent map[string]string // slug → bodies
}

// hook lets a system of each client be told of everything.
func hook(t *testing.T, h *apptest.House) *hooks {
	t.Helper()
	heard := &hooks{sent: map[string]string{}}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		heard.mu.Lock()
		defer heard.mu.Unlock()
		heard.sent[strings.Trim(r.URL.Path, "/")] += string(body)
	}))
	t.Cleanup(server.Close)
	for _, c := range sample.Northlight().Clients {
		_, _, err := h.Push.Add(t.Context(), h.Cast.As("Clara Nyberg"), models.NewID(), h.Cast.Client(c.Slug).ID, push.Draft{URL: server.URL + "/" + c.Slug, Events: models.WebhookEvents})
		must(t, err)
	}
	return heard
}

// unheard checks that no client's system was told a word of another's, or one that nobody
// of its own client may read; and that it was told its own.
func unheard(t *testing.T, h *apptest.House, heard *hooks, birds []bird) {
	t.Helper()
	h.Tick()
	heard.mu.Lock()
	defer heard.mu.Unlock()
	own := 0
	for slug, body := range heard.sent {
		for _, b := range birds {
			switch {
			case !strings.Contains(body, b.word):
			case b.client == slug && len(b.heard) > 0:
				own++
			default:
				t.Errorf("the system of %s is told of %q", slug, b.word)
			}
		}
	}
	if own < 2*len(sample.Northlight().Clients) {
		t.Errorf("only %d of their own words were told to the systems: the crawl proves nothing of them", own)
	}
}
