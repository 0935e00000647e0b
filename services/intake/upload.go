package intake

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/store"
)

const (
	chunkBytes   = 512 << 10 // of an uploaded file, kept where every process finds it
	largestFile  = 200 << 20
	previewRows  = 20
	sliceBatches = 20 // batches that one job works before it hands over to the next
)

// Upload keeps a file to be imported by a job, and reads as much of it as shows that
// it is a table.
func (s *Service) Upload(ctx context.Context, by models.Actor, clientID, programID models.ID, fileName string, file io.Reader) (imp *models.Import, err error) {
	if err := mayImport(by); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		client, program, err := programOf(tx, clientID, programID)
		if err != nil {
			return err
		}
		imp = &models.Import{ID: models.NewID(), ClientID: client.ID, ProgramID: program.ID, FileName: clean(fileName), State: models.ImportUploaded, CreatedAt: s.now()}
		if by.SignedIn() {
			imp.StartedBy = &by.UserID
		}
		if err := tx.Put(imp); err != nil {
			return err
		}
		if imp.Size, err = keepFile(tx, imp, file); err != nil {
			return err
		}
		reader, err := table.Open(&chunks{tx: tx, importID: imp.ID}, table.Options{})
		if err != nil {
			return err
		}
		if err := keepHeader(tx, imp, reader.Header()); err != nil {
			return errors.Join(err, reader.Close())
		}
		return errors.Join(reader.Close(), tx.Keep(imp))
	})
	if err != nil {
		return nil, err
	}
	return imp, nil
}

func keepFile(tx *store.Tx, imp *models.Import, file io.Reader) (size int64, err error) {
	buffer := make([]byte, chunkBytes)
	for part := 0; ; part++ {
		n, err := io.ReadFull(file, buffer)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return 0, fmt.Errorf("read the upload: %w", err)
		}
		if size += int64(n); size > largestFile {
			return 0, models.Refuse(models.Invalid, "file", "The file is larger than %d MB: split it, and import the parts one after the other.", largestFile>>20)
		}
		if n > 0 {
			if _, err := tx.Run(`INSERT INTO import_chunks (import_id, client_id, part, bytes) VALUES ($1, $2, $3, $4)`, imp.ID, imp.ClientID, part, buffer[:n]); err != nil {
				return 0, fmt.Errorf("keep the upload: %w", err)
			}
		}
		if last {
			return size, nil
		}
	}
}

// Chunks reads an uploaded file part by part: within a transaction if there is one,
// else each part in one of its own.
type chunks struct {
	tx       *store.Tx
	s        *Service
	ctx      context.Context
	by       models.Actor
	importID models.ID
	part     int
	rest     []byte
}

// Read reads on in the file.
func (c *chunks) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		fetch := func(tx *store.Tx) error {
			return tx.Pgx.QueryRow(tx.Context(), `SELECT bytes FROM import_chunks WHERE import_id = $1 AND part = $2`, c.importID, c.part).Scan(&c.rest)
		}
		var err error
		if c.tx != nil {
			err = fetch(c.tx)
		} else {
			err = c.s.st.Tx(c.ctx, c.by, fetch)
		}
		if errors.Is(err, pgx.ErrNoRows) {
			return 0, io.EOF
		}
		if err != nil {
			return 0, fmt.Errorf("read the uploaded file: %w", err)
		}
		c.part++
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// A Preview is what an import would make of the first rows of a file.
type Preview struct {
	Header    []string
	Proposals table.Proposals // which column seems to be what, and why
	Mapping   table.Mapping   // as chosen, else as proposed
	Rows      []PreviewRow
	Notes     []string
}

// A PreviewRow is one row and what it would become.
type PreviewRow struct {
	Line   int
	Cells  []string
	Kind   string // inquiry, repeat, rejected
	Person string // how its person is spoken of
	Phone  string // as it was understood, E.164
	State  models.State
	Words  string // where it would go, or why it is rejected
}

