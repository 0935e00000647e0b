package spend

import (
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/spend"
	"ripen/views/components"
	"ripen/views/paths"
	view "ripen/views/spend"
	"ripen/web/session"
)

const (
	aMonth     = "2006-01" // as it is written in an address
	monthsBack = 48        // are offered
	mostDone   = 20        // acts are listed
)

// monthOf is the first day of the month in a text, or of another day.
func monthOf(text string, other time.Time) time.Time {
	if month, err := time.Parse(aMonth, text); err == nil && month.Year() >= 1990 && month.Year() <= 2100 {
		return month
	}
	return time.Date(other.Year(), other.Month(), 1, 0, 0, 0, 0, time.UTC)
}

func months(today, chosen time.Time) (all []components.Option) {
	first, offered := monthOf("", today), false
	for n := range monthsBack {
		month := first.AddDate(0, -n, 0)
		offered = offered || month.Equal(chosen)
		all = append(all, components.Option{Value: month.Format(aMonth), Label: month.Format("Jan 2006")})
	}
	if !offered {
		all = append(all, components.Option{Value: chosen.Format(aMonth), Label: chosen.Format("Jan 2006")})
	}
	return all
}

// money reads an amount that may be left out.
func money(field, text string) (*decimal.Decimal, error) {
	if text == "" {
		return nil, nil
	}
	amount, err := table.ParseMoney(text)
	if refused := models.Refused(err); refused != nil {
		return nil, models.Refuse(refused.Kind, field, "%s", refused.Message)
	}
	return &amount, err
}

func (h *Spend) page(c echo.Context, w Whose, asked string) (p view.MonthPage, err error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.client(c, w)
	if err != nil {
		return p, err
	}
	today := models.DayIn(h.Now(), client.Location())
	month := monthOf(asked, today)
	before := month.AddDate(0, -1, 0)
	p = view.MonthPage{Client: w.Beside, ClientName: client.Name, Currency: client.Currency, Month: month.Format(aMonth), MonthName: month.Format("January 2006"), BeforeName: before.Format("January 2006"),
		Months: months(today, month), BackURL: paths.SpendIn(w.Beside, before.Format(aMonth)),
		Layout: shell(c, w, "Spend", paths.SpendIn(w.Beside, month.Format(aMonth)))}
	if after := month.AddDate(0, 1, 0); !after.After(today) {
		p.NextURL = paths.SpendIn(w.Beside, after.Format(aMonth))
	}
	sources, err := h.Clients.Sources(ctx, by, client.ID)
	if err != nil {
		return p, err
	}
	stands, err := h.Spend.Standing(ctx, by, client.ID, before, month.AddDate(0, 1, -1))
	if err != nil {
		return p, err
	}
	for n := range sources {
		if sources[n].MergedInto == nil {
			p.Lines = append(p.Lines, lineOf(&sources[n], sources, stands, month, client.Currency))
		}
	}
	if p.Done, err = h.acts(c, w, client); err != nil {
		return p, err
	}
	return p, nil
}

// lineOf is a source with what it cost in the month and the one before, what is counted with it too.
func lineOf(s *models.Source, all []models.Source, stands []models.Spend, month time.Time, own string) view.MonthLine {
	l := view.MonthLine{ID: s.ID, Name: s.Label(), Medium: s.Medium.Words()}
	counted := map[models.ID]bool{}
	for n := range all {
		counted[all[n].ID] = all[n].CountsAs() == s.ID
	}
	last := month.AddDate(0, 1, -1)
	var before, now decimal.Decimal
	var of []models.Spend
	for _, p := range stands {
		if !counted[p.SourceID] {
			continue
		}
		if first := month.AddDate(0, -1, 0); !p.FromDay.After(month.AddDate(0, 0, -1)) && !p.ToDay.Before(first) {
			before = before.Add(p.Within(first, month.AddDate(0, 0, -1)))
			l.Before = spend.Money(before) + " " + own
		}
		if !p.FromDay.After(last) && !p.ToDay.Before(month) {
			now, of = now.Add(p.Within(month, last)), append(of, p)
		}
	}
	switch {
	case len(of) == 0:
	case len(of) == 1 && of[0].FromDay.Equal(month) && of[0].ToDay.Equal(last) && of[0].Currency == own && of[0].SourceID == s.ID:
		l.Typed, l.Was = plain(&of[0].Amount), plain(&of[0].Amount)
	default:
		l.Part = spend.Money(now) + " " + own
		l.Of = "of " + spend.Phrase(&of[0])
		for _, more := range of[1:] {
			l.Of += ", " + spend.Phrase(&more)
		}
	}
	return l
}

func (h *Spend) acts(c echo.Context, w Whose, client *models.Client) (done []view.Act, err error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Spend.Acts(ctx, by, client.ID, mostDone)
	if err != nil {
		return nil, err
	}
	zone := models.Location(by.Zone)
	for n := range all {
		d := &all[n]
		a := view.Act{ID: d.ID, Words: d.Verb() + ": " + d.What(client.Currency), When: d.At.In(zone).Format("2 Jan 2006 15:04"), By: who(d.ByName, d.ByOperator), UndoURL: paths.SpendUndoing(w.Beside, d.ID)}
		if d.UndoneAt != nil {
			a.Undone = "Taken back by " + who(d.UndoneBy, d.UndoneByOperator) + ", " + d.UndoneAt.In(zone).Format("2 Jan 2006 15:04")
		}
		done = append(done, a)
	}
	return done, nil
}

// who is somebody by name; a client's people are told no names of the agency.
func who(name string, operator bool) string {
	if name == "" || operator {
		return "the agency"
	}
	return name
}
