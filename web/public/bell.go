package public

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/static"
)

// Bell handles GET /bell.js: the script that shows that a lead has come, also while no page
// is open. Browsers ask for it anew at each change.
func Bell(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, "text/javascript; charset=utf-8", static.Bell)
}
