package table_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"ripen/models"
	"ripen/services/intake/table"
)

// read opens a table and reads it to its end.
func read(t *testing.T, text string, opts table.Options) (*table.Reader, []table.Row) {
	t.Helper()
	reader, err := table.Open(strings.NewReader(text), opts)
	if err != nil {
		t.Fatalf("opening %.60q: %v", text, err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	return reader, rest(t, reader)
}

func rest(t *testing.T, reader *table.Reader) []table.Row {
	t.Helper()
	var rows []table.Row
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
}

// data is the path of a file of the real lists; the test is skipped without them.
func data(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real lists are not here: %s is missing", path)
	}
	return path
}

func good(rows []table.Row) (cells [][]string) {
	for _, row := range rows {
		if row.Problem == "" {
			cells = append(cells, row.Cells)
		}
	}
	return cells
}

func TestOpen_findsTheSeparator(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"commas":                         "name,town\nAnn,Bonn\n",
		"semicolons":                     "name;town\nAnn;Bonn\n",
		"tabs":                           "name\ttown\nAnn\tBonn\n",
		"bars":                           "name|town\nAnn|Bonn\n",
		"a line that names it":           "sep=;\nname;town\nAnn;Bonn\n",
		"a line that names the tab":      "sep=\t\r\nname\ttown\r\nAnn\tBonn\r\n",
		"carriage returns":               "name,town\rAnn,Bonn\r",
		"carriage returns and feeds":     "name,town\r\nAnn,Bonn\r\n",
		"no line end at the end":         "name,town\nAnn,Bonn",
		"blank lines":                    "\n\nname,town\n\n\nAnn,Bonn\n\n",
		"blanks before quotes":           "name, town\n\"Ann\", \"Bonn\"\n",
		"a byte order mark":              "\ufeffname,town\nAnn,Bonn\n",
		"a byte order mark and quotes":   "\ufeff\"name\",town\nAnn,Bonn\n",
		"blank cells beyond the columns": "name,town\nAnn,Bonn,,\n",
		"rows of nothing":                "name,town\n,\nAnn,Bonn\n,\n",
	} {
		reader, rows := read(t, text, table.Options{})
		if !reflect.DeepEqual(reader.Header(), []string{"name", "town"}) {
			t.Errorf("%s: header %q", name, reader.Header())
		}
		if !reflect.DeepEqual(good(rows), [][]string{{"Ann", "Bonn"}}) || len(rows) != 1 {
			t.Errorf("%s: rows %+v", name, rows)
		}
	}
}

func TestOpen_isNotMisledByDecimalCommasOrQuotedSeparators(t *testing.T) {
	t.Parallel()
	_, rows := read(t, "name;amount;note\nAnn;1,50;\"a, b, c\"\nBob;2,75;x\nCy;3,00;\"y;z\"\n", table.Options{})
	want := [][]string{{"Ann", "1,50", "a, b, c"}, {"Bob", "2,75", "x"}, {"Cy", "3,00", "y;z"}}
	if !reflect.DeepEqual(good(rows), want) {
		t.Errorf("got %+v", rows)
	}
}

func TestOpen_readsUTF16WithAndWithoutMark(t *testing.T) {
	t.Parallel()
	const text = "name,town\r\nJürgen,Zürich\r\nИван,Москва\r\n山田,東京\r\n"
	encode := func(text string, big bool) string {
		var out bytes.Buffer
		for _, unit := range utf16.Encode([]rune(text)) {
			if big {
				out.Write([]byte{byte(unit >> 8), byte(unit)})
			} else {
				out.Write([]byte{byte(unit), byte(unit >> 8)})
			}
		}
		return out.String()
	}
	for name, coded := range map[string]string{
		"little, marked":   encode("\ufeff"+text, false),
		"big, marked":      encode("\ufeff"+text, true),
		"little, unmarked": encode(text, false),
		"big, unmarked":    encode(text, true),
	} {
		reader, rows := read(t, coded, table.Options{})
		want := [][]string{{"Jürgen", "Zürich"}, {"Иван", "Москва"}, {"山田", "東京"}}
		if !reflect.DeepEqual(good(rows), want) {
			t.Errorf("%s: got %+v", name, rows)
		}
		if !strings.Contains(strings.Join(reader.Notes(), " "), "UTF-16") {
			t.Errorf("%s: the notes do not say it: %q", name, reader.Notes())
		}
	}
}

