package webtest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"

	"ripen/models"
	"ripen/services/accounts"
)

// A Browser is somebody's: it keeps cookies and sends what browsers send.
type Browser struct {
	Follow bool              // whether redirects are followed
	Header map[string]string // sent with every request: HX-Request, X-Draft
	site   *Site
	jar    *cookiejar.Jar
	from   string // the address it comes from, one of its own
}

// Stranger is a browser nobody is signed in with.
func (s *Site) Stranger() *Browser {
	jar, _ := cookiejar.New(nil) // never fails
	n := s.browsers.Add(1)
	return &Browser{site: s, jar: jar, Header: map[string]string{}, from: fmt.Sprintf("10.0.%d.%d:40000", n/250, n%250+1)}
}

// As is a browser in which the user is signed in.
func (s *Site) As(u models.User) *Browser {
	s.T.Helper()
	b := s.Stranger()
	id := rand.Text()
	sum := sha256.Sum256([]byte(id))
	if err := s.House.Accounts.Save(context.Background(), accounts.NewSession{Key: sum[:], Data: []byte("{}"), User: u, Agent: "webtest", Address: "192.0.2.1"}); err != nil {
		s.T.Fatal(err)
	}
	b.jar.SetCookies(b.url("/"), []*http.Cookie{{Name: "ripen", Value: id, Path: "/"}})
	return b
}

// AsRole is a browser of somebody of this role; "" is a stranger's.
func (s *Site) AsRole(role models.Role) *Browser {
	s.T.Helper()
	if role == "" {
		return s.Stranger()
	}
	return s.As(s.Person(role))
}

// Htmx is the same browser, sending what htmx sends.
func (b *Browser) Htmx() *Browser {
	return &Browser{site: b.site, jar: b.jar, from: b.from, Follow: b.Follow, Header: map[string]string{"HX-Request": "true", "HX-Current-URL": BaseURL + "/"}}
}

func (b *Browser) url(path string) *url.URL {
	u, err := url.Parse(BaseURL)
	if err != nil {
		b.site.T.Fatal(err)
	}
	if u, err = u.Parse(path); err != nil {
		b.site.T.Fatal(err)
	}
	return u
}

// A Response is what came back.
type Response struct {
	Status int
	Header http.Header
	Body   string
	Path   string // where it came from, after redirects
}

// To is where a redirect leads, plain or for htmx.
func (r *Response) To() string {
	if to := r.Header.Get("HX-Redirect"); to != "" {
		return to
	}
	return r.Header.Get("Location")
}

var tags = regexp.MustCompile(`(?s)<(script|style|svg)\b.*?</(script|style|svg)>|<[^>]*>`)

// Text is the words of the page, without markup.
func (r *Response) Text() string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(r.Body, " "))), " ")
}

// Get asks for a page.
func (b *Browser) Get(path string) *Response {
	b.site.T.Helper()
	return b.do(http.MethodGet, path, "", nil)
}

// Post sends a form, with a form token if it has none.
func (b *Browser) Post(path string, fields url.Values) *Response {
	b.site.T.Helper()
	sent := url.Values{}
	for name, values := range fields {
		sent[name] = values
	}
	if !sent.Has("token") {
		sent.Set("token", models.NewID().String())
	}
	return b.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(sent.Encode()))
}

// Send sends any body, such as a file's or JSON.
func (b *Browser) Send(method, path, contentType string, body io.Reader) *Response {
	b.site.T.Helper()
	return b.do(method, path, contentType, body)
}

func (b *Browser) do(method, path, contentType string, body io.Reader) *Response {
	b.site.T.Helper()
	for hops := 0; ; hops++ {
		at := b.url(path)
		r := httptest.NewRequest(method, at.String(), body)
		r.RemoteAddr = b.from
		if method != http.MethodGet {
			r.Header.Set("Content-Type", contentType)
			r.Header.Set("Origin", BaseURL)
			r.Header.Set("Sec-Fetch-Site", "same-origin")
		}
		for name, value := range b.Header {
			r.Header.Set(name, value)
		}
		for _, cookie := range b.jar.Cookies(at) {
			r.AddCookie(cookie)
		}
		rec := httptest.NewRecorder()
		b.site.Handler.ServeHTTP(rec, r)
		result := rec.Result()
		b.jar.SetCookies(at, result.Cookies())
		if to := result.Header.Get("Location"); b.Follow && to != "" && hops < 5 {
			method, path, body = http.MethodGet, to, nil
			continue
		}
		return &Response{Status: rec.Code, Header: result.Header, Body: rec.Body.String(), Path: at.RequestURI()}
	}
}
