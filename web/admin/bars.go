package admin

import (
	"slices"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// barForm names a client and one that competes with it.
type barForm struct {
	form.Once
	ClientID models.ID `param:"client"`
	Other    string    `form:"other"`
}

// Bar handles POST /admin/clients/:client/bars: the two never share a caller.
func (h *Clients) Bar(c echo.Context) error {
	var f barForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.Clients.Bar(c.Request().Context(), session.Actor(c), f.ClientID, form.ID(f.Other)); err != nil {
		return err
	}
	return page.Done(c, paths.Client(f.ClientID), page.Said("Kept apart: nobody calls for both."))
}

// Unbar handles POST /admin/clients/:client/bars/removal.
func (h *Clients) Unbar(c echo.Context) error {
	var f barForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.Clients.Unbar(c.Request().Context(), session.Actor(c), f.ClientID, form.ID(f.Other)); err != nil {
		return err
	}
	return page.Done(c, paths.Client(f.ClientID), page.Said("The same callers may work for both again."))
}

// showBars fills in the competitors of a client, and whom else to choose from.
func (h *Clients) showBars(c echo.Context, client *models.Client, _ []components.Option, view *admin.ClientPage) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	barred, err := h.Clients.Barred(ctx, by, client.ID)
	if err != nil {
		return err
	}
	all, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	for _, each := range all {
		option := components.Option{Value: each.ID.String(), Label: each.Name}
		switch {
		case slices.ContainsFunc(barred, func(b models.Client) bool { return b.ID == each.ID }):
			view.Barred = append(view.Barred, option)
		case each.ID != client.ID:
			view.Others = append(view.Others, option)
		}
	}
	return nil
}
