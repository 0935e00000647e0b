package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ripen/web"
)

func TestPreparing_saysHowFarItIsAndIsNotReady(t *testing.T) {
	t.Parallel()
	h := web.Preparing(func() string { return "Worked through to May 2026." })
	for path, want := range map[string]int{"/": http.StatusServiceUnavailable, "/console": http.StatusServiceUnavailable, "/readyz": http.StatusServiceUnavailable, "/healthz": http.StatusOK} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		if rec.Code != want {
			t.Errorf("%s: %d, want %d", path, rec.Code, want)
		}
		if path == "/" && (!strings.Contains(rec.Body.String(), "Worked through to May 2026.") || rec.Header().Get("Refresh") != "2") {
			t.Errorf("the page says %q, refresh %q", rec.Body.String(), rec.Header().Get("Refresh"))
		}
	}
}
