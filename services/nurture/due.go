package nurture

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed due.sql
	dueSQL string
	//go:embed days.sql
	daysSQL string
)

// A Period asks who is due from an instant to before another.
type Period struct {
	From, To time.Time
	Program  models.ID // NoID: every program the actor works in
	After    *Key      // nil: from the beginning
}

// A Key is where a page of a list ends.
type Key struct {
	At time.Time
	ID models.ID
}

// page is how many inquiries are listed at once.
const page = 50

// A Due inquiry is kept until its date.
type Due struct {
	InquiryID    models.ID
	ClientID     models.ID
	ClientName   string
	Colour       int
	Zone         string // of the client, whose days these are
	ProgramID    models.ID
	ProgramName  string
	SourceName   string
	Name         string
	Organisation string
	City         string
	Region       string
	Grade        models.Grade
	Class        models.Class
	Reason       string
	NextAt       time.Time
	Cycle        int
	GradedAt     *time.Time
	LetterOn     *time.Time // the next letter before the call
}

// A Day says how many inquiries of a program are due on a day, in the client's zone.
type Day struct {
	Day         time.Time // at midnight UTC
	ProgramID   models.ID
	ProgramName string
	ClientName  string
	Colour      int
	N           int
	B, C        int
	Unreached   int
}

// A Week is what is due: one page of it, and the count of each day, of the whole.
type Week struct {
	Rows  []Due
	Days  []Day
	Total int
	Next  *Key // where the next page begins; nil: this is the last
}

// Due is whom the agency calls again in a period, the soonest first. A caller sees his
// own programs.
func (s *Service) Due(ctx context.Context, by models.Actor, p Period) (w Week, err error) {
	if !by.OfAgency() {
		return w, models.Absent()
	}
	var caller, program *models.ID
	if by.Role == models.Caller {
		caller = &by.UserID
	}
	if p.Program != models.NoID {
		program = &p.Program
	}
	var afterAt *time.Time
	var afterID *models.ID
	if p.After != nil {
		afterAt, afterID = &p.After.At, &p.After.ID
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		if w.Rows, err = store.Rows[Due](tx, dueSQL, caller, p.From, p.To, program, afterAt, afterID, page+1); err != nil {
			return err
		}
		w.Days, err = store.Rows[Day](tx, daysSQL, caller, p.From, p.To)
		return err
	})
	if len(w.Rows) > page {
		w.Rows = w.Rows[:page]
		last := w.Rows[page-1]
		w.Next = &Key{At: last.NextAt, ID: last.InquiryID}
	}
	for _, d := range w.Days {
		if program == nil || d.ProgramID == *program {
			w.Total += d.N
		}
	}
	return w, err
}
