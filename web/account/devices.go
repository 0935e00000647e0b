package account

import (
	"slices"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/account"
	"ripen/web/form"
	"ripen/web/session"
)

// tellsOfLeads reports whether people of this role are told of leads.
func tellsOfLeads(role models.Role) bool {
	return slices.Contains([]models.Role{models.Rep, models.PartnerManager, models.SalesManager}, role)
}

// bell fills in the devices that ring.
func (a *Account) bell(c echo.Context, p *account.Page) error {
	mine, err := a.Push.MyDevices(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	p.BellKey = a.Push.Devices.PublicKey()
	for _, d := range mine {
		p.Devices = append(p.Devices, account.Device{ID: d.ID, Label: d.Label, Since: d.MadeAt})
	}
	return nil
}

type deviceForm struct {
	form.Once
	ID    models.ID `param:"device"`
	URL   string    `form:"url"`
	Label string    `form:"label"`
}

// RingOn handles POST /account/devices: this browser rings when a lead has come.
func (a *Account) RingOn(c echo.Context) error {
	var f deviceForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := a.Push.SwitchOn(c.Request().Context(), session.Actor(c), f.URL, f.Label)
	return a.after(c, err, "This device shows when a lead has come.")
}

// RingOff handles POST /account/devices/:device/end.
func (a *Account) RingOff(c echo.Context) error {
	var f deviceForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return a.after(c, a.Push.SwitchOff(c.Request().Context(), session.Actor(c), f.ID), "That device is silent now.")
}

// RingNow handles POST /account/devices/:device/test.
func (a *Account) RingNow(c echo.Context) error {
	var f deviceForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := a.Push.Ring(c.Request().Context(), session.Actor(c), f.Token(), f.ID)
	return a.after(c, err, "A sign is on its way to that device.")
}
