package console

import (
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/queue"
	"ripen/views/console"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Shift handles POST /console/availability: a break, or the end of one.
func (h *Calls) Shift(c echo.Context) error {
	var in struct {
		form.Once
		State  models.ShiftState  `form:"state"`
		Reason models.BreakReason `form:"reason"`
	}
	if err := form.Bind(c, &in); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	if in.State == models.ShiftOn {
		if err := h.Queue.On(ctx, by); err != nil {
			return err
		}
		return page.Done(c, paths.Console(), page.Said("You are available again."))
	}
	if err := h.Queue.Break(ctx, by, in.Reason); err != nil {
		return err
	}
	return page.Go(c, paths.Console()) // what is still held is shown there, else how long the break lasts
}

// shiftMenu is the caller's availability as the bar shows it.
func (h *Calls) shiftMenu(by models.Actor, today queue.Today, holding models.ID) console.ShiftMenu {
	at, zone := h.Now(), models.Location(by.Zone)
	m := console.ShiftMenu{Token: models.NewID().String(), State: today.Shift.State, Reason: today.Shift.Reason, Holding: holding}
	if m.State == models.ShiftOn && at.Sub(today.Shift.At) > models.ShiftLength {
		m.State = models.ShiftOff // yesterday's
	}
	if m.State != models.ShiftOff {
		m.Since, m.For = sinceOn(today.Shift.At, at, zone), console.Span(at.Sub(today.Shift.At))
	}
	for _, p := range today.Due {
		if p.DueAt.Sub(at) < console.Soon {
			m.Soon = append(m.Soon, promiseRow(p, at, zone))
		}
	}
	return m
}

// sinceOn is when something began: the hour, where it was today.
func sinceOn(t, at time.Time, zone *time.Location) string {
	if models.DayIn(t, zone).Equal(models.DayIn(at, zone)) {
		return t.In(zone).Format("15:04")
	}
	return t.In(zone).Format("Mon 15:04")
}
