package table_test

import (
	"bytes"
	"reflect"
	"testing"

	"ripen/services/intake/table"
)

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
