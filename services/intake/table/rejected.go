package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Rejected row is one that became no inquiry, with the reason.
type Rejected struct {
	Line   int
	Reason string
	Cells  []string
}

// A RejectedWriter writes rejected rows as they occur: line, reason, and the
// cells as they came, so that the file can be put right and imported again.
type RejectedWriter struct {
	out *csv.Writer
	err error
}

// NewRejectedWriter begins the file with its header. Spreadsheets take the mark
// before it as the sign that the file is UTF-8.
func NewRejectedWriter(w io.Writer, header []string) *RejectedWriter {
	_, err := io.WriteString(w, "\ufeff")
	writer := &RejectedWriter{out: csv.NewWriter(w), err: err}
	writer.write("line", "reason", header)
	return writer
}

// Write adds one row.
func (w *RejectedWriter) Write(row Rejected) error {
	w.write(strconv.Itoa(row.Line), row.Reason, row.Cells)
	return w.failure()
}

// Flush writes what is still held back, and says what went wrong if anything did.
func (w *RejectedWriter) Flush() error {
	w.out.Flush()
	if w.err == nil {
		w.err = w.out.Error()
	}
	return w.failure()
}

// WriteRejected writes a whole file of rejected rows.
func WriteRejected(w io.Writer, header []string, rows []Rejected) error {
	writer := NewRejectedWriter(w, header)
	for _, row := range rows {
		if err := writer.Write(row); err != nil {
			return err
		}
	}
	return writer.Flush()
}

func (w *RejectedWriter) write(line, reason string, cells []string) {
	if w.err != nil {
		return
	}
	record := make([]string, 0, 2+len(cells))
	record = append(record, line, SafeCell(reason))
	for _, cell := range cells {
		record = append(record, SafeCell(cell))
	}
	w.err = w.out.Write(record)
}

func (w *RejectedWriter) failure() error {
	if w.err != nil {
		return fmt.Errorf("writing the rejected rows: %w", w.err)
	}
	return nil
}

// harmless are the cells that begin like a formula and are none: numbers,
// amounts, and phone numbers.
var harmless = regexp.MustCompile(`^(?:[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?\s?%?|\+[0-9][0-9 ()/.-]{4,30}(?:\s?(?:x|ext\.?)\s?[0-9]{1,6})?|-)$`)

// SafeCell puts an apostrophe before text that a spreadsheet would run as a
// formula when it opens a CSV file. Phone numbers and negative numbers stay as
// they are. The rule is that of OWASP, “CSV Injection”.
func SafeCell(cell string) string {
	if strings.HasPrefix(cell, "=") || startsFormula(cell) && !harmless.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

func startsFormula(cell string) bool {
	first, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune("+-@\t\r\n＝＋－＠", first)
}
