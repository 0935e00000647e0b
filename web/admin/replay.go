package admin

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/policy"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// listShell stands around the screening lists, which are reached from whom nobody may call.
func listShell(c echo.Context, title string) layouts.Page {
	p := page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, MainClass: "page admin"})
	for n := range p.Nav {
		p.Nav[n].Current = p.Nav[n].URL == paths.DoNotCall(nil)
	}
	return p
}

// Replay handles POST /admin/programs/:program/replay: what stands in the form is tried
// out on last month's calls, and nothing is saved.
func (h *Clients) Replay(c echo.Context) error {
	was, client, err := h.program(c)
	if err != nil {
		return err
	}
	var f programForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	f.Slug = was.Slug
	p, err := f.program()
	var r *policy.Replay
	if err == nil {
		r, err = h.Policy.Replay(c.Request().Context(), session.Actor(c), was.ID, policy.Proposal{Preset: p.Preset, Hours: p.Hours, Approver: p.HoursApprover, MaxAttempts: p.MaxAttempts})
	}
	if status, faults := faulty(err); faults != nil {
		return h.programForm(c, status, client, was, f.typed(), faults)
	}
	if err != nil {
		return err
	}
	return h.programForm(c, http.StatusOK, client, was, f.typed(), nil, replayView(r, session.Actor(c).Zone))
}

func replayView(r *policy.Replay, zone string) *admin.ReplayView {
	view := &admin.ReplayView{Blocked: r.Blocked > 0}
	switch {
	case r.Calls == 0:
		view.Words = "No calls were made in the last 30 days: there is nothing to replay."
	case r.Blocked == 0:
		view.Words = fmt.Sprintf("%s calls were made; under these hours and caps none would have been blocked.", page.Thousands(int64(r.Calls)))
	default:
		view.Words = fmt.Sprintf("%s calls were made; under these hours and caps %s would have been blocked.", page.Thousands(int64(r.Calls)), page.Thousands(int64(r.Blocked)))
	}
	if r.Anyway > 0 {
		view.Note = fmt.Sprintf("%s of them would be blocked by what holds today as well: the rules have changed since, or what is known of the person.", page.Thousands(int64(r.Anyway)))
	}
	if r.CutShort {
		view.Note = strings.TrimSpace(view.Note + " Only the newest calls were looked at.")
	}
	for _, rule := range r.Rules {
		view.Rules = append(view.Rules, components.Fact{Term: rule.Words + " (" + rule.Rule + ")", Value: page.Thousands(int64(rule.Calls))})
	}
	for _, row := range r.Rows {
		person := models.Person{Name: row.Name}
		view.Rows = append(view.Rows, admin.ReplayLine{ID: row.InquiryID, Name: person.Called(row.Organisation), When: row.At.In(models.Location(zone)).Format("2 Jan 15:04"), Why: row.Decision.Reason, RuleIDs: "(" + strings.Join(row.Decision.Rules, ", ") + ")"})
	}
	view.Cut = "Which calls"
	if len(r.Rows) < r.Blocked {
		view.Cut = fmt.Sprintf("The newest %d of them", len(r.Rows))
	}
	return view
}
