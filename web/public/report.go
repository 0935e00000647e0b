package public

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/policy/number"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/public"
	"ripen/web/form"
	"ripen/web/page"
)

// Reports is where the links in a lead's letter lead: a rep reports without signing in.
// Opening one changes nothing, since mail scanners open links, too; the button does.
type Reports struct {
	FollowUp *followup.Service
	Agency   string
	Now      func() time.Time
}

type reportForm struct {
	Secret string `param:"link"`
	How    string `form:"how"`
}

// Show handles GET /report/:link.
func (h *Reports) Show(c echo.Context) error {
	link, err := h.FollowUp.Link(c.Request().Context(), c.Param("link"))
	return h.show(c, http.StatusOK, link, err, nil)
}

// Use handles POST /report/:link. Sent twice, it does nothing the second time.
func (h *Reports) Use(c echo.Context) error {
	var f reportForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx := c.Request().Context()
	err := h.FollowUp.UseLink(ctx, f.Secret, f.How)
	refused := models.Refused(err)
	if err == nil || refused != nil && refused.Field == "used" {
		return page.Go(c, paths.Report(f.Secret)) // it says what was reported
	}
	if refused == nil || refused.Kind == models.NotFound {
		return h.show(c, http.StatusOK, nil, err, nil)
	}
	link, again := h.FollowUp.Link(ctx, f.Secret)
	return h.show(c, http.StatusConflict, link, again, refused)
}

// show draws what a link is about, or one sentence why it does nothing any more.
func (h *Reports) show(c echo.Context, status int, link *followup.Linked, err error, wrong *models.Error) error {
	if models.IsKind(err, models.NotFound) {
		return page.Show(c, http.StatusNotFound, public.ReportGone(h.shell(c, "This link leads nowhere"), "This link is not one of ours any more. Sign in to see the leads that are yours."))
	}
	if err != nil {
		return err
	}
	if link.Sheet == nil {
		return page.Show(c, http.StatusGone, public.ReportGone(h.shell(c, "This lead was given to somebody else"), models.Refused(link.Gone).Message))
	}
	l := &link.Sheet.Lead
	p := public.ReportPage{Shell: h.shell(c, l.Called()), Purpose: link.Purpose, Called: l.Called(), Organisation: l.Organisation, Where: l.Where(), Phone: l.Phone, PhoneShown: number.Format(l.Phone), Agency: h.Agency,
		Action: paths.Report(c.Param("link")), LeadURL: paths.PortalLead(l.ID), Until: link.ExpiresAt, UsedAt: link.UsedAt, Reader: link.User.Name, At: h.Now(), Zone: models.Location(link.User.Zone), Others: link.Others}
	if len(l.Reasons) > 0 {
		p.Wants = l.Reasons[0].Answer
	}
	if gone := models.Refused(link.Gone); gone != nil {
		p.Gone = gone.Message
		if gone.Field != "used" {
			status = http.StatusGone
		}
	}
	if wrong != nil {
		p.Gone = wrong.Message
	}
	return page.Show(c, status, public.Report(p))
}

func (h *Reports) shell(c echo.Context, title string) layouts.Page { return shell(c, title) }
