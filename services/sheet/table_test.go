package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ripen/services/sheet"
)

func figures() *sheet.Table {
	t := &sheet.Table{Title: "What it cost: all?", Currency: "USD", At: time.Date(2026, 7, 6, 9, 30, 0, 0, time.UTC), Notes: []string{"=none entered is not zero", "Ranges hold 95 times in 100."}}
	t.Columns = []sheet.Column{{Name: "source"}, {Name: "spend", Kind: sheet.Money}, {Name: "inquiries", Kind: sheet.Whole}, {Name: "b", Kind: sheet.Whole}, {Name: "a_rate", Kind: sheet.Share},
		{Name: "orders_more", Kind: sheet.Estimate}, {Name: "median", Kind: sheet.Number}, {Name: "first_order", Kind: sheet.Day}, {Name: "named", Kind: sheet.YesNo}}
	t.Tell("Period", "July 2025 to June 2026")
	t.Tell("Medium", "")
	t.Add("Expo", decimal.RequireFromString("-1234.5"), 1200, "<5", 0.12345, 2.5, 41.25, time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), true)
	t.Add("=HYPERLINK(\"http://x\")", nil, 0, 7, nil, nil, nil, nil, false)
	return t
}

func TestWriteCSV_writesEachKindAsItIs(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	if err := figures().WriteCSV(&file); err != nil {
		t.Fatal(err)
	}
	const want = "source,spend,inquiries,b,a_rate,orders_more,median,first_order,named\n" +
		"Expo,-1234.50,1200,<5,0.1235,2.50,41.25,2026-02-03,true\n" +
		"\"'=HYPERLINK(\"\"http://x\"\")\",,0,7,,,,,false\n"
	if file.String() != want {
		t.Errorf(" got %q\nwant %q", file.String(), want)
	}
}

func TestWriteXLSX_keepsNumbersNumbersAndDaysDays(t *testing.T) {
	t.Parallel()
	book := opened(t, figures())
	if names := book.GetSheetList(); len(names) != 2 || names[0] != "What it cost all" || names[1] != sheet.About {
		t.Fatalf("the sheets are %q", names)
	}
	for cell, want := range map[string]struct {
		shown, raw string
		kind       excelize.CellType
	}{
		"A1": {"Source", "Source", excelize.CellTypeInlineString},
		"E1": {"A rate", "A rate", excelize.CellTypeInlineString},
		"A2": {"Expo", "Expo", excelize.CellTypeInlineString},
		"B2": {"USD -1,234.50", "-1234.5", excelize.CellTypeUnset},
		"C2": {"1,200", "1200", excelize.CellTypeUnset},
		"D2": {"<5", "<5", excelize.CellTypeInlineString},
		"E2": {"12.3%", "0.12345", excelize.CellTypeUnset},
		"F2": {"2.50", "2.5", excelize.CellTypeUnset},
		"H2": {"2026-02-03", "46056", excelize.CellTypeUnset},
		"I2": {"yes", "yes", excelize.CellTypeInlineString},
		"A3": {`'=HYPERLINK("http://x")`, `'=HYPERLINK("http://x")`, excelize.CellTypeInlineString},
		"B3": {"", "", excelize.CellTypeUnset},
		"D3": {"7", "7", excelize.CellTypeUnset},
	} {
		shown, err := book.GetCellValue("What it cost all", cell)
		raw, rawErr := book.GetCellValue("What it cost all", cell, excelize.Options{RawCellValue: true})
		kind, kindErr := book.GetCellType("What it cost all", cell)
		if err := errors.Join(err, rawErr, kindErr); err != nil {
			t.Fatal(err)
		}
		if raw != want.raw || kind != want.kind || shown != want.shown && strings.TrimLeft(shown, "-") != strings.ReplaceAll(want.shown, "-", "") {
			t.Errorf("%s is shown %q, holds %q and is of the kind %v", cell, shown, raw, kind)
		}
		if formula, err := book.GetCellFormula("What it cost all", cell); formula != "" || err != nil {
			t.Errorf("%s is the formula %q", cell, formula)
		}
	}
	if panes, err := book.GetPanes("What it cost all"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the heads leave the sight: %+v, %v", panes, err)
	}
}

func TestWriteXLSX_saysWhatItsFiguresAreOf(t *testing.T) {
	t.Parallel()
	rows, err := opened(t, figures()).GetRows(sheet.About)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, row := range rows {
		said = append(said, strings.Join(row, ": "))
	}
	want := []string{"Report: What it cost: all?", "Period: July 2025 to June 2026", "Money is in: USD", "Made at: 2026-07-06 09:30 UTC", "To know: '=none entered is not zero", ": Ranges hold 95 times in 100."}
	if strings.Join(said, "\n") != strings.Join(want, "\n") {
		t.Errorf("it says %q", said)
	}
}

// Every sign that a spreadsheet takes for the beginning of a formula is made safe in both.
func TestWrite_leavesNoFormula(t *testing.T) {
	t.Parallel()
	for _, evil := range []string{"=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|'/C calc'!A0\x00\x0b"} {
		table := &sheet.Table{Title: evil, Columns: []sheet.Column{{Name: "source"}, {Name: "b", Kind: sheet.Whole}}}
		table.Tell(evil, evil)
		table.Add(evil, evil)
		var file strings.Builder
		if err := sheet.CSV.Write(table, &file); err != nil || !strings.HasPrefix(strings.TrimPrefix(strings.SplitN(file.String(), "\n", 2)[1], `"`), "'") {
			t.Errorf("%q is written %q, %v", evil, file.String(), err)
		}
		book := opened(t, table)
		for _, name := range book.GetSheetList() {
			rows, err := book.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell != sheet.SafeName(cell) {
						t.Errorf("%q stands in the sheet %q as %q", evil, name, cell)
					}
				}
			}
		}
	}
}

func TestWrite_refusesWhatItCannotHold(t *testing.T) {
	t.Parallel()
	for name, row := range map[string][]any{"a kind": {struct{}{}}, "a row too long": {"a", "b"}} {
		for _, form := range []sheet.Form{sheet.CSV, sheet.XLSX} {
			if err := form.Write(&sheet.Table{Title: "T", Columns: []sheet.Column{{Name: "one"}}, Rows: [][]any{row}}, io.Discard); err == nil {
				t.Errorf("%s is written as %s", name, form)
			}
		}
	}
}

func opened(t *testing.T, table *sheet.Table) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	if err := sheet.XLSX.Write(table, &file); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}
