package queue

import (
	_ "embed"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed move.sql
	moveSQL string
	//go:embed promise_broken.sql
	breakSQL string
	//go:embed letter.sql
	letterSQL string
	//go:embed contact_plan.sql
	contactPlanSQL string
)

// step puts what the plan wants next to where hours and day part allow it, and writes
// down both. A plan that is used up writes its one letter.
func (s *Service) step(tx *store.Tx, batch *pgx.Batch, w *models.Working, plan *models.ContactPlan, at time.Time) error {
	window, err := s.windowOf(tx, &w.Inquiry)
	if err != nil {
		return err
	}
	queueMove(batch, &w.Inquiry, advance(&w.Inquiry, plan, window, at))
	if w.State != models.Nurtured {
		return nil
	}
	if err := s.nurture.Unreached(tx, &w.Inquiry, at); err != nil {
		return err
	}
	if plan.Letter.Text != "" {
		queueLetter(batch, &w.Inquiry, "unreached", models.PlanStep{Subject: plan.Letter.Subject, Text: plan.Letter.Text}, at)
	}
	return nil
}

func (s *Service) windowOf(tx *store.Tx, i *models.Inquiry) (policy.Window, error) {
	if i.WindowID == nil {
		return policy.Window{}, nil
	}
	return s.book.Window(tx, *i.WindowID)
}

// advance places the step that an inquiry has come to, and says what was planned.
func advance(i *models.Inquiry, plan *models.ContactPlan, window policy.Window, at time.Time) models.Move {
	move := models.Move{At: at, Kind: models.MoveUsedUp, PlanVersion: plan.Version, Reason: i.NurtureReason}
	if i.State == models.Scheduled || i.State == models.Ready {
		wanted := *i.DueAt
		if placed := place(i, plan, window, at); i.BegunAt != nil && placed.After(plan.Ends(*i.BegunAt)) && i.LastDisposition != models.Busy && i.LastDisposition != models.WrongNumber {
			i.UsedUp(at)
			move.Reason = "The next step would come after the plan’s deadline."
		} else {
			i.Plan(placed, at)
			i.Await()
			move.Kind, move.Step, move.WantedAt, move.DueAt = models.MovePlanned, i.Step+1, &wanted, &placed
			if move.Reason = ""; placed.After(wanted) {
				move.Reason = "Moved into the calling hours, and to another hour of the day."
			}
		}
	}
	if i.State == models.Closed {
		move.Kind, move.Reason = models.MoveUsedUp, i.ClosedReason
	}
	return move
}

// place is when the step that is next is made. An e-mail needs no hours; a busy line is
// tried again soon, at whatever hour that is.
func place(i *models.Inquiry, plan *models.ContactPlan, window policy.Window, at time.Time) time.Time {
	due := *i.DueAt
	switch {
	case i.Channel == models.ByEmail || !window.Known():
		return due
	case i.LastDisposition == models.Busy || i.LastDisposition == models.WrongNumber || i.Step >= len(plan.Steps):
		return within(window, i.ID, due)
	}
	last, zone := at, models.Location(window.Words(due).Zone)
	if i.LastAttemptAt != nil {
		last = *i.LastAttemptAt
	}
	return plan.Steps[i.Step].Part.Place(window, zone, last, due, spread(i.ID))
}

// after is what a disposition would lead to now: the inquiry as it would stand.
func after(i models.Inquiry, c models.Consequence, plan *models.ContactPlan, most int, window policy.Window, at time.Time) models.Inquiry {
	i.State = models.Held
	if c.Disposition == models.Callback || i.Attempted(c, plan, most, at) != nil {
		return i
	}
	advance(&i, plan, window, at)
	return i
}

// within is when an attempt due at an instant is made: then, or when the hours open after it.
func within(window policy.Window, id models.ID, due time.Time) time.Time {
	if opens, ok := window.NextOpen(due); ok && opens.After(due) {
		return opens.Add(spread(id))
	}
	return due
}

// spread keeps what was moved to the opening of a window from all being due at its
// first minute: up to an hour, the same for the same inquiry.
func spread(id models.ID) time.Duration { return time.Duration(id[15]) * time.Hour / 256 }

func moveArgs(i *models.Inquiry, m models.Move) []any {
	return []any{models.NewID(), i.ClientID, i.ID, m.At, m.Kind, m.Step, m.PlanVersion, m.WantedAt, m.DueAt, m.Reason}
}

func queueMove(batch *pgx.Batch, i *models.Inquiry, m models.Move) {
	batch.Queue(moveSQL, moveArgs(i, m)...)
}

// moved writes down what moved an inquiry.
func moved(tx *store.Tx, i *models.Inquiry, m models.Move) error {
	_, err := tx.Run(moveSQL, moveArgs(i, m)...)
	return err
}

// queueLetter writes an e-mail down for the job that sends it. It waits until nobody can
// take back any more what led to it.
func queueLetter(batch *pgx.Batch, i *models.Inquiry, kind string, words models.PlanStep, at time.Time) {
	batch.Queue(letterSQL, models.NewID(), i.ClientID, i.ID, i.Cycle, kind, i.Step, words.Subject, words.Text, at, at.Add(models.UndoWindow))
}
