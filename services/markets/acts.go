package markets

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/store"
)

//go:embed acts.sql
var actsQuestion string

// A Done is what somebody did to market years, and who took it back.
type Done struct {
	ID               models.ID
	Kind             models.MarketActKind
	File             string
	At               time.Time
	ByName           string // "" where the reader may not know the name
	ByOperator       bool
	UndoneAt         *time.Time
	UndoneBy         string
	UndoneByOperator bool
	Entered          int
	Market           *string // of one of them
	Year             *int
	Units, Planned   *int
}

// Acts is the newest acts on a client's markets.
func (s *Service) Acts(ctx context.Context, by models.Actor, clientID models.ID, most int) ([]Done, error) {
	done, err := store.Look[Done](ctx, s.st, by, actsQuestion, clientID, most)
	if err != nil {
		return nil, fmt.Errorf("what was done to markets: %w", err)
	}
	return done, nil
}

// Verb is what was done.
func (d *Done) Verb() string {
	switch d.Kind {
	case models.MarketRemoved:
		return "Taken out"
	case models.MarketFile:
		return "Imported"
	}
	return "Entered"
}

// What is the act in words.
func (d *Done) What() string {
	switch {
	case d.Kind == models.MarketFile:
		return fmt.Sprintf("%s: %s", d.File, rows(d.Entered))
	case d.Market == nil:
		return ""
	case d.Kind == models.MarketRemoved:
		return fmt.Sprintf("%s, %d", *d.Market, *d.Year)
	}
	return Phrase(&models.MarketYear{Market: *d.Market, Year: *d.Year, Units: *d.Units, Planned: d.Planned})
}

// Phrase is an entry in words: Scanners, Florida, 2026: 4,000 units, 120 planned.
func Phrase(m *models.MarketYear) string {
	words := fmt.Sprintf("%s, %d: %s units", m.Market, m.Year, table.Thousands(m.Units))
	if m.Planned != nil {
		words += fmt.Sprintf(", %s planned", table.Thousands(*m.Planned))
	}
	return words
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// SetCallCost keeps what a call of a rep costs the client, from now on; nil takes it out. The
// client's people who read figures enter it, and the agency's who answer for programs.
func (s *Service) SetCallCost(ctx context.Context, by models.Actor, token, clientID models.ID, cost *decimal.Decimal) error {
	if by.Role != models.SalesManager {
		if err := mayEnter(by); err != nil {
			return err
		}
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		client, err := mine(tx, clientID)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		c := &models.CallCost{ID: models.NewID(), ClientID: client.ID, Cost: cost, UserID: who(by), At: s.now()}
		if err := c.Check(); err != nil {
			return err
		}
		if err := tx.Put(c); err != nil {
			return err
		}
		return tx.Audit("call_cost.entry", "call_cost", c.ID, client.ID, c.At)
	})
}
