// Package desk is what supervisors see of the calling while it goes on, and what they do
// about it: who is on what, what waits, what breaks; who is given which call.
package desk

import (
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// A Service serves the supervisors' desk.
type Service struct {
	store    *store.Store
	book     *policy.Book
	programs Programs
	line     Line
	now      func() time.Time
	pulse    *pulse
	shelf    shelf
	outlooks outlooks
}

// Programs loads and locks the programs that the actor answers for. It is wired in cmd.
type Programs interface {
	ProgramToRun(tx *store.Tx, id models.ID) (*models.Program, error)
}

// Line is who has whom on the line: it takes a call away, and gives it back. It is wired in cmd.
type Line interface {
	TakeAway(tx *store.Tx, inquiryID models.ID, at time.Time) (*models.Claim, error)
	GiveAgain(tx *store.Tx, claimID models.ID, inquiry *models.Inquiry, at time.Time) error
}

// New makes the service. Listen must run for a desk to hear of what other processes do.
func New(st *store.Store, book *policy.Book, programs Programs, line Line, now func() time.Time) *Service {
	return &Service{store: st, book: book, programs: programs, line: line, now: now, pulse: newPulse()}
}

// sees refuses whoever does not answer for programs. The agency's supervisors and
// managers see the work for every client, as everywhere.
func sees(by models.Actor) error {
	if by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "This is for the agency’s supervisors and managers.")
}
