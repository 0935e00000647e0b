package spend

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

//go:embed acts.sql
var actsQuestion string

// A Done is what somebody did to spends, and who took it back.
type Done struct {
	ID               models.ID
	Kind             models.SpendActKind
	File             string
	At               time.Time
	ByName           string // "" where the reader may not know the name
	ByOperator       bool
	UndoneAt         *time.Time
	UndoneBy         string
	UndoneByOperator bool
	Entered, Ended   int
	Amount           *string // of what was entered, in the client's currency
	Source           *string // of one of them
	FromDay, ToDay   *time.Time
	Paid, Currency   *string
	Rate             *string
	RateOn           *time.Time
}

// Acts is the newest acts on a client's spends.
func (s *Service) Acts(ctx context.Context, by models.Actor, clientID models.ID, most int) ([]Done, error) {
	done, err := store.Look[Done](ctx, s.st, by, actsQuestion, clientID, most)
	if err != nil {
		return nil, fmt.Errorf("what was done to spends: %w", err)
	}
	return done, nil
}

// What is the act in words, with the amounts in the currency of the client.
func (d *Done) What(currency string) string {
	switch {
	case d.Kind == models.SpendFile:
		return fmt.Sprintf("%s: %s", d.File, plural(d.Entered, "amount", "amounts"))
	case d.Entered+d.Ended > 1 && d.Entered != 1, d.Source == nil:
		return plural(max(d.Entered, d.Ended), "amount", "amounts")
	}
	p := models.Spend{FromDay: *d.FromDay, ToDay: *d.ToDay, Paid: amount(d.Paid), Currency: *d.Currency}
	words := models.SourceLabel(*d.Source) + ", " + Phrase(&p)
	if d.RateOn != nil && d.Amount != nil {
		words += fmt.Sprintf(" at %s of %s = %s %s", amount(d.Rate), d.RateOn.Format("2 Jan 2006"), Money(amount(d.Amount)), currency)
	}
	return words
}

// Verb is what was done.
func (d *Done) Verb() string {
	switch {
	case d.Kind == models.SpendRemoved:
		return "Taken out"
	case d.Kind == models.SpendFile:
		return "Imported"
	case d.Ended > 0:
		return "Replaced"
	}
	return "Entered"
}

func amount(text *string) decimal.Decimal {
	if text == nil {
		return decimal.Zero
	}
	value, err := decimal.NewFromString(*text)
	if err != nil {
		return decimal.Zero
	}
	return value
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Undo takes an act back: what it entered stands no longer, what it replaced or took out
// stands again. What was entered on top of it must be taken back first.
func (s *Service) Undo(ctx context.Context, by models.Actor, token, clientID, actID models.ID) error {
	err := s.act(ctx, by, token, clientID, models.SpendUndone, "", func(in *entering) error {
		was, err := store.One[models.SpendAct](in.tx, models.OfClient(clientID), models.ByID(actID))
		if err != nil {
			return err
		}
		if was.Kind == models.SpendUndone {
			return models.Absent()
		}
		in.act.Undoes = &was.ID
		if err := in.begin(); err != nil {
			if store.Duplicate(err, "spend_acts_undone_once") {
				return models.Refuse(models.Conflict, "", "This was taken back already.")
			}
			return err
		}
		type count struct{ Entered, Ended, Stand int }
		n, err := store.Row[count](in.tx, `SELECT count(*) FILTER (WHERE act_id = $2)::int AS entered, count(*) FILTER (WHERE ended_by = $2)::int AS ended,
			count(*) FILTER (WHERE act_id = $2 AND ended_by IS NULL)::int AS stand FROM spends WHERE client_id = $1 AND (act_id = $2 OR ended_by = $2)`, clientID, was.ID)
		if err != nil {
			return err
		}
		if n.Stand < n.Entered {
			return models.Refuse(models.Conflict, "", "Some of it was replaced since: take the newer entry back first.")
		}
		if _, err := in.tx.Run(`UPDATE spends SET ended_by = $3 WHERE client_id = $1 AND act_id = $2`, clientID, was.ID, in.act.ID); err != nil {
			return err
		}
		_, err = in.tx.Run(`UPDATE spends SET ended_by = NULL WHERE client_id = $1 AND ended_by = $2`, clientID, was.ID)
		return err
	})
	if refused := models.Refused(err); refused != nil && refused.Field == "replace" {
		return models.Refuse(models.Conflict, "", "Something newer stands on the days of what it replaced: take that back first.")
	}
	return err
}
