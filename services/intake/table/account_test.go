package table_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/intake/table"
)

// Whatever broken lines stand between good rows, every good row arrives as it
// was written, and every broken line is named.
func TestNext_deliversEveryGoodRowAmongBrokenOnes(t *testing.T) {
	t.Parallel()
	broken := []string{
		"x,\"never closed,x,x", "x,x,\"never closed,x", "x,x,x,\"", "\"x,x,x,x", "x,x,x,x,x", "x,\"a\"b,x,x", "x,\x00,x,x", "x,\"\"\"open,x,x",
	}
	cells := []string{"", "plain", "with, comma", "two\nlines", "three\r\n\r\nlines, all", "a \"quote\"", "\"", "ends\n", "\nbegins", ",begins", "5\" pipe", " ", "Zürich"}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 3_000 {
		var file bytes.Buffer
		file.WriteString("id,one,two,three\n")
		var want [][]string
		bad, after := 0, false
		for range 1 + random.IntN(8) {
			if random.IntN(3) == 0 && !after {
				after = true
				file.WriteString(broken[random.IntN(len(broken))] + "\n")
				bad++
				continue
			}
			after = false
			row := []string{fmt.Sprint("n", len(want)), cells[random.IntN(len(cells))], cells[random.IntN(len(cells))], cells[random.IntN(len(cells))]}
			out := csv.NewWriter(&file)
			_ = out.Write(row)
			out.Flush()
			want = append(want, row)
		}
		text := file.String()
		reader, err := table.Open(strings.NewReader(text), table.Options{Delimiter: ','})
		if err != nil {
			t.Fatalf("round %d: %v in %q", round, err, text)
		}
		rows := rest(t, reader)
		if got := good(rows); !reflect.DeepEqual(got, want) || len(rows)-len(got) != bad {
			t.Fatalf("round %d: %q:\n got %q\nwant %q\nproblems %d of %d", round, text, got, want, len(rows)-len(got), bad)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a;b\r\n\"1\";\"2\r\n3\"\r\n", "a,b\n1,\"2\n3,4\n", "sep=|\na|b\n1|2", "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00",
		"a,b\n1,2\r3,4\r5,6\n", "a\n\x00\n", "\ufeff\"a\"\n\"\"\"\n", "a,b\n\"x\"y,\"\n\xfc,\xff\n", "PK\x03\x04", "\r\r\r\na,b,c\r1,2,3,4",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		opts := table.Options{MaxRowBytes: 200, MaxCellBytes: 100, MaxRowLines: 5, MaxColumns: 10}
		reader, err := table.Open(bytes.NewReader(text), opts)
		if err != nil {
			if models.Refused(err) == nil {
				t.Fatalf("an error that is no refusal: %v", err)
			}
			return
		}
		defer func() { _ = reader.Close() }()
		line, most := 0, 2+bytes.Count(text, []byte("\n"))+bytes.Count(text, []byte("\r"))
		for count := 0; ; count++ {
			row, err := reader.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil || count > most {
				t.Fatalf("%d rows, and %v", count, err)
			}
			if row.Line < line || row.Line > most {
				t.Fatalf("line %d comes after line %d of %d", row.Line, line, most)
			}
			line = row.Line
			if row.Problem == "" && len(row.Cells) != len(reader.Header()) {
				t.Fatalf("line %d has %d cells of %d and no problem", row.Line, len(row.Cells), len(reader.Header()))
			}
		}
	})
}

// Tables of any cells come back as they were written.
func FuzzOpen_roundTrip(f *testing.F) {
	f.Add("a", "b,c", "d\ne")
	f.Add("\"", "\r", " \" ")
	f.Fuzz(func(t *testing.T, one, two, three string) {
		for _, cell := range []string{one, two, three} {
			if strings.ToValidUTF8(cell, "") != cell || strings.ContainsAny(cell, "\x00\r") || len(cell) > 1_000 {
				t.Skip("not what a table can hold, or what the writer keeps")
			}
		}
		var file bytes.Buffer
		out := csv.NewWriter(&file)
		_ = out.WriteAll([][]string{{"id", "one", "two", "three"}, {"1", one, two, three}, {"2", three, one, two}})
		reader, err := table.Open(&file, table.Options{Delimiter: ','})
		if models.Refused(err) != nil && strings.Contains(err.Error(), "no text") {
			t.Skip("mostly control characters")
		}
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for row, err := reader.Next(); err == nil; row, err = reader.Next() {
			if row.Problem != "" {
				t.Fatal(row.Problem)
			}
			got = append(got, row.Cells)
		}
		if want := [][]string{{"1", one, two, three}, {"2", three, one, two}}; !reflect.DeepEqual(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func BenchmarkNext(b *testing.B) {
	row := "4711,2024-07-06,Trade show,\"Müller, Söhne & Co\",Ann Example,ann@example.com,+1 312 555 0100,1 Main St,Chicago,60601\n"
	text := "id,date,source,organisation,name,email,phone,address,city,zip\n" + strings.Repeat(row, b.N)
	b.SetBytes(int64(len(row)))
	b.ReportAllocs()
	b.ResetTimer()
	reader, err := table.Open(strings.NewReader(text), table.Options{MaxRows: b.N + 1})
	for err == nil {
		_, err = reader.Next()
	}
	if !errors.Is(err, io.EOF) {
		b.Fatal(err)
	}
}
