package nurture

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed ripen.sql
var ripenSQL string

// batch is how many inquiries ripen in one transaction.
const batch = 500

// Ripen returns what is due at the instant to the callers' queue, as the next cycle,
// and says how many there were. Running it again finds nothing to do.
func (s *Service) Ripen(ctx context.Context, clientID models.ID, at time.Time) (n int, err error) {
	for {
		ripened := int64(0)
		err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) (err error) {
			ripened, err = tx.Run(ripenSQL, clientID, at, batch)
			return err
		})
		n += int(ripened)
		if err != nil || ripened < batch {
			return n, err
		}
	}
}

// FromLead takes the inquiry of a lead that ended without a decision back until the
// day on which the agency asks again; its next cycle begins then. It runs as a job.
// Taking it twice changes nothing, and so does taking back an inquiry that has moved on:
// its person inquired again, and is called anyway.
func (s *Service) FromLead(tx *store.Tx, lead *models.Lead, againOn time.Time, reason string) error {
	i, err := store.One[models.Inquiry](tx, models.ByID(lead.InquiryID), models.ForUpdate)
	if err != nil {
		return err
	}
	if i.State != models.Released || i.Cycle != lead.Cycle {
		return nil
	}
	program, err := store.One[models.Program](tx, models.ByID(i.ProgramID))
	if err != nil || program.State == models.ProgramEnded { // nobody calls for it any more: the lead’s close-out stands
		return err
	}
	if others, err := liveBeside(tx, i); err != nil || others {
		return err
	}
	if reason == "" {
		reason = "no decision yet"
	}
	k, err := s.keeping(tx, i, models.RequalB, s.now()) // it was an A: it is not unreached
	if err != nil {
		return err
	}
	if err := s.keepUntil(tx, k, reason, Date{On: againOn, How: models.ByLead, Why: "The rep named the day."}); err != nil {
		return err
	}
	return tx.Keep(i)
}

// liveBeside reports whether the person of an inquiry has a live one in its program besides.
func liveBeside(tx *store.Tx, i *models.Inquiry) (others bool, err error) {
	err = tx.Pgx.QueryRow(tx.Context(), `SELECT EXISTS (SELECT FROM inquiries WHERE program_id = $1 AND person_id = $2 AND id <> $3
		AND state NOT IN ('released', 'closed', 'merged', 'erased', 'undone'))`, i.ProgramID, i.PersonID, i.ID).Scan(&others)
	return others, err
}
