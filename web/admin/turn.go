package admin

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/routing"
	"ripen/views/admin"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Turns is how reps take leads.
type Turns struct {
	Routing *routing.Service
}

// turnForm is how a rep takes leads, as it was typed.
type turnForm struct {
	form.Once
	UserID   models.ID `param:"user"`
	Weight   string    `form:"weight"`
	Capacity string    `form:"capacity"`
	Channel  string    `form:"channel"`
	Hours    string    `form:"hours"`
	Zone     string    `form:"zone"`
}

// Show handles GET /admin/people/:user/turn.
func (h *Turns) Show(c echo.Context) error {
	var f turnForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := h.Routing.Rep(c.Request().Context(), session.Actor(c), f.UserID)
	if err != nil {
		return err
	}
	f.Weight, f.Capacity, f.Channel, f.Hours, f.Zone = strconv.Itoa(u.Weight), "", string(u.Channel), u.Hours, u.Zone
	if u.Capacity > 0 {
		f.Capacity = strconv.Itoa(u.Capacity)
	}
	return h.show(c, http.StatusOK, u, f, nil)
}

func (h *Turns) show(c echo.Context, status int, u *models.User, f turnForm, faults map[string]string) error {
	return page.Show(c, status, admin.Turn(admin.TurnPage{
		Shell: page.Shell(c, layouts.Page{Title: u.Name, Face: layouts.Office, MainClass: "page admin", Path: paths.People()}),
		ID:    u.ID, Name: u.Name, Weight: f.Weight, Capacity: f.Capacity, Channel: f.Channel, Hours: f.Hours, Zone: f.Zone, Faults: faults,
	}))
}

// Save handles POST /admin/people/:user/turn.
func (h *Turns) Save(c echo.Context) error {
	var f turnForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	u, err := h.Routing.Rep(ctx, by, f.UserID)
	if err != nil {
		return err
	}
	t := routing.Turn{Channel: models.SalesChannel(f.Channel), Hours: f.Hours, Zone: strings.TrimSpace(f.Zone)}
	if t.Weight, err = whole("weight", f.Weight, "Enter the weight as a whole number from 0, which takes none, to 100."); err == nil {
		t.Capacity, err = whole("capacity", f.Capacity, "Enter the most open leads as a whole number; leave it empty for no limit.")
	}
	if err == nil {
		err = h.Routing.SetTurn(ctx, by, f.UserID, t)
	}
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, u, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.People(), page.Said("Saved how %s takes leads.", u.Name))
}

// whole reads a whole number from 0; nothing is 0.
func whole(field, text, sentence string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, models.Refuse(models.Invalid, field, "%s", sentence)
	}
	return n, nil
}
