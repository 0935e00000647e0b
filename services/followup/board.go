package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed owners.sql
	ownersSQL string
	//go:embed board.sql
	boardSQL string
	//go:embed regions.sql
	regionsSQL string
)

// An Owner has open leads; nobody's are the manager's own.
type Owner struct {
	RepID       *models.ID
	Name        string // "" for the manager's own
	PartnerName string
	AwayUntil   *time.Time
	Open        int
	New         int // to accept
	Overdue     int
	Soonest     *time.Time
}

// Filters narrow the board.
type Filters struct {
	Partner models.ID // NoID: of all
	Region  string    // "": of all
	Step    *int      // how many steps are reached; nil: any number
}

// A Board is every lead of the client or the partner: owner, step, age, next date.
type Board struct {
	Inbox
	Owners   []Owner // who has the most overdue first; of the whole, not of the page
	Partners []models.Partner
	Regions  []string
	Steps    int // the most that an open lead goes by
	// Suggested is who would take a lead over that its owner lets lie, by the lead.
	Suggested map[models.ID]models.Suggestion
}

// Board is the manager's list, what is longest overdue first. With TabOverdue it
// is the exceptions only.
func (s *Service) Board(ctx context.Context, by models.Actor, w Wanted, f Filters, at time.Time) (b Board, err error) {
	if err := manages(by); err != nil {
		return b, err
	}
	if b.Tab = w.Tab; conditions[b.Tab] == "" {
		b.Tab = TabOpen
	}
	visible, whose, err := visible(by)
	if err != nil {
		return b, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if b.Rows, err = listBoard(tx, b.Tab, w, f, visible, whose, at); err != nil {
			return err
		}
		counts, err := store.Row[Counts](tx, strings.ReplaceAll(countsSQL, "VISIBLE", visible), by.ClientID, whose, at)
		if err != nil {
			return err
		}
		b.Counts = *counts
		if b.Owners, err = store.Rows[Owner](tx, strings.ReplaceAll(ownersSQL, "VISIBLE", visible), by.ClientID, whose, at); err != nil {
			return err
		}
		b.cut()
		if b.Suggested, err = s.suggested(tx, b.Rows, at); err != nil {
			return err
		}
		return b.choices(tx, visible, whose)
	})
	return b, err
}

// choices is what the board can be narrowed to.
func (b *Board) choices(tx *store.Tx, visible string, whose models.ID) (err error) {
	found, err := store.Row[struct {
		Regions []string
		Steps   int
	}](tx, strings.ReplaceAll(regionsSQL, "VISIBLE", visible), tx.By.ClientID, whose)
	if err != nil {
		return err
	}
	b.Regions, b.Steps = found.Regions, found.Steps
	b.Partners, err = store.All[models.Partner](tx, models.OfClient(tx.By.ClientID), some("name, id"))
	return err
}

func listBoard(tx *store.Tx, tab Tab, w Wanted, f Filters, visible string, whose models.ID, at time.Time) ([]Row, error) {
	query, args := keyed(boardSQL, tab, w, visible, tx.By.ClientID, whose, at)
	var partner *models.ID
	var region *string
	if f.Partner != models.NoID {
		partner = &f.Partner
	}
	if f.Region != "" {
		region = &f.Region
	}
	return store.Rows[Row](tx, query, append(args, partner, region, f.Step)...)
}

func manages(by models.Actor) error {
	if by.Role != models.SalesManager && by.Role != models.PartnerManager {
		return models.Absent()
	}
	return nil
}
