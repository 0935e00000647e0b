package followup

import (
	"context"
	_ "embed"
	"strings"

	"ripen/models"
	"ripen/services/store"
)

//go:embed waiting.sql
var waitingSQL string

// Waiting is the returns of the actor's leads on which the agency has not decided, the
// soonest to be decided first.
func (s *Service) Waiting(ctx context.Context, by models.Actor) (open []Disputed, err error) {
	visible, whose, err := visible(by)
	if err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		open, err = store.Rows[Disputed](tx, strings.ReplaceAll(waitingSQL, "VISIBLE", visible), by.ClientID, whose)
		return err
	})
	return open, err
}
