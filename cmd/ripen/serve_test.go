package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// serving runs `ripen serve` until the test ends it, and returns where it is.
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
	ctx, cancel := context.WithCancel(s.Context())
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
			return address, func() int { cancel(); return <-ended }
		}
	}
	cancel()
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

func TestServe_endsThoughSomebodyLooksOn(t *testing.T) {
	s := open(t)
	s.types(exitDone, "", "seed", "--demo", "--days", "2")
	address, end := s.serving("--demo")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	door, err := browser.Get(address + "/sign-in")
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(door.Body)
	door.Body.Close()
	found := regexp.MustCompile(`value="([0-9a-f-]{36})"[^<]*<[^>]*>[^<]*(?:<[^>]*>)*\s*<b>Priya Raman</b>`).FindSubmatch(page)
	if err != nil || found == nil {
		t.Fatalf("Priya has no button: %v", err)
	}
	in, err := browser.PostForm(address+"/demo/sign-in", url.Values{"as": {string(found[1])}})
	if err != nil {
		t.Fatal(err)
	}
	in.Body.Close()
	for range 20 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/desk/live", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", "text/event-stream")
		stream, err := browser.Do(r)
		if err != nil || stream.StatusCode != http.StatusOK {
			t.Fatalf("the stream: %v, %v", stream, err)
		}
		t.Cleanup(func() { _ = stream.Body.Close() })
		if _, err := bufio.NewReader(stream.Body).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	if code := end(); code != exitDone {
		t.Errorf("ended with %d", code)
	}
	if took := time.Since(began); took > patience {
		t.Errorf("it took %v to end under 20 streams", took)
	}
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
