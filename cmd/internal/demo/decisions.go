package demo

import (
	"context"
	"strings"
	"time"

	"ripen/models"
)

// undecidedFor is how long a supervisor of the demo leaves a decision: whoever looks at it
// finds some, and none that waits for a year.
const undecidedFor = 6 * 24 * time.Hour

// decide lets the supervisor work off what has waited for a decision: who cannot or must not
// be called is closed, the rest planned for the next afternoon.
func (y *year) decide(ctx context.Context) error {
	at := y.clock.now()
	decisions := y.Queue.Decisions(nil) // corrects nobody's number, so it needs no secret
	for _, p := range y.cast.People {
		if p.Role != models.Supervisor {
			continue
		}
		by := y.settled.As(p.Name)
		waiting, err := decisions.Waiting(ctx, by, models.NoID)
		if err != nil {
			return err
		}
		for _, w := range waiting {
			if w.NextAt == nil || at.Sub(*w.NextAt) < undecidedFor {
				continue
			}
			reason := models.ClosedNoWay
			if strings.Contains(w.DecisionReason, "do-not-call") || strings.Contains(w.DecisionReason, "Do not call") {
				reason = models.ClosedDoNotCall
			}
			if err := decisions.Close(ctx, by, w.ID, models.NewID(), reason); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}
