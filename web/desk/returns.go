package desk

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/policy/number"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Returns is where the agency decides on the leads that reps dispute.
type Returns struct {
	FollowUp *followup.Service
	Now      func() time.Time
}

// returnForm is the answer to a return. A lead has one open return, and is its name.
type returnForm struct {
	form.Once
	Lead    string `param:"lead"`
	Verdict string `form:"verdict"` // uphold, refuse
	Answer  string `form:"answer"`
}

// answerForm is the answer to a rep who cannot reach the person.
type answerForm struct {
	form.Once
	Lead    string `param:"lead"`
	Answer  string `form:"answer"` // reached, back, taken_over
	Words   string `form:"words"`
	AgainOn string `form:"again_on"`
}

// List handles GET /desk/returns.
func (h *Returns) List(c echo.Context) error { return h.list(c, http.StatusOK, nil, nil, nil) }

// Answer handles POST /desk/returns/:lead/answer.
func (h *Returns) Answer(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f answerForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if _, err := h.FollowUp.Lead(ctx, by, form.ID(f.Lead)); err != nil {
		return err
	}
	again, err := form.Day("again_on", f.AgainOn)
	if err == nil {
		err = h.FollowUp.Answer(ctx, by, followup.Reply{Report: followup.Report{LeadID: form.ID(f.Lead), Token: f.Token()}, Answer: f.Answer, Words: f.Words, AgainOn: again})
	}
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		return h.list(c, status, nil, &f, refused)
	}
	if err != nil {
		return err
	}
	said := "The lead is before its rep again, with your words."
	if f.Answer == models.TakenBack {
		said = "Taken back: it is called again from " + again.Format("2 Jan 2006") + "."
	}
	return page.Done(c, paths.DeskReturns(), page.Said("%s", said))
}

// Decide handles POST /desk/returns/:lead/decision.
func (h *Returns) Decide(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	var f returnForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if _, err := h.FollowUp.Lead(ctx, by, form.ID(f.Lead)); err != nil {
		return err
	}
	var err error
	if f.Verdict != "uphold" && f.Verdict != "refuse" {
		err = models.Refuse(models.Invalid, "answer", "Decide whether the return stands.")
	} else {
		err = h.FollowUp.DecideReturn(ctx, by, followup.Deciding{Report: followup.Report{LeadID: form.ID(f.Lead), Token: f.Token()}, Upheld: f.Verdict == "uphold", Answer: f.Answer})
	}
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		return h.list(c, status, &f, nil, refused)
	}
	if err != nil {
		return err
	}
	said := "The return stands; the lead stays closed."
	if f.Verdict == "refuse" {
		said = "Refused: the lead is with its rep again, with your answer."
	}
	return page.Done(c, paths.DeskReturns(), page.Said("%s", said))
}

// list draws the page; with f, the form of one lead as it was typed.
func (h *Returns) list(c echo.Context, status int, f *returnForm, a *answerForm, wrong *models.Error) error {
	by := session.Actor(c)
	asked, err := h.FollowUp.Asked(c.Request().Context(), by)
	if err != nil {
		return err
	}
	open, err := h.FollowUp.Returns(c.Request().Context(), by)
	if err != nil {
		return err
	}
	p := desk.ReturnsPage{At: h.Now(), Zone: models.Location(by.Zone), MayOpen: by.Role == models.Supervisor,
		Layout: page.Shell(c, layouts.Page{Title: "Returns", Face: layouts.Office, MainClass: "page returns", NavLabel: "Desk", Path: paths.DeskReturns()})}
	for _, d := range open {
		lead := models.Lead{Name: d.Name, Organisation: d.Organisation}
		line := desk.Return{LeadID: d.LeadID, InquiryID: d.InquiryID, Client: d.ClientName, Colour: d.Colour, Program: d.ProgramName, Called: lead.Called(), Organisation: d.Organisation,
			GradedBy: d.GradedBy, Rep: d.RepName, Reason: d.Reason, At: d.At, DecideBy: d.DecideBy, Learned: d.Learned, Internal: d.Internal}
		for _, r := range d.Reasons {
			line.Answers = append(line.Answers, components.Fact{Term: r.Short, Value: r.Answer})
		}
		if f != nil && form.ID(f.Lead) == d.LeadID {
			line.Answer, line.Fault = f.Answer, wrong.Message
		}
		p.Rows = append(p.Rows, line)
	}
	for _, d := range asked {
		lead := models.Lead{Name: d.Name, Organisation: d.Organisation}
		line := desk.Asked{LeadID: d.LeadID, InquiryID: d.InquiryID, Client: d.ClientName, Colour: d.Colour, Program: d.ProgramName, Called: lead.Called(), Organisation: d.Organisation,
			Phone: number.Format(d.Phone), Rep: d.RepName, Owner: d.OwnerName, Note: d.Note, At: d.At, DueAt: d.DueAt}
		if a != nil && form.ID(a.Lead) == d.LeadID {
			line.Words, line.AgainOn, line.Faults = a.Words, a.AgainOn, map[string]string{wrong.Field: wrong.Message}
		}
		p.Asked = append(p.Asked, line)
	}
	if err := h.count(c, by, &p); err != nil {
		return err
	}
	if wrong != nil && wrong.Kind == models.Conflict {
		p.Problem = wrong.Message
	}
	return page.Show(c, status, desk.Returns(p))
}

// countedFor is for how many days of releases returns are counted.
const countedFor = 90

// count fills in whose A's came back.
func (h *Returns) count(c echo.Context, by models.Actor, p *desk.ReturnsPage) error {
	p.Days = countedFor
	back, err := h.FollowUp.Returned(c.Request().Context(), by, p.At.AddDate(0, 0, -countedFor))
	for _, r := range back {
		row := desk.Returned{Name: r.Name, Client: r.ClientName, Leads: r.Leads, Returned: r.Returned, Upheld: r.Upheld}
		if r.Kind == "caller" {
			p.Callers = append(p.Callers, row)
		} else {
			p.Sources = append(p.Sources, row)
		}
	}
	return err
}
