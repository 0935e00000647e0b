package queue

import (
	"context"
	_ "embed"
	"encoding/json"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// An Ending is how the caller says the call ended.
type Ending struct {
	InquiryID   models.ID
	Disposition models.Disposition
	Token       models.ID
	Written     *models.Written // what is in the form's notes and answers; nil leaves the draft as it is
	PromisedAt  *time.Time      // callback: when
	PromisedTo  *models.ID      // callback: who keeps it; nil: anyone
	PromiseNote string

	RightNumber    string // wrong number: the right one, as it was said
	Gatekeeper     string // gatekeeper: who answered
	GatekeeperNote string
}

// Ended is what became of it.
type Ended struct {
	AttemptID models.ID
	Name      string     // of the person
	Words     string     // "No answer, again"
	AgainAt   *time.Time // when the next call is due
	Zone      string     // of the person, to say it in
	UndoUntil time.Time
	Repeated  bool // the form was sent before; nothing was done now
}

var (
	//go:embed working.sql
	workingSQL string
	//go:embed attempt.sql
	attemptSQL string
	//go:embed claim_end.sql
	endClaimSQL string
	//go:embed promise_kept.sql
	keptSQL string
	//go:embed written.sql
	writtenSQL string
)

// Work loads the inquiry that the caller holds, locked, and its claim. Package
// grading joins with it.
func (s *Service) Work(tx *store.Tx, inquiryID models.ID) (*models.Working, error) {
	w, err := store.Row[models.Working](tx, workingSQL, inquiryID, tx.By.UserID)
	if models.IsKind(err, models.NotFound) {
		return nil, notHeld(tx, inquiryID)
	}
	return w, err
}

// notHeld tells the caller whose inquiry it is not: absent if it is none of his programs.
func notHeld(tx *store.Tx, inquiryID models.ID) error {
	if _, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(tx.By)); err != nil {
		return err
	}
	return models.Refuse(models.Conflict, "", "This inquiry is no longer with you. What you typed is kept; find the person to take it up again.")
}

// End records how a call ended and puts the inquiry where that leads.
func (s *Service) End(ctx context.Context, by models.Actor, e Ending) (ended Ended, err error) {
	consequence, ok := e.Disposition.Consequence()
	if !ok {
		return Ended{}, models.Refuse(models.Invalid, "disposition", "Choose how the call ended.")
	}
	if e.Disposition == models.Callback && e.PromisedAt == nil {
		return Ended{}, models.Refuse(models.Invalid, "promised_at", "Choose when to call back, in the person’s time.")
	}
	at := s.now()
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		id := models.NewID()
		before, fresh, err := tx.Once(e.Token, id.String(), at)
		if err != nil {
			return err
		}
		if !fresh {
			ended.Repeated = true
			ended.AttemptID, err = models.ParseID(before)
			return err
		}
		w, err := s.Work(tx, e.InquiryID)
		if err != nil {
			return err
		}
		ended = Ended{AttemptID: id, Name: w.PersonName, Words: consequence.Label, UndoUntil: at.Add(models.UndoWindow)}
		stands, err := s.settlePromise(tx, w, consequence, at)
		if err != nil {
			return err
		}
		batch, plan := new(pgx.Batch), w.ContactPlan()
		if err := w.Attempted(consequence, plan, w.MaxAttempts, at); err != nil {
			return err
		}
		if err := s.rung(tx, w, e, at); err != nil {
			return err
		}
		if err := s.follow(tx, batch, w, e, plan, stands, at); err != nil {
			return err
		}
		if err := record(tx, batch, w, id, consequence, e.Written, at); err != nil {
			return err
		}
		if err := s.gatekeeper(tx, w, id, e, at); err != nil {
			return err
		}
		ended.AgainAt = w.DueAt
		if w.WindowID != nil {
			window, err := s.book.Window(tx, *w.WindowID)
			if err != nil {
				return err
			}
			ended.Zone = window.Words(at).Zone
		}
		return nil
	})
	return ended, err
}

