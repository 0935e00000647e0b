package spend

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
)

// A reader makes spends of the rows of one file.
type reader struct {
	in       *entering
	file     File
	sheet    *Sheet
	at       map[string]int // the column of each field
	mark     rune           // the decimal mark that the amounts show
	dayFirst bool
	sure     bool // some day of the file is over 12, so that it is known which number it is
}

func newReader(in *entering, f File, sheet *Sheet, rows []table.Row) *reader {
	sheet.Currency = in.client.Currency
	r := &reader{in: in, file: f, sheet: sheet, at: map[string]int{}}
	for field, names := range columns {
		r.at[field] = table.Column(sheet.Header, names)
	}
	var amounts []string
	for _, row := range rows {
		if row.Problem != "" {
			continue
		}
		amounts = append(amounts, r.cell(row, "amount"))
		for _, field := range []string{"from", "to", "rate_on"} {
			if m := slashed.FindStringSubmatch(r.cell(row, field)); m != nil {
				first, second := m[1] > "12", m[2] > "12"
				r.dayFirst, r.sure = r.dayFirst || first, r.sure || first || second
			}
		}
	}
	r.mark = table.DecimalMark(amounts)
	return r
}

// slashed is a date of which two numbers could be the day.
var slashed = regexp.MustCompile(`^(\d{2})[/-](\d{2})[/-]\d{4}$`)

func (r *reader) cell(row table.Row, field string) string {
	if n := r.at[field]; n >= 0 && n < len(row.Cells) {
		return strings.TrimSpace(row.Cells[n])
	}
	return ""
}

func (r *reader) read(row table.Row) {
	l := Line{Line: row.Line, Cells: row.Cells, Fault: row.Problem}
	if l.Fault == "" {
		if err := r.understand(row, &l); err != nil {
			l.Fault, l.Field = err.Error(), "row"
			if refused := models.Refused(err); refused != nil {
				l.Fault, l.Field = refused.Message, refused.Field
			}
		}
	}
	r.sheet.Lines = append(r.sheet.Lines, l)
}

func (r *reader) understand(row table.Row, l *Line) (err error) {
	l.Source = r.cell(row, "source")
	p := &l.Spend
	if p.FromDay, err = r.day(row, "from"); err != nil {
		return err
	}
	if p.ToDay, err = r.day(row, "to"); err != nil {
		return err
	}
	if err := r.money(row, p); err != nil {
		return err
	}
	if err := p.Check(r.in.client.Currency); err != nil {
		return err
	}
	src, err := r.source(l.Source)
	if err != nil {
		return err
	}
	p.SourceID = src.CountsAs()
	if into := r.in.sources.byID(p.SourceID); into.Label() != models.SourceLabel(l.Source) {
		l.Into = into.Label()
	}
	return r.fit(l)
}

// fit refuses a row that overlaps one of the file, and one that overlaps what stands,
// unless that is to be replaced.
func (r *reader) fit(l *Line) error {
	for n := range r.sheet.Lines {
		if other := &r.sheet.Lines[n]; other.Fault == "" && other.Spend.SourceID == l.Spend.SourceID && other.Spend.Overlaps(&l.Spend) {
			return models.Refuse(models.Invalid, "period", "It overlaps line %d, %s: keep one of the two, or add them up.", other.Line, Phrase(&other.Spend))
		}
	}
	l.replaced = r.in.overlapped(&l.Spend)
	for _, other := range r.sheet.Lines { // one long period may be replaced by several rows
		l.replaced = slices.DeleteFunc(l.replaced, func(p models.Spend) bool {
			return slices.ContainsFunc(other.replaced, func(q models.Spend) bool { return p.ID == q.ID })
		})
	}
	if len(l.replaced) == 0 {
		return nil
	}
	if l.Replaces = r.in.phrases(l.replaced); !r.file.Replace {
		l.replaced = nil
		return models.Refuse(models.Invalid, "replace", "There is %s already, which it overlaps: have it replaced, or leave this row out.", l.Replaces)
	}
	return nil
}

