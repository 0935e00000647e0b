package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"ripen/web/guard"
)

func TestMount_refusesARouteWithoutAGuard(t *testing.T) {
	t.Parallel()
	answer := func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }
	err := mount(echo.New(), nil, []Route{
		{Method: get, Path: "/guarded", Guard: guard.Anyone(), Handler: answer, Plain: true},
		{Method: get, Path: "/open", Handler: answer},
		{Method: post, Path: "/nobody", Guard: guard.Agency("rep"), Handler: answer},
	})
	if err == nil || !strings.Contains(err.Error(), "/open has no guard") || !strings.Contains(err.Error(), "/nobody has no guard") || strings.Contains(err.Error(), "/guarded") {
		t.Errorf("started with %v", err)
	}
}
