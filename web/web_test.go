package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/web/guard"
	"ripen/web/page"
)

func TestMount_refusesARouteWithoutAGuard(t *testing.T) {
	t.Parallel()
	answer := func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }
	err := mount(echo.New(), House{}, nil, []Route{
		{Method: get, Path: "/guarded", Guard: guard.Anyone(), Handler: answer, Plain: true},
		{Method: get, Path: "/open", Handler: answer},
		{Method: post, Path: "/nobody", Guard: guard.Agency("rep"), Handler: answer},
	})
	if err == nil || !strings.Contains(err.Error(), "/open has no guard") || !strings.Contains(err.Error(), "/nobody has no guard") || strings.Contains(err.Error(), "/guarded") {
		t.Errorf("started with %v", err)
	}
}

func TestRecovered_logsThePanicOnceAndShowsNothingOfIt(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	e := echo.New()
	e.HTTPErrorHandler = page.Error
	e.Pre(requestID)
	small, err := compressed()
	if err != nil {
		t.Fatal(err)
	}
	e.Use(logged(House{Now: time.Now, Log: slog.New(slog.NewJSONHandler(&log, nil))}), recovered, headers(false), small)
	err = mount(e, House{}, nil, []Route{{Method: get, Path: "/", Guard: guard.Anyone(), Plain: true, Handler: func(echo.Context) error { panic("the secret of it") }}})
	if err != nil {
		t.Fatal(err)
	}
	rec, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	e.ServeHTTP(rec, r)
	if rec.Code != http.StatusInternalServerError || strings.Contains(rec.Body.String(), "secret of it") || !strings.Contains(rec.Body.String(), "Something went wrong") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if strings.Count(log.String(), `"error":"panic: the secret of it`) != 1 {
		t.Errorf("%s", log.String())
	}
}

func TestNetwork_isHalfOfAnIPv6Address(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{"192.0.2.7": "192.0.2.7", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::", "": ""} {
		if got := network(address); got != want {
			t.Errorf("%q is of %q", address, got)
		}
	}
}
