package reports

import (
	"context"
	_ "embed"
	"fmt"

	"ripen/models"
)

//go:embed balance.sql
var balanceQuestion string

// A Balance is the lead balance sheet of one client (product.md 4.1): everything that
// ever came in, and the one place where each of it is.
type Balance struct {
	ClientID    models.ID      `json:"-"`
	Client      string         `json:"client"`
	Received    int            `json:"received"` // arrivals, and forms that wait to become one
	Rejected    int            `json:"rejected"`
	Quarantined int            `json:"quarantined"` // the waiting forms are here
	ToBeCalled  ToBeCalled     `json:"to_be_called"`
	Held        int            `json:"held"`
	Pending     int            `json:"pending"`
	Nurtured    int            `json:"nurtured"`
	Released    int            `json:"released"`
	Closed      map[string]int `json:"closed"` // by reason
	Merged      int            `json:"merged"`
	Erased      int            `json:"erased"`
	Undone      int            `json:"undone"`
	Difference  int            `json:"difference"` // 0, always
}

// ToBeCalled is the part of the balance that the callers' queue holds.
type ToBeCalled struct {
	InPlan        int `json:"in_plan"`
	Promised      int `json:"promised"`
	NeedsDecision int `json:"needs_decision"`
}

// Total is the whole of it.
func (t ToBeCalled) Total() int { return t.InPlan + t.Promised + t.NeedsDecision }

// balanceRow is a row of balance.sql.
type balanceRow struct {
	ClientID      models.ID
	Client        string
	Received      int
	Rejected      int
	Quarantined   int
	InPlan        int
	Promised      int
	NeedsDecision int
	Held          int
	Pending       int
	Nurtured      int
	Released      int
	Closed        map[string]int
	ClosedTotal   int
	Merged        int
	Erased        int
	Undone        int
}

// Balances is the balance sheet of one client, or of all for NoID, from one snapshot.
// It is the agency's.
func (s *Service) Balances(ctx context.Context, by models.Actor, clientID models.ID) ([]Balance, error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	var one *models.ID
	if clientID != models.NoID {
		one = &clientID
	}
	rows, err := look[balanceRow](ctx, s.st, by, balanceQuestion, one)
	if err != nil {
		return nil, fmt.Errorf("balance: %w", err)
	}
	sheets := make([]Balance, len(rows))
	for n, r := range rows {
		sheets[n] = r.balance()
	}
	return sheets, nil
}

func (r balanceRow) balance() Balance {
	b := Balance{
		ClientID: r.ClientID, Client: r.Client, Received: r.Received, Rejected: r.Rejected, Quarantined: r.Quarantined,
		ToBeCalled: ToBeCalled{r.InPlan, r.Promised, r.NeedsDecision}, Held: r.Held, Pending: r.Pending, Nurtured: r.Nurtured,
		Released: r.Released, Closed: r.Closed, Merged: r.Merged, Erased: r.Erased, Undone: r.Undone,
	}
	b.Difference = b.Received - (b.Rejected + b.Quarantined + b.ToBeCalled.Total() + b.Held + b.Pending + b.Nurtured +
		b.Released + r.ClosedTotal + b.Merged + b.Erased + b.Undone)
	return b
}
