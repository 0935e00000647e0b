package endpoints

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/push"
	"ripen/views/components"
	"ripen/views/endpoints"
	"ripen/web/session"
)

// when is an instant by the clock of who looks.
func when(c echo.Context, at time.Time) string {
	return at.In(models.Location(session.Actor(c).Zone)).Format("2 Jan 2006, 15:04:05")
}

// line is a webhook in a row, with how it stands.
func (h *Endpoints) line(c echo.Context, l *push.Line) endpoints.Line {
	line := endpoints.Line{ID: l.ID, Name: l.Name, URL: l.URL, Last: " · nothing sent yet", State: "on", Tone: components.Leaf, Icon: "check"}
	var types []string
	for _, event := range l.Events {
		types = append(types, models.EventType(event))
	}
	line.Events = strings.Join(types, ", ")
	if l.LastSent != nil {
		line.Last = " · last received " + when(c, *l.LastSent)
	}
	var stuck []string
	if l.Waiting > 0 {
		stuck = append(stuck, fmt.Sprintf("%d waiting", l.Waiting))
	}
	if l.Failed > 0 {
		stuck = append(stuck, fmt.Sprintf("%d failed", l.Failed))
	}
	line.Stuck = strings.Join(stuck, ", ")
	switch {
	case l.RemovedAt != nil:
		line.State, line.Tone, line.Icon, line.Stuck = "removed", components.Slate, "circle-off", ""
	case !l.Active():
		line.State, line.Tone, line.Icon = "off", components.Rust, "circle-off"
	case l.HeldUntil != nil && l.HeldUntil.After(h.Now()):
		line.State, line.Tone, line.Icon = "resting", components.Amber, "hourglass"
	}
	return line
}

// sending is a message in the log, with its tries.
func sending(c echo.Context, s *push.Sending, active bool) endpoints.Sent {
	row := endpoints.Sent{ID: s.ID, Type: models.EventType(s.Event), At: when(c, s.CreatedAt), MayReplay: s.Settled() && active}
	switch {
	case s.SentAt != nil:
		row.State, row.Tone, row.Icon = "received", components.Leaf, "check"
	case s.FailedAt != nil:
		row.State, row.Tone, row.Icon = "failed", components.Rust, "circle-alert"
	case s.NextAt == nil:
		row.State, row.Tone, row.Icon = "waits", components.Amber, "hourglass"
	default:
		row.State, row.Tone, row.Icon = "waits", components.Amber, "hourglass"
		row.Next = " · next try " + when(c, *s.NextAt)
	}
	for _, t := range s.Tried {
		try := endpoints.Try{At: when(c, t.At), Says: t.Problem, Took: fmt.Sprintf("%d ms", t.Ms), Answer: t.Answer}
		if t.Status != nil && t.Problem == "" {
			try.Says = strings.TrimSpace(fmt.Sprintf("%d %s", *t.Status, http.StatusText(*t.Status)))
		}
		row.Tries = append(row.Tries, try)
	}
	return row
}
