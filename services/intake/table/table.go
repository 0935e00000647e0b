// Package table reads the messy tables that inquiries arrive in: it is the
// first step of intake, and it loses no good row.
package table

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"ripen/models"
)

// Options say how a table is to be read. The zero value detects what can be
// detected and uses the limits that a zero stands for.
type Options struct {
	Delimiter        rune  // between cells; 0 finds it out
	MaxRows          int   // rows of one table; 0 is 10,000,000
	MaxColumns       int   // 0 is 512
	MaxCellBytes     int   // one cell, in UTF-8; 0 is 100,000
	MaxRowBytes      int   // one row, in UTF-8; 0 is 1,000,000
	MaxRowLines      int   // lines that one row's quoted cells may run over; 0 is 1,000
	MaxFileBytes     int64 // an XLSX file as uploaded; 0 is 200 MB. CSV is streamed and has none
	MaxUnpackedBytes int64 // an XLSX file unpacked; 0 is 2 GB
}

// A Row is one record of a table below its header: either all its cells, one
// for each column, or the sentence that says why it could not be read.
type Row struct {
	Line    int      // physical line where the record starts, from 1; the header is usually line 1
	Cells   []string // as they came; of a row with a problem what can be told of it, for the rejected rows
	Problem string   // blank when the row is good; else names the line and what to do
}

// A Reader streams the rows of one table.
type Reader struct {
	opts   Options
	source source
	header []string
	first  *Row // read by Open, to know that there is one
	count  int
	tally  tally
}

// A source delivers the records of one format, their cells not yet fitted to
// the header.
type source interface {
	record() (Row, error)
	fit(columns int) // tells how many cells a whole record has
	notes() []string
	close() error
}

// Open looks at the beginning of r, finds out its format, encoding and
// delimiter, and reads the header. What is no table at all is refused.
func Open(r io.Reader, opts Options) (*Reader, error) {
	opts = opts.withLimits()
	src, err := open(r, opts)
	if err != nil {
		return nil, err
	}
	reader := &Reader{opts: opts, source: src}
	if err := reader.begin(); err != nil {
		return nil, errors.Join(err, src.close())
	}
	return reader, nil
}

// Header is the name of each column: trimmed, never blank, each only once.
func (r *Reader) Header() []string { return r.header }

// Next is the next row, good or with a problem; io.EOF comes after the last.
func (r *Reader) Next() (Row, error) {
	if row := r.first; row != nil {
		r.first = nil
		return *row, nil
	}
	for {
		row, err := r.source.record()
		if err != nil {
			return Row{}, err
		}
		if row.Problem == "" && blank(row.Cells) {
			r.tally.empty++
			continue
		}
		if r.count++; r.count > r.opts.MaxRows {
			return Row{}, models.Refuse(models.Invalid, "file",
				"The file has more than %s rows: split it, and import the parts one after the other.", Thousands(r.opts.MaxRows))
		}
		return r.shaped(row), nil
	}
}

// Notes are sentences on what was assumed about the table so far; all are
// there once Next has answered io.EOF.
func (r *Reader) Notes() []string { return append(r.source.notes(), r.tally.notes()...) }

// Close gives back what reading needed; it does not close the upload itself.
func (r *Reader) Close() error { return r.source.close() }

// Done is Close where nothing can be done about a failure: what could not be removed
// are temporary files of the system’s.
func (r *Reader) Done() { _ = r.Close() }

