package portal

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/cards"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/session"
)

// Card handles GET /portal/leads/:lead/card.vcf.
func (h *Leads) Card(c echo.Context) error {
	sheet, err := h.FollowUp.Lead(c.Request().Context(), session.Actor(c), form.ID(c.Param("lead")))
	if err != nil {
		return err
	}
	return sendFile(c, "text/vcard; charset=utf-8", "lead.vcf", cards.VCard(&sheet.Lead, h.BaseURL+paths.PortalLead(sheet.Lead.ID)))
}

// NextEntry handles GET /portal/leads/:lead/next.ics.
func (h *Leads) NextEntry(c echo.Context) error {
	by := session.Actor(c)
	sheet, err := h.FollowUp.Lead(c.Request().Context(), by, form.ID(c.Param("lead")))
	if err != nil {
		return err
	}
	l := &sheet.Lead
	if l.NextAt == nil {
		return models.Absent()
	}
	e := cards.Entry{ID: l.ID, At: *l.NextAt, Changed: l.ReleasedAt, Title: cards.Doing(l.NextWhat, l.Called(), ""), Text: strings.Join(compact(l.Organisation, l.Phone, l.Email), "\n"), Location: strings.TrimSpace(l.Address + " " + l.Where()), URL: h.BaseURL + paths.PortalLead(l.ID)}
	if l.UpdatedAt != nil {
		e.Changed = *l.UpdatedAt
	}
	return sendFile(c, "text/calendar; charset=utf-8", "next.ics", cards.Calendar("Leads", hostOf(h.BaseURL), models.Location(by.Zone), []cards.Entry{e}))
}

// sendFile answers with a file that is taken along.
func sendFile(c echo.Context, kind, name, text string) error {
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	return c.Blob(http.StatusOK, kind, []byte(text))
}

func compact(parts ...string) (all []string) {
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func hostOf(base string) string {
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "localhost"
}
