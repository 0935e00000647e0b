package portal

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/routing"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Reps is where a manager says who is away, who stands in, and who gets whose leads.
type Reps struct {
	Routing  *routing.Service
	Delivery *delivery.Service
	Now      func() time.Time
}

// repForm is what is to be done about a rep.
type repForm struct {
	form.Once
	RepID      models.ID `param:"rep"`
	BackOn     string    `form:"back_on"`
	Substitute string    `form:"substitute"`
	To         string    `form:"to"`
	Why        string    `form:"why"`
}

// byRules is the choice that the rules say who gets the leads.
const byRules = "rules"

// List handles GET /portal/reps: the reps of the client or the partner, and what was
// handed over lately.
func (h *Reps) List(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	team, err := h.Routing.Team(ctx, by)
	if err != nil {
		return err
	}
	done, err := h.Delivery.Handovers(ctx, by)
	if err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	view := portal.RepsPage{Layout: page.Shell(c, layouts.Page{Title: "Reps", MainClass: "page inbox board", NavLabel: "Portal"})}
	for n := range team {
		view.Reps = append(view.Reps, memberLine(&team[n], at, zone))
	}
	undone := map[models.ID]bool{}
	for _, d := range done {
		if d.Undoes != nil {
			undone[*d.Undoes] = true
		}
	}
	for n := range done {
		d := &done[n]
		view.Handovers = append(view.Handovers, portal.HandoverLine{ID: d.ID, Leads: len(d.Was), From: nameIn(team, &d.FromID), To: nameIn(team, d.ToID), ByRules: d.ToID == nil, Why: d.Why,
			When: d.At.In(zone).Format("2 Jan 15:04"), Undone: undone[d.ID], Undoes: d.Undoes != nil, MayUndo: !undone[d.ID] && d.Undoes == nil && len(d.Was) > 0 && nameIn(team, &d.FromID) != ""})
	}
	return page.Show(c, http.StatusOK, portal.Reps(view))
}

func memberLine(m *routing.Member, at time.Time, zone *time.Location) portal.RepLine {
	line := portal.RepLine{ID: m.ID, Name: m.Name, Partner: m.PartnerName, Open: m.Open, Capacity: m.Capacity, Substitute: m.SubstituteName, Hours: m.Hours, StandsInFor: m.StandsInFor}
	if !m.Present(at) && m.AwayUntil != nil {
		line.Away = m.AwayUntil.In(zone).Format("2 January")
	}
	return line
}

// nameIn is a rep's name, "" where the manager does not know him any more.
func nameIn(team []routing.Member, id *models.ID) string {
	for n := range team {
		if id != nil && team[n].ID == *id {
			return team[n].Name
		}
	}
	return ""
}

// Show handles GET /portal/reps/:rep.
func (h *Reps) Show(c echo.Context) error {
	var f repForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := h.Routing.Rep(c.Request().Context(), session.Actor(c), f.RepID)
	if err != nil {
		return err
	}
	if u.AwayUntil != nil && u.AwayUntil.After(h.Now()) {
		f.BackOn = u.AwayUntil.In(models.Location(u.Zone)).Format(time.DateOnly)
	}
	if u.SubstituteID != nil {
		f.Substitute = u.SubstituteID.String()
	}
	return h.show(c, http.StatusOK, u, f, nil)
}

func (h *Reps) show(c echo.Context, status int, u *models.User, f repForm, faults map[string]string) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	team, err := h.Routing.Team(ctx, by)
	if err != nil {
		return err
	}
	view := portal.RepPage{Layout: page.Shell(c, layouts.Page{Title: u.Name, MainClass: "page inbox board", NavLabel: "Portal", Path: paths.PortalReps()}),
		ID: u.ID, Name: u.Name, BackOn: f.BackOn, Substitute: f.Substitute, To: f.To, Why: f.Why, Faults: faults, Substitutes: []components.Option{{Label: "Nobody: the rules say"}}}
	if by.Role == models.SalesManager {
		view.Receivers = append(view.Receivers, components.Option{Value: byRules, Label: "Whoever the rules say, lead by lead"})
	}
	for n := range team {
		m := &team[n]
		if m.ID == u.ID {
			view.Open = m.Open
			continue
		}
		option := components.Option{Value: m.ID.String(), Label: m.Name}
		view.Substitutes = append(view.Substitutes, option)
		if option.Group = "All to one rep"; m.Present(h.Now()) {
			view.Receivers = append(view.Receivers, option)
		}
	}
	return page.Show(c, status, portal.Rep(view))
}

// Absence handles POST /portal/reps/:rep/absence.
func (h *Reps) Absence(c echo.Context) error {
	var f repForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	u, err := h.Routing.Rep(ctx, by, f.RepID)
	if err != nil {
		return err
	}
	a := routing.Absence{SubstituteID: form.ID(f.Substitute)}
	if f.BackOn != "" {
		a.Until, err = form.Instant("back_on", f.BackOn+"T00:00", models.Location(u.Zone))
	}
	if err == nil {
		err = h.Routing.SetAbsence(ctx, by, u.ID, a)
	}
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, u, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalReps(), page.Said("Saved. New leads go by it from now on; open ones stay where they are."))
}

// HandOver handles POST /portal/reps/:rep/handover.
func (h *Reps) HandOver(c echo.Context) error {
	var f repForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	u, err := h.Routing.Rep(ctx, by, f.RepID)
	if err != nil {
		return err
	}
	done, err := h.Delivery.HandOver(ctx, by, delivery.Handing{Token: f.Token(), FromID: u.ID, Why: f.Why, To: models.Successor{RepID: form.ID(f.To), ByRules: f.To == byRules}})
	if faults := page.Faults(err); faults != nil {
		if faults["rep"] != "" {
			faults["to"] = faults["rep"]
		}
		return h.show(c, http.StatusUnprocessableEntity, u, f, faults)
	}
	if err != nil {
		return err
	}
	toast := page.Said("%d open leads of %s are handed over. It can be taken back below.", len(done.Was), u.Name)
	return page.Done(c, paths.PortalReps(), toast)
}

// undoForm is which handover is to be taken back.
type undoForm struct {
	form.Once
	ID models.ID `param:"handover"`
}

// Undo handles POST /portal/handovers/:handover/undoing.
func (h *Reps) Undo(c echo.Context) error {
	var f undoForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	back, of, err := h.Delivery.UndoHandover(c.Request().Context(), session.Actor(c), f.ID)
	if models.IsKind(err, models.Conflict) {
		return page.Done(c, paths.PortalReps(), page.Said("%s", err.Error()))
	}
	if err != nil {
		return err
	}
	said := page.Said("%d leads are back.", back)
	if back < of {
		said = page.Said("%d of %d leads are back; the others were closed or given to others since.", back, of)
	}
	return page.Done(c, paths.PortalReps(), said)
}
