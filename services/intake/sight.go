package intake

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/policy/number"
	"ripen/services/store"
)

//go:embed remembered.sql
var rememberedSQL string

// sightRows is how many rows of a file are looked through before it is imported.
const sightRows = 20_000

// A Sight is what can be said of an uploaded file before anything is tried.
type Sight struct {
	Rows    int  // of the whole file; about, where Whole is false
	Looked  int  // rows the columns were judged by
	Whole   bool // every row was looked at
	Columns []Column
	Notes   []string
	bytes   int64 // of what was looked at, about
}

// A Column is what stands in one column of a file.
type Column struct {
	Name       string
	First      []string // its first distinct values
	Filled     int      // rows in which it is not blank
	Undialable int      // of the phone column: numbers that cannot be dialled
	Wishes     int      // of the do-not-call column: persons who will not be called
}

// Sight looks through an uploaded file: how many rows, and what stands in each column
// if it is mapped as the options say.
func (s *Service) Sight(ctx context.Context, by models.Actor, importID models.ID, o models.ImportOptions) (*Sight, error) {
	run, err := s.uploaded(ctx, by, importID, o)
	if refused := models.Refused(err); refused != nil && refused.Field == "map" { // what stands in them is shown all the same
		o.Columns = map[string]int{string(table.Message): 0}
		run, err = s.uploaded(ctx, by, importID, o)
	}
	if err != nil {
		return nil, err
	}
	defer run.reader.Done()
	see := &Sight{Columns: make([]Column, len(run.reader.Header()))}
	for n, name := range run.reader.Header() {
		see.Columns[n].Name = name
	}
	region := run.program.Country
	if run.layout.options.PhonePrefix != "" {
		region = ""
	}
	for see.Looked < sightRows {
		row, err := run.next()
		if errors.Is(err, io.EOF) {
			see.Whole = true
			break
		}
		if err != nil {
			return nil, err
		}
		see.Looked++
		if row.Problem == "" {
			see.add(run.layout, row, region)
		}
	}
	if see.Rows = see.Looked; !see.Whole {
		see.Rows = max(see.Rows, int(int64(see.Looked)*run.imp.Size/max(see.bytes, 1)))
	}
	see.Notes = run.reader.Notes()
	return see, nil
}

// next is the next row, of those read already or of the file.
func (r *run) next() (row table.Row, err error) {
	if len(r.peeked) > 0 {
		row, r.peeked = r.peeked[0], r.peeked[1:]
		return row, nil
	}
	return r.reader.Next()
}

func (see *Sight) add(l *layout, row table.Row, region string) {
	for n := range see.Columns {
		cell := strings.TrimSpace(row.Cells[n])
		see.bytes += int64(len(row.Cells[n]) + 1)
		if cell == "" {
			continue
		}
		c := &see.Columns[n]
		if c.Filled++; len(c.First) < 3 && !slices.Contains(c.First, cell) {
			c.First = append(c.First, clip(clean(cell), 60))
		}
		if at, mapped := l.mapping[table.Phone]; mapped && at == n {
			if _, err := number.Parse(cell, region, l.options.PhonePrefix); err != nil {
				c.Undialable++
			}
		}
		if at, mapped := l.mapping[table.DoNotCall]; mapped && at == n && wishes(cell) {
			c.Wishes++
		}
	}
}

// Remembered is the options of the client's last import of a file with the same
// columns; nil where there was none.
func (s *Service) Remembered(ctx context.Context, by models.Actor, importID models.ID) (o *models.ImportOptions, err error) {
	if err := mayImport(by); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		found, err := store.Rows[struct{ Options models.ImportOptions }](tx, rememberedSQL, importID)
		if err == nil && len(found) > 0 {
			o = &found[0].Options
		}
		return err
	})
	return o, err
}

// tried is how many batches of a file are rehearsed.
const tried = 10

// Try says what an import of an uploaded file would come to. Nothing is kept. Of a
// long file the first rows are tried only; whole tells.
func (s *Service) Try(ctx context.Context, by models.Actor, importID models.ID, o models.ImportOptions) (result Result, whole bool, err error) {
	began := s.now()
	run, err := s.uploaded(ctx, by, importID, o)
	if err != nil {
		return Result{}, false, err
	}
	defer run.reader.Done()
	if run.imp.State != models.ImportUploaded && run.imp.State != models.ImportFailed {
		return Result{}, false, models.Refuse(models.Conflict, "", "This file was imported already.")
	}
	run.imp = &models.Import{ID: importID, ClientID: run.client.ID, ProgramID: run.program.ID, Options: run.layout.options}
	run.rehearsal, run.slice = s.newBatch(nil, run.client, run.program, began), tried
	if err := run.all(ctx); err != nil {
		return Result{}, false, fmt.Errorf("try the import: %w", err)
	}
	return run.result(began, false), run.slice == 0, nil
}
