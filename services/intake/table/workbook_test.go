package table_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ripen/models"
	"ripen/services/intake/table"
)

func workbook(t *testing.T, fill func(file *excelize.File)) string {
	t.Helper()
	file := excelize.NewFile()
	defer func() { _ = file.Close() }()
	fill(file)
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestOpen_readsTheFirstFilledSheetOfAWorkbook(t *testing.T) {
	t.Parallel()
	text := workbook(t, func(file *excelize.File) {
		_, _ = file.NewSheet("List")
		_ = file.SetSheetRow("List", "A2", &[]any{"id", "phone", "when", "price"})
		_ = file.SetSheetRow("List", "A3", &[]any{"007", 13125550100, time.Date(2024, 7, 6, 0, 0, 0, 0, time.UTC), 1234.5})
		day, _ := file.NewStyle(&excelize.Style{NumFmt: 14})
		_ = file.SetCellStyle("List", "C3", "C3", day)
		_ = file.SetSheetRow("List", "A6", &[]any{8, "two\nlines"})
		_ = file.SetSheetRow("List", "A7", &[]any{9, "", "", "", "too much"})
	})
	reader, rows := read(t, text, table.Options{})
	if want := []string{"id", "phone", "when", "price"}; !reflect.DeepEqual(reader.Header(), want) {
		t.Errorf("header %q", reader.Header())
	}
	if want := [][]string{{"007", "13125550100", "2024-07-06", "1234.5"}, {"8", "two\nlines", "", ""}}; !reflect.DeepEqual(good(rows), want) {
		t.Errorf("got %+v", rows)
	}
	if len(rows) != 3 || rows[1].Line != 6 || !strings.HasPrefix(rows[2].Problem, "Line 7 has 5 cells") {
		t.Errorf("the lines are not those of the sheet: %+v", rows)
	}
	if !strings.Contains(strings.Join(reader.Notes(), " "), "only “List” was read") {
		t.Errorf("notes %q", reader.Notes())
	}
}

func TestOpen_refusesAWorkbookThatIsEmptyOrTooLarge(t *testing.T) {
	t.Parallel()
	full := workbook(t, func(file *excelize.File) {
		for i := range 500 {
			_ = file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &[]any{"id", strings.Repeat("x", 500)})
		}
	})
	for name, broken := range map[string]struct {
		text, sentence string
		opts           table.Options
	}{
		"empty":                     {workbook(t, func(*excelize.File) {}), "The workbook is empty", table.Options{}},
		"large":                     {full, "larger than 0 MB", table.Options{MaxFileBytes: 1000}},
		"large once it is unpacked": {full, "too large when unpacked", table.Options{MaxUnpackedBytes: 20_000}},
		"cut off":                   {full[:len(full)/2], "no XLSX workbook", table.Options{}},
	} {
		_, err := table.Open(strings.NewReader(broken.text), broken.opts)
		if refused := models.Refused(err); refused == nil || !strings.Contains(refused.Message, broken.sentence) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
