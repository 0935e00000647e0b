package table_test

import (
	"bytes"
	"reflect"
	"testing"

	"ripen/services/intake/table"
)

func TestSafeCell_disarmsFormulasAndLeavesNumbersAlone(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"=1+1":                   "'=1+1",
		"=cmd|' /C calc'!A0":     "'=cmd|' /C calc'!A0",
		"+1+cmd|' /C calc'!A0":   "'+1+cmd|' /C calc'!A0",
		"-2+3+cmd|' /C calc'!A0": "'-2+3+cmd|' /C calc'!A0",
		"@SUM(1+1)":              "'@SUM(1+1)",
		"\t=1":                   "'\t=1",
		"\r=1":                   "'\r=1",
		"+HYPERLINK(\"x\")":      "'+HYPERLINK(\"x\")",
		"-ann":                   "'-ann",
		"＝1+1":                   "'＝1+1",
		"+1 312 555 0100":        "+1 312 555 0100",
		"+1 (312) 555-0100 x12":  "+1 (312) 555-0100 x12",
		"+49 30/123 456":         "+49 30/123 456",
		"+13125550100":           "+13125550100",
		"-12":                    "-12",
		"-1,234.50":              "-1,234.50",
		"-5 %":                   "-5 %",
		"-1.5E+10":               "-1.5E+10",
		"-":                      "-",
		"ann@example.com":        "ann@example.com",
		"1-2":                    "1-2",
		"":                       "",
		"'quoted":                "'quoted",
		"two\n=lines":            "two\n=lines",
	} {
		if got := table.SafeCell(cell); got != want {
			t.Errorf("%q became %q, not %q", cell, got, want)
		}
	}
}

func TestWriteRejected_canBePutRightAndReadAgain(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	err := table.WriteRejected(&file, []string{"id", "phone", "words"}, []table.Rejected{
		{Line: 7, Reason: "Line 7 has 4 cells where the header has 3.", Cells: []string{"1", "+1 312 555 0100", "a, \"b\"\nc", "extra"}},
		{Line: 9, Reason: "No e-mail.", Cells: []string{"2", "", "=1+1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := table.Open(&file, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"line", "reason", "id", "phone", "words"}; !reflect.DeepEqual(reader.Header(), want) {
		t.Errorf("header %q", reader.Header())
	}
	rows := rest(t, reader)
	if len(rows) != 2 || rows[0].Problem == "" || rows[0].Cells[4] != "a, \"b\"\nc" {
		t.Errorf("the row with too many cells came back as %+v", rows)
	}
	if want := []string{"9", "No e-mail.", "2", "", "'=1+1"}; !reflect.DeepEqual(rows[1].Cells, want) {
		t.Errorf("got %q", rows[1].Cells)
	}
}
