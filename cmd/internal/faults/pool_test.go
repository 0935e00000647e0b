package faults_test

import (
	"context"
	"fmt"
	"html"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/cmd/internal/config"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/intake"
	"ripen/web"
)

// at a time, on a pool of 4 connections, while the jobs run on the same pool.
const visitors = 64

func TestPool_ofFourBearsSixtyFourAtOnceOnEveryPage(t *testing.T) {
	t.Parallel()
	h := apptest.Seeded(t, 10, 0.5, func(c *config.Config) { c.Conns = 4 })
	end, err := h.Work(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := end(10 * time.Second); err != nil {
			t.Error(err)
		}
	}()
	people := sample.Northlight().Everybody()
	var all sync.WaitGroup
	var asked, failed atomic.Int64
	routes := web.Routes(h.House(true))
	signedIn := make([]*apptest.Visitor, visitors)
	for n := range signedIn {
		signedIn[n] = h.Visitor(people[n%len(people)].Name)
	}
	begun := time.Now()
	for n, v := range signedIn {
		role := people[n%len(people)].Role
		all.Go(func() {
			for _, path := range pagesOf(v, routes, role) {
				got := v.Get(path)
				if asked.Add(1); got.Err != nil || got.Status >= http.StatusInternalServerError {
					failed.Add(1)
					t.Errorf("%s as %s: %d %v", path, role, got.Status, got.Err)
				}
			}
		})
	}
	finished := make(chan struct{})
	go func() { all.Wait(); close(finished) }()
	select {
	case <-finished:
	case <-time.After(time.Minute):
		t.Fatalf("%d pages in a minute, and it hangs", asked.Load())
	}
	t.Logf("%d pages by %d at once on 4 connections in %s: %d failed", asked.Load(), visitors, time.Since(begun).Round(time.Millisecond), failed.Load())
}

var link = regexp.MustCompile(`href="(/[^"#]*)`)

// pagesOf is every page of a role that needs no id, twice, and a few of those that they
// link to.
func pagesOf(v *apptest.Visitor, routes []web.Route, role models.Role) (paths []string) {
	for _, r := range routes {
		if r.Method == http.MethodGet && !strings.Contains(r.Path, ":") && r.Guard.Admits(role) {
			paths = append(paths, r.Path)
		}
	}
	seen := map[string]bool{}
	for _, path := range paths {
		for n, l := range link.FindAllStringSubmatch(v.Get(path).Body, -1) {
			if to := html.UnescapeString(l[1]); !seen[to] && n < 12 && !strings.HasPrefix(to, "/static/") && to != "/desk" {
				seen[to] = true
				paths = append(paths, to)
			}
		}
	}
	return paths
}

const cancelled = 2000

func TestCancelling_neverHandsARowToTheOtherClient(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t, func(c *config.Config) { c.Conns = 2 })
	us := h.Arrives("scanners-us", source, func(a *intake.Arriving) { a.Name, a.Organisation = "Canaryus", "Canaryus Dental" })
	de := h.Arrives("scanner-de", "Praxis web form", func(a *intake.Arriving) {
		a.Name, a.Organisation, a.Email, a.Phone = "Canaryde", "Canaryde Praxis", "x@canaryde.example", "+4930231250142"
		a.City, a.Region, a.Postcode, a.Country = "Berlin", "", "10115", "DE"
	})
	h.Graded("Dana Whitfield", us, 1, "Canaryus learned", "")
	h.Graded("Theo Brandt", de, 1, "Canaryde learned", "")
	h.Later(31 * time.Second)
	var whole, broken, foreign atomic.Int64
	var all sync.WaitGroup
	for n, own := range []string{"Canaryus", "Canaryde"} {
		other := []string{"Canaryde", "Canaryus"}[n]
		lead := apptest.Value[models.ID](h, `SELECT id FROM leads WHERE name = $1`, own).String()
		rep := h.Visitor(apptest.Value[string](h, `SELECT u.name FROM leads l JOIN users u ON u.id = l.rep_id WHERE l.name = $1`, own))
		for range 3 {
			all.Go(func() {
				for broken.Load() < cancelled {
					got := hasty(t, rep, lead, own)
					switch {
					case got.Err != nil:
						broken.Add(1)
					case got.Status >= http.StatusInternalServerError:
						t.Errorf("%d: %s", got.Status, got.Body)
					default:
						whole.Add(1)
					}
					if strings.Contains(got.Body, other) {
						foreign.Add(1)
					}
				}
			})
		}
	}
	all.Wait()
	if foreign.Load() > 0 || whole.Load() < cancelled/10 {
		t.Errorf("%d answers, %d cancelled, %d with a word of the other client", whole.Load(), broken.Load(), foreign.Load())
	}
	if n := h.Count(`SELECT count(*) FROM contacts c JOIN leads l ON l.id = c.lead_id WHERE c.note <> l.name || ' note' OR c.client_id <> l.client_id`); n > 0 {
		t.Errorf("%d notes stand with the wrong lead", n)
	}
	if n := h.Count(`SELECT count(*) FROM contacts`); n == 0 {
		t.Error("nothing was written")
	}
	t.Logf("on 2 connections: %d requests cancelled, %d answered, 0 rows of the other client", broken.Load(), whole.Load())
}

// hasty asks for one of a rep's pages, or reports a contact, and mostly goes away at a
// random instant.
func hasty(t *testing.T, v *apptest.Visitor, lead, own string) apptest.Answer {
	t.Helper()
	patience := time.Minute
	if rand.IntN(5) > 0 {
		patience = time.Duration(rand.IntN(15000)) * time.Microsecond
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	method, path, body := http.MethodGet, []string{"/portal", "/portal/leads/" + lead, "/account"}[rand.IntN(3)], ""
	if rand.IntN(4) == 0 {
		method, path = http.MethodPost, "/portal/leads/"+lead+"/contacts"
		body = url.Values{"how": {"talked"}, "note": {own + " note"}, "token": {models.NewID().String()}}.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, v.URL+path, strings.NewReader(body))
	if err != nil {
		return apptest.Answer{Err: fmt.Errorf("ask: %w", err)}
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.Do(r)
}