func (r *Reader) begin() error {
	head, err := r.source.record()
	for err == nil && head.Problem == "" && blank(head.Cells) {
		head, err = r.source.record()
	}
	switch {
	case errors.Is(err, io.EOF):
		return models.Refuse(models.Invalid, "file", "The file is empty: choose one with a line of column names and a row for each inquiry.")
	case err != nil:
		return err
	case head.Problem != "":
		return models.Refuse(models.Invalid, "file", "%s The column names stand there, so nothing below can be read before that is put right.", head.Problem)
	case len(head.Cells) > r.opts.MaxColumns:
		return models.Refuse(models.Invalid, "file", "The file has %s columns, and %s is the most: remove those that are not needed.",
			Thousands(len(head.Cells)), Thousands(r.opts.MaxColumns))
	}
	r.header = r.named(head.Cells)
	r.source.fit(len(r.header))

	first, err := r.Next()
	if errors.Is(err, io.EOF) {
		return models.Refuse(models.Invalid, "file", "The file has a line of column names and no row below it: add the rows, and upload it again.")
	}
	if err != nil {
		return err
	}
	r.first = &first
	return nil
}

// named gives each column a name of its own, so that a mapping can use it.
func (r *Reader) named(cells []string) []string {
	header := make([]string, len(cells))
	taken := make(map[string]bool, len(cells))
	data := false
	for i, cell := range cells {
		name := strings.Join(strings.Fields(cell), " ")
		data = data || looksLikeEmail(name)
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		unique := name
		for n := 2; taken[strings.ToLower(unique)]; n++ {
			unique = fmt.Sprintf("%s (%d)", name, n)
		}
		if unique != name {
			r.tally.header = append(r.tally.header, fmt.Sprintf("Two columns are named “%s”: the later one is called “%s” here.", name, unique))
		}
		taken[strings.ToLower(unique)] = true
		header[i] = unique
	}
	if data {
		r.tally.header = append(r.tally.header, "The first line looks like a row rather than column names: if it is one, put a line of names above it.")
	}
	return header
}

// shaped fits a record to the header: cells missing at the end are blank,
// blank cells beyond the end are dropped, anything else is a problem.
func (r *Reader) shaped(row Row) Row {
	if row.Problem != "" {
		return row
	}
	columns := len(r.header)
	for i, cell := range row.Cells {
		if len(cell) > r.opts.MaxCellBytes {
			row.Problem = fmt.Sprintf("Line %d: cell %d is longer than %s bytes: shorten it.", row.Line, i+1, Thousands(r.opts.MaxCellBytes))
			row.Cells = clipped(row.Cells, r.opts.MaxCellBytes)
			return row
		}
		if strings.IndexByte(cell, 0) >= 0 {
			row.Problem = fmt.Sprintf("Line %d: cell %d holds a NUL byte, so something in it was lost before the upload: type that cell again.", row.Line, i+1)
			return row
		}
	}
	switch got := len(row.Cells); {
	case got > columns && !blank(row.Cells[columns:]):
		row.Problem = fmt.Sprintf("Line %d has %d cells where the header has %d: put cells that contain the separator into quotes, or remove what is too much.", row.Line, got, columns)
	case got > columns:
		row.Cells = row.Cells[:columns]
	case got < columns:
		row.Cells = append(row.Cells, make([]string, columns-got)...)
		r.tally.pad(row.Line)
	}
	return row
}

func (o Options) withLimits() Options {
	o.MaxRows = or(o.MaxRows, 10_000_000)
	o.MaxColumns = or(o.MaxColumns, 512)
	o.MaxCellBytes = or(o.MaxCellBytes, 100_000)
	o.MaxRowBytes = or(o.MaxRowBytes, 1_000_000)
	o.MaxRowLines = or(o.MaxRowLines, 1_000)
	o.MaxFileBytes = or(o.MaxFileBytes, 200<<20)
	o.MaxUnpackedBytes = or(o.MaxUnpackedBytes, 2<<30)
	return o
}

func or[N int | int64](given, otherwise N) N {
	if given > 0 {
		return given
	}
	return otherwise
}

func blank(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

func clipped(cells []string, most int) []string {
	short := make([]string, len(cells))
	for i, cell := range cells {
		short[i] = strings.ToValidUTF8(cell[:min(len(cell), most)], "")
	}
	return short
}
