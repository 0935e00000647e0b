package intake

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/store"
)

//go:embed resume.sql
var resumeSQL string

// batchRows is how many rows are received in one transaction: an arrival by form
// waits at the most for one.
const batchRows = 2_000

// A Request is one file of inquiries to be imported.
type Request struct {
	ClientID  models.ID
	ProgramID models.ID
	FileName  string
	Size      int64 // in bytes; with the name it tells the same file when an import goes on. 0: unknown
	File      io.Reader
	Map       string // "field=column,…"; blank: as Options say, else guessed
	Options   models.ImportOptions
	DryRun    bool
}

// Progress is how far an import has come.
type Progress struct{ Rows, Inquiries, Repeats, Rejected, Line int }

// A Result is what an import came to. Rows = Inquiries + Repeats + Rejected, always.
type Result struct {
	ImportID  models.ID
	Rows      int
	Inquiries int // first ones
	Repeats   int
	Rejected  int
	Seconds   float64
	Resumed   bool             // it went on where an earlier run had been cut off
	Notes     []string         // what was assumed about the file
	Refused   []table.Rejected // of a dry run, the first thousand rejected rows
	Header    []string
}

// Import reads a file of inquiries into a program as it streams: each row becomes an
// inquiry, a repeat, or a rejected row. A run that was cut off goes on where it was,
// when the same file is imported with the same options again; two runs of the same
// file at once share its rows between them.
func (s *Service) Import(ctx context.Context, by models.Actor, q Request, progress func(Progress)) (Result, error) {
	began := s.now()
	if err := mayImport(by); err != nil {
		return Result{}, err
	}
	run, err := s.open(ctx, by, &q)
	if err != nil {
		return Result{}, err
	}
	defer run.reader.Done()
	run.progress = progress
	if q.DryRun {
		run.imp = &models.Import{ID: models.NewID(), ClientID: q.ClientID, ProgramID: q.ProgramID, Options: run.layout.options}
		run.rehearsal = s.newBatch(nil, run.client, run.program, began)
	} else if run.imp, err = s.begin(ctx, by, q, run.layout); err != nil {
		return Result{}, err
	}
	resumed := run.imp.AtLine > 0
	if err := run.all(ctx); err != nil {
		return run.result(began, resumed), err
	}
	return run.result(began, resumed), nil
}

// A run is an import at work.
type run struct {
	s        *Service
	by       models.Actor
	client   *models.Client
	program  *models.Program
	imp      *models.Import // its counts are those of the last commit
	reader   *table.Reader
	peeked   []table.Row // read already, to guess the columns
	layout   *layout
	progress func(Progress)
	slice    int // batches to work at the most; 0 once the file is at its end, or for all

	rehearsal *batch // of a dry run: what it has learned so far
	refused   []table.Rejected
}

// open reads the beginning of the file and settles what its columns are.
func (s *Service) open(ctx context.Context, by models.Actor, q *Request) (*run, error) {
	r := &run{s: s, by: by}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		r.client, r.program, err = programOf(tx, q.ClientID, q.ProgramID)
		return err
	})
	if err != nil {
		return nil, err
	}
	if r.reader, err = table.Open(q.File, table.Options{}); err != nil {
		return nil, err
	}
	for len(r.peeked) < samples {
		row, err := r.reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.Join(err, r.reader.Close())
		}
		r.peeked = append(r.peeked, row)
	}
	if r.layout, err = layOut(r.reader.Header(), r.peeked, q.Map, table.InquiryFields, &q.Options, r.client.Location()); err != nil {
		return nil, errors.Join(err, r.reader.Close())
	}
	return r, nil
}

