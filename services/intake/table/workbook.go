package table

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"ripen/models"
)

// A workbook reads the rows of one sheet of an XLSX file, as they are shown.
type workbook struct {
	file    *excelize.File
	rows    *excelize.Rows
	line    int
	remarks []string
}

// sheetInMemory is the size from which an unpacked sheet goes to a temporary file.
const sheetInMemory = 16 << 20

func openWorkbook(r io.Reader, opts Options) (source, error) {
	whole := &io.LimitedReader{R: r, N: opts.MaxFileBytes + 1}
	file, err := excelize.OpenReader(whole, excelize.Options{
		UnzipSizeLimit:    opts.MaxUnpackedBytes,
		UnzipXMLSizeLimit: min(sheetInMemory, opts.MaxUnpackedBytes),
		ShortDatePattern:  "yyyy-mm-dd",
		LongDatePattern:   "yyyy-mm-dd",
	})
	if whole.N <= 0 {
		return nil, models.Refuse(models.Invalid, "file", "The workbook is larger than %s MB: save the sheet as CSV (UTF-8), and upload that.", Thousands(int(opts.MaxFileBytes>>20)))
	}
	if err != nil {
		return nil, models.Refuse(models.Invalid, "file",
			"This is a packed file, but no XLSX workbook that can be opened (it may be locked by a password, damaged, or too large when unpacked): save the list as CSV (UTF-8) or XLSX, and upload that.")
	}
	book := &workbook{file: file}
	if err := book.choose(); err != nil {
		_ = file.Close()
		return nil, err
	}
	return book, nil
}

// choose takes the first sheet that has anything in it.
func (b *workbook) choose() error {
	sheets := b.file.GetSheetList()
	for _, sheet := range sheets {
		rows, err := b.file.Rows(sheet)
		if err != nil {
			continue // a sheet of charts has no rows
		}
		if rows.Next() {
			_ = rows.Close()
			if b.rows, err = b.file.Rows(sheet); err != nil {
				return fmt.Errorf("reading sheet %q: %w", sheet, err)
			}
			if len(sheets) > 1 {
				b.remarks = append(b.remarks, fmt.Sprintf("The workbook has %d sheets: only “%s” was read.", len(sheets), sheet))
			}
			return nil
		}
		_ = rows.Close()
	}
	return models.Refuse(models.Invalid, "file", "The workbook is empty: choose one with a line of column names and a row for each inquiry.")
}

func (b *workbook) record() (Row, error) {
	if !b.rows.Next() {
		if err := b.rows.Error(); err != nil {
			return Row{}, models.Refuse(models.Invalid, "file", "The workbook is damaged below line %d: save it again, and upload that.", b.line)
		}
		return Row{}, io.EOF
	}
	b.line++
	cells, err := b.rows.Columns()
	if err != nil {
		return Row{Line: b.line, Problem: fmt.Sprintf("Line %d of the sheet cannot be read: type it again.", b.line)}, nil
	}
	return Row{Line: b.line, Cells: cells}, nil
}

func (b *workbook) fit(int) {}

func (b *workbook) notes() []string { return append([]string(nil), b.remarks...) }

func (b *workbook) close() error {
	_ = b.rows.Close()
	if err := b.file.Close(); err != nil {
		return fmt.Errorf("closing the workbook: %w", err)
	}
	return nil
}
