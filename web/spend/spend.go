// Package spend is the handlers of what a client's sources cost: its own marketer enters it
// in the portal, the agency's people who run programs beside the client.
package spend

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/spend"
	"ripen/views/layouts"
	"ripen/views/paths"
	view "ripen/views/spend"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Spend is what a client's sources cost.
type Spend struct {
	Spend   *spend.Service
	Clients *clients.Service
	Now     func() time.Time
}

// Whose is the client whose spend it is: the address says it to the agency, and to a
// client's people who they are.
type Whose struct {
	form.Once
	Beside models.ID `param:"client"` // NoID in the portal
}

func (h *Spend) client(c echo.Context, w Whose) (*models.Client, error) {
	by, id := session.Actor(c), w.Beside
	if !by.OfAgency() {
		id = by.ClientID
	}
	return h.Clients.ByID(c.Request().Context(), by, id)
}

func shell(c echo.Context, w Whose, title, path string) layouts.Page {
	p := page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, MainClass: "page sources spend-page", NavLabel: "Figures", Path: path})
	for n := range p.Nav {
		p.Nav[n].Current = p.Nav[n].Current || w.Beside != models.NoID && p.Nav[n].URL == paths.Clients()
	}
	return p
}

// monthForm is one month's amounts; source, was and amount stand side by side.
type monthForm struct {
	Whose
	Asked   string   `query:"month"`
	Month   string   `form:"month"`
	Sources []string `form:"source"`
	Was     []string `form:"was"`
	Amounts []string `form:"amount"`
}

// Show handles GET .../spend.
func (h *Spend) Show(c echo.Context) error {
	var f monthForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	p, err := h.page(c, f.Whose, f.Asked)
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, view.Month(p))
}

// Save handles POST .../spend. Nothing is saved until every amount can be read.
func (h *Spend) Save(c echo.Context) error {
	var f monthForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	p, err := h.page(c, f.Whose, f.Month)
	if err != nil {
		return err
	}
	changes, err := f.read(&p)
	if err != nil {
		return err
	}
	for _, l := range p.Lines {
		if l.Fault != "" {
			return page.Show(c, http.StatusUnprocessableEntity, view.Month(p))
		}
	}
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	if err := h.Spend.SetMonths(c.Request().Context(), session.Actor(c), f.Token(), client.ID, monthOf(p.Month, h.Now()), changes); err != nil {
		return err
	}
	said := "Nothing was changed."
	if len(changes) > 0 {
		said = fmt.Sprintf("Saved %d of %s.", len(changes), p.MonthName)
	}
	return page.Done(c, paths.SpendIn(f.Beside, p.Month), page.Said("%s", said))
}

// read puts what was typed into the page's lines, says what is wrong with it, and
// returns what is to be changed. What somebody else has entered meanwhile is not
// overwritten unseen.
func (f *monthForm) read(p *view.MonthPage) (changes []spend.Change, err error) {
	if len(f.Was) != len(f.Sources) || len(f.Amounts) != len(f.Sources) {
		return nil, models.Refuse(models.Invalid, "", "This form arrived broken; open the page and enter the amounts again.")
	}
	lines := map[models.ID]*view.MonthLine{}
	for n := range p.Lines {
		lines[p.Lines[n].ID] = &p.Lines[n]
	}
	for n, text := range f.Sources {
		line := lines[form.ID(text)]
		if line == nil {
			return nil, models.Absent()
		}
		now, typed := line.Was, strings.TrimSpace(f.Amounts[n])
		line.Typed = f.Amounts[n]
		amount, err := money("amount", typed)
		switch refused := models.Refused(err); {
		case refused != nil:
			line.Fault = refused.Message
		case err != nil:
			return nil, err
		case amount != nil && (amount.IsNegative() || amount.GreaterThan(models.MostSpend)):
			line.Fault = "Enter an amount of 0 or more, in whole cents."
		case amount != nil && !amount.Equal(amount.Truncate(2)):
			line.Fault = "Enter at most two decimals."
		case plain(amount) == now:
		case typed == f.Was[n]: // untouched here, and changed by somebody else
			line.Typed = now
		case line.Part != "":
			line.Fault = "It is part of a longer period by now: change it there."
		case f.Was[n] != now:
			line.Fault = "Somebody entered " + orNone(now) + " meanwhile. Save again to replace it."
		default:
			changes = append(changes, spend.Change{SourceID: line.ID, Amount: amount})
		}
	}
	return changes, nil
}

// plain is an amount as a field shows it.
func plain(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.StringFixed(2)
}

func orNone(text string) string {
	if text == "" {
		return "no amount"
	}
	return text
}

// undoForm is what is taken back.
type undoForm struct {
	Whose
	ID models.ID `param:"entry"`
}

// Undo handles POST .../spend/acts/:entry/undoing.
func (h *Spend) Undo(c echo.Context) error {
	var f undoForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	if err := h.Spend.Undo(c.Request().Context(), session.Actor(c), f.Token(), client.ID, f.ID); err != nil {
		return err
	}
	return page.Done(c, paths.Spend(f.Beside), page.Said("Taken back. What it had replaced stands again."))
}
