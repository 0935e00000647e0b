// Package console is the callers' face: the next call, the call page, its endings.
package console

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/grading"
	"ripen/services/nurture"
	"ripen/services/queue"
	"ripen/views/console"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Calls is where callers work.
type Calls struct {
	Queue   *queue.Service
	Grading *grading.Service
	Nurture *nurture.Service
	Now     func() time.Time
}

// Home handles GET /console: the inquiry the caller holds, or how the day stands.
// It never claims.
func (h *Calls) Home(c echo.Context) error {
	held, today, err := h.Queue.Standing(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	if held != models.NoID {
		return page.Go(c, paths.ConsoleInquiry(held))
	}
	return h.idle(c, nil, today)
}

// Next handles POST /console/next: the inquiry held, or the next one, or why there is none.
func (h *Calls) Next(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	next, err := h.Queue.Next(ctx, by)
	if err != nil {
		return err
	}
	if next.Nothing == nil {
		return page.Go(c, paths.ConsoleInquiry(next.InquiryID))
	}
	_, today, err := h.Queue.Standing(ctx, by)
	if err != nil {
		return err
	}
	return h.idle(c, next.Nothing, today)
}

func (h *Calls) idle(c echo.Context, nothing *queue.Nothing, today queue.Today) error {
	return page.Show(c, http.StatusOK, console.Idle(h.idlePage(c, nothing, today)))
}

// Show handles GET /console/inquiries/:inquiry.
func (h *Calls) Show(c echo.Context) error {
	var at struct {
		Inquiry models.ID `param:"inquiry"`
		Before  string    `query:"before"` // the history before this
	}
	if err := form.Bind(c, &at); err != nil {
		return err
	}
	call, err := h.Queue.Open(c.Request().Context(), session.Actor(c), at.Inquiry)
	if err != nil {
		return err
	}
	if before, wrong := time.Parse(time.RFC3339, at.Before); wrong == nil {
		if call.History, err = h.Queue.Before(c.Request().Context(), session.Actor(c), at.Inquiry, before); err != nil {
			return err
		}
	}
	return page.Show(c, http.StatusOK, console.Call(h.callPage(c, call, nil)))
}

// Attempt handles POST /console/inquiries/:inquiry/attempts: how the call ended.
func (h *Calls) Attempt(c echo.Context) error {
	in, err := readCall(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	ending, err := in.ending(by, func() (*time.Location, error) { return h.Queue.ZoneOf(ctx, by, in.Inquiry) })
	if err != nil {
		return h.again(c, in, err)
	}
	ended, err := h.Queue.End(ctx, by, ending)
	if err != nil {
		return h.again(c, in, err)
	}
	return h.goOn(c, endedToast(ended))
}

// Grade handles POST /console/inquiries/:inquiry/gradings.
func (h *Calls) Grade(c echo.Context) error {
	in, err := readCall(c)
	if err != nil {
		return err
	}
	graded, err := h.Grading.Grade(c.Request().Context(), session.Actor(c), in.judgement())
	if err != nil {
		return h.again(c, in, err)
	}
	return h.goOn(c, gradedToast(graded))
}

// goOn serves the next call with the word of what was just done, so that one key
// leads from call to call. On a break nothing is served.
func (h *Calls) goOn(c echo.Context, done session.Toast) error {
	next, err := h.Queue.Following(c.Request().Context(), session.Actor(c))
	if err != nil || next.Nothing != nil {
		return page.Done(c, paths.Console(), done) // what was said is saved; the next is asked for by hand
	}
	return page.Done(c, paths.ConsoleInquiry(next.InquiryID), done)
}

// again shows the call page as the caller left it, with what is wrong, or with what
// somebody else wrote meanwhile.
func (h *Calls) again(c echo.Context, in *callForm, wrong error) error {
	refused, status := models.Refused(wrong), http.StatusUnprocessableEntity
	switch {
	case refused != nil && refused.Kind == models.Conflict && refused.Field == "version":
		status = http.StatusConflict
	case refused == nil || refused.Kind != models.Invalid:
		return wrong
	}
	call, err := h.Queue.Open(c.Request().Context(), session.Actor(c), in.Inquiry)
	if err != nil {
		return err
	}
	in.fault = refused
	return page.Show(c, status, console.Call(h.callPage(c, call, in)))
}

// Withdraw handles POST /console/attempts/:attempt/withdrawal: undo and recall.
func (h *Calls) Withdraw(c echo.Context) error {
	var at struct {
		Attempt models.ID `param:"attempt"`
	}
	if err := form.Bind(c, &at); err != nil {
		return err
	}
	inquiry, err := h.Grading.Undo(c.Request().Context(), session.Actor(c), at.Attempt)
	if err != nil {
		return err
	}
	return page.Done(c, paths.ConsoleInquiry(inquiry), page.Said("Taken back. It is with you again."))
}

// Claim handles POST /console/inquiries/:inquiry/claim: the person rang us.
func (h *Calls) Claim(c echo.Context) error {
	var at struct {
		Inquiry models.ID `param:"inquiry"`
	}
	if err := form.Bind(c, &at); err != nil {
		return err
	}
	if err := h.Queue.Take(c.Request().Context(), session.Actor(c), at.Inquiry); err != nil {
		return err
	}
	return page.Go(c, paths.ConsoleInquiry(at.Inquiry))
}

// Return handles POST /console/inquiries/:inquiry/return: given back without an attempt.
func (h *Calls) Return(c echo.Context) error {
	var at struct {
		Inquiry models.ID `param:"inquiry"`
	}
	if err := form.Bind(c, &at); err != nil {
		return err
	}
	if err := h.Queue.GiveBack(c.Request().Context(), session.Actor(c), at.Inquiry); err != nil {
		return err
	}
	return page.Done(c, paths.Console(), page.Said("Given back. It stands where it stood."))
}
