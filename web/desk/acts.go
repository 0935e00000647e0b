package desk

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// undoFor is how long the toast offers the way back. The page of what was done offers it
// for as long as nobody has changed it again.
const undoFor = 30 * time.Second

// actForm is any of the forms of what is done about a call.
type actForm struct {
	form.Once
	Inquiry models.ID `param:"inquiry"`
	Program models.ID `param:"program"`
	Deed    models.ID `param:"deed"`
	To      string    `form:"to"`
	Until   string    `form:"until"` // wall time on the clock of whoever sends it
	Reason  string    `form:"reason"`
	Volume  string    `form:"volume"`
	Weight  string    `form:"weight"`
}

// Handling handles GET /desk/inquiries/:inquiry/handling.
func (h *Desk) Handling(c echo.Context) error {
	var f actForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.handling(c, http.StatusOK, f, nil)
}

// handling draws the page, with the forms as they were left and what is wrong with them.
func (h *Desk) handling(c echo.Context, status int, f actForm, fault *models.Error) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	call, err := h.Queue.Open(ctx, by, f.Inquiry)
	if err != nil {
		return err
	}
	takers, err := h.Desk.Takers(ctx, by, call.Head.ProgramID)
	if err != nil {
		return err
	}
	done, err := h.Desk.Done(ctx, by, nil, f.Inquiry)
	if err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	whole := h.inquiryPage(call, by)
	p := desk.HandlingPage{ID: f.Inquiry, Tokens: [3]string{token(), token(), token()}, Person: whole.Person, Subtitle: line(call.Head.ClientName, call.Head.ProgramName), Where: whole.Where, Tone: whole.Tone,
		Callable: callable(call.Head.State), Until: until(f, at, zone), Reason: f.Reason, Picked: f.To, Zone: "On your clock, " + zone.String() + "."}
	for _, t := range takers {
		p.Takers = append(p.Takers, components.Option{Value: t.UserID.String(), Label: t.Name + taking(t)})
	}
	for _, each := range done.Rows {
		p.Done = append(p.Done, doneRow(each, done.Names, at, zone))
	}
	if fault != nil {
		p.Fault, p.Field = fault.Message, fault.Field
	}
	p.Layout = shell(c, p.Person)
	return page.Show(c, status, desk.Handling(p))
}

func token() string { return models.NewID().String() }

func callable(s models.State) bool {
	return s == models.Ready || s == models.Scheduled || s == models.Held || s == models.Undecided
}

// taking says whether somebody is free to take a call.
func taking(t desks.Taker) string {
	switch {
	case t.OnCall:
		return ", on a call"
	case t.Shift == models.ShiftBreak:
		return ", on a break"
	case t.Shift == models.ShiftOn:
		return ", free"
	}
	return ", off"
}

// until is what was typed, or in two hours.
func until(f actForm, at time.Time, zone *time.Location) string {
	if f.Until != "" {
		return f.Until
	}
	return at.In(zone).Add(2 * time.Hour).Truncate(15 * time.Minute).Format("2006-01-02T15:04")
}

// Give handles POST /desk/inquiries/:inquiry/giving.
func (h *Desk) Give(c echo.Context) error {
	return h.actOn(c, func(f actForm) (*models.Deed, string, error) {
		deed, err := h.Desk.Give(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token(), form.ID(f.To))
		return deed, "Given: it is their next call.", err
	})
}

// Hold handles POST /desk/inquiries/:inquiry/hold.
func (h *Desk) Hold(c echo.Context) error {
	return h.actOn(c, func(f actForm) (*models.Deed, string, error) {
		until, err := untilWhen(c, f)
		if err != nil {
			return nil, "", err
		}
		deed, err := h.Desk.Hold(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token(), until, f.Reason)
		return deed, "On hold until " + when(until, h.Now(), until.Location()) + ".", err
	})
}

// Hurry handles POST /desk/inquiries/:inquiry/hurry.
func (h *Desk) Hurry(c echo.Context) error {
	return h.actOn(c, func(f actForm) (*models.Deed, string, error) {
		deed, err := h.Desk.Hurry(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token())
		return deed, "Hurried: it is the first in line.", err
	})
}

// untilWhen reads the time on the clock of whoever sends it; none is the zero time,
// which the hold itself refuses.
func untilWhen(c echo.Context, f actForm) (time.Time, error) {
	at, err := form.Instant("until", f.Until, models.Location(session.Actor(c).Zone))
	if err != nil || at == nil {
		return time.Time{}, err
	}
	return *at, nil
}

// An act is what one of the forms asks for: what was done, and the word of it.
type act func(actForm) (*models.Deed, string, error)

// actOn does something about an inquiry and leads back to the desk.
func (h *Desk) actOn(c echo.Context, do act) error {
	return h.act(c, do, h.handling, func(actForm) string { return paths.Desk() })
}

