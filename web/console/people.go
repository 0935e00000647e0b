package console

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/console"
	"ripen/web/page"
	"ripen/web/session"
)

// Search handles POST /console/search: somebody rings back.
func (h *Calls) Search(c echo.Context) error {
	p := console.FoundPage{Query: c.FormValue("q"), Token: models.NewID().String()}
	if page.IsFragment(c) {
		return h.found(c, p.Query)
	}
	found, err := h.Queue.Find(c.Request().Context(), session.Actor(c), p.Query)
	status := http.StatusOK
	if faults := page.Faults(err); faults != nil {
		p.Error, status = faults["q"], http.StatusUnprocessableEntity
	} else if err != nil {
		return err
	}
	for _, f := range found {
		p.Rows = append(p.Rows, foundRow(f))
	}
	_, today, err := h.Queue.Standing(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	p.Layout = h.shell(c, "Find", today)
	return page.Show(c, status, console.Found(p))
}

func foundRow(f queue.Found) console.FoundRow {
	person := models.Person{Name: f.Name, Phone: f.Phone}
	r := console.FoundRow{ID: f.InquiryID, Name: person.Called(f.Organisation), Organisation: f.Organisation, Phone: number.Format(f.Phone), Client: f.ClientName, Program: f.ProgramName,
		Grade: f.Grade, Status: f.State.Words(), HeldBy: f.HeldBy, Mine: f.HeldByMe}
	switch {
	case f.HeldByMe:
		r.Status = "with you"
	case f.HeldBy != "":
		r.Status = "with " + f.HeldBy
	case f.State == models.Nurtured && f.NextAt != nil:
		r.Status = "nurtured until " + f.NextAt.Format("2 Jan 2006")
	}
	r.CanTake = !f.HeldByMe && f.HeldBy == "" && (f.State == models.Ready || f.State == models.Scheduled || f.State == models.Undecided || f.State == models.Nurtured)
	return r
}

// Promises handles GET /console/promises.
func (h *Calls) Promises(c echo.Context) error {
	by := session.Actor(c)
	open, today, err := h.Queue.Promises(c.Request().Context(), by)
	if err != nil {
		return err
	}
	p := console.PromisesPage{Layout: h.shell(c, "Promises", today)}
	for _, o := range open {
		p.Rows = append(p.Rows, promiseRow(o, h.Now(), models.Location(by.Zone)))
	}
	return page.Show(c, http.StatusOK, console.Promises(p))
}

func promiseRow(o queue.OpenPromise, at time.Time, zone *time.Location) console.PromiseRow {
	person := models.Person{Name: o.Name}
	r := console.PromiseRow{ID: o.InquiryID, When: When(o.DueAt, at, zone), There: o.DueAt.In(models.Location(o.Zone)).Format("15:04") + " in " + policy.ZoneName(o.Zone),
		Tone: components.Leaf, State: o.State.Words(), Name: person.Called(o.Organisation), Client: o.ClientName, Note: o.Note}
	r.In = "in " + console.Span(o.DueAt.Sub(at))
	switch {
	case o.State == models.Undecided:
		r.Tone, r.State = components.Rust, o.DecisionReason
	case o.DueAt.Before(at):
		r.Tone, r.State, r.Late, r.In = components.Rust, "late", true, console.Span(at.Sub(o.DueAt))+" late"
	case o.DueAt.Sub(at) < time.Hour:
		r.Tone, r.State = components.Amber, "soon"
	}
	return r
}
