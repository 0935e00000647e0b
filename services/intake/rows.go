package intake

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/intake/table"
)

// samples is how many rows are looked at to guess what the columns are.
const samples = 200

// A layout says how the rows of one table are read as inquiries.
type layout struct {
	header  []string
	mapping table.Mapping
	zone    *time.Location
	options models.ImportOptions
	rest    []int // the columns that are no field: kept as they came
}

// layOut settles what each column is: as the options say, else as text says
// ("field=column,…"), else as it seems. What was settled is kept in the options.
func layOut(header []string, peeked []table.Row, text string, fields []table.Field, o *models.ImportOptions, zone *time.Location) (*layout, error) {
	sampled := make([][]string, 0, len(peeked))
	for _, row := range peeked {
		if row.Problem == "" {
			sampled = append(sampled, row.Cells)
		}
	}
	l := &layout{header: header, zone: zone}
	switch {
	case len(o.Columns) > 0:
		l.mapping = table.Mapping{}
		for field, at := range o.Columns {
			if at < 0 || at >= len(header) || !slices.Contains(fields, table.Field(field)) {
				return nil, models.Refuse(models.Invalid, "columns", "Choose the columns again: the file has no column %d for %s.", at+1, field)
			}
			l.mapping[table.Field(field)] = at
		}
	case strings.TrimSpace(text) != "":
		var err error
		if l.mapping, err = table.ParseMapping(text, header, fields); err != nil {
			return nil, err
		}
	default:
		l.mapping = table.Guess(header, sampled, fields...).Mapping()
	}
	if len(l.mapping) == 0 {
		return nil, models.Refuse(models.Invalid, "map", "None of the columns (%s) looks like one of an inquiry: say which is which, such as --map name=%s.", strings.Join(header, ", "), header[0])
	}
	o.Columns = map[string]int{}
	for field, at := range l.mapping {
		o.Columns[string(field)] = at
	}
	o.DayFirst = o.DayFirst || daysComeFirst(header, sampled, l.mapping)
	for at := range header {
		if !slices.Contains(mapped(l.mapping), at) {
			l.rest = append(l.rest, at)
		}
	}
	l.options = *o
	return l, nil
}

func mapped(m table.Mapping) (columns []int) {
	for _, at := range m {
		columns = append(columns, at)
	}
	return columns
}

// daysComeFirst asks package table how the mapped columns write their dates.
func daysComeFirst(header []string, sampled [][]string, mapping table.Mapping) bool {
	for _, field := range []table.Field{table.ReceivedAt, table.OrderedAt} {
		at, ok := mapping[field]
		if !ok {
			continue
		}
		named := make([]string, len(header))
		named[at] = string(field)
		if table.Guess(named, sampled, field).DayFirst {
			return true
		}
	}
	return false
}

// arrival reads one row as an inquiry, or says why it is none.
func (l *layout) arrival(row table.Row, clientID, programID models.ID, at time.Time) *arrival {
	a := &arrival{line: row.Line, cells: row.Cells, rejected: row.Problem}
	a.ClientID, a.ProgramID, a.Via, a.PhonePrefix = clientID, programID, "import", l.options.PhonePrefix
	if a.rejected != "" {
		return a
	}
	cell := func(field table.Field) string {
		text, _ := l.mapping.Cell(row.Cells, field)
		return text
	}
	a.ExternalID, a.Name, a.Title, a.Organisation = cell(table.ExternalID), cell(table.Name), cell(table.Title), cell(table.Organisation)
	if a.Name == "" {
		a.Name = strings.TrimSpace(cell(table.FirstName) + " " + cell(table.LastName))
	}
	a.Email, a.Phone, a.Address, a.City = cell(table.Email), cell(table.Phone), cell(table.Address), cell(table.City)
	a.Mobile, a.Website = cell(table.Mobile), siteOf(cell(table.Website))
	if text := cell(table.Website); text != "" && a.Website == "" {
		a.Details = map[string]string{"website": text} // no address, but their words
	}
	a.Region, a.Postcode, a.Country = cell(table.Region), cell(table.Postcode), cell(table.Country)
	a.Language = cell(table.Language)
	a.Product, a.Message, a.DoNotCall = cell(table.Product), cell(table.Message), wishes(cell(table.DoNotCall))
	if a.source = clean(cell(table.Source)); a.source == "" {
		a.source = l.options.Source
	}
	if a.medium = models.Medium(strings.ToLower(strings.ReplaceAll(cell(table.Medium), " ", "_"))); !a.medium.Valid() {
		a.medium = l.options.Medium
	}
	for _, at := range l.rest {
		if text := strings.TrimSpace(row.Cells[at]); text != "" {
			if a.Details == nil {
				a.Details = make(map[string]string, len(l.rest))
			}
			a.Details[l.header[at]] = text
		}
	}
	if text := cell(table.ReceivedAt); text != "" {
		received, err := table.ParseTime(text, l.zone, l.options.DayFirst)
		switch {
		case err != nil:
			a.rejected = fmt.Sprintf("Line %d: %s", row.Line, err)
		case received.After(at.Add(24 * time.Hour)):
			a.rejected = fmt.Sprintf("Line %d: the inquiry is dated %s, which is still to come: put the date right.", row.Line, text)
		}
		a.ReceivedAt = received
	}
	return a
}

// wishes reports whether a cell says that its person must not be called. Whatever is
// not a clear no counts: the wish must not be lost in an import.
func wishes(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "0", "n", "no", "f", "false", "nein", "non", "nao", "não", "-", "off", "ok":
		return false
	}
	return true
}
