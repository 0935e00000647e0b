package queue

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed standstill_promises.sql
	standstillPromisesSQL string
	//go:embed resume_promises.sql
	resumePromisesSQL string
	//go:embed slide.sql
	slideSQL string
	//go:embed end_program.sql
	endProgramSQL string
)

// Pause stops the calls of a program: what was promised needs a decision, nothing else
// moves. It joins the transaction that pauses the program, which it has locked.
func Pause(tx *store.Tx, p *models.Program, at time.Time) (promises int64, err error) {
	return tx.Run(standstillPromisesSQL, p.ID, p.ClientID, at, pausedPromise)
}

// pausedPromise is why a promise of a paused program needs a decision; resuming the
// program takes back those whose time is still to come.
const pausedPromise = "A call was promised, and its program is paused."

// Resumed is what a program’s resumption moved.
type Resumed struct {
	Slid     int64 // dates that slid by the length of the pause
	Promises int64 // promises whose time is still to come, planned again
}

// Resume lets a program be called again. What was planned, and what came due while it
// stood still, slides by the length of the pause, and so do the plans’ deadlines.
func Resume(tx *store.Tx, p *models.Program, paused, at time.Time) (r Resumed, err error) {
	if r.Promises, err = tx.Run(resumePromisesSQL, p.ID, p.ClientID, at, pausedPromise); err != nil {
		return r, err
	}
	r.Slid, err = tx.Run(slideSQL, p.ID, p.ClientID, paused, at, "Its program stood still for "+models.Span(at.Sub(paused))+".")
	return r, err
}

// EndProgram closes whatever of a program is still to be called, with the reason, and
// breaks its promises. It is refused while anybody is on the line.
func EndProgram(tx *store.Tx, p *models.Program, at time.Time) (closed int64, err error) {
	var busy int
	if err := tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM inquiries WHERE program_id = $1 AND client_id = $2 AND state IN ('held', 'pending')`, p.ID, p.ClientID).Scan(&busy); err != nil {
		return 0, err
	}
	if busy > 0 {
		return 0, models.Refuse(models.Conflict, "", "%d of its inquiries are on the line or about to be released: pause the program, wait until they have ended, and end it then.", busy)
	}
	return tx.Run(endProgramSQL, p.ID, p.ClientID, at, models.ClosedProgram)
}
