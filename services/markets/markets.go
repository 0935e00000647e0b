// Package markets is how many units are sold in a client's markets in a year, and how many
// orders the client plans there: typed one by one or in a file. Nothing that was entered is
// deleted: a newer entry stands on top of it, and each act can be taken back.
package markets

import (
	"context"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Service keeps market years, and what a sales call costs.
type Service struct {
	st  *store.Store
	now func() time.Time
}

// New is a service by the clock now.
func New(st *store.Store, now func() time.Time) *Service { return &Service{st, now} }

// An Entry is one market's year as it was typed.
type Entry struct {
	Market    string
	Year      int
	Units     int
	Planned   *int
	ProgramID models.ID // NoID: the inquiries of all programs are of this market
}

// mayEnter refuses everybody but the client's marketer and the agency's people who answer for programs.
func mayEnter(by models.Actor) error {
	if by.Role == models.Marketer || by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only the client’s marketer and the agency enter markets.")
}

// Enter keeps what is sold in a market in a year, in place of what was entered for it before.
func (s *Service) Enter(ctx context.Context, by models.Actor, token, clientID models.ID, e Entry) (*models.MarketYear, error) {
	var kept *models.MarketYear
	err := s.act(ctx, by, token, clientID, models.MarketEntered, "", func(in *entering) error {
		m := e.noun()
		if err := in.check(m); err != nil {
			return err
		}
		kept = m
		return in.put(m)
	})
	return kept, err
}

func (e Entry) noun() *models.MarketYear {
	m := &models.MarketYear{Market: e.Market, Year: e.Year, Units: e.Units, Planned: e.Planned}
	if e.ProgramID != models.NoID {
		m.ProgramID = &e.ProgramID
	}
	return m
}

// Remove takes what stands of a market and year out; what was entered before does not come back.
func (s *Service) Remove(ctx context.Context, by models.Actor, token, clientID, id models.ID) error {
	return s.act(ctx, by, token, clientID, models.MarketRemoved, "", func(in *entering) error {
		for n := range in.stands {
			if was := &in.stands[n]; was.ID == id {
				return in.put(&models.MarketYear{Market: was.Market, Year: was.Year, ProgramID: was.ProgramID})
			}
		}
		return models.Absent()
	})
}

// Standing is what stands for a client, the newest year first.
func (s *Service) Standing(ctx context.Context, by models.Actor, clientID models.ID) ([]models.MarketYear, error) {
	all, err := store.Look[models.MarketYear](ctx, s.st, by, standingQuestion, clientID)
	if err != nil {
		return nil, fmt.Errorf("what stands of the markets: %w", err)
	}
	return all, nil
}

const standingQuestion = `SELECT id, client_id, market, year, program_id, units, planned, act_id, at FROM markets_standing WHERE client_id = $1 ORDER BY year DESC, lower(market)`

// Undo takes an act back: what it entered stands no longer, and what it stood on stands again.
func (s *Service) Undo(ctx context.Context, by models.Actor, token, clientID, actID models.ID) error {
	return s.act(ctx, by, token, clientID, models.MarketUndone, "", func(in *entering) error {
		was, err := store.One[models.MarketAct](in.tx, models.OfClient(clientID), models.ByID(actID))
		if err != nil {
			return err
		}
		if was.Kind == models.MarketUndone {
			return models.Absent()
		}
		in.act.Undoes = &was.ID
		err = in.begin()
		if store.Duplicate(err, "market_acts_undone_once") {
			return models.Refuse(models.Conflict, "", "This was taken back already.")
		}
		return err
	})
}

// entering is one act on the markets of a client, under the client's lock.
type entering struct {
	tx       *store.Tx
	client   *models.Client
	programs []program
	stands   []models.MarketYear
	act      models.MarketAct
	acted    bool
}

// A program is one that a market can be of.
type program struct {
	ID         models.ID
	Slug, Name string
}

// act runs fn in one transaction, once for the token, with what stands of the client.
func (s *Service) act(ctx context.Context, by models.Actor, token, clientID models.ID, kind models.MarketActKind, file string, fn func(*entering) error) error {
	if err := mayEnter(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		in, err := s.enter(tx, clientID, kind, file)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		return fn(in)
	})
}

func (s *Service) enter(tx *store.Tx, clientID models.ID, kind models.MarketActKind, file string) (*entering, error) {
	client, err := mine(tx, clientID)
	if err != nil {
		return nil, err
	}
	if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended($1::text, 37))`, clientID.String()); err != nil {
		return nil, err
	}
	in := &entering{tx: tx, client: client, act: models.MarketAct{ID: models.NewID(), ClientID: clientID, Kind: kind, File: file, UserID: who(tx.By), At: s.now()}}
	if in.programs, err = store.Rows[program](tx, `SELECT id, slug, name FROM programs WHERE client_id = $1 ORDER BY name, id`, clientID); err != nil {
		return nil, err
	}
	in.stands, err = store.Rows[models.MarketYear](tx, standingQuestion, clientID)
	return in, err
}

// mine is the client, unless it is another account manager's.
func mine(tx *store.Tx, clientID models.ID) (*models.Client, error) {
	client, err := store.One[models.Client](tx, models.ByID(clientID))
	if err != nil {
		return nil, err
	}
	return client, client.RunBy(tx.By)
}

func who(by models.Actor) *models.ID {
	if by.SignedIn() {
		return &by.UserID
	}
	return nil
}

// check refuses what the noun refuses, and a program that is none of the client's.
func (in *entering) check(m *models.MarketYear) error {
	if err := m.Check(); err != nil {
		return err
	}
	if m.ProgramID == nil {
		return nil
	}
	for _, p := range in.programs {
		if p.ID == *m.ProgramID {
			return nil
		}
	}
	return models.Absent()
}

// begin writes the act before the first row that names it.
func (in *entering) begin() error {
	if in.acted {
		return nil
	}
	in.acted = true
	if err := in.tx.Put(&in.act); err != nil {
		return err
	}
	return in.tx.Audit("market."+string(in.act.Kind), "market_act", in.act.ID, in.client.ID, in.act.At)
}

func (in *entering) put(m *models.MarketYear) error {
	if err := in.begin(); err != nil {
		return err
	}
	m.ID, m.ClientID, m.ActID, m.At = models.NewID(), in.client.ID, in.act.ID, in.act.At
	return in.tx.Put(m)
}

// before is what stands for the market and year of an entry; nil where nothing does.
func (in *entering) before(m *models.MarketYear) *models.MarketYear {
	for n := range in.stands {
		if in.stands[n].SameMarket(m) {
			return &in.stands[n]
		}
	}
	return nil
}
