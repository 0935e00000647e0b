package faults_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/apptest"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/push"
)

// loopback is what this test lets webhooks reach.
var loopback = netip.MustParsePrefix("127.0.0.0/8")

// workerVariable makes of this test's own binary a process that does the jobs.
const workerVariable = "RIPEN_TEST_WORKER"

// beWorker does the jobs until the input ends, or it is killed.
func beWorker(address string) error {
	ctx := context.Background()
	c := config.Config{DatabaseURL: address, Secret: []byte(os.Getenv("RIPEN_SECRET")), BaseURL: "https://ripen.example", Env: config.Development, Conns: 6, LogLevel: "error", Reach: []netip.Prefix{loopback}}
	a, err := app.Open(ctx, c)
	if err != nil {
		return err
	}
	stop, err := a.Work(ctx)
	if err != nil {
		return err
	}
	fmt.Println("working")
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, stop(time.Second), a.Close())
}

func TestPush_losesAndDoublesNothingWhileItsWorkerIsKilled(t *testing.T) {
	t.Parallel()
	kills, leads := 6, 12
	if asked, err := strconv.Atoi(os.Getenv("RIPEN_KILLS")); err == nil {
		kills, leads = asked, 100
	}
	var database config.Config
	h := apptest.Open(t, func(c *config.Config) { c.Reach = []netip.Prefix{loopback}; database = *c })
	into := receive(t)
	by := h.Cast.As("Marta Silva")
	endpoints := map[string]models.ID{}
	for name := range troubles {
		id, _, err := h.Push.Add(t.Context(), by, models.NewID(), by.ClientID, push.Draft{Name: name, URL: into.URL + "/?trouble=" + strings.ReplaceAll(name, " ", "+"), Events: models.WebhookEvents})
		if err != nil {
			t.Fatal(err)
		}
		endpoints[name] = id
	}
	place := deliverytest.Place{Program: h.Cast.Program("scanners-us"), Source: h.Cast.Source("FDC Orlando"), Criteria: h.Cast.Criteria("scanners-us"), Caller: h.Cast.User("Dana Whitfield")}
	begun := time.Now()
	for n := range leads { // their recall windows end while the worker is killed
		at := begun.Add(-models.RecallWindow + time.Duration(n)*time.Duration(kills)*500*time.Millisecond/time.Duration(leads))
		deliverytest.Pend(t, h.Store, h.Delivery, place, at)
	}
	w := &workers{t: t, database: database}
	defer func() { w.kill() }()
	w.start()
	for range kills {
		wait(t, time.Duration(100+rand.IntN(500))*time.Millisecond)
		w.kill()
		w.start()
	}
	healing := time.Now()
	unsent := `SELECT count(*) FROM pushes WHERE sent_at IS NULL AND (endpoint_id IS NULL OR endpoint_id <> $1) AND event <> 'disabled'`
	until(t, 3*time.Minute, func() bool {
		return h.Count(`SELECT count(*) FROM leads`) == leads && h.Count(unsent, endpoints["410"]) == 0 && h.Count(`SELECT count(*) FROM endpoints WHERE state = 'disabled'`) == 1
	}, func() string {
		return fmt.Sprintf("%d leads, %d unsent", h.Count(`SELECT count(*) FROM leads`), h.Count(unsent, endpoints["410"]))
	})
	healed := time.Since(healing).Round(100 * time.Millisecond)
	// The one that was gone comes back and is switched on again, and what failed is sent again.
	into.back.Store(true)
	h.Clock.Set(time.Now())
	if err := h.Push.Enable(t.Context(), by, models.NewID(), by.ClientID, endpoints["410"]); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Push.ReplayBetween(t.Context(), by, models.NewID(), by.ClientID, endpoints["410"], begun.Add(-time.Hour), begun.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	until(t, 2*time.Minute, func() bool { return h.Count(`SELECT count(*) FROM pushes WHERE sent_at IS NULL`) == 0 }, func() string { return "not all is sent" })
	lost, doubled, words := into.verdict(leads)
	letters := h.Count(`SELECT count(*) FROM mails m JOIN pushes p USING (message_id) WHERE p.event = 'released'`)
	if lost += leads - letters; lost != 0 || doubled != 0 || h.Count(`SELECT count(*) FROM pushes WHERE channel = 'webhook'`) != leads*len(troubles) {
		t.Errorf("%d lost, %d duplicated: %s; %d letters", lost, doubled, strings.Join(words, ", "), letters)
	}
	t.Logf("%d kills and %d faults of receivers, %d messages to %d receivers and %d letters: %d lost, %d duplicated (%d came twice under one id); all there %s after the last kill",
		kills, into.faults, leads*len(troubles), len(troubles), letters, lost, doubled, into.again, healed)
}

// workers is one process that does the jobs after the other.
type workers struct {
	t        *testing.T
	database config.Config
	cmd      *exec.Cmd
	leash    io.Closer
}

func (w *workers) start() {
	w.t.Helper()
	self, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	w.cmd = exec.Command(self)
	w.cmd.Env = append(os.Environ(), workerVariable+"="+w.database.DatabaseURL, "RIPEN_SECRET="+string(w.database.Secret))
	if w.leash, err = w.cmd.StdinPipe(); err != nil {
		w.t.Fatal(err)
	}
	says, err := w.cmd.StdoutPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	w.cmd.Stderr = w.t.Output()
	if err := w.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	if line, err := bufio.NewReader(says).ReadString('\n'); err != nil || line != "working\n" {
		w.t.Fatalf("the worker says %q, %v", line, err)
	}
}

// kill ends it with signal 9.
func (w *workers) kill() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
}

// until waits until something is true.
func until(t *testing.T, most time.Duration, is func() bool, otherwise func() string) {
	t.Helper()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(most); !is(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatal(otherwise())
		}
	}
}