// actOnProgram does something about a program and leads back to its page.
func (h *Desk) actOnProgram(c echo.Context, do act) error {
	return h.act(c, do, h.program, func(f actForm) string { return paths.DeskProgram(f.Program) })
}

// act does it and leads on, with the way to take it back; what is refused is said on the
// page of its forms, as they were left.
func (h *Desk) act(c echo.Context, do act, again func(echo.Context, int, actForm, *models.Error) error, to func(actForm) string) error {
	var f actForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	deed, words, err := do(f)
	if refused := refusedForm(err); refused != nil {
		status, _ := page.Status(err)
		return again(c, status, f, refused)
	}
	if err != nil {
		return err
	}
	return h.done(c, to(f), words, deed)
}

// refusedForm is what was refused that the page of the form can say.
func refusedForm(err error) *models.Error {
	refused := models.Refused(err)
	if refused == nil || refused.Kind != models.Invalid && refused.Kind != models.Conflict {
		return nil
	}
	return refused
}

// done leads on, and offers to take the deed back.
func (h *Desk) done(c echo.Context, to, words string, deed *models.Deed) error {
	toast := session.Toast{Message: words, Undo: &session.Undo{Action: paths.DeskUndoing(deed.ID), Until: h.Now().Add(undoFor), Of: undoFor}}
	return page.Done(c, to, toast)
}

// Program handles GET /desk/programs/:program.
func (h *Desk) Program(c echo.Context) error {
	var f actForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.program(c, http.StatusOK, f, nil)
}

func (h *Desk) program(c echo.Context, status int, f actForm, fault *models.Error) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	program, err := h.Clients.Program(ctx, by, f.Program)
	if err != nil {
		return err
	}
	client, err := h.Clients.ByID(ctx, by, program.ClientID)
	if err != nil {
		return err
	}
	now, err := h.Desk.Now(ctx, by)
	if err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	p := desk.ProgramPage{ID: program.ID, Tokens: [2]string{token(), token()}, Name: program.Name, Client: client.Name, Tone: strconv.Itoa(client.Colour), Volume: f.Volume, Weight: f.Weight, Until: until(f, at, zone), Reason: f.Reason,
		Zone: "On your clock, " + zone.String() + ".", Running: program.State == models.ProgramActive}
	if p.Volume == "" {
		p.Volume, p.Weight = strconv.Itoa(program.ContractVolume), strconv.FormatFloat(program.Weight, 'f', -1, 64)
	}
	for _, each := range now.Holds {
		if each.ProgramID == program.ID && each.InquiryID == nil {
			p.Held, p.HeldBy = "On hold until "+when(each.Until, at, zone)+": "+each.Reason, each.ID
		}
	}
	volume, others := 0.0, 0
	for _, g := range now.Programs {
		if g.State == models.ProgramActive {
			volume += g.Owed()
			others++
		}
		if g.ProgramID == program.ID {
			p.Served = page.Thousands(g.Served.N) + " of the " + page.Thousands(now.Claims) + " calls of the last hour"
		}
	}
	p.Share = strconv.Itoa(share(float64(program.ContractVolume)*program.Weight, volume)) + " % of the calls of " + plural(others, "running program")
	if fault != nil {
		p.Fault, p.Field = fault.Message, fault.Field
	}
	p.Layout = shell(c, p.Name)
	return page.Show(c, status, desk.Program(p))
}

// HoldProgram handles POST /desk/programs/:program/hold.
func (h *Desk) HoldProgram(c echo.Context) error {
	return h.actOnProgram(c, func(f actForm) (*models.Deed, string, error) {
		until, err := untilWhen(c, f)
		if err != nil {
			return nil, "", err
		}
		deed, err := h.Desk.HoldProgram(c.Request().Context(), session.Actor(c), f.Program, f.Token(), until, f.Reason)
		return deed, "Its queue is on hold until " + when(until, h.Now(), until.Location()) + ".", err
	})
}

// Share handles POST /desk/programs/:program/share.
func (h *Desk) Share(c echo.Context) error {
	return h.actOnProgram(c, func(f actForm) (*models.Deed, string, error) {
		volume, err := strconv.Atoi(f.Volume)
		if err != nil {
			volume = 0 // which is refused with the sentence that says what to enter
		}
		weight, err := strconv.ParseFloat(f.Weight, 64)
		if err != nil {
			weight = -1 // as above
		}
		deed, err := h.Desk.Share(c.Request().Context(), session.Actor(c), f.Program, f.Token(), volume, weight)
		return deed, "Its share is changed, from the next call on.", err
	})
}

// Undo handles POST /desk/done/:deed/undoing.
func (h *Desk) Undo(c echo.Context) error {
	var f actForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if _, err := h.Desk.Undo(c.Request().Context(), session.Actor(c), f.Deed, f.Token()); err != nil {
		return err
	}
	return page.Done(c, paths.DeskDone(), page.Said("Taken back: it stands as before."))
}