// begin finds the unfinished import of the same file, or makes one.
func (s *Service) begin(ctx context.Context, by models.Actor, q Request, l *layout) (imp *models.Import, err error) {
	options, err := json.Marshal(l.options)
	if err != nil {
		return nil, fmt.Errorf("write the options: %w", err)
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := oneAtATime(tx, q.ClientID); err != nil {
			return err
		}
		type found struct{ ID models.ID }
		before, err := store.Row[found](tx, resumeSQL, q.ClientID, q.ProgramID, q.FileName, q.Size, string(options))
		if err == nil {
			if imp, err = store.One[models.Import](tx, models.ByID(before.ID)); err == nil {
				imp.State, imp.Problem = models.ImportRunning, ""
				err = tx.Keep(imp)
			}
			return err
		}
		if !models.IsKind(err, models.NotFound) {
			return err
		}
		at := s.now()
		imp = &models.Import{
			ID: models.NewID(), ClientID: q.ClientID, ProgramID: q.ProgramID, FileName: clean(q.FileName), Size: q.Size, Options: l.options,
			State: models.ImportRunning, CreatedAt: at, StartedAt: &at,
		}
		if by.SignedIn() {
			imp.StartedBy = &by.UserID
		}
		if err := tx.Put(imp); err != nil {
			return err
		}
		return keepHeader(tx, imp, l.header)
	})
	if err != nil {
		return nil, fmt.Errorf("begin the import: %w", err)
	}
	return imp, nil
}

// all receives every row that is left, and ends the import; or, in slices, so many
// batches of them.
func (r *run) all(ctx context.Context) error {
	for left := r.slice; r.slice == 0 || left > 0; left-- {
		rows, last, err := r.read(ctx)
		if err == nil && len(rows) > 0 {
			err = r.batch(ctx, rows)
		}
		if err != nil {
			return r.fail(ctx, err)
		}
		if last {
			r.slice = 0
			return r.finish(ctx)
		}
	}
	return nil
}

// read is the next rows of the file that were not received yet.
func (r *run) read(ctx context.Context) (rows []*arrival, last bool, err error) {
	at := r.s.now()
	for len(rows) < batchRows {
		var row table.Row
		if len(r.peeked) > 0 {
			row, r.peeked = r.peeked[0], r.peeked[1:]
		} else if row, err = r.reader.Next(); errors.Is(err, io.EOF) {
			return rows, true, nil
		} else if err != nil {
			return nil, false, err
		}
		if row.Line <= r.imp.AtLine {
			continue
		}
		rows = append(rows, r.layout.arrival(row, r.client.ID, r.program.ID, at))
	}
	return rows, false, ctx.Err()
}

// batch receives rows in one transaction. If the database refuses one of them, the
// others are received without it.
func (r *run) batch(ctx context.Context, rows []*arrival) error {
	if r.rehearsal != nil {
		return r.rehearse(ctx, rows)
	}
	err := r.s.st.Tx(ctx, r.by, func(tx *store.Tx) error {
		if err := oneAtATime(tx, r.client.ID); err != nil {
			return err
		}
		imp, err := store.One[models.Import](tx, models.ByID(r.imp.ID), models.ForUpdate)
		if err != nil {
			return err
		}
		if imp.State == models.ImportUndone {
			return models.Refuse(models.Conflict, "", "This import was undone while it ran.")
		}
		if _, err := taking(tx, r.client.ID, r.program.ID); err != nil {
			return err // what was received so far was closed with the program
		}
		left := rows
		for len(left) > 0 && left[0].line <= imp.AtLine { // another process has received them
			left = left[1:]
		}
		if len(left) == 0 {
			*r.imp = *imp
			return nil
		}
		b := r.s.newBatch(tx, r.client, r.program, r.s.now())
		b.imports = imp
		if err := b.take(left); err != nil {
			return err
		}
		count(imp, left)
		if err := tx.Keep(imp); err != nil {
			return err
		}
		*r.imp = *imp
		return nil
	})
	switch {
	case err == nil:
		r.report()
		return r.takeStock(ctx)
	case !dataRefused(err):
		return err
	case len(rows) == 1:
		rows[0].again("The database cannot keep this row: look for odd characters in it.")
		return r.batch(ctx, rows)
	}
	for _, half := range [][]*arrival{rows[:len(rows)/2], rows[len(rows)/2:]} {
		for _, a := range half {
			a.again(a.rejected)
		}
		if err := r.batch(ctx, half); err != nil {
			return err
		}
	}
	return nil
}