// follow carries out what the disposition means beyond the inquiry itself. A promise
// that stands is for later: nobody was reached, and it is planned again for its time.
func (s *Service) follow(tx *store.Tx, batch *pgx.Batch, w *models.Working, e Ending, plan *models.ContactPlan, stands *models.Promise, at time.Time) error {
	switch e.Disposition {
	case models.DoNotCall:
		person, err := s.forbidden(tx, w)
		if err != nil {
			return err
		}
		entry := models.DoNotCallEntry{EnteredBy: &tx.By.UserID, EnteredAt: at}
		if err := policy.Forbid(tx, policy.Ban{Person: person, Reason: "asked on the telephone"}, entry); err != nil {
			return err
		}
		return s.forbidOthers(tx, w, "asked on the telephone", entry)
	case models.Callback:
		return s.promise(tx, w, e, at)
	}
	if stands != nil && w.State != models.Closed {
		return w.Promise(stands, at)
	}
	return s.step(tx, batch, w, plan, at)
}

// record appends the attempt, ends the claim, keeps the inquiry and what was
// written, in one round trip.
func record(tx *store.Tx, batch *pgx.Batch, w *models.Working, attemptID models.ID, c models.Consequence, written *models.Written, at time.Time) error {
	queueAttempt(batch, tx, w, attemptID, c.Disposition, c.Reached, c.Counts, at)
	queueEndClaim(batch, w, "attempt", at)
	queueKeep(batch, &w.Inquiry)
	if written != nil {
		queueWritten(batch, tx, w, attemptID, *written, at)
	}
	if c.Reached {
		queueMark(batch, &w.Inquiry)
	}
	return send(tx, batch)
}

func queueAttempt(batch *pgx.Batch, tx *store.Tx, w *models.Working, id models.ID, d models.Disposition, reached, counts bool, at time.Time) {
	channel := models.ByCall
	if d == models.TextSent {
		channel = models.ByText
	}
	batch.Queue(attemptSQL,
		id, w.ClientID, w.ProgramID, w.ID, w.PersonID, w.ClaimID, w.DecisionID, tx.By.UserID, w.Cycle, at, string(d), reached, counts, string(channel))
}

func queueEndClaim(batch *pgx.Batch, w *models.Working, how string, at time.Time) {
	batch.Queue(endClaimSQL, w.ClaimID, w.ClientID, at, how)
}

// queueWritten keeps the notes: the internal one joins the history, the one for the
// rep and the answers stay in the draft until the inquiry is graded. What another tab or
// another person has written since is never written over unseen.
func queueWritten(batch *pgx.Batch, tx *store.Tx, w *models.Working, attemptID models.ID, t models.Written, at time.Time) {
	if text := strings.TrimSpace(t.Internal); text != "" {
		batch.Queue(`INSERT INTO notes (id, client_id, inquiry_id, attempt_id, user_id, at, kind, text) VALUES ($1, $2, $3, $4, $5, $6, 'internal', $7)`,
			models.NewID(), w.ClientID, w.ID, attemptID, tx.By.UserID, at, text)
	}
	answers, _ := json.Marshal(t.Answers) // a map of numbers
	batch.Queue(writtenSQL, w.ID, w.ClientID, answers, t.ForRep, tx.By.UserID, at, t.Version, t.Internal).Exec(func(done pgconn.CommandTag) error {
		if done.RowsAffected() == 0 {
			return models.Refuse(models.Conflict, "version", "This was changed elsewhere while you typed. Both texts are here: put them together, then say again how the call ended.")
		}
		return nil
	})
}

func queueMark(batch *pgx.Batch, i *models.Inquiry) {
	batch.Queue(`INSERT INTO rollup_marks (client_id, source_id, day) VALUES ($1, $2, $3)`, i.ClientID, i.SourceID, i.ReceivedOn)
}

func send(tx *store.Tx, batch *pgx.Batch) error { return tx.Pgx.SendBatch(tx.Context(), batch).Close() }

// Finish appends the attempt of a grading and ends its claim, in grading's transaction.
func (s *Service) Finish(tx *store.Tx, w *models.Working, attemptID models.ID, written models.Written, at time.Time) error {
	if w.FirstCalledAt == nil {
		w.FirstCalledAt = &at
	}
	if w.BegunAt == nil {
		w.BegunAt = &at
	}
	w.Attempts++
	w.LastAttemptAt, w.LastDisposition = &at, models.Graded
	batch := new(pgx.Batch)
	queueAttempt(batch, tx, w, attemptID, models.Graded, true, true, at)
	queueEndClaim(batch, w, "grading", at)
	queueKeep(batch, &w.Inquiry)
	queueWritten(batch, tx, w, attemptID, written, at)
	queueMark(batch, &w.Inquiry)
	batch.Queue(keptSQL, w.ID, at, w.ClaimedAt.Add(-models.PromiseTolerance))
	return send(tx, batch)
}
