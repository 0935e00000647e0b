package portal

import (
	"bytes"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/services/sheet"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Balance is a client's balance sheet: its own people read it in the portal, the agency's
// beside the client, and both the same.
type Balance struct {
	Reports *reports.Service
	Clients *clients.Service
	Agency  string
	Now     func() time.Time
}

type balanceForm struct {
	Beside models.ID `param:"client"` // NoID in the portal
	Month  string    `query:"month"`
}

// asked is the form, and whose sheet is asked for.
func (h *Balance) asked(c echo.Context) (f balanceForm, client *models.Client, err error) {
	if err = form.Bind(c, &f); err != nil {
		return f, nil, err
	}
	by := session.Actor(c)
	id := f.Beside
	if !by.OfAgency() {
		id, f.Beside = by.ClientID, models.NoID
	}
	client, err = h.Clients.ByID(c.Request().Context(), by, id)
	return f, client, err
}

// Show handles GET .../balance: the sheet as it stands, or a month of it.
func (h *Balance) Show(c echo.Context) error {
	f, client, err := h.asked(c)
	if err != nil {
		return err
	}
	today := models.DayIn(h.Now(), client.Location())
	month := monthOf(f.Month, today)
	told, err := h.Reports.ClientBalance(c.Request().Context(), session.Actor(c), client.ID, month)
	if err != nil {
		return err
	}
	p := portal.BalancePage{Beside: f.Beside, ClientName: client.Name, Agency: h.Agency, Zone: client.Location(), Now: told.Now, Month: told.Month, Chosen: month.Format(aMonth), Days: told.Days, First: told.First}
	for m := monthOf("", today); len(told.Days) > 0 && !m.Before(monthOf("", told.First)); m = m.AddDate(0, -1, 0) {
		p.Months = append(p.Months, components.Option{Value: m.Format(aMonth), Label: m.Format("January 2006")})
	}
	p.Layout = page.Shell(c, layouts.Page{Title: portal.BalanceTitle, Face: layouts.Office, MainClass: "page balance", NavLabel: "Figures"})
	for n := range p.Layout.Nav {
		p.Layout.Nav[n].Current = p.Layout.Nav[n].Current || f.Beside != models.NoID && p.Layout.Nav[n].URL == paths.Clients()
	}
	return page.Show(c, http.StatusOK, portal.Balance(p))
}

// History handles GET .../balance/history.csv: every day of it, as a file that can be checked.
// It is text alone: a workbook has no bytes that a hash could be made over by hand.
func (h *Balance) History(c echo.Context) error {
	_, client, err := h.asked(c)
	if err != nil {
		return err
	}
	days, err := h.Reports.BalanceHistory(c.Request().Context(), session.Actor(c), client.ID)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := reports.WriteBalanceHistory(&file, client, h.Agency, days); err != nil {
		return err
	}
	return export{clients: h.Clients, client: client, report: "balance", name: "balance-" + client.Slug, at: h.Now()}.blob(c, "csv", sheet.CSV.ContentType(), file.Bytes())
}
