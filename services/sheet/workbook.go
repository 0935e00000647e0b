package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// About is the name of the sheet that says what the figures are of.
const About = "About"

// The widths of columns, in characters.
const (
	narrowest = 9
	widest    = 60
)

// WriteXLSX writes a workbook: the figures under heads that stay in sight, as numbers and days
// that can be counted with, and a sheet that says what they are of. Text that a spreadsheet
// would run as a formula is made safe here, too: such a file is often saved as CSV.
func (t *Table) WriteXLSX(w io.Writer) error {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // nothing was opened
	name := sheetName(t.Title)
	if err := file.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("name the sheet: %w", err)
	}
	if err := t.figures(file, name); err != nil {
		return fmt.Errorf("write the figures of %q: %w", t.Title, err)
	}
	if err := t.about(file); err != nil {
		return fmt.Errorf("write what %q is of: %w", t.Title, err)
	}
	if !t.At.IsZero() {
		made := t.At.UTC().Format(time.RFC3339)
		if err := file.SetDocProps(&excelize.DocProperties{Title: t.Title, Creator: "Ripen", Created: made, Modified: made}); err != nil {
			return fmt.Errorf("say when %q was made: %w", t.Title, err)
		}
	}
	_, err := file.WriteTo(w)
	return err
}

func (t *Table) figures(file *excelize.File, name string) error {
	out, err := file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	widths, rows, err := t.cells(file)
	if err != nil {
		return err
	}
	for n, width := range widths {
		if err := out.SetColWidth(n+1, n+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for n, row := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", n+1), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cells is the heads and the rows as a workbook has them, and how wide each column is.
func (t *Table) cells(file *excelize.File) (widths []float64, rows [][]any, err error) {
	head, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}}})
	if err != nil {
		return nil, nil, err
	}
	styles := make([]int, len(t.Columns))
	heads := make([]any, len(t.Columns))
	widths = make([]float64, len(t.Columns))
	for n, c := range t.Columns {
		if format := c.format(t.Currency); format != "" {
			if styles[n], err = file.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
				return nil, nil, err
			}
		}
		title := c.title()
		widths[n] = max(narrowest, width(longestWord(title)))
		heads[n] = excelize.Cell{StyleID: head, Value: title}
	}
	rows = append(rows, heads)
	for _, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return nil, nil, fmt.Errorf("a row has %d cells, not %d", len(row), len(t.Columns))
		}
		line := make([]any, len(row))
		for n, cell := range row {
			text, err := t.Columns[n].text(cell)
			if err != nil {
				return nil, nil, err
			}
			widths[n] = min(widest, max(widths[n], width(text)+widthMore(t.Columns[n], t.Currency)))
			line[n] = excelize.Cell{StyleID: styles[n], Value: value(cell)}
		}
		rows = append(rows, line)
	}
	return widths, rows, nil
}

// value is the cell as the workbook counts with it.
func value(cell any) any {
	switch v := cell.(type) {
	case string:
		return SafeName(v)
	case decimal.Decimal:
		return v.InexactFloat64()
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return cell
}

// format is how the figures of a column are shown; "" as they are.
func (c Column) format(currency string) string {
	switch c.Kind {
	case Whole:
		return "#,##0"
	case Number:
		return "#,##0.####"
	case Estimate:
		return "#,##0.00"
	case Share:
		return "0.0%"
	case Money:
		if currency == "" {
			return "#,##0.00"
		}
		return `[$` + currency + `] #,##0.00`
	case Day:
		return "yyyy-mm-dd"
	}
	return ""
}

// title is the column's name as it is read: "CPI low", "First order".
func (c Column) title() string {
	words := strings.Split(c.Name, "_")
	for n, word := range words {
		switch {
		case word == "cpi" || word == "cpl" || word == "cpo" || utf8.RuneCountInString(c.Name) == 1:
			words[n] = strings.ToUpper(word)
		case n == 0 && word != "":
			words[n] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

func longestWord(title string) (longest string) {
	for _, word := range strings.Fields(title) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return longest
}

func width(text string) float64 { return float64(utf8.RuneCountInString(text)) + 2 }

// widthMore is what a figure needs beside its digits.
func widthMore(c Column, currency string) float64 {
	switch c.Kind {
	case Money:
		return float64(len(currency) + 3)
	case Whole, Number, Estimate:
		return 1
	}
	return 0
}

// about writes the second sheet.
func (t *Table) about(file *excelize.File) error {
	if _, err := file.NewSheet(About); err != nil {
		return err
	}
	bold, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return err
	}
	wrapped, err := file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	out, err := file.NewStreamWriter(About)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 24); err != nil {
		return err
	}
	if err := out.SetColWidth(2, 2, 90); err != nil {
		return err
	}
	facts := append([]Fact{{"Report", t.Title}}, t.About...)
	if t.Currency != "" {
		facts = append(facts, Fact{"Money is in", t.Currency})
	}
	if !t.At.IsZero() {
		facts = append(facts, Fact{"Made at", t.At.Format("2006-01-02 15:04 MST")})
	}
	for n, note := range t.Notes {
		name := ""
		if n == 0 {
			name = "To know"
		}
		facts = append(facts, Fact{name, note})
	}
	for n, fact := range facts {
		row := []any{excelize.Cell{StyleID: bold, Value: SafeName(fact.Name)}, excelize.Cell{StyleID: wrapped, Value: SafeName(fact.Words)}}
		if err := out.SetRow(fmt.Sprintf("A%d", n+1), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// sheetName is a title as a workbook takes one for a sheet: short, and without some signs.
func sheetName(title string) string {
	const most = 31
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, title)
	if runes := []rune(name); len(runes) > most {
		name = string(runes[:most])
	}
	if name = strings.TrimSpace(name); name == "" || strings.EqualFold(name, About) {
		return "Figures"
	}
	return name
}
