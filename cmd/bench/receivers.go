package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// receivers is a mail server and a client's system, which note when each lead arrived.
type receivers struct {
	mail    net.Listener
	site    *http.Server
	url     string
	letters arrivals
	hooks   arrivals
	hung    atomic.Int64 // messages that are not answered
	over    chan struct{}
}

// arrivals is when each lead arrived first, by its id.
type arrivals struct {
	name    string
	mu      sync.Mutex
	first   map[string]time.Time
	doubled int
}

func (a *arrivals) note(id string) {
	at := time.Now()
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, before := a.first[id]; before {
		a.doubled++
		return
	}
	a.first[id] = at
}

func (a *arrivals) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.first)
}

// begun is when the first of the recall windows was over.
func (a *arrivals) begun(ended map[string]time.Time) (first time.Time) {
	for id := range a.first {
		if at, known := ended[id]; known && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

func receive() (*receivers, error) {
	r := &receivers{letters: arrivals{name: "mail", first: map[string]time.Time{}}, hooks: arrivals{name: "webhook", first: map[string]time.Time{}}, over: make(chan struct{})}
	var err error
	if r.mail, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r.url = "http://" + listener.Addr().String()
	routes := http.NewServeMux()
	routes.HandleFunc("POST /leads", r.hook)
	routes.HandleFunc("POST /hangs", func(_ http.ResponseWriter, asked *http.Request) {
		r.hung.Add(1)
		_, _ = io.Copy(io.Discard, asked.Body)
		select {
		case <-asked.Context().Done():
		case <-r.over:
		}
	})
	routes.HandleFunc("HEAD /", func(http.ResponseWriter, *http.Request) {})
	r.site = &http.Server{Handler: routes, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = r.site.Serve(listener) }()
	go func() {
		for {
			conn, err := r.mail.Accept()
			if err != nil {
				return
			}
			go r.letter(conn)
		}
	}()
	return r, nil
}

func (r *receivers) close() {
	close(r.over)
	_ = r.mail.Close()
	_ = r.site.Close()
}

func (r *receivers) hook(w http.ResponseWriter, asked *http.Request) {
	var sent struct{ Data struct{ ID string } }
	if err := json.NewDecoder(asked.Body).Decode(&sent); err != nil {
		http.Error(w, "no JSON", http.StatusBadRequest)
		return
	}
	r.hooks.note(sent.Data.ID)
}

// messageID is of a letter about a lead that was released.
var messageID = regexp.MustCompile(`(?i)Message-ID:\s+<([0-9a-f-]{36})\.released@`)

// letter speaks as much SMTP as it takes to be handed letters.
func (r *receivers) letter(conn net.Conn) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	say := func(line string) { _, _ = io.WriteString(conn, line+"\r\n") }
	say("220 bench")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch command := strings.ToUpper(strings.Fields(line + " x")[0]); command {
		case "EHLO":
			say("250-bench\r\n250 8BITMIME")
		case "DATA":
			say("354 go on")
			var letter strings.Builder
			for line := ""; line != ".\r\n"; {
				if line, err = in.ReadString('\n'); err != nil {
					return
				}
				letter.WriteString(line)
			}
			if found := messageID.FindStringSubmatch(letter.String()); found != nil {
				r.letters.note(found[1])
			}
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 fine")
		}
	}
}

// wait waits until so many leads have arrived both ways.
func (r *receivers) wait(ctx context.Context, n int, most time.Duration) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(most); ; {
		if r.letters.count() >= n && r.hooks.count() >= n {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		case <-end:
			return fmt.Errorf("of %d leads %d arrived by mail and %d by webhook", n, r.letters.count(), r.hooks.count())
		}
	}
}
