package table_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ripen/services/intake/table"
)

func readFile(t *testing.T, path string) (*table.Reader, []table.Row) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	reader, err := table.Open(file, table.Options{})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return reader, rest(t, reader)
}

func TestSpectrum_readsTheTwelveHardFilesAsExpected(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(data(t, "csv-spectrum"), "*.csv"))
	if err != nil || len(files) != 12 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".csv")
		want := expected(t, filepath.Join(filepath.Dir(path), "expected", name+".json"))
		if name == "location_coordinates" {
			// The phone number of the published expectation is not the one in the file.
			want[0]["Contact Phone Number"] = "2095257564"
		}
		reader, rows := readFile(t, path)
		var got []map[string]string
		for _, row := range rows {
			if row.Problem != "" {
				t.Errorf("%s: %s", name, row.Problem)
			}
			record := map[string]string{}
			for i, column := range reader.Header() {
				record[column] = row.Cells[i]
			}
			got = append(got, record)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// expected reads a list of records, or a single one.
func expected(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var many []map[string]string
	if json.Unmarshal(text, &many) == nil {
		return many
	}
	var one map[string]string
	if err := json.Unmarshal(text, &one); err != nil {
		t.Fatal(err)
	}
	return []map[string]string{one}
}

func TestRealLists_haveAsManyRowsAsAnotherReaderFinds(t *testing.T) {
	t.Parallel()
	for name, count := range map[string]int{
		"chicago/early_childhood_sites.csv": 3337,
		"olist/qualified_leads.csv":         8000,
		"olist/closed_deals.csv":            665,
		"febrl/dataset1.csv":                1000,
		"febrl/dataset2.csv":                5000,
	} {
		path := data(t, name)
		reader, rows := readFile(t, path)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		other := csv.NewReader(bytes.NewReader(text))
		other.LazyQuotes = true
		want, err := other.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != count || len(want) != count+1 {
			t.Errorf("%s: %d rows, and %d by encoding/csv, where there are %d", name, len(rows), len(want)-1, count)
		}
		for i, row := range rows {
			if row.Problem != "" {
				t.Errorf("%s: %s", name, row.Problem)
			} else if !reflect.DeepEqual(row.Cells, want[i+1]) {
				t.Errorf("%s, line %d: got %q, want %q", name, row.Line, row.Cells, want[i+1])
			}
		}
		t.Logf("%s: %d rows; notes %q", name, len(rows), reader.Notes())
	}
}

// naughty are the strings that break programs.
func naughty(t *testing.T) []string {
	t.Helper()
	file, err := os.Open(data(t, "naughty/blns.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var all []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if text := lines.Text(); strings.TrimSpace(text) != "" && !strings.HasPrefix(text, "#") {
			all = append(all, text)
		}
	}
	return all
}

func TestNaughtyStrings_surviveWritingAndReading(t *testing.T) {
	t.Parallel()
	all := naughty(t)
	if len(all) != 515 {
		t.Errorf("%d strings, not 515", len(all))
	}
	for _, mark := range []rune{',', ';', '\t', '|'} {
		var file bytes.Buffer
		out := csv.NewWriter(&file)
		out.Comma = mark
		_ = out.Write([]string{"id", "words", "end"})
		for _, text := range all {
			_ = out.Write([]string{"7", text, "end"})
		}
		out.Flush()
		_, rows := read(t, file.String(), table.Options{})
		if len(rows) != len(all) {
			t.Errorf("%q: %d rows of %d strings", mark, len(rows), len(all))
			continue
		}
		for i, row := range rows {
			if row.Problem != "" || !reflect.DeepEqual(row.Cells, []string{"7", all[i], "end"}) {
				t.Errorf("%q: %q came back as %q %s", mark, all[i], row.Cells, row.Problem)
			}
		}
	}
}
