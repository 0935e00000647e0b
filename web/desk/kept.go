package desk

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// kept is how somebody is kept for later, and on what basis they are written to and called.
func (h *Desk) kept(c echo.Context, inquiry models.ID) (*desk.Kept, error) {
	st, err := h.Nurture.Standing(c.Request().Context(), session.Actor(c), inquiry)
	if err != nil {
		return nil, err
	}
	at, zone := h.Now(), models.Location(st.Zone)
	k := &desk.Kept{Nurtured: st.State == models.Nurtured}
	if st.State == models.Nurtured && st.NextAt != nil {
		k.Until = st.NextAt.In(zone).Format("Monday 2 January 2006")
		if late := st.MayCall(*st.NextAt); late != "" {
			k.Warnings = append(k.Warnings, "The call on that day may not be made: "+late)
		}
	} else if late := st.MayCall(at); late != "" && st.State != models.Released && st.State != models.Closed {
		k.Warnings = append(k.Warnings, "A call may not be made: "+late)
	}
	if st.Why != nil {
		k.Why = *st.Why
	}
	if st.PlanVersion != nil && st.KeptAs != nil {
		k.Plan, k.PlanURL = planLabel(*st.KeptAs, *st.PlanVersion), paths.NurturePlan(st.ProgramID, *st.KeptAs)
	}
	for _, b := range st.Bases {
		k.Bases = append(k.Bases, desk.BasisRow{Words: b.Words(), Said: b.Consent.Words, By: b.ByName, Stands: b.Stands(), Channel: string(b.Channel)})
	}
	if why := st.MayWrite(at); why != "" {
		k.Warnings = append(k.Warnings, "No letter may go now: "+why)
	}
	for _, t := range st.Touches {
		k.Letters = append(k.Letters, letterRow(t, zone))
	}
	return k, nil
}

func planLabel(class models.Class, version int) string {
	if version == 0 {
		return class.Kept() + ", the usual plan"
	}
	return class.Kept() + ", version " + page.Thousands(version)
}

func letterRow(t nurture.Planned, zone *time.Location) desk.LetterRow {
	r := desk.LetterRow{On: t.DueOn.Format("2 Jan 2006"), Subject: t.Subject, State: "waits", Why: t.Warning}
	switch t.State {
	case "sent":
		r.State, r.Tone = "sent", components.Leaf
		if t.ClickedAt != nil {
			r.Why = "They asked to be called, " + t.ClickedAt.In(zone).Format("2 Jan 15:04") + "."
		}
	case "refused", "failed":
		r.State, r.Tone, r.Why = "not sent", components.Rust, t.Reason
	case "withdrawn":
		r.State, r.Why = "stopped", t.Reason
	default:
		if r.Why != "" {
			r.State, r.Tone, r.Why = "will not go", components.Amber, "As things stand: "+r.Why
		}
	}
	return r
}

// Hear handles POST /desk/inquiries/:inquiry/news: what happened to somebody.
func (h *Desk) Hear(c echo.Context) error {
	var f struct {
		form.Once
		Inquiry models.ID `param:"inquiry"`
		What    string    `form:"what"`
		Note    string    `form:"note"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.Nurture.Hear(c.Request().Context(), session.Actor(c), nurture.News{InquiryID: f.Inquiry, Token: f.Token(), What: f.What, Note: f.Note})
	return h.entered(c, f.Inquiry, desk.KeptTyped{What: f.What, Note: f.Note}, err)
}

// Agree handles POST /desk/inquiries/:inquiry/consents: what they agreed to, or no more.
func (h *Desk) Agree(c echo.Context) error {
	var f struct {
		form.Once
		Inquiry models.ID `param:"inquiry"`
		Channel string    `form:"channel"`
		Given   string    `form:"given"`
		Words   string    `form:"words"`
		Source  string    `form:"source"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.Nurture.Agree(c.Request().Context(), session.Actor(c), nurture.Agreement{InquiryID: f.Inquiry, Token: f.Token(), Channel: models.Channel(f.Channel), Given: f.Given != "no", Words: f.Words, Source: f.Source})
	return h.entered(c, f.Inquiry, desk.KeptTyped{Channel: f.Channel, Given: f.Given, Words: f.Words, Source: f.Source}, err)
}

// entered goes back to the inquiry, or shows what is wrong with the form as it was left.
func (h *Desk) entered(c echo.Context, inquiry models.ID, typed desk.KeptTyped, err error) error {
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		c.Set(typedKey, typed)
		return h.inquiry(c, status, decisionForm{Inquiry: inquiry}, refused)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.DeskInquiry(inquiry), page.Said("Written down."))
}

const typedKey = "kept.typed"

// withKept adds how they are kept to an inquiry's page.
func (h *Desk) withKept(c echo.Context, status int, p *desk.InquiryPage, inquiry models.ID) error {
	kept, err := h.kept(c, inquiry)
	if err != nil {
		return err
	}
	if typed, ok := c.Get(typedKey).(desk.KeptTyped); ok && status != http.StatusOK {
		kept.Typed = typed
	}
	p.Kept = kept
	return nil
}
