package portal

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// spendForm is one month's amounts; source, was and amount stand side by side.
type spendForm struct {
	form.Once
	Asked   string   `query:"month"`
	Month   string   `form:"month"`
	Sources []string `form:"source"`
	Was     []string `form:"was"`
	Amounts []string `form:"amount"`
}

// Spend handles GET /portal/spend.
func (h *Figures) Spend(c echo.Context) error {
	var f spendForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	p, err := h.spendPage(c, f.Asked)
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.Spend(p))
}

// SaveSpend handles POST /portal/spend. Nothing is saved until every amount can be read.
func (h *Figures) SaveSpend(c echo.Context) error {
	var f spendForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	p, err := h.spendPage(c, f.Month)
	if err != nil {
		return err
	}
	changes, err := f.read(&p)
	if err != nil {
		return err
	}
	for _, l := range p.Lines {
		if l.Fault != "" {
			return page.Show(c, http.StatusUnprocessableEntity, portal.Spend(p))
		}
	}
	month := monthOf(p.Month, h.Now())
	for _, change := range changes {
		if err := h.Clients.SetSpend(c.Request().Context(), session.Actor(c), change.source, month, change.amount); err != nil {
			return err
		}
	}
	said := "Nothing was changed."
	if len(changes) > 0 {
		said = fmt.Sprintf("Saved %d of %s.", len(changes), p.MonthName)
	}
	return page.Done(c, paths.PortalSpendIn(p.Month), page.Said("%s", said))
}

// A change is an amount that is another than before; nil: none is known any more.
type change struct {
	source models.ID
	amount *decimal.Decimal
}

// read puts what was typed into the page's lines, says what is wrong with it, and
// returns what is to be changed. What somebody else has entered meanwhile is not
// overwritten unseen.
func (f *spendForm) read(p *portal.SpendPage) (changes []change, err error) {
	if len(f.Was) != len(f.Sources) || len(f.Amounts) != len(f.Sources) {
		return nil, models.Refuse(models.Invalid, "", "This form arrived broken; open the page and enter the amounts again.")
	}
	lines := map[models.ID]*portal.SpendLine{}
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
		case amount != nil && (amount.IsNegative() || amount.GreaterThan(decimal.New(1, 11))):
			line.Fault = "Enter an amount of 0 or more, in whole cents."
		case amount != nil && !amount.Equal(amount.Truncate(2)):
			line.Fault = "Enter at most two decimals."
		case plain(amount) == now:
		case typed == f.Was[n]: // untouched here, and changed by somebody else
			line.Typed = now
		case f.Was[n] != now:
			line.Fault = "Somebody entered " + orNone(now) + " meanwhile. Save again to replace it."
		default:
			changes = append(changes, change{line.ID, amount})
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

func (h *Figures) spendPage(c echo.Context, asked string) (p portal.SpendPage, err error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return p, err
	}
	today := models.DayIn(h.Now(), client.Location())
	month := monthOf(asked, today)
	before := month.AddDate(0, -1, 0)
	p = portal.SpendPage{ClientName: client.Name, Currency: client.Currency, Month: month.Format(aMonth), MonthName: month.Format("January 2006"), BeforeName: before.Format("January 2006"),
		Months: months(today, month), BackURL: paths.PortalSpendIn(before.Format(aMonth)),
		Layout: page.Shell(c, layouts.Page{Title: "Spend", Face: layouts.Office, MainClass: "page sources spend-page", NavLabel: "Figures", Path: paths.PortalSpendIn(month.Format(aMonth))})}
	if after := month.AddDate(0, 1, 0); !after.After(today) {
		p.NextURL = paths.PortalSpendIn(after.Format(aMonth))
	}
	sources, err := h.Clients.Sources(ctx, by, client.ID)
	if err != nil {
		return p, err
	}
	spent, err := h.Clients.Spends(ctx, by, client.ID, before, lastOf(month))
	if err != nil {
		return p, err
	}
	for _, s := range sources {
		line := portal.SpendLine{ID: s.ID, Name: s.Label(), Medium: s.Medium.Words()}
		for _, each := range spent {
			switch {
			case each.SourceID != s.ID:
			case sameMonth(each.Month, month):
				line.Typed, line.Was = plain(&each.Amount), plain(&each.Amount)
			case sameMonth(each.Month, before):
				line.Before = &each.Amount
			}
		}
		p.Lines = append(p.Lines, line)
	}
	return p, nil
}

func sameMonth(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }
