package web

import (
	"bytes"
	"net/http"
	"strings"

	"ripen/static"
	"ripen/views/layouts"
	"ripen/views/public"
)

// Preparing answers while the demo is being made: alive, not ready, and to people with a
// page that says how far it has come and asks again every two seconds.
func Preparing(progress func() string) http.Handler {
	files := static.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, static.Prefix):
			files.ServeHTTP(w, r)
			return
		case r.URL.Path == "/healthz":
			w.WriteHeader(http.StatusOK)
			return
		}
		var page bytes.Buffer
		shell := layouts.Page{Title: "One moment", Face: layouts.Public, NoBar: true, MainClass: "page form-narrow"}
		if err := public.Preparing(public.PreparingPage{Shell: shell, Progress: progress()}).Render(r.Context(), &page); err != nil {
			http.Error(w, "The demo is being made ready.", http.StatusServiceUnavailable)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("Cache-Control", "no-store")
		h.Set("Retry-After", "2")
		h.Set("Refresh", "2")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write(page.Bytes()) // whoever has gone does not need it
	})
}
