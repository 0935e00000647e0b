package page

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/public"
	"ripen/web/session"
)

// statuses is the only place where a Kind meets HTTP.
var statuses = map[models.Kind]int{
	models.Invalid:   http.StatusUnprocessableEntity,
	models.NotFound:  http.StatusNotFound,
	models.Conflict:  http.StatusConflict,
	models.Forbidden: http.StatusForbidden,
	models.TooMany:   http.StatusTooManyRequests,
}

// Status is the status and the sentence that answer err. What is no refusal is ours to
// log, and the person's to see only as "Something went wrong."
func Status(err error) (status int, message string) {
	var he *echo.HTTPError
	switch refused := models.Refused(err); {
	case refused != nil && statuses[refused.Kind] != 0:
		return statuses[refused.Kind], refused.Message
	case errors.As(err, &he):
		if text, ok := he.Message.(string); ok && text != http.StatusText(he.Code) {
			return he.Code, text
		}
		return he.Code, titles[he.Code]
	default:
		return http.StatusInternalServerError, ""
	}
}

// titles are the headings of the error pages.
var titles = map[int]string{
	http.StatusBadRequest:            "This request could not be read",
	http.StatusUnauthorized:          "Sign in again",
	http.StatusForbidden:             "This is not yours to do",
	http.StatusNotFound:              "Not found",
	http.StatusMethodNotAllowed:      "Not found",
	http.StatusConflict:              "This has changed in the meantime",
	http.StatusRequestEntityTooLarge: "This is too large",
	http.StatusUnprocessableEntity:   "This needs a correction",
	http.StatusTooManyRequests:       "Too many requests",
	http.StatusServiceUnavailable:    "Back in a moment",
}

// explanations stand under a heading where the error says no more than that.
var explanations = map[int]string{
	http.StatusNotFound:            "It does not exist, or it is not yours to see.",
	http.StatusMethodNotAllowed:    "It does not exist, or it is not yours to see.",
	http.StatusInternalServerError: "It has been written down. Try again in a moment.",
}

// Error answers any error that a handler returns, in the form it was asked in.
func Error(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status, message := Status(err)
	title := titles[status]
	if title == "" {
		title = "Something went wrong"
	}
	if message == "" || message == title || message == title+"." {
		message = explanations[status]
	}
	switch {
	case c.Request().Method == http.MethodHead:
		err = c.NoContent(status)
	case WantsJSON(c):
		err = showProblem(c, err, status, title, message)
	case IsFragment(c):
		err = showNotice(c, status, title, message)
	default:
		err = Show(c, status, public.Error(errorPage(c, status, title, message)))
	}
	if err != nil && !c.Response().Committed {
		_ = c.String(http.StatusInternalServerError, "Something went wrong.")
	}
}

func errorPage(c echo.Context, status int, title, message string) public.ErrorPage {
	p := public.ErrorPage{Status: status, Title: title, Message: message, RequestID: RequestID(c), HomeURL: "/"}
	if by := session.Actor(c); by.SignedIn() {
		p.HomeURL = paths.Home(by.Role)
	}
	p.Shell = layouts.Page{Title: title, Face: layouts.Public, Nonce: Nonce(c), Theme: session.Theme(c), BrandURL: p.HomeURL, BodyClass: "hosted", NoBar: true}
	return p
}

// showNotice puts what went wrong at the top of the page; what was typed stays under it.
func showNotice(c echo.Context, status int, title, message string) error {
	h := c.Response().Header()
	h.Set("HX-Retarget", "#main")
	h.Set("HX-Reswap", "afterbegin show:top")
	sentence := title + "."
	if message != "" {
		sentence = message
	}
	if status >= http.StatusInternalServerError {
		sentence += " (" + RequestID(c) + ")"
	}
	return Show(c, status, public.Trouble(sentence))
}

// A problem is RFC 9457, with the field at fault and the sentence under the name that
// the script reads.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail,omitempty"`
	Message   string `json:"message"`
	Field     string `json:"field,omitempty"`
	RequestID string `json:"request_id,omitempty"`
}

func showProblem(c echo.Context, err error, status int, title, message string) error {
	p := problem{Type: "about:blank", Title: title, Status: status, Detail: message, Message: message, RequestID: RequestID(c)}
	if p.Message == "" {
		p.Message = title + "."
	}
	if refused := models.Refused(err); refused != nil {
		p.Field = refused.Field
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	c.Response().WriteHeader(status)
	return c.Echo().JSONSerializer.Serialize(c, p, "")
}

// WantsJSON reports whether a program asks, or a draft behind the page.
func WantsJSON(c echo.Context) bool {
	r := c.Request()
	return strings.HasPrefix(r.URL.Path, "/api/") || r.Header.Get("X-Draft") != "" || strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}
