package main

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// serving runs `ripen serve` until the test ends it by a signal, and returns where it is.
func (s shell) serving(args ...string) (address string, end func() int) {
	s.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.Fatal(err)
	}
	port := strconv.Itoa(free.Addr().(*net.TCPAddr).Port)
	if err := free.Close(); err != nil {
		s.Fatal(err)
	}
	s.Setenv("PORT", port)
	ctx, stop := untilTold(s.Context())
	said, out := io.Pipe()
	ended := make(chan int, 1)
	var errs bytes.Buffer
	go func() {
		ended <- run(ctx, append([]string{"serve"}, args...), strings.NewReader(""), out, &errs)
		out.Close()
	}()
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if address, found := strings.CutPrefix(lines.Text(), "Ripen is at "); found {
			go func() { _, _ = io.Copy(io.Discard, said) }()
			return address, func() int {
				defer stop()
				if self, err := os.FindProcess(os.Getpid()); err != nil || self.Signal(syscall.SIGTERM) != nil {
					s.Error("nobody could be told to end")
					stop()
				}
				return <-ended
			}
		}
	}
	stop()
	s.Fatalf("ripen serve ended with %d: %s", <-ended, &errs)
	return "", nil
}

func TestServe_answersAndEndsWhenItIsTold(t *testing.T) {
	s := open(t)
	s.types(exitWrong, "", "serve", "--demo", "--colour")
	s.types(exitDone, "", "seed", "--demo", "--days", "2") // serve --demo finds nothing left to do
	address, end := s.serving("--demo")
	s.types(exitDone, "", "healthcheck")
	answer, err := http.Get(address + "/sign-in")
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(page), "Dana Whitfield") {
		t.Errorf("%s: %d, %v", address, answer.StatusCode, err)
	}
	if _, errs := s.types(exitWrong, "", "serve"); !strings.Contains(errs, "set PORT to another") {
		t.Errorf("a second one on the same port: %s", errs)
	}
	if code := end(); code != exitDone {
		t.Errorf("ended with %d", code)
	}
	s.types(exitFailed, "", "healthcheck")
}

// signedIn is a browser of the demo in which Priya, a supervisor, has signed in.
func (s shell) signedIn(address string) *http.Client {
	s.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.Fatal(err)
	}
	browser := &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	door, err := browser.Get(address + "/sign-in")
	if err != nil {
		s.Fatal(err)
	}
	page, err := io.ReadAll(door.Body)
	door.Body.Close()
	found := regexp.MustCompile(`value="([0-9a-f-]{36})"[^<]*<[^>]*>[^<]*(?:<[^>]*>)*\s*<b>Priya Raman</b>`).FindSubmatch(page)
	if err != nil || found == nil {
		s.Fatalf("Priya has no button: %v", err)
	}
	in, err := browser.PostForm(address+"/demo/sign-in", url.Values{"as": {string(found[1])}})
	if err != nil {
		s.Fatal(err)
	}
	in.Body.Close()
	return browser
}

// looksOn opens a stream of the desk and reads it to its end, which must be a clean one,
// after a whole event. It returns when the stream has begun.
func (s shell) looksOn(browser *http.Client, address string, over *sync.WaitGroup) {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), http.MethodGet, address+"/desk/live", nil)
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	stream, err := browser.Do(r)
	if err != nil || stream.StatusCode != http.StatusOK {
		s.Fatalf("the stream: %v, %v", stream, err)
	}
	from := bufio.NewReader(stream.Body)
	first, err := from.ReadString('\n')
	if err != nil {
		s.Fatal(err)
	}
	over.Go(func() {
		defer stream.Body.Close()
		rest, err := io.ReadAll(from)
		if err != nil || !strings.HasSuffix(first+string(rest), "\n\n") {
			s.Errorf("a stream was cut off: %v after %d bytes", err, len(rest))
		}
	})
}

// visits asks for pages until the server is no longer there. What is answered must be
// answered whole; only once it has been told to end may it turn anybody away.
func (s shell) visits(browser *http.Client, address string, told *atomic.Bool, answered chan<- string) {
	for n := 0; ; n++ {
		path := []string{"/desk", "/desk/inquiries", "/desk/wall", "/desk/do-not-call"}[n%4]
		early := !told.Load()
		answer, err := browser.Get(address + path)
		if err != nil {
			if early && !told.Load() {
				s.Errorf("%s was not answered: %v", path, err)
			}
			return
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || !strings.HasSuffix(strings.TrimSpace(string(page)), "</html>") {
			s.Errorf("%s: %d, %v, after %d bytes", path, answer.StatusCode, err, len(page))
			return
		}
		answered <- path
	}
}

func TestServe_endsInTimeUnderStreamsAndLoad(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "seed", "--demo", "--days", "2")
	address, end := s.serving("--demo")
	browser := s.signedIn(address)
	var streams, visitors sync.WaitGroup
	for range 20 {
		s.looksOn(browser, address, &streams)
	}
	var told atomic.Bool
	answered := make(chan string)
	defer close(answered)
	for range 4 {
		visitors.Go(func() { s.visits(browser, address, &told, answered) })
	}
	for range 40 {
		select {
		case <-answered:
		case <-time.After(time.Minute):
			t.Fatal("too few pages were answered")
		}
	}
	go func() {
		for range answered { // whoever is answered from here on
		}
	}()
	told.Store(true)
	began := time.Now()
	if code := end(); code != exitDone {
		t.Errorf("ended with %d", code)
	}
	if took := time.Since(began); took > patience {
		t.Errorf("it took %v to end under 20 streams and load", took)
	}
	streams.Wait()
	visitors.Wait()
}

func TestServe_refusesADatabaseThatLacksMigrations(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "migrate", "down")
	if _, errs := s.types(exitWrong, "", "serve"); !strings.Contains(errs, "ripen migrate up") {
		t.Errorf("said %s", errs)
	}
	t.Setenv("RIPEN_DEMO", "1") // nobody real in it: any command brings it up to date
	s.types(exitDone, "", "client", "list")
	t.Setenv("RIPEN_DEMO", "")
	t.Setenv("RIPEN_ENV", "production")
	if _, errs := s.types(exitWrong, "", "serve", "--demo"); !strings.Contains(errs, "for development only") {
		t.Errorf("a demo in production: %s", errs)
	}
}
