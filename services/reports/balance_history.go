package reports

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed balance_days.sql
	balanceDays string
	//go:embed balance_ends.sql
	balanceEnds string
)

// balanceFresh is how old the sheet may be that a client's people read.
const balanceFresh = time.Minute

// told is the sheet as the client is told it; ok is false where there is too little to tell.
func (b Balance) told() (told models.BalanceFigures, ok bool) {
	exact := models.BalanceFigures{Received: b.Received, Released: b.Released, Rejected: b.Rejected, Quarantined: b.Quarantined,
		InPlan: b.ToBeCalled.InPlan, Promised: b.ToBeCalled.Promised, NeedsDecision: b.ToBeCalled.NeedsDecision,
		Held: b.Held, Pending: b.Pending, Nurtured: b.Nurtured, Merged: b.Merged, Erased: b.Erased, Undone: b.Undone, Difference: b.Difference}
	for reason, n := range b.Closed {
		switch reason {
		case models.ClosedD:
			exact.ClosedD = n
		case models.ClosedNotReached:
			exact.ClosedNotReached = n
		case models.ClosedNoWay:
			exact.ClosedNoWay = n
		case models.ClosedTakenOver:
			exact.ClosedTakenOver = n
		case models.ClosedDoNotCall:
			exact.ClosedDoNotCall = n
		case models.ClosedRefused:
			exact.ClosedRefused = n
		case models.ClosedWrongPerson:
			exact.ClosedWrong = n
		case models.ClosedProgram:
			exact.ClosedProgram = n
		case models.ClosedUnripe:
			exact.ClosedNotRipened = n
		default: // a reason without a line of its own is still an end
			exact.Rest += n
		}
	}
	return exact.Told()
}

