package clients

import (
	"context"
	_ "embed"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/queue"
	"ripen/services/sheet"
	"ripen/services/store"
)

//go:embed export.sql
var exportSQL string

// Pause stops a program: nobody of it is called, and what it has promised needs a
// decision. Pausing it twice changes nothing.
func (s *Service) Pause(ctx context.Context, by models.Actor, programID models.ID, reason string) (promises int64, err error) {
	err = s.stand(ctx, by, programID, models.ProgramPaused, reason, func(tx *store.Tx, p *models.Program, at time.Time) error {
		if p.State != models.ProgramActive {
			return models.Refuse(models.Conflict, "", "The program has ended: it cannot be paused.")
		}
		promises, err = queue.Pause(tx, p, at)
		return err
	})
	return promises, err
}

// Resume lets a paused program be called again; its dates slide by the length of the pause.
func (s *Service) Resume(ctx context.Context, by models.Actor, programID models.ID) (r queue.Resumed, err error) {
	err = s.stand(ctx, by, programID, models.ProgramActive, "", func(tx *store.Tx, p *models.Program, at time.Time) error {
		if p.State != models.ProgramPaused {
			return models.Refuse(models.Conflict, "", "The program has ended: it cannot be resumed. Make a new one.")
		}
		paused, err := store.All[models.ProgramStanding](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("program_id = ? AND state = 'paused'", p.ID).Order("at DESC").Limit(1)
		})
		if err != nil {
			return err
		}
		since := at // a program that was made paused has nothing to slide
		if len(paused) > 0 {
			since = paused[0].At
		}
		r, err = queue.Resume(tx, p, since, at)
		return err
	})
	return r, err
}

// End closes a program for good, and everything in it that is still to be called. It must
// have been exported within the day before, and its short name is typed once more.
func (s *Service) End(ctx context.Context, by models.Actor, programID models.ID, typed, reason string) (closed int64, err error) {
	err = s.stand(ctx, by, programID, models.ProgramEnded, reason, func(tx *store.Tx, p *models.Program, at time.Time) error {
		if strings.TrimSpace(typed) != p.Slug {
			return models.Refuse(models.Invalid, "typed", "Type %s, the program’s short name: what is closed is not called again.", p.Slug)
		}
		var exported bool
		if err := tx.Pgx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM audit WHERE action = 'program.export' AND subject_id = $1 AND at > $2)`, p.ID, at.AddDate(0, 0, -1)).Scan(&exported); err != nil {
			return err
		}
		if !exported {
			return models.Refuse(models.Invalid, "typed", "Export the program first: its inquiries leave the queue for good.")
		}
		if closed, err = queue.EndProgram(tx, p, at); err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE sources SET form_open = false WHERE program_id = $1 AND form_open`, p.ID); err != nil {
			return err
		}
		return s.endFee(tx, p)
	})
	return closed, err
}

// stand moves a program to a state, by one who answers for it, and keeps when and why.
// Where it is there already, nothing is done.
func (s *Service) stand(ctx context.Context, by models.Actor, programID models.ID, state models.ProgramState, reason string, act func(*store.Tx, *models.Program, time.Time) error) error {
	if err := runsPrograms(by); err != nil {
		return err
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programToRun(tx, programID)
		if err != nil || p.State == state {
			return err
		}
		if err := act(tx, p, at); err != nil {
			return err
		}
		p.State = state
		if err := tx.Keep(p); err != nil {
			return err
		}
		entry := models.ProgramStanding{ID: models.NewID(), ClientID: p.ClientID, ProgramID: p.ID, State: state, At: at, Reason: trim(reason)}
		if by.SignedIn() {
			entry.ByID = &by.UserID
		}
		if err := tx.Put(&entry); err != nil {
			return err
		}
		return tx.Audit("program."+string(state), "program", p.ID, p.ClientID, at)
	})
}

// Standings is when a program was paused, resumed and ended, the newest first.
func (s *Service) Standings(ctx context.Context, by models.Actor, programID models.ID) (all []models.ProgramStanding, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.ProgramStanding](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("program_id = ?", programID).Order("at DESC, id DESC").Limit(20)
		})
		return err
	})
	return all, err
}

// An exported inquiry is one line of a program’s export.
type exported struct {
	ID                                                           models.ID
	ReceivedAt                                                   time.Time
	Source, Via, Name, Organisation, Email, Phone, City, Country string
	Product, Message, State, Grade, ClosedReason, NurtureReason  string
	NextAt                                                       *time.Time
	Cycle, Attempts                                              int
}

var exportColumns = []string{"inquiry", "received_at", "source", "via", "name", "organisation", "email", "phone", "city", "country", "product", "message", "state", "grade",
	"reason", "next_at", "cycle", "attempts"}

// Export writes every inquiry of a program as a line, for the agency’s people who answer
// for it, and keeps that it was taken out.
func (s *Service) Export(ctx context.Context, by models.Actor, programID models.ID, w io.Writer) error {
	if err := runsPrograms(by); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(exportColumns); err != nil {
		return err
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programToRun(tx, programID)
		if err != nil {
			return err
		}
		for after := models.NoID; ; {
			rows, err := store.Rows[exported](tx, exportSQL, p.ID, p.ClientID, after, exportAtOnce)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if err := out.Write(r.line()); err != nil {
					return err
				}
				after = r.ID
			}
			if len(rows) < exportAtOnce {
				break
			}
		}
		return tx.Audit("program.export", "program", p.ID, p.ClientID, s.now())
	})
	out.Flush()
	if err != nil {
		return err
	}
	return out.Error()
}

// exportAtOnce is how many inquiries are read for one piece of an export.
const exportAtOnce = 5000

func (r exported) line() []string {
	next := ""
	if r.NextAt != nil {
		next = r.NextAt.UTC().Format(time.RFC3339)
	}
	reason := r.ClosedReason
	if reason == "" {
		reason = r.NurtureReason
	}
	cells := []string{r.ID.String(), r.ReceivedAt.UTC().Format(time.RFC3339), r.Source, r.Via, r.Name, r.Organisation, r.Email, r.Phone, r.City, r.Country,
		r.Product, r.Message, r.State, r.Grade, reason, next, strconv.Itoa(r.Cycle), strconv.Itoa(r.Attempts)}
	for n := range cells {
		cells[n] = sheet.SafeCell(cells[n])
	}
	return cells
}

// Exported keeps who took a report of a client out of the house as a file.
func (s *Service) Exported(ctx context.Context, by models.Actor, clientID models.ID, report string) error {
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := store.One[models.Client](tx, models.ByID(clientID)); err != nil {
			return err
		}
		return tx.Audit(report+".export", "client", clientID, clientID, s.now())
	})
}