func TestNext_readsWindows1252AndSaysSo(t *testing.T) {
	t.Parallel()
	filler := strings.Repeat("Ann,Bonn\n", 20_000) // the odd byte stands beyond what Open looks at
	reader, rows := read(t, "name,town\n"+filler+"J\xfcrgen,\x80 5\nŁukasz,Łódź\n", table.Options{})
	if last := rows[len(rows)-2:]; last[0].Cells[0] != "Jürgen" || last[0].Cells[1] != "€ 5" || last[1].Cells[0] != "Łukasz" {
		t.Errorf("got %+v", last)
	}
	if notes := strings.Join(reader.Notes(), " "); !strings.Contains(notes, "Windows-1252") || !strings.Contains(notes, "line 20002") {
		t.Errorf("the notes do not say it: %q", notes)
	}
}

func TestNext_namesTheLineOfARowItCannotReadAndLosesNoGoodOne(t *testing.T) {
	t.Parallel()
	const before, after = "id,name,town\n1,Ann,Bonn\n", "8,Zoe,Ulm\n9,\"Yan, Dr\",Trier\n"
	for name, broken := range map[string]struct {
		lines, sentence string
	}{
		"too many cells":                    {"2,Bob,Köln,more\n", "Line 3 has 4 cells where the header has 3"},
		"a NUL":                             {"2,B\x00b,Köln\n", "Line 3: cell 2 holds a NUL byte"},
		"a quote that never closes":         {"2,\"Bob,Köln\n", "Line 3: a quote is opened and not closed"},
		"a quote that only closes a cell":   {"2,\"Bob,\"Köln\"\n", "Line 3: cell 2 has text after its closing quote"},
		"a quote open, quotes doubled":      {"2,\"Bob \"\"B\"\",Köln\n", "Line 3: a quote is opened and not closed"},
		"a quote open in the first cell":    {"\"2,Bob,Köln\n", "Line 3: a quote is opened and not closed"},
		"a quote open at the end of a line": {"2,Bob,\"\n", "Line 3: a quote is opened and not closed"},
		"a line far too long":               {"2," + strings.Repeat("Bob", 1000) + ",Köln\n", "Line 3 is longer than 2,000 bytes"},
		"a cell too long":                   {"2," + strings.Repeat("Bob", 200) + ",Köln\n", "Line 3: cell 2 is longer than 500 bytes"},
	} {
		_, rows := read(t, before+broken.lines+after, table.Options{MaxRowBytes: 2000, MaxCellBytes: 500})
		want := [][]string{{"1", "Ann", "Bonn"}, {"8", "Zoe", "Ulm"}, {"9", "Yan, Dr", "Trier"}}
		if !reflect.DeepEqual(good(rows), want) {
			t.Errorf("%s: good rows %+v", name, rows)
		}
		if len(rows) != 4 || rows[1].Line != 3 || !strings.HasPrefix(rows[1].Problem, broken.sentence) {
			t.Errorf("%s: got %+v", name, rows)
		}
		if len(rows) == 4 && (rows[2].Line != 4 || rows[3].Line != 5) {
			t.Errorf("%s: the lines after it are miscounted: %d, %d", name, rows[2].Line, rows[3].Line)
		}
	}
}

func TestNext_readsALongFileBelowAQuoteThatNeverCloses(t *testing.T) {
	t.Parallel()
	_, rows := read(t, "id,name,town\n1,\"Ann,Bonn\n"+strings.Repeat("2,Bob,Ulm\n", 30_000), table.Options{})
	if len(rows) != 30_001 || rows[0].Problem == "" || len(good(rows)) != 30_000 {
		t.Errorf("got %d rows, %d of them good", len(rows), len(good(rows)))
	}
}

func TestNext_takesScrapsOfABrokenRowForNoRows(t *testing.T) {
	t.Parallel()
	_, rows := read(t, "id,name,words,town\n1,Ann,\"Hello\nthe \"big\" one\nthanks\",Bonn\n2,Bob,hi,Ulm\n3,Cy\n", table.Options{})
	want := [][]string{{"2", "Bob", "hi", "Ulm"}, {"3", "Cy", "", ""}}
	if !reflect.DeepEqual(good(rows), want) {
		t.Errorf("got %+v", rows)
	}
	for _, row := range rows[:3] {
		if row.Problem == "" {
			t.Errorf("line %d was taken for a row: %q", row.Line, row.Cells)
		}
	}
}

func TestNext_readsBreaksQuotesAndSeparatorsWithinCells(t *testing.T) {
	t.Parallel()
	reader, rows := read(t, "id,words,town\r\n1,\"Dear all,\r\nwe \"\"need\"\" it,\r\n\r\nsoon\",Bonn\r\n2,\"an \"odd\" one\",Ulm\r\n3,5\" pipe,Trier\r\n4,x\r\n", table.Options{})
	want := [][]string{
		{"1", "Dear all,\r\nwe \"need\" it,\r\n\r\nsoon", "Bonn"},
		{"2", "an \"odd\" one", "Ulm"},
		{"3", "5\" pipe", "Trier"},
		{"4", "x", ""},
	}
	if !reflect.DeepEqual(good(rows), want) {
		t.Errorf("got %+v", rows)
	}
	for i, line := range []int{2, 6, 7, 8} {
		if rows[i].Line != line {
			t.Errorf("row %d is said to start at line %d, not %d", i, rows[i].Line, line)
		}
	}
	notes := strings.Join(reader.Notes(), " ")
	if !strings.Contains(notes, "first: line 6") || !strings.Contains(notes, "first: line 8") {
		t.Errorf("the notes do not say it: %q", notes)
	}
}

