package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// A Kind says what a column holds, and so how its figures are written.
type Kind int

// The kinds of columns. A cell that holds text where figures are meant, such as "<5", stays
// text in each of them.
const (
	Text     Kind = iota
	Whole         // a count
	Number        // a figure with as many decimals as it has
	Estimate      // a figure with two decimals
	Share         // of 1
	Money         // in the table's currency
	Day
	YesNo
)

// A Column is one column of a table, by the name that it has in files.
type Column struct {
	Name string // cost_per_order
	Kind Kind
}

// A Fact is what holds for a whole table: its period, its filters, how it is counted.
type Fact struct{ Name, Words string }

// A Table is a report as a file. A cell is a string, an int, a float64, a decimal, a day, a
// bool, or nil where nothing can be said.
type Table struct {
	Title    string // of the report, as its page has it
	Currency string // of its money: USD
	Columns  []Column
	Rows     [][]any
	About    []Fact
	Notes    []string  // what to know before reading it
	At       time.Time // when it was made
}

// Add appends a row.
func (t *Table) Add(cells ...any) { t.Rows = append(t.Rows, cells) }

// Tell says something that holds for the whole table; nothing where there are no words.
func (t *Table) Tell(name, words string) {
	if words != "" {
		t.About = append(t.About, Fact{name, words})
	}
}

// May is the figure that a pointer leads to, or nil where nothing can be said.
func May[T any](figure *T) any {
	if figure == nil {
		return nil
	}
	return *figure
}

// A Form is a kind of file.
type Form string

// The forms of a table.
const (
	CSV  Form = "csv"
	XLSX Form = "xlsx"
)

// ContentType is what a browser is told of the file.
func (f Form) ContentType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// Write writes the table in this form.
func (f Form) Write(t *Table, w io.Writer) error {
	if f == XLSX {
		return t.WriteXLSX(w)
	}
	return t.WriteCSV(w)
}

// WriteCSV writes the heads and the rows. What cannot be said is an empty cell.
func (t *Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	line := make([]string, len(t.Columns))
	for n, c := range t.Columns {
		line[n] = c.Name
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for _, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("a row of %q has %d cells, not %d", t.Title, len(row), len(t.Columns))
		}
		for n, cell := range row {
			text, err := t.Columns[n].text(cell)
			if err != nil {
				return err
			}
			line[n] = text
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// text is the cell as a CSV file has it.
func (c Column) text(cell any) (string, error) {
	switch v := cell.(type) {
	case nil:
		return "", nil
	case string:
		return SafeName(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return strconv.Itoa(v), nil
	case time.Time:
		return v.Format(time.DateOnly), nil
	case decimal.Decimal:
		if c.Kind == Money {
			return v.StringFixed(2), nil
		}
		return v.String(), nil
	case float64:
		return strconv.FormatFloat(v, 'f', c.places(), 64), nil
	}
	return "", fmt.Errorf("the column %q cannot hold a %T", c.Name, cell)
}

// places is how many decimals a figure is written with; -1 as many as it has.
func (c Column) places() int {
	switch c.Kind {
	case Whole:
		return 0
	case Estimate, Money:
		return 2
	case Share:
		return 4
	}
	return -1
}
