package portal

import (
	"bytes"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/sheet"
	"ripen/views/components"
	"ripen/web/session"
)

// An export is a report on its way out as a file.
type export struct {
	clients *clients.Service
	client  *models.Client
	report  string // as its page is called in addresses: won-lost
	name    string // of the file, without its ending
	at      time.Time
}

// send answers with the table as a file, and keeps who took it.
func (e export) send(c echo.Context, form sheet.Form, t *sheet.Table) error {
	t.At, t.Currency = e.at.In(e.client.Location()), e.client.Currency
	t.About = append([]sheet.Fact{{Name: "Client", Words: e.client.Name}}, t.About...)
	var file bytes.Buffer
	if err := form.Write(t, &file); err != nil {
		return err
	}
	return e.blob(c, string(form), form.ContentType(), file.Bytes())
}

// blob answers with a file, and keeps who took it.
func (e export) blob(c echo.Context, kind, contentType string, file []byte) error {
	if err := e.clients.Exported(c.Request().Context(), session.Actor(c), e.client.ID, e.report); err != nil {
		return err
	}
	return sendFile(c, contentType, e.name+"."+kind, string(file))
}

// inWords is what was chosen of some options; "" where it is none of them.
func inWords(options []components.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return ""
}

// monthsInWords is a period of months: "July 2025 to June 2026".
func monthsInWords(from, to time.Time) string {
	return from.Format("January 2006") + " to " + to.Format("January 2006")
}