// Preview says what the first rows of an uploaded file would become. Nothing is kept.
func (s *Service) Preview(ctx context.Context, by models.Actor, importID models.ID, o models.ImportOptions) (*Preview, error) {
	run, err := s.uploaded(ctx, by, importID, o)
	if err != nil {
		return nil, err
	}
	defer run.reader.Done()
	p := &Preview{Header: run.reader.Header(), Mapping: run.layout.mapping}
	var sampled [][]string
	for _, row := range run.peeked {
		sampled = append(sampled, row.Cells)
	}
	p.Proposals = table.Guess(p.Header, sampled)
	var rows []*arrival
	for _, row := range run.peeked[:min(previewRows, len(run.peeked))] {
		rows = append(rows, run.layout.arrival(row, run.client.ID, run.program.ID, s.now()))
	}
	run.rehearsal = s.newBatch(nil, run.client, run.program, s.now())
	if err := run.rehearse(ctx, rows); err != nil {
		return nil, err
	}
	for _, a := range rows {
		p.Rows = append(p.Rows, a.preview())
	}
	p.Notes = run.reader.Notes()
	return p, nil
}

func (a *arrival) preview() PreviewRow {
	row := PreviewRow{Line: a.line, Cells: a.cells, Kind: a.kind(), Words: a.rejected}
	if a.inquiry == nil {
		return row
	}
	row.Person, row.Phone, row.State = a.who.person.Called(a.who.organisation), a.who.person.Phone, a.inquiry.State
	switch i := a.inquiry; i.State {
	case models.Merged:
		row.Words = "joins the inquiry of the same person"
	case models.Closed:
		row.Words = i.ClosedReason
	case models.Undecided:
		row.Words = i.DecisionReason
	default:
		row.Words = i.State.Words()
	}
	return row
}

// uploaded opens an uploaded file with the options.
func (s *Service) uploaded(ctx context.Context, by models.Actor, importID models.ID, o models.ImportOptions) (*run, error) {
	if err := mayImport(by); err != nil {
		return nil, err
	}
	var imp *models.Import
	err := s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		imp, err = store.One[models.Import](tx, models.ByID(importID))
		return err
	})
	if err != nil {
		return nil, err
	}
	run, err := s.open(ctx, by, &Request{ClientID: imp.ClientID, ProgramID: imp.ProgramID, Options: o, File: &chunks{s: s, ctx: ctx, by: by, importID: imp.ID}})
	if err != nil {
		return nil, err
	}
	imp.Options, run.imp = run.layout.options, imp
	return run, nil
}

// Start hands an uploaded file to a job, with the options that the preview showed.
// Starting it twice starts it once.
func (s *Service) Start(ctx context.Context, by models.Actor, importID models.ID, o models.ImportOptions) error {
	run, err := s.uploaded(ctx, by, importID, o)
	if err != nil {
		return err
	}
	defer run.reader.Done()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		imp, err := store.One[models.Import](tx, models.ByID(importID), models.ForUpdate)
		if err != nil || imp.State == models.ImportRunning || imp.State == models.ImportDone {
			return err
		}
		if imp.State == models.ImportUndone {
			return models.Refuse(models.Conflict, "", "This import was undone: upload the file again.")
		}
		at := s.now()
		imp.State, imp.Options, imp.StartedAt, imp.Problem = models.ImportRunning, run.layout.options, &at, ""
		if err := tx.Keep(imp); err != nil {
			return err
		}
		if err := tx.Audit("import.start", "import", imp.ID, imp.ClientID, at); err != nil {
			return err
		}
		return tx.Later(ImportArgs{ImportID: imp.ID, ClientID: imp.ClientID})
	})
}

// ImportArgs is the job that works on an uploaded file.
type ImportArgs struct {
	ImportID models.ID `json:"import_id"`
	ClientID models.ID `json:"client_id"`
}

// Kind is intake.import.
func (ImportArgs) Kind() string { return "intake.import" }

// Continue imports the next rows of an uploaded file, and leaves the rest to another
// job, so that no job runs long and one that was cut off is soon taken up.
func (s *Service) Continue(ctx context.Context, args ImportArgs) error {
	by := models.Worker(args.ClientID)
	var imp *models.Import
	err := s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		imp, err = store.One[models.Import](tx, models.ByID(args.ImportID))
		return err
	})
	if err != nil || imp.State != models.ImportRunning {
		return err
	}
	run, err := s.uploaded(ctx, by, imp.ID, imp.Options)
	if refused := models.Refused(err); refused != nil { // the program has ended, say
		return s.keepProblem(ctx, by, imp.ID, refused)
	}
	if err != nil {
		return err
	}
	defer run.reader.Done()
	run.slice = sliceBatches
	if err := run.all(ctx); err != nil {
		if models.Refused(err) != nil {
			return nil // it is kept with the import, where people see it
		}
		return err
	}
	if run.slice == 0 {
		return nil
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error { return tx.Later(args) })
}
