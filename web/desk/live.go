package desk

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/paths"
	"ripen/web/session"
)

// How a stream keeps itself alive, and how long one that nobody reads is borne.
const (
	beatEvery   = 15 * time.Second // a comment, so that no proxy takes the silence for an end
	writeWithin = 10 * time.Second
	retryAfter  = 2 * time.Second // how long a browser waits before it comes back
)

// Live handles GET /desk/live: the desk as a stream of its parts, each sent again when it
// has changed. Whoever comes back gets all of them.
func (h *Desk) Live(c echo.Context) error {
	wall := c.QueryParam("view") == "wall"
	if !strings.HasPrefix(c.Request().Header.Get("Accept"), "text/event-stream") {
		to := paths.Desk()
		if wall {
			to = paths.DeskWall()
		}
		return c.Redirect(http.StatusSeeOther, to) // somebody who has typed the address
	}
	by := session.Actor(c)
	v, ok := h.stage.join(scene{wall: wall, zone: by.Zone}, by)
	if !ok {
		c.Response().Header().Set("Retry-After", "60")
		return models.Refuse(models.TooMany, "", "Too many desks are open. Close some, or wait a minute.")
	}
	defer v.leave()
	stream := newStream(c)
	if err := stream.send([]byte("retry: " + strconv.Itoa(int(retryAfter.Milliseconds())) + "\n\n")); err != nil {
		return nil //nolint:nilerr // the browser has gone
	}
	beat := time.NewTicker(h.beat())
	defer beat.Stop()
	for {
		event := []byte(": still here\nevent: beat\ndata: 1\n\n")
		select {
		case <-c.Request().Context().Done():
			return nil
		case part, open := <-v.events:
			if !open {
				return nil // too slow, or the process stops: the browser comes back
			}
			event = part
		case <-beat.C:
			if lasts, err := h.Accounts.Lasts(c.Request().Context(), session.Key(c)); err == nil && !lasts {
				_ = stream.send([]byte("event: over\ndata: signed out\n\n")) // the browser may have gone
				return nil
			}
		}
		if stream.send(event) != nil {
			return nil
		}
	}
}

func (h *Desk) beat() time.Duration {
	if h.Beat > 0 {
		return h.Beat
	}
	return beatEvery
}

// A stream is an answer that goes on.
type stream struct {
	to      *echo.Response
	control *http.ResponseController
}

func newStream(c echo.Context) *stream {
	to := c.Response()
	header := to.Header()
	header.Set("Content-Type", "text/event-stream; charset=utf-8")
	header.Set("Cache-Control", "no-store, no-transform")
	header.Set("X-Accel-Buffering", "no") // nginx sends it on at once
	to.WriteHeader(http.StatusOK)
	return &stream{to: to, control: http.NewResponseController(to)}
}

// send writes an event out. Whoever does not take it in time is given up: a deadline
// that is long over ends the writing.
func (s *stream) send(event []byte) error {
	late := time.AfterFunc(writeWithin, func() { _ = s.control.SetWriteDeadline(time.Unix(1, 0)) }) // a connection that is closed has none
	defer late.Stop()
	if _, err := s.to.Write(event); err != nil {
		return err
	}
	return s.control.Flush()
}

// eventOf is an event of a stream with these parts of a page.
func eventOf(id string, parts [][]byte) []byte {
	var out bytes.Buffer
	out.WriteString("event: parts\nid: " + id + "\n")
	for _, part := range parts {
		for line := range bytes.Lines(part) {
			out.WriteString("data: ")
			out.Write(bytes.TrimRight(line, "\r\n"))
			out.WriteByte('\n')
		}
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// timely bounds what one rendering for all may take.
func timely() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), writeWithin)
}
