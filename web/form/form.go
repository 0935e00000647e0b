// Package form reads what was sent into form structs, never into models: clean text,
// ids, days and instants, and the token that makes a resend harmless.
package form

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
)

// Once is embedded in every form that writes. Its token makes a resend harmless.
type Once struct {
	Sent string `form:"token"`
}

// Token is the form's token; NoID where none was sent.
func (o Once) Token() models.ID { return ID(o.Sent) }

// ID is the id in a text, or NoID.
func ID(text string) models.ID {
	id, err := models.ParseID(text)
	if err != nil {
		return models.NoID
	}
	return id
}

// memory is how much of a form with files is kept in memory; the rest goes to disk.
const memory = 8 << 20

// Bind reads the address, the query and the body into the form struct, by its tags
// param, query and form. A malformed id in the address is absent, as a foreign one is.
// Text comes without NUL bytes, as valid UTF-8, its lines ended by \n.
func Bind(c echo.Context, into any) error {
	binder := &echo.DefaultBinder{}
	if err := binder.BindPathParams(c, into); err != nil {
		return models.Absent()
	}
	r := c.Request()
	query := r.URL.Query()
	if clean(query) {
		r.URL.RawQuery = query.Encode()
	}
	if err := binder.BindQueryParams(c, into); err != nil {
		return models.Refuse(models.Invalid, "", "This address cannot be read: %s.", words(err))
	}
	if r.Body == nil || r.ContentLength == 0 {
		return nil
	}
	if strings.HasPrefix(r.Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm) {
		if err := r.ParseMultipartForm(memory); err != nil {
			return tooLargeOr(err)
		}
		clean(r.MultipartForm.Value)
	} else if err := r.ParseForm(); err != nil {
		return tooLargeOr(err)
	}
	clean(r.Form)
	clean(r.PostForm)
	if err := binder.BindBody(c, into); err != nil {
		return models.Refuse(models.Invalid, "", "This form cannot be read: %s.", words(err))
	}
	return nil
}

// Fill reads fields that were kept into the form struct that they were sent for.
func Fill(c echo.Context, fields url.Values, into any) error {
	r, err := http.NewRequestWithContext(c.Request().Context(), http.MethodPost, "/", strings.NewReader(fields.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set(echo.HeaderContentType, echo.MIMEApplicationForm)
	return new(echo.DefaultBinder).BindBody(c.Echo().NewContext(r, nil), into)
}

// tooLargeOr keeps the answer of the body limit; anything else is no form.
func tooLargeOr(err error) error {
	if he, ok := err.(*echo.HTTPError); ok { //nolint:errorlint // echo's own limit, not wrapped
		return he
	}
	return models.Refuse(models.Invalid, "", "This form arrived broken; send it again.")
}

// words is what a binding error says, without its class.
func words(err error) string {
	if he, ok := err.(*echo.HTTPError); ok { //nolint:errorlint // echo's own, not wrapped
		if text, ok := he.Message.(string); ok {
			return text
		}
	}
	return "a value is of the wrong kind"
}

// clean makes every text storable, and reports whether it changed one.
func clean(values url.Values) (changed bool) {
	for _, all := range values {
		for i, text := range all {
			if all[i] = Clean(text); all[i] != text {
				changed = true
			}
		}
	}
	return changed
}

// Clean is text as it can be stored: without NUL bytes, valid UTF-8, lines ended by \n.
func Clean(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", ""), "\r\n", "\n")
}

// Day reads a calendar date, as a date field sends it; it is midnight UTC of that date.
// An empty text is no date.
func Day(field, text string) (*time.Time, error) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil, models.Refuse(models.Invalid, field, "Enter the date as year-month-day, such as 2026-06-30.")
	}
	return &day, nil
}

// Instant reads a date and time in the zone, as a datetime-local field sends it. A time
// that the clocks skip is moved on by the hour they skip. An empty text is none.
func Instant(field, text string, zone *time.Location) (*time.Time, error) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, nil
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return &at, nil
		}
	}
	return nil, models.Refuse(models.Invalid, field, "Enter the time as year-month-day and hour:minute, such as 2026-06-30 14:30.")
}
