package admin

import (
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// nameForm is what a source is to be called, or counted with.
type nameForm struct {
	form.Once
	ID    models.ID `param:"source"`
	Title string    `form:"title"`
	Into  string    `form:"into"`
}

// RenameSource handles POST /admin/sources/:source/title.
func (h *Clients) RenameSource(c echo.Context) error {
	return h.nameSource(c, func(f nameForm) (string, error) {
		return "Renamed.", h.Clients.Rename(c.Request().Context(), session.Actor(c), f.Token(), f.ID, f.Title)
	})
}

// MergeSource handles POST /admin/sources/:source/merge.
func (h *Clients) MergeSource(c echo.Context) error {
	return h.nameSource(c, func(f nameForm) (string, error) {
		return "Merged: the figures of both are one now.", h.Clients.Merge(c.Request().Context(), session.Actor(c), f.Token(), f.ID, form.ID(f.Into))
	})
}

// SeparateSource handles POST /admin/sources/:source/separation.
func (h *Clients) SeparateSource(c echo.Context) error {
	return h.nameSource(c, func(f nameForm) (string, error) {
		return "It counts for itself again.", h.Clients.Separate(c.Request().Context(), session.Actor(c), f.Token(), f.ID)
	})
}

func (h *Clients) nameSource(c echo.Context, act func(nameForm) (said string, err error)) error {
	source, client, err := h.source(c)
	if err != nil {
		return err
	}
	var f nameForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	said, err := act(f)
	if status, faults := faulty(err); faults != nil {
		left := formOf(source)
		left.Title, left.Into = f.Title, f.Into
		return h.sourceForm(c, status, client, source, left, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Source(source.ID), page.Said("%s", said))
}

// showNames fills in what a source is called, what it can be counted with, and what was done about it.
func (h *Clients) showNames(c echo.Context, client *models.Client, s *models.Source, f sourceForm, view *admin.SourceForm) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	view.Title, view.CameAs, view.Into = f.Title, models.SourceLabel(s.Name), f.Into
	if view.Title == "" {
		view.Title = s.Label()
	}
	all, err := h.Clients.Sources(ctx, by, client.ID)
	if err != nil {
		return err
	}
	for n := range all {
		switch other := &all[n]; {
		case s.MergedInto != nil && other.ID == *s.MergedInto:
			view.MergedInto = other.Label()
		case other.ID != s.ID && other.MergedInto == nil:
			if len(view.Others) == 0 {
				view.Others = []components.Option{{Label: "Choose…"}}
			}
			view.Others = append(view.Others, components.Option{Value: other.ID.String(), Label: other.Label()})
		}
	}
	deeds, err := h.Clients.SourceDeeds(ctx, by, client.ID, s.ID)
	for n := range deeds {
		who := deeds[n].By
		if who == "" {
			who = "the system"
		}
		view.Deeds = append(view.Deeds, admin.SourceDeed{Words: deeds[n].Words(), By: who, When: deeds[n].At.In(models.Location(by.Zone)).Format("2 Jan 2006 15:04")})
	}
	return err
}
