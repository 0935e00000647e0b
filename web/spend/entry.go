package spend

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/spend"
	"ripen/views/components"
	"ripen/views/paths"
	view "ripen/views/spend"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// entryForm is one spend as it was typed.
type entryForm struct {
	Whose
	Source   string `form:"source"`
	New      string `form:"new"`
	From     string `form:"from"`
	To       string `form:"to"`
	Amount   string `form:"amount"`
	Currency string `form:"currency"`
	Rate     string `form:"rate"`
	RateOn   string `form:"rate_on"`
	Replace  string `form:"replace"`
}

// New handles GET .../spend/new.
func (h *Spend) New(c echo.Context) error {
	var f entryForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.entry(c, http.StatusOK, f, nil)
}

// Enter handles POST .../spend/entries.
func (h *Spend) Enter(c echo.Context) error {
	var f entryForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	kept, err := h.enter(c, client, f)
	if faults := page.Faults(err); faults != nil {
		return h.entry(c, http.StatusUnprocessableEntity, f, faults)
	}
	if err != nil {
		return err
	}
	if kept == nil { // sent again
		return page.Go(c, paths.Spend(f.Beside))
	}
	said := "Entered: " + spend.Phrase(kept)
	if kept.Currency != client.Currency {
		said += fmt.Sprintf(", %s %s", spend.Money(kept.Amount), client.Currency)
	}
	return page.Done(c, paths.SpendIn(f.Beside, kept.FromDay.Format(aMonth)), page.Said("%s.", said))
}

func (h *Spend) enter(c echo.Context, client *models.Client, f entryForm) (*models.Spend, error) {
	e := spend.Entry{SourceID: form.ID(f.Source), New: strings.TrimSpace(f.New), Currency: f.Currency, Replace: f.Replace != ""}
	if e.SourceID != models.NoID && e.New != "" {
		return nil, models.Refuse(models.Invalid, "new", "Choose a source or name a new one, not both.")
	}
	var err error
	if e.From, err = day("from", f.From); err != nil {
		return nil, err
	}
	if e.To, err = day("to", f.To); err != nil {
		return nil, err
	}
	paid, err := money("amount", strings.TrimSpace(f.Amount))
	if err != nil {
		return nil, err
	}
	if paid == nil {
		return nil, models.Refuse(models.Invalid, "amount", "Enter the amount, 0 where it cost nothing.")
	}
	e.Paid = *paid
	if strings.TrimSpace(f.Rate) != "" {
		if e.Rate, err = spend.ParseRate(f.Rate); err != nil {
			return nil, err
		}
	}
	on, err := day("rate_on", f.RateOn)
	if err != nil {
		return nil, err
	}
	if !on.IsZero() {
		e.RateOn = &on
	}
	return h.Spend.Enter(c.Request().Context(), session.Actor(c), f.Token(), client.ID, e)
}

// day reads a day as browsers send it; a blank one is zero.
func day(field, text string) (time.Time, error) {
	if text = strings.TrimSpace(text); text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return at, models.Refuse(models.Invalid, field, "Enter the day as year-month-day, such as 2026-06-30.")
	}
	return at, nil
}

func (h *Spend) entry(c echo.Context, status int, f entryForm, faults map[string]string) error {
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	sources, err := h.Clients.Sources(c.Request().Context(), session.Actor(c), client.ID)
	if err != nil {
		return err
	}
	p := view.EntryPage{Layout: shell(c, f.Whose, "Spend of a period", paths.SpendNew(f.Beside)), Client: f.Beside, ClientName: client.Name, Currency: client.Currency, Faults: faults, MayBeWritten: faults["replace"],
		Sources: options(sources, "Choose…"), Entry: view.Entry{Source: f.Source, New: f.New, From: f.From, To: f.To, Amount: f.Amount, Currency: f.Currency, Rate: f.Rate, RateOn: f.RateOn, Replace: f.Replace != ""}}
	if f.Replace != "" && p.MayBeWritten == "" {
		p.MayBeWritten = "What it overlaps is replaced."
	}
	return page.Show(c, status, view.New(p))
}

// options are the sources that spend is entered for, after the words for none.
func options(sources []models.Source, none string) []components.Option {
	all := []components.Option{{Value: "", Label: none}}
	for n := range sources {
		if s := &sources[n]; s.MergedInto == nil {
			all = append(all, components.Option{Value: s.ID.String(), Label: s.Label()})
		}
	}
	return all
}
