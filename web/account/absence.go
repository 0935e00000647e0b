package account

import (
	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/routing"
	"ripen/views/account"
	"ripen/views/components"
	"ripen/web/form"
	"ripen/web/session"
)

// Absence handles POST /account/absence: until the morning of that day a rep takes no
// leads, and whoever he chose stands in.
func (a *Account) Absence(c echo.Context) error {
	var f settingsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	by := session.Actor(c)
	absence, said := routing.Absence{SubstituteID: form.ID(f.StandIn)}, "New leads come to you."
	var err error
	if f.BackOn != "" {
		said = "New leads go to others until " + f.BackOn + "."
		absence.Until, err = form.Instant("back_on", f.BackOn+"T00:00", models.Location(by.Zone))
	}
	if err == nil {
		err = a.Routing.SetAbsence(c.Request().Context(), by, by.UserID, absence)
	}
	return a.after(c, err, said)
}

// colleagues offers a rep who may stand in.
func (a *Account) colleagues(c echo.Context, p *account.Page, u *models.User) error {
	all, err := a.Routing.Colleagues(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	if u.SubstituteID != nil {
		p.Substitute = u.SubstituteID.String()
	}
	p.Substitutes = []components.Option{{Label: "Nobody: the rules say"}}
	for n := range all {
		p.Substitutes = append(p.Substitutes, components.Option{Value: all[n].ID.String(), Label: all[n].Name})
	}
	return nil
}
