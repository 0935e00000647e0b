package faults_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A trouble is what a receiver does with a message that it sees for the first time. Whoever
// answers true has taken the message in; the next time it is sent, everybody does.
type trouble func(w http.ResponseWriter, r *http.Request) (taken bool)

// troubles is those of trust.md 1, and one receiver that has none.
var troubles = map[string]trouble{
	"none": func(http.ResponseWriter, *http.Request) bool { return true },
	"500":  refuses(http.StatusInternalServerError), "404": refuses(http.StatusNotFound), "301": refuses(http.StatusMovedPermanently),
	"429": func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Retry-After", "2")
		return refuses(http.StatusTooManyRequests)(w, r)
	},
	"410": func(http.ResponseWriter, *http.Request) bool { return true }, // once it is back
	"hangs": func(_ http.ResponseWriter, r *http.Request) bool {
		<-r.Context().Done()
		return false
	},
	"1 byte/s": func(w http.ResponseWriter, r *http.Request) bool {
		raw(w, func(write func(string) bool) {
			for _, letter := range "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" {
				select {
				case <-time.After(time.Second):
				case <-r.Context().Done():
				}
				if !write(string(letter)) {
					return
				}
			}
		})
		return true
	},
	"1 GB": func(w http.ResponseWriter, _ *http.Request) bool {
		block := make([]byte, 1<<20)
		for range 1 << 10 {
			if _, err := w.Write(block); err != nil {
				break
			}
		}
		return true
	},
	"closes after headers": func(w http.ResponseWriter, _ *http.Request) bool {
		raw(w, func(write func(string) bool) { write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n") })
		return true
	},
}

func refuses(status int) trouble {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		return false
	}
}

// raw answers below HTTP.
func raw(w http.ResponseWriter, answer func(write func(string) bool)) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	answer(func(text string) bool { _, err := io.WriteString(conn, text); return err == nil })
}

// receivers is a client's systems, each with its trouble, and what they took in.
type receivers struct {
	*httptest.Server
	mu     sync.Mutex
	seen   map[string]bool              // "trouble id"
	taken  map[string]map[string]string // trouble → id → lead
	back   atomic.Bool                  // whether the one that is gone has come back
	faults int
	again  int // messages that came although they had been taken in: their ids tell
}

func receive(t *testing.T) *receivers {
	t.Helper()
	r := &receivers{seen: map[string]bool{}, taken: map[string]map[string]string{}}
	r.Server = httptest.NewServer(http.HandlerFunc(r.take))
	t.Cleanup(func() { r.CloseClientConnections(); r.Close() })
	return r
}

func (r *receivers) take(w http.ResponseWriter, asked *http.Request) {
	if asked.Method == http.MethodHead { // whether it can be reached, when it is entered
		return
	}
	name, id := asked.URL.Query().Get("trouble"), asked.Header.Get("webhook-id")
	var sent struct{ Data struct{ ID string } }
	if err := json.NewDecoder(asked.Body).Decode(&sent); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.mu.Lock()
	first := !r.seen[name+id]
	r.seen[name+id] = true
	if first && name != "none" {
		r.faults++
	}
	r.mu.Unlock()
	if name == "410" && !r.back.Load() { // for good: its answer may reach a process that is killed before it marks it
		w.WriteHeader(http.StatusGone)
		return
	}
	if first && !troubles[name](w, asked) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken[name] == nil {
		r.taken[name] = map[string]string{}
	}
	if _, before := r.taken[name][id]; before {
		r.again++
	}
	r.taken[name][id] = sent.Data.ID
}

// verdict is what each receiver lacks of so many leads, and what it has twice after all
// that came under one id was taken for one.
func (r *receivers) verdict(leads int) (lost, doubled int, words []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for name := range troubles {
		different := map[string]bool{}
		for _, lead := range r.taken[name] {
			different[lead] = true
		}
		lost += leads - len(different)
		doubled += len(r.taken[name]) - len(different)
		words = append(words, fmt.Sprintf("%s: %d of %d", name, len(different), leads))
	}
	return lost, doubled, words
}
