// Package page is how the web answers: with a page, a part of one, a way on, or a refusal.
package page

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/paths"
	"ripen/web/session"
)

// Show answers with view; where htmx asks for a part of the page and parts are named,
// with these fragments of the same view only.
func Show(c echo.Context, status int, view templ.Component, parts ...any) error {
	c.Response().Header().Add("Vary", "HX-Request")
	buf := templ.GetBuffer()
	defer templ.ReleaseBuffer(buf)
	var err error
	if ctx := c.Request().Context(); len(parts) > 0 && IsFragment(c) {
		err = templ.RenderFragments(ctx, buf, view, parts...)
	} else {
		err = view.Render(ctx, buf)
	}
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	return c.HTMLBlob(status, buf.Bytes())
}

// IsFragment reports whether htmx asks for a part of a page, not for the whole of it.
func IsFragment(c echo.Context) bool {
	h := c.Request().Header
	return h.Get("HX-Request") == "true" && h.Get("HX-Boosted") != "true" && h.Get("HX-History-Restore-Request") != "true"
}

// Done sends the person on after a good POST, and says there what was done; an empty
// toast says nothing.
func Done(c echo.Context, to string, toast session.Toast) error {
	if toast.Message != "" {
		session.SetToast(c, toast)
	}
	return Go(c, to)
}

// Go sends the person on. htmx is told to load the page: it would swap what a redirect leads to.
func Go(c echo.Context, to string) error {
	if c.Request().Header.Get("HX-Request") == "true" {
		c.Response().Header().Set("HX-Redirect", to)
		return c.NoContent(http.StatusNoContent)
	}
	return c.Redirect(http.StatusSeeOther, to)
}

// Said is a toast of these words, without a way back.
func Said(format string, args ...any) session.Toast {
	return session.Toast{Message: fmt.Sprintf(format, args...)}
}

// ToSignIn sends somebody whom nobody knows to the door, and afterwards back to where
// they were. What is fetched behind their back is told 401 instead.
func ToSignIn(c echo.Context) error {
	if WantsJSON(c) {
		return echo.NewHTTPError(http.StatusUnauthorized, "Sign in again.")
	}
	return Go(c, paths.SignIn(whereFrom(c)))
}

// whereFrom is the page the person was on, as a path of ours; "" if it is not known.
func whereFrom(c echo.Context) string {
	r := c.Request()
	if r.Method == http.MethodGet && r.Header.Get("HX-Request") != "true" {
		return Local(r.URL.RequestURI())
	}
	from := r.Header.Get("HX-Current-URL")
	if from == "" {
		from = r.Referer()
	}
	u, err := url.Parse(from)
	if err != nil || u.Host != r.Host {
		return ""
	}
	return Local(u.RequestURI())
}

// Local is a path of our own, or "" for anything that could lead elsewhere.
func Local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return ""
	}
	return path
}

// Faults is what a person must put right, by field; nil if err is something else.
func Faults(err error) map[string]string {
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		return map[string]string{refused.Field: refused.Message}
	}
	return nil
}

const nonceName = "ripen.nonce"

// NewNonce makes the nonce of this answer's content security policy.
func NewNonce(c echo.Context) string {
	nonce := rand.Text()
	c.Set(nonceName, nonce)
	return nonce
}

// Nonce is the nonce of this answer's content security policy.
func Nonce(c echo.Context) string {
	nonce, _ := c.Get(nonceName).(string)
	return nonce
}

// RequestID names this request in the log and on error pages.
func RequestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }
