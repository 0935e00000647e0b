package console

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/queue"
	"ripen/views/console"
	"ripen/web/session"
)

// saved is the answer to a draft, as draft.js reads it.
type saved struct {
	Saved    string            `json:"saved,omitempty"`
	Version  int               `json:"version"`
	Parts    map[string]string `json:"parts,omitempty"`
	Conflict bool              `json:"conflict,omitempty"`
	Theirs   map[string]string `json:"theirs,omitempty"`
}

// Draft handles POST /console/inquiries/:inquiry/draft: what is being typed is kept,
// and the grade computed anew.
func (h *Calls) Draft(c echo.Context) error {
	in, err := readCall(c)
	if err != nil {
		return err
	}
	if err := samePerson(c); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	kept, err := h.Queue.SaveDraft(ctx, by, in.Inquiry, in.Version, in.Written)
	if err != nil {
		return err
	}
	if !scripted(c) {
		return h.drafted(c, in, kept)
	}
	if kept.Conflict {
		return c.JSON(http.StatusConflict, saved{Conflict: true, Version: kept.Draft.Version, Theirs: theirs(kept.Draft)})
	}
	answer := saved{Saved: kept.Draft.UpdatedAt.In(models.Location(by.Zone)).Format("15:04:05"), Version: kept.Draft.Version}
	answer.Parts, err = h.computed(c, in, kept)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, answer)
}

// theirs is what the other draft has in each field.
func theirs(d models.Draft) map[string]string {
	fields := map[string]string{"for_rep": d.ForRep, "internal": d.Internal}
	for key, n := range d.Answers {
		fields["answer."+key] = strconv.Itoa(n)
	}
	for name, texts := range d.Fields {
		fields[name] = strings.Join(texts, ", ")
	}
	return fields
}

// computed draws what the answers amount to.
func (h *Calls) computed(c echo.Context, in *callForm, kept queue.Saved) (map[string]string, error) {
	v := verdict(&queue.Call{Head: kept.Head, Criteria: kept.Criteria}, in.Written.Answers, h.Now())
	var head, finish bytes.Buffer
	ctx := c.Request().Context()
	if err := console.VerdictHead(v).Render(ctx, &head); err != nil {
		return nil, err
	}
	if err := console.Finish(in.Inquiry, v).Render(ctx, &finish); err != nil {
		return nil, err
	}
	return map[string]string{"verdict": head.String(), "finish": finish.String()}, nil
}
