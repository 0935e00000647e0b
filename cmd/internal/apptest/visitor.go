package apptest

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"ripen/models"
)

// A Visitor speaks HTTP with the house and keeps its cookies.
type Visitor struct {
	Client *http.Client
	URL    string // of the house
	t      testing.TB
}

// Visitor signs somebody of the cast in over HTTP; "" is a stranger.
func (h *House) Visitor(name string) *Visitor {
	h.t.Helper()
	if name == "" {
		return Visit(h.t, h.URL)
	}
	v := Visit(h.t, h.URL)
	v.SignIn(h.Cast.User(name).ID)
	return v
}

// Visit is a stranger at the address.
func Visit(t testing.TB, address string) *Visitor {
	t.Helper()
	jar, _ := cookiejar.New(nil) // never fails
	transport := &http.Transport{MaxIdleConnsPerHost: 4}
	t.Cleanup(transport.CloseIdleConnections)
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Visitor{Client: &http.Client{Jar: jar, Transport: transport, CheckRedirect: stay}, URL: address, t: t}
}

// SignIn signs in as one of the demo's cast.
func (v *Visitor) SignIn(user models.ID) {
	v.t.Helper()
	if got := v.Post("/demo/sign-in", url.Values{"as": {user.String()}}); got.Status != http.StatusSeeOther {
		v.t.Fatalf("sign-in: %d %s", got.Status, got.Body)
	}
}

// An Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   string
	Err    error // nothing came back
}

// To is where it sends one on.
func (a Answer) To() string { return a.Header.Get("Location") }

// Get asks for a page.
func (v *Visitor) Get(path string) Answer {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodGet, v.URL+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.Do(r)
}

// Post sends a form as a browser does, with a form token if it has none.
func (v *Visitor) Post(path string, fields url.Values) Answer {
	v.t.Helper()
	if fields == nil {
		fields = url.Values{}
	}
	if !fields.Has("token") {
		fields.Set("token", models.NewID().String())
	}
	r, err := http.NewRequest(http.MethodPost, v.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.Do(r)
}

// Do sends a request; it never fails the test.
func (v *Visitor) Do(r *http.Request) Answer {
	response, err := v.Client.Do(r)
	if err != nil {
		return Answer{Err: err}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return Answer{Status: response.StatusCode, Header: response.Header, Body: string(body), Err: err}
}
