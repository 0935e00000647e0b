package desk

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// Done handles GET /desk/done: what was done, by whom, and how it stood before and after.
func (h *Desk) Done(c echo.Context) error {
	by := session.Actor(c)
	at, zone := h.Now(), models.Location(by.Zone)
	var after *desks.DoneKey
	from := c.QueryParam("after")
	if micros, id, ok := cutKey(from); ok {
		after = &desks.DoneKey{At: time.UnixMicro(micros), ID: id}
	}
	list, err := h.Desk.Done(c.Request().Context(), by, after, models.NoID)
	if err != nil {
		return err
	}
	p := desk.DonePage{Layout: shell(c, "What was done"), Pager: components.PagerProps{Label: "Pages of what was done", Words: plural(len(list.Rows), "entry")}}
	if len(list.Rows) != 1 {
		p.Pager.Words = page.Thousands(len(list.Rows)) + " entries"
	}
	for _, each := range list.Rows {
		p.Rows = append(p.Rows, doneRow(each, list.Names, at, zone))
	}
	if from != "" {
		p.Pager.BackURL = paths.DeskDone()
	}
	if list.Next != nil {
		p.Pager.NextURL = paths.DeskDoneFrom(url.Values{"after": {strconv.FormatInt(list.Next.At.UnixMicro(), 10) + "." + list.Next.ID.String()}})
	}
	return page.Show(c, http.StatusOK, desk.Done(p))
}

// acts is what the actions of the audit are called; another is said as it is written.
var acts = map[string]string{
	"desk.giving": "Gave to a caller", "desk.hold": "Held back", "desk.hurry": "Hurried", "desk.share": "Changed the share",
	"decision.made": "Decided", "do_not_call.lift": "Lifted “do not call”", "nurture.wake": "Woke before its date", "program.edit": "Changed the program", "program.create": "Made the program",
	"client.create": "Made the client", "client.edit": "Changed the client", "source.create": "Made a source", "source.edit": "Changed a source", "spend.enter": "Entered spend",
	"criteria.publish": "Published criteria", "import.start": "Started an import", "import.finish": "Finished an import", "import.undo": "Took an import back",
}

func doneRow(d desks.Done, names map[models.ID]string, at time.Time, zone *time.Location) desk.DoneRow {
	action, undone := strings.CutSuffix(d.Action, ".undone")
	r := desk.DoneRow{ID: d.ID, Token: token(), When: when(d.At, at, zone), DateTime: d.At.UTC().Format(time.RFC3339), By: d.ByName, Client: d.ClientName, Tone: strconv.Itoa(d.Colour), Undone: d.Undone, MayUndo: d.MayUndo, Reason: d.Reason}
	words, known := acts[action]
	if !known {
		words = upper(strings.NewReplacer(".", " ", "_", " ").Replace(action))
	}
	r.What = words
	if undone {
		r.What = "Took back: " + strings.ToLower(words[:1]) + words[1:]
	}
	r.Of = d.ProgramName
	if d.Subject == "inquiry" && d.SubjectID != nil {
		person := models.Person{Name: d.Name}
		r.Of, r.URL = person.Called(""), paths.DeskInquiry(*d.SubjectID)
	} else if d.Subject == "program" && d.SubjectID != nil && d.After != nil {
		r.URL = paths.DeskProgram(*d.SubjectID)
	}
	if d.Before != nil && d.After != nil {
		r.Before, r.After = standingWords(*d.Before, names, at, zone), standingWords(*d.After, names, at, zone)
	}
	return r
}

// standingWords says how something stood.
func standingWords(s models.Standing, names map[models.ID]string, at time.Time, zone *time.Location) string {
	if s.Volume > 0 {
		text := page.Thousands(s.Volume) + " calls a month"
		if s.Weight != 1 {
			text += ", times " + strconv.FormatFloat(s.Weight, 'f', -1, 64)
		}
		return text
	}
	if s.Place == nil {
		if s.Until == nil {
			return "called"
		}
		return "on hold until " + when(*s.Until, at, zone)
	}
	var all []string
	if s.HeldBy != nil {
		all = append(all, "with "+names[*s.HeldBy])
	} else {
		all = append(all, s.Place.State.Words())
	}
	switch {
	case s.Until != nil:
		all = append(all, "on hold until "+when(*s.Until, at, zone))
	case s.Place.DueAt != nil && s.HeldBy == nil:
		all = append(all, "due "+when(*s.Place.DueAt, at, zone))
	}
	switch {
	case s.Keeper != nil:
		all = append(all, "promise kept by "+names[*s.Keeper])
	case s.Place.PromisedTo != nil:
		all = append(all, "for "+names[*s.Place.PromisedTo])
	}
	if s.Priority >= models.HurriedPriority {
		all = append(all, "the first in line")
	}
	return strings.Join(all, ", ")
}
