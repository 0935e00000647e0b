package public

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"
)

// Health is what monitors ask.
type Health struct {
	Ready func(context.Context) error
}

// Alive handles GET /healthz: the process answers.
func (h *Health) Alive(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// ReadyNow handles GET /readyz: the database answers, and has the shape it should have.
func (h *Health) ReadyNow(c echo.Context) error {
	if err := h.Ready(c.Request().Context()); err != nil {
		return echo.NewHTTPError(http.StatusServiceUnavailable, "The database is not ready.").SetInternal(err)
	}
	return c.String(http.StatusOK, "ready\n")
}
