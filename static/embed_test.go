package static

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func sample() shelf {
	return read(fstest.MapFS{
		"manifest.json":           {Data: []byte(`{"app.js":"app.0123456789ab.js","font.woff2":"font.0123456789ab.woff2"}`)},
		"app.0123456789ab.js":     {Data: []byte("plain")},
		"app.0123456789ab.js.gz":  {Data: []byte("zipped")},
		"font.0123456789ab.woff2": {Data: []byte("font")},
	})
}

func ask(method, path string, header http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Header = header
	w := httptest.NewRecorder()
	sample().ServeHTTP(w, r)
	return w
}

func TestHandler_sendsWhatTheBrowserTakes(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]string{"": "plain", "gzip, br": "zipped", "br;q=1, gzip;q=0.5": "zipped", "gzip;q=0": "plain", "gzip; q=0": "plain", "x-gzip": "plain"} {
		w := ask("GET", "/static/app.0123456789ab.js", http.Header{"Accept-Encoding": {accept}})
		if w.Code != http.StatusOK || w.Body.String() != want {
			t.Errorf("Accept-Encoding %q: %d %s, want %s", accept, w.Code, w.Body, want)
		}
		if w.Header().Get("Vary") != "Accept-Encoding" || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("Accept-Encoding %q: headers %v", accept, w.Header())
		}
	}
	if w := ask("GET", "/static/font.0123456789ab.woff2", http.Header{"Accept-Encoding": {"gzip"}}); w.Body.String() != "font" || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("the font came as %q, encoded %q", w.Body, w.Header().Get("Content-Encoding"))
	}
}

func TestHandler_letsAnAnswerBeKeptForEver(t *testing.T) {
	t.Parallel()
	first := ask("GET", "/static/app.0123456789ab.js", nil)
	if got := first.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control is %q", got)
	}
	again := ask("GET", "/static/app.0123456789ab.js", http.Header{"If-None-Match": {first.Header().Get("ETag")}})
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again with its ETag: %d, %d bytes", again.Code, again.Body.Len())
	}
}

func TestHandler_givesNothingElse(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/static/", "/static/app.js", "/static/manifest.json", "/static/app.0123456789ab.js.gz", "/static/../embed.go"} {
		if w := ask("GET", path, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, w.Code)
		}
	}
	if w := ask("POST", "/static/app.0123456789ab.js", nil); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d, want 405", w.Code)
	}
	if w := ask("HEAD", "/static/app.0123456789ab.js", nil); w.Code != http.StatusOK || w.Body.Len() != 0 {
		t.Errorf("HEAD: %d with %d bytes", w.Code, w.Body.Len())
	}
}

func TestRead_givesAnEmptyShelfWhereNothingWasBuilt(t *testing.T) {
	t.Parallel()
	if s := read(fstest.MapFS{".gitkeep": {}}); len(s.names) != 0 || len(s.assets) != 0 {
		t.Errorf("an unbuilt folder gave %v", s.names)
	}
}
