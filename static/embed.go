// Package static holds what a browser fetches once: stylesheets, the script, the font, the icons;
// built by build.mjs into dist, embedded here, and served under names that hold their hash.
package static

import (
	"embed"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

// Prefix is the path under which Handler expects to be mounted.
const Prefix = "/static/"

//go:embed all:dist
var dist embed.FS

// Bell is the script that a browser keeps to ring with. It stands at an address of its own,
// at the root, and so is not built like the others.
//
//go:embed bell.js
var Bell []byte

// An asset is one built file, whole and compressed.
type asset struct {
	plain, gzip []byte
	contentType string
	etag        string
}

// A shelf is everything that was built: assets by the hashed name, and hashed names by the plain one.
type shelf struct {
	names  map[string]string
	assets map[string]asset
}

var built = sync.OnceValue(func() shelf {
	folder, err := fs.Sub(dist, "dist")
	if err != nil {
		return shelf{}
	}
	return read(folder)
})

// URL is where a browser finds an asset, by the name it has in the sources: URL("console.css")
// is "/static/console.<hash>.css". A name that was not built is given back without a hash.
func URL(name string) string {
	if hashed, ok := built().names[name]; ok {
		return Prefix + hashed
	}
	return Prefix + name
}

// Handler answers GET and HEAD under Prefix. An answer may be kept for ever, for another
// content has another name.
func Handler() http.Handler { return built() }

// ServeHTTP sends one asset, compressed where the browser takes it.
func (s shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Method not allowed", http.StatusMethodNotAllowed)
		return
	}
	a, ok := s.assets[strings.TrimPrefix(r.URL.Path, Prefix)]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", a.etag)
	h.Set("X-Content-Type-Options", "nosniff")
	if strings.Contains(r.Header.Get("If-None-Match"), a.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := a.plain
	if a.gzip != nil {
		h.Set("Vary", "Accept-Encoding")
		if takesGzip(r.Header.Get("Accept-Encoding")) {
			h.Set("Content-Encoding", "gzip")
			body = a.gzip
		}
	}
	h.Set("Content-Type", a.contentType)
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the browser has gone: nobody is left to tell
	}
}

// takesGzip reads an Accept-Encoding header.
func takesGzip(accept string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(coding) == "gzip" {
			q := strings.ReplaceAll(weight, " ", "")
			return q != "q=0" && q != "q=0.0"
		}
	}
	return false
}

// read loads a built folder; one without a manifest was never built and gives an empty shelf.
func read(folder fs.FS) shelf {
	s := shelf{names: map[string]string{}, assets: map[string]asset{}}
	manifest, err := fs.ReadFile(folder, "manifest.json")
	if err != nil || json.Unmarshal(manifest, &s.names) != nil {
		return shelf{}
	}
	for _, hashed := range s.names {
		plain, err := fs.ReadFile(folder, hashed)
		if err != nil {
			continue
		}
		zipped, _ := fs.ReadFile(folder, hashed+".gz") // a font is compressed already and has none
		s.assets[hashed] = asset{plain: plain, gzip: zipped, contentType: contentType(hashed), etag: `W/"` + hashed + `"`}
	}
	return s
}

// contentType does not depend on what the machine's mime tables hold.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	default:
		return mime.TypeByExtension(path.Ext(name))
	}
}