// source is the one that a row names; where there is none, the one that was chosen or is made.
func (r *reader) source(name string) (*models.Source, error) {
	if src := r.in.sources.called(name); src != nil {
		return src, nil
	}
	id, chosen := r.file.Choices[name]
	switch {
	case chosen && id != models.NoID:
		if src := r.in.sources.byID(id); src != nil {
			return src, nil
		}
		return nil, models.Refuse(models.Invalid, "source", "The source that was chosen for “%s” is not there any more: choose another.", name)
	case (chosen || r.file.Make) && name != "":
		src, err := r.in.made(name, "")
		if err == nil {
			r.sheet.Made = append(r.sheet.Made, name)
		}
		return src, err
	}
	if !slices.Contains(r.sheet.Unknown, name) {
		r.sheet.Unknown = append(r.sheet.Unknown, name)
	}
	if like := r.in.sources.like(name); like != "" {
		return nil, models.Refuse(models.Invalid, "source", "No source is called “%s”; “%s” is: choose it, or have a new one made.", name, like)
	}
	return nil, models.Refuse(models.Invalid, "source", "No source is called “%s”: choose which one is meant, or have it made.", name)
}

// day reads a day of the period, and refuses one that could be two.
func (r *reader) day(row table.Row, field string) (time.Time, error) {
	text := r.cell(row, field)
	if text == "" {
		return time.Time{}, nil // the noun says what to do
	}
	at, err := table.ParseTime(text, time.UTC, r.dayFirst)
	if err != nil {
		return at, models.Refuse(models.Invalid, field, "“%s” is no day: write it like 2026-06-30.", text)
	}
	if m := slashed.FindStringSubmatch(text); m != nil && !r.sure && m[1] != m[2] {
		return at, models.Refuse(models.Invalid, field, "“%s” could be %s or %s: write it like %s.", text, at.Format("2 January"),
			time.Date(at.Year(), time.Month(at.Day()), int(at.Month()), 0, 0, 0, 0, time.UTC).Format("2 January"), at.Format(time.DateOnly))
	}
	return models.DayIn(at, time.UTC), nil
}

// money reads amount, currency, rate and the day of the rate; without a day it is the last of the period.
func (r *reader) money(row table.Row, p *models.Spend) (err error) {
	text := r.cell(row, "amount")
	if text == "" {
		return models.Refuse(models.Invalid, "amount", "There is no amount: leave the row out, or write 0 where it cost nothing.")
	}
	if p.Paid, err = table.ParseMoneyMarked(text, r.mark); err != nil {
		return err
	}
	p.Currency = strings.ToUpper(r.cell(row, "currency"))
	if shown := shownCurrency(text); shown != "" {
		if p.Currency != "" && p.Currency != shown {
			return models.Refuse(models.Invalid, "currency", "The amount “%s” is in %s, but the currency is %s: correct one of the two.", text, shown, p.Currency)
		}
		p.Currency = shown
	}
	if text := r.cell(row, "rate"); text != "" {
		if p.Rate, err = ParseRate(text); err != nil {
			return err
		}
	}
	on, err := r.day(row, "rate_on")
	if err != nil {
		return err
	}
	if on.IsZero() {
		on = p.ToDay
	}
	if p.Currency != "" && p.Currency != r.in.client.Currency && !on.IsZero() {
		p.RateOn = &on
	}
	return nil
}

var (
	isoCode = regexp.MustCompile(`[A-Z]{3}`)
	symbols = map[string]string{"€": "EUR", "£": "GBP", "R$": "BRL", "zł": "PLN"}
)

// shownCurrency is the currency that stands beside an amount, where it can be only one.
func shownCurrency(text string) string {
	for symbol, code := range symbols {
		if strings.Contains(text, symbol) {
			return code
		}
	}
	return isoCode.FindString(text)
}

// ParseRate reads an exchange rate. Its only mark is the decimal mark: a rate of a thousand
// is written without one.
func ParseRate(text string) (decimal.Decimal, error) {
	plain := strings.Replace(strings.TrimSpace(text), ",", ".", 1)
	rate, err := decimal.NewFromString(plain)
	if err != nil || strings.ContainsAny(plain, "eE+") {
		return rate, models.Refuse(models.Invalid, "rate", "“%s” is no rate: write it like 1.0845.", text)
	}
	if rate.Sign() <= 0 {
		return rate, models.Refuse(models.Invalid, "rate", "A rate is more than 0: enter how much of the client’s currency one was.")
	}
	return rate, nil
}

// Words is what became of a file, in one sentence.
func (s *Sheet) Words() string {
	switch bad := s.Faults(); {
	case len(s.Lines) == 0:
		return "The file has no rows."
	case bad > 0:
		return fmt.Sprintf("%d of %s cannot be kept, so nothing was.", bad, plural(len(s.Lines), "row", "rows"))
	case s.Kept:
		return fmt.Sprintf("%s kept, together %s %s.", plural(len(s.Lines), "row was", "rows were"), Money(s.Sum()), s.Currency)
	}
	return fmt.Sprintf("%s can be kept, together %s %s.", plural(len(s.Lines), "row", "rows"), Money(s.Sum()), s.Currency)
}