// takeStock has the database look at how much there is by now, where this list is most
// of it: planned for the few rows there were, each batch would cost as much as all before it.
func (r *run) takeStock(ctx context.Context) error {
	return r.s.st.Tx(ctx, r.by, func(tx *store.Tx) error {
		_, err := tx.Run(`SELECT take_stock($1)`, r.imp.Rows)
		return err
	})
}

// again makes the row as it was before it was received, rejected for a reason if
// there is one.
func (a *arrival) again(rejected string) {
	a.rejected, a.person, a.who, a.repeat, a.inquiry = rejected, nil, nil, false, nil
	a.SourceID = models.NoID // it may have been made in the transaction that failed
}

// dataRefused reports whether the database refused what was to be written, rather
// than failing at it.
func dataRefused(err error) bool {
	pg := new(pgconn.PgError)
	return errors.As(err, &pg) && (pg.Code[:2] == "22" || pg.Code[:2] == "23" || pg.Code == "54000")
}

// rehearse decides about the rows and takes everything back.
func (r *run) rehearse(ctx context.Context, rows []*arrival) error {
	over := errors.New("a rehearsal")
	err := r.s.st.Tx(ctx, r.by, func(tx *store.Tx) error {
		r.rehearsal.tx, r.rehearsal.imports, r.rehearsal.dry = tx, r.imp, true
		if err := r.rehearsal.take(rows); err != nil {
			return err
		}
		return over
	})
	if !errors.Is(err, over) {
		return err
	}
	count(r.imp, rows)
	for _, a := range rows {
		if a.rejected != "" && len(r.refused) < 1_000 {
			r.refused = append(r.refused, table.Rejected{Line: a.line, Reason: a.rejected, Cells: a.cells})
		}
	}
	r.report()
	return nil
}

func count(imp *models.Import, rows []*arrival) {
	for _, a := range rows {
		switch imp.Rows++; a.kind() {
		case "rejected":
			imp.Rejected++
		case "repeat":
			imp.Repeats++
		default:
			imp.Inquiries++
		}
	}
	imp.AtLine = rows[len(rows)-1].line
}

func (r *run) report() {
	if r.progress != nil {
		r.progress(Progress{r.imp.Rows, r.imp.Inquiries, r.imp.Repeats, r.imp.Rejected, r.imp.AtLine})
	}
}

func (r *run) result(began time.Time, resumed bool) Result {
	return Result{
		ImportID: r.imp.ID, Rows: r.imp.Rows, Inquiries: r.imp.Inquiries, Repeats: r.imp.Repeats, Rejected: r.imp.Rejected,
		Seconds: r.s.now().Sub(began).Seconds(), Resumed: resumed, Notes: r.reader.Notes(), Refused: r.refused, Header: r.reader.Header(),
	}
}

// finish ends the import; the file itself is needed no more.
func (r *run) finish(ctx context.Context) error {
	if r.rehearsal != nil {
		return nil
	}
	return r.s.st.Tx(ctx, r.by, func(tx *store.Tx) error {
		at := r.s.now()
		n, err := tx.Run(`UPDATE imports SET state = 'done', finished_at = $1 WHERE id = $2 AND state = 'running'`, at, r.imp.ID)
		if err != nil || n == 0 {
			return err
		}
		if _, err := tx.Run(`DELETE FROM import_chunks WHERE import_id = $1 AND client_id = $2`, r.imp.ID, r.client.ID); err != nil {
			return err
		}
		return tx.Audit("import.finish", "import", r.imp.ID, r.client.ID, at)
	})
}

// fail keeps why an import stopped. One that was only interrupted stays as it is,
// and goes on when it is run again.
func (r *run) fail(ctx context.Context, problem error) error {
	refused := models.Refused(problem)
	if r.rehearsal != nil || refused == nil || ctx.Err() != nil {
		return problem
	}
	return errors.Join(problem, r.s.keepProblem(ctx, r.by, r.imp.ID, refused))
}

func (s *Service) keepProblem(ctx context.Context, by models.Actor, importID models.ID, problem *models.Error) error {
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE imports SET state = 'failed', problem = $1 WHERE id = $2 AND state = 'running'`, problem.Message, importID)
		return err
	})
}
