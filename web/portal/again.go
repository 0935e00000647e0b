package portal

import (
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Again takes a rep's word that somebody should be called again.
type Again struct {
	Nurture *nurture.Service
	Agency  string
}

// Say handles POST /portal/leads/:lead/call-again.
func (h *Again) Say(c echo.Context) error {
	var f struct {
		form.Once
		Lead models.ID `param:"lead"`
		Note string    `form:"again_note"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.Nurture.RepSays(c.Request().Context(), session.Actor(c), nurture.RepWord{LeadID: f.Lead, Token: f.Token(), Note: f.Note})
	if refused := models.Refused(err); refused != nil && refused.Kind != models.NotFound {
		return page.Done(c, paths.PortalLead(f.Lead), page.Said("%s", refused.Message))
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalLead(f.Lead), page.Said("%s knows, and looks into it. If they are an A again, you hear of it as of any lead.", h.Agency))
}
