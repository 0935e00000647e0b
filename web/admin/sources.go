package admin

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/spend"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// sourceForm is a source as it was sent.
type sourceForm struct {
	form.Once
	ID        models.ID `param:"source"`
	ClientID  models.ID `param:"client"`
	Name      string    `form:"name"`
	Medium    string    `form:"medium"`
	Audience  string    `form:"audience"`
	Program   string    `form:"program"`
	FormOpen  string    `form:"form_open"`
	FormTitle string    `form:"form_title"`
	FormIntro string    `form:"form_intro"`
	Month     string    `form:"month"`
	Amount    string    `form:"amount"`
	Title     string    // what it is to be called, as it was sent
	Into      string    // what it is to be counted with
}

func (f sourceForm) source() models.Source {
	s := models.Source{ID: f.ID, ClientID: f.ClientID, Name: strings.TrimSpace(f.Name), Medium: models.Medium(f.Medium), Audience: f.Audience, FormOpen: f.FormOpen != "", FormTitle: f.FormTitle, FormIntro: f.FormIntro}
	if id := form.ID(f.Program); id != models.NoID {
		s.ProgramID = &id
	}
	return s
}

func formOf(s *models.Source) sourceForm {
	f := sourceForm{ID: s.ID, ClientID: s.ClientID, Name: s.Label(), Medium: string(s.Medium), Audience: s.Audience, FormTitle: s.FormTitle, FormIntro: s.FormIntro}
	if s.ProgramID != nil {
		f.Program = s.ProgramID.String()
	}
	if s.FormOpen {
		f.FormOpen = "on"
	}
	return f
}

// NewSource handles GET /admin/clients/:client/sources/new.
func (h *Clients) NewSource(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	return h.sourceForm(c, http.StatusOK, client, nil, sourceForm{Medium: "web"}, nil)
}

// Source handles GET /admin/sources/:source.
func (h *Clients) Source(c echo.Context) error {
	s, client, err := h.source(c)
	if err != nil {
		return err
	}
	return h.sourceForm(c, http.StatusOK, client, s, formOf(s), nil)
}

// source is the one in the address, and its client.
func (h *Clients) source(c echo.Context) (*models.Source, *models.Client, error) {
	var at struct {
		ID models.ID `param:"source"`
	}
	if err := form.Bind(c, &at); err != nil {
		return nil, nil, err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	s, err := h.Clients.OneSource(ctx, by, at.ID)
	if err != nil {
		return nil, nil, err
	}
	client, err := h.Clients.ByID(ctx, by, s.ClientID)
	return s, client, err
}

// sourceForm draws the form as it was left; s is nil for a new one.
func (h *Clients) sourceForm(c echo.Context, status int, client *models.Client, s *models.Source, f sourceForm, faults map[string]string) error {
	programs, err := h.choices(c, client.ID)
	if err != nil {
		return err
	}
	view := admin.SourceForm{
		Shell: clientShell(c, "Source"), ClientID: client.ID, Client: client.Name, Currency: client.Currency, Name: f.Name, Medium: f.Medium, Audience: f.Audience, Program: f.Program,
		FormOpen: f.FormOpen != "", FormTitle: f.FormTitle, FormIntro: f.FormIntro, Programs: programs, Faults: faults, Month: f.Month, Amount: f.Amount,
	}
	for _, m := range models.Media {
		view.Media = append(view.Media, components.Option{Value: string(m), Label: m.Words()})
	}
	if s != nil {
		view.ID, view.Name, view.FormOpen = s.ID, s.Label(), view.FormOpen && s.FormOpen
		view.FormURL = strings.TrimSuffix(h.BaseURL, "/") + paths.HostedForm(s.FormKey)
		if err := h.showSpend(c, client, s, &view); err != nil {
			return err
		}
		if err := h.showNames(c, client, s, f, &view); err != nil {
			return err
		}
	}
	return page.Show(c, status, admin.SourceEdit(view))
}

func (h *Clients) showSpend(c echo.Context, client *models.Client, s *models.Source, view *admin.SourceForm) error {
	today := models.DayIn(h.Now(), client.Location())
	all, err := h.Spend.Standing(c.Request().Context(), session.Actor(c), client.ID, today.AddDate(-1, 0, 0), today)
	for n := len(all) - 1; n >= 0; n-- {
		if p := &all[n]; p.SourceID == s.ID {
			view.Spend = append(view.Spend, admin.SpendLine{Period: p.Period(), Amount: spend.Money(p.Paid) + " " + p.Currency})
		}
	}
	if view.Month == "" {
		view.Month = today.Format("2006-01")
	}
	return err
}

// CreateSource handles POST /admin/clients/:client/sources.
func (h *Clients) CreateSource(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	var f sourceForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	made, err := h.Clients.CreateSource(c.Request().Context(), session.Actor(c), f.source())
	if status, faults := faulty(err); faults != nil {
		return h.sourceForm(c, status, client, nil, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Source(made.ID), page.Said("%s is a source now.", made.Label()))
}

// EditSource handles POST /admin/sources/:source.
func (h *Clients) EditSource(c echo.Context) error {
	was, client, err := h.source(c)
	if err != nil {
		return err
	}
	var f sourceForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err = h.Clients.EditSource(c.Request().Context(), session.Actor(c), f.source())
	if status, faults := faulty(err); faults != nil {
		return h.sourceForm(c, status, client, was, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Source(was.ID), page.Said("Saved."))
}

// SetSpend handles POST /admin/sources/:source/spend.
func (h *Clients) SetSpend(c echo.Context) error {
	source, client, err := h.source(c)
	if err != nil {
		return err
	}
	var f sourceForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err = h.setSpend(c, source.ID, f)
	if status, faults := faulty(err); faults != nil {
		left := formOf(source)
		left.Month, left.Amount = f.Month, f.Amount
		return h.sourceForm(c, status, client, source, left, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Source(source.ID), page.Said("Entered."))
}

func (h *Clients) setSpend(c echo.Context, sourceID models.ID, f sourceForm) error {
	month, err := time.Parse("2006-01", strings.TrimSpace(f.Month))
	if err != nil {
		return models.Refuse(models.Invalid, "month", "Enter the month as year-month, such as 2026-06.")
	}
	var amount *decimal.Decimal
	if strings.TrimSpace(f.Amount) != "" {
		given, err := amountOf("amount", f.Amount)
		if err != nil {
			return err
		}
		amount = &given
	}
	return h.Spend.SetMonth(c.Request().Context(), session.Actor(c), sourceID, month, amount)
}