func TestNext_readsAFileOfTwoKindsOfLineEnds(t *testing.T) {
	t.Parallel()
	_, rows := read(t, "id,name,town\n1,Ann,Bonn\r2,Bob,Ulm\r3,Cy,Trier\n4,Di\rDo,Köln\n", table.Options{})
	want := [][]string{{"1", "Ann", "Bonn"}, {"2", "Bob", "Ulm"}, {"3", "Cy", "Trier"}, {"4", "Di\rDo", "Köln"}}
	if !reflect.DeepEqual(good(rows), want) {
		t.Errorf("got %+v", rows)
	}
}

func TestOpen_givesEachColumnANameOfItsOwn(t *testing.T) {
	t.Parallel()
	reader, _ := read(t, " Name ,,name,\"Home\n town\"\na,b,c,d\n", table.Options{})
	if want := []string{"Name", "column 2", "name (2)", "Home town"}; !reflect.DeepEqual(reader.Header(), want) {
		t.Errorf("got %q", reader.Header())
	}
	reader, _ = read(t, "ann@example.com,Ann\nbob@example.com,Bob\n", table.Options{})
	if !strings.Contains(strings.Join(reader.Notes(), " "), "looks like a row") {
		t.Errorf("the notes do not say that the header is missing: %q", reader.Notes())
	}
}

func TestOpen_refusesWhatIsNoTable(t *testing.T) {
	t.Parallel()
	for sentence, text := range map[string]string{
		"The file is empty":               "",
		"The file is empty: choose":       "\n\n \n",
		"no row below it":                 "id,name\n\n,\n",
		"a picture (PNG)":                 "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"a picture (JPEG)":                "\xff\xd8\xff\xe0\x00\x10JFIF",
		"a picture (GIF)":                 "GIF89a\x01\x00",
		"a PDF document":                  "%PDF-1.7\n",
		"no XLSX workbook":                "PK\x03\x04\x14\x00\x00\x00",
		"This is no text":                 strings.Repeat("\x01\x02\x03abc\x00", 40),
		"Line 1: cell 1 has text after":   "\"id\"x,\"name\n1,2\n",
		"Line 1: a quote is opened":       "id,\"name\n1,2\n3,4\n",
		"has 513 columns, and 512 is the": strings.Repeat("a,", 512) + "a\n1\n",
	} {
		_, err := table.Open(strings.NewReader(text), table.Options{})
		refused := models.Refused(err)
		if refused == nil || refused.Kind != models.Invalid || refused.Field != "file" || !strings.Contains(refused.Message, sentence) {
			t.Errorf("%.30q: want a refusal with %q, got %v", text, sentence, err)
		}
	}
}

func TestOpen_saysThatTheWrongSeparatorWasChosen(t *testing.T) {
	t.Parallel()
	_, err := table.Open(strings.NewReader("id;name\n1;Ann\n"), table.Options{Delimiter: ','})
	if refused := models.Refused(err); refused == nil || !strings.Contains(refused.Message, "separated by semicolons, not by commas") {
		t.Errorf("got %v", err)
	}
	reader, rows := read(t, "id;name,town\n1;Ann,Bonn\n", table.Options{Delimiter: ';'})
	if len(reader.Header()) != 2 || len(rows) != 1 {
		t.Errorf("the separator asked for was not used: %q", reader.Header())
	}
}

func TestNext_stopsAtTheMostRows(t *testing.T) {
	t.Parallel()
	reader, err := table.Open(strings.NewReader("id,name\n1,a\n2,b\n3,c\n"), table.Options{MaxRows: 2})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := reader.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := reader.Next(); !models.IsKind(err, models.Invalid) {
		t.Errorf("the third row was not refused: %v", err)
	}
}

// halfway is an upload that breaks off.
type halfway struct{ text io.Reader }

func (h halfway) Read(p []byte) (int, error) {
	n, err := h.text.Read(p)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func TestNext_isNotSilentWhenTheUploadBreaksOff(t *testing.T) {
	t.Parallel()
	reader, err := table.Open(halfway{strings.NewReader("id,name\n" + strings.Repeat("1,Ann\n", 20_000))}, table.Options{})
	for n := 0; err == nil; n++ {
		_, err = reader.Next()
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}
