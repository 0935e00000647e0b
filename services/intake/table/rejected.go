package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"ripen/services/sheet"
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
	record = append(record, line, sheet.SafeCell(reason))
	for _, cell := range cells {
		record = append(record, sheet.SafeCell(cell))
	}
	w.err = w.out.Write(record)
}

func (w *RejectedWriter) failure() error {
	if w.err != nil {
		return fmt.Errorf("writing the rejected rows: %w", w.err)
	}
	return nil
}
