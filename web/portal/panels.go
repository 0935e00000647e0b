package portal

import (
	"math"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"ripen/views/portal"
	"ripen/web/session"
)

// MyPolicy tells a rep on his own page which version of the follow-up policy holds, and
// whether he has yet to read it; nothing where the client has made none.
func (h *Leads) MyPolicy(c echo.Context) (templ.Component, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	sheet, err := h.FollowUp.Policy(ctx, by)
	if err != nil || sheet.Version == 0 {
		return nil, err
	}
	unread := sheet.Version
	if sheet.Mine != nil {
		unread = 0
	}
	return portal.MyPolicy(sheet.Version, unread), nil
}

// Mine tells a rep on his own page how he compares, over the last year; nothing where
// nothing of his was counted.
func (h *Steps) Mine(c echo.Context) (templ.Component, error) {
	report, p, err := h.ask(c, stepsForm{})
	if err != nil || report.Process == nil || len(report.Reps) == 0 {
		return nil, err
	}
	p.Own = true
	h.fill(&p, report, stepsForm{}, portal.CoachForm{})
	p.Plot = nil
	farthest := -1.0
	for step, s := range report.Reps[0].Stands { // where he stands farthest from the others, if they are drawn
		plot := plotOf(report, step, true)
		if plot == nil || !s.Said() || s.Expected <= 0 {
			continue
		}
		off := math.Abs(s.Ratio() - 1)
		if alone := p.Plot != nil && len(p.Plot.Dots) == 1; p.Plot == nil || len(plot.Dots) > 1 && alone || off > farthest && (alone || len(plot.Dots) > 1) {
			p.Plot, p.Step, farthest = plot, step+1, off
		}
	}
	return portal.MySteps(p), nil
}
