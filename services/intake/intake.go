// Package intake is where an inquiry arrives, by form, import, API, telephone or
// hand: who is it, is it a first inquiry or a repeat, and what follows from that.
package intake

import (
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// A RepTeller tells the rep of an open lead that its person has inquired again. It
// joins the transaction of the arrival.
type RepTeller interface {
	TellRep(tx *store.Tx, clientID, leadID, inquiryID models.ID) error
}

// Sources finds the client's source of exactly this name, or makes it.
type Sources interface {
	Source(tx *store.Tx, clientID models.ID, name string, medium models.Medium, programID models.ID) (*models.Source, error)
}

// Options are what the stage needs from outside.
type Options struct {
	Now     func() time.Time
	Secret  []byte // keys the hashes of numbers
	Sources Sources
	Reps    RepTeller // nil: nobody is told, and the repeat shows in the lead's history only
}

// A Service receives inquiries.
type Service struct {
	st      *store.Store
	book    *policy.Book
	now     func() time.Time
	secret  []byte
	sources Sources
	reps    RepTeller
}

// New is the stage on a store, numbering calling windows by the book.
func New(st *store.Store, book *policy.Book, o Options) *Service {
	return &Service{st: st, book: book, now: o.Now, secret: o.Secret, sources: o.Sources, reps: o.Reps}
}

// oneAtATime makes the arrivals of one client wait for each other until their
// transactions end, so that two of the same person at once become one person.
func oneAtATime(tx *store.Tx, clientID models.ID) error {
	if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended('intake ' || $1, 0))`, clientID.String()); err != nil {
		return fmt.Errorf("wait for the client’s other arrivals: %w", err)
	}
	return nil
}

// programOf loads a program that still takes inquiries, and its client.
func programOf(tx *store.Tx, clientID, programID models.ID) (*models.Client, *models.Program, error) {
	client, err := store.One[models.Client](tx, models.ByID(clientID))
	if err != nil {
		return nil, nil, err
	}
	program, err := taking(tx, clientID, programID)
	return client, program, err
}

// taking is the program, unless it has ended and takes nothing any more.
func taking(tx *store.Tx, clientID, programID models.ID) (*models.Program, error) {
	program, err := store.One[models.Program](tx, models.ByID(programID), models.OfClient(clientID))
	if err != nil {
		return nil, err
	}
	if program.State == models.ProgramEnded {
		return nil, models.Refuse(models.Conflict, "program", "The program %s has ended: choose one that runs.", program.Name)
	}
	return program, nil
}

// mayImport refuses whoever does not run programs for the agency.
func mayImport(by models.Actor) error {
	if by.Gate == models.GateWorker || by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Lists are imported by supervisors, account managers and admins.")
}