// KeepBalance counts a client's sheet for its people, at most once a minute, and appends the
// row of the client's day where it is not there yet. A day on which nobody counted is simply
// not in the history. It may run twice, and in several processes at once.
func (s *Service) KeepBalance(ctx context.Context, clientID models.ID, at time.Time) (appended int, err error) {
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(7203104, hashtext($1::text))`, clientID); err != nil {
			return err
		}
		client, err := store.One[models.Client](tx, models.ByID(clientID))
		if err != nil {
			return err
		}
		last, err := lastBalance(tx, clientID)
		if err != nil {
			return err
		}
		today := models.DayIn(at, client.Location())
		due := last == nil || today.After(last.Day)
		if !due {
			fresh, err := store.Rows[struct{ At time.Time }](tx, `SELECT at FROM balance_now WHERE client_id = $1 AND at > $2 AND at <= $3`, clientID, at.Add(-balanceFresh), at)
			if err != nil || len(fresh) > 0 {
				return err
			}
		}
		told, ok, err := countBalance(tx, clientID)
		if err != nil {
			return err
		}
		if _, err := tx.Run(`DELETE FROM balance_now WHERE client_id = $1`, clientID); err != nil || !ok {
			return err
		}
		if err := tx.Put(&models.BalanceNow{ClientID: clientID, At: at, BalanceFigures: told}); err != nil || !due {
			return err
		}
		row := &models.BalanceDay{ClientID: clientID, Day: today, At: at, BalanceFigures: told}
		row.Chain(last)
		appended = 1
		return tx.Put(row)
	})
	if err != nil {
		return 0, fmt.Errorf("keep the balance of %s: %w", clientID, err)
	}
	return appended, nil
}

// countBalance counts a client's sheet, as its own jobs may.
func countBalance(tx *store.Tx, clientID models.ID) (told models.BalanceFigures, ok bool, err error) {
	counted, err := store.Row[balanceRow](tx, balanceQuestion, clientID)
	if err != nil {
		return told, false, err
	}
	told, ok = counted.balance().told()
	return told, ok, nil
}

func lastBalance(tx *store.Tx, clientID models.ID) (*models.BalanceDay, error) {
	rows, err := store.Rows[models.BalanceDay](tx, `SELECT * FROM balance_days WHERE client_id = $1 ORDER BY seq DESC LIMIT 1`, clientID)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// A BalanceSheet is what the page of the balance sheet says.
type BalanceSheet struct {
	Now   *models.BalanceNow   // nil where there is too little to tell
	Days  []models.BalanceDay  // the latest, the oldest first
	First time.Time            // the history's first day; zero where there is none
	Month *models.BalanceMonth // nil where the history has nothing of it
}

// latestDays is how many days of the history the page shows.
const latestDays = 60

// ClientBalance is a client's balance sheet as its sales managers and marketers are told it,
// and the agency beside them, with the statement of a month.
func (s *Service) ClientBalance(ctx context.Context, by models.Actor, clientID models.ID, month time.Time) (*BalanceSheet, error) {
	if !readsBalance(by, clientID) {
		return nil, models.Absent()
	}
	sheet := &BalanceSheet{}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		now, err := store.Rows[models.BalanceNow](tx, `SELECT * FROM balance_now WHERE client_id = $1`, clientID)
		if err != nil {
			return err
		}
		if len(now) > 0 {
			sheet.Now = &now[0]
		}
		last, err := lastBalance(tx, clientID)
		if err != nil || last == nil {
			return err
		}
		if sheet.Days, err = store.Rows[models.BalanceDay](tx, balanceDays, clientID, last.Seq-latestDays); err != nil {
			return err
		}
		first, err := store.Row[struct{ Day time.Time }](tx, `SELECT day FROM balance_days WHERE client_id = $1 AND seq = 1`, clientID)
		if err != nil {
			return err
		}
		sheet.First = first.Day
		sheet.Month, err = balanceMonth(tx, clientID, month, sheet.Now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("tell the balance: %w", err)
	}
	return sheet, nil
}

func readsBalance(by models.Actor, clientID models.ID) bool {
	return by.OfAgency() || by.ClientID == clientID && (by.Role == models.SalesManager || by.Role == models.Marketer)
}

// balanceMonth is a month of the history; nil where the history has nothing of it. While the
// month goes on it closes with the sheet as it stands.
func balanceMonth(tx *store.Tx, clientID models.ID, month time.Time, now *models.BalanceNow) (*models.BalanceMonth, error) {
	rows, err := store.Rows[models.BalanceDay](tx, balanceEnds, clientID, month)
	if err != nil || len(rows) == 0 || !sameMonth(rows[0].Day, month) {
		return nil, err
	}
	m := &models.BalanceMonth{Month: month, Opening: rows[0].BalanceFigures, From: rows[0].At}
	switch {
	case len(rows) > 1:
		closing := rows[1]
		m.Closing, m.To, m.Row, m.Hash = closing.BalanceFigures, closing.At, closing.Seq, closing.Hash
	case now != nil:
		m.Closing, m.To = now.BalanceFigures, now.At
	default:
		return nil, nil
	}
	return m, nil
}

func sameMonth(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }

// BalanceHistory is every row of a client's history, the first first.
func (s *Service) BalanceHistory(ctx context.Context, by models.Actor, clientID models.ID) (days []models.BalanceDay, err error) {
	if !readsBalance(by, clientID) {
		return nil, models.Absent()
	}
	days, err = look[models.BalanceDay](ctx, s.st, by, balanceDays, clientID, 0)
	if err != nil {
		return nil, fmt.Errorf("tell the history of the balance: %w", err)
	}
	return days, nil
}

// A VerifiedBalance says of a client's history whether every row is as it was written.
type VerifiedBalance struct {
	Client string     `json:"client"`
	Rows   int        `json:"rows"`
	Last   *time.Time `json:"last,omitempty"`
	Hash   string     `json:"hash,omitempty"`
	Fault  string     `json:"fault,omitempty"`
}

// VerifyBalances goes through the history of one client in the database, or of all for NoID.
// It is the agency's.
func (s *Service) VerifyBalances(ctx context.Context, by models.Actor, clientID models.ID) (all []VerifiedBalance, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	clients, err := look[models.Client](ctx, s.st, by, `SELECT id, slug FROM clients WHERE $1::uuid IS NULL OR id = $1 ORDER BY slug`, orAny(clientID))
	if err != nil {
		return nil, fmt.Errorf("look for the clients: %w", err)
	}
	for _, c := range clients {
		days, err := s.BalanceHistory(ctx, by, c.ID)
		if err != nil {
			return nil, err
		}
		v := VerifiedBalance{Client: c.Slug, Rows: len(days)}
		if fault := models.CheckBalanceDays(c.ID, days); fault != nil {
			v.Fault = fault.Error()
		} else if len(days) > 0 {
			last := days[len(days)-1]
			v.Last, v.Hash = &last.Day, last.Hash
		}
		all = append(all, v)
	}
	return all, nil
}

// ErrTampered is that a history is not as it was written.
var ErrTampered = errors.New("the history is not as it was written")
