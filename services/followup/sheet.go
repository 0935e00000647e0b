package followup

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed sheet.sql
var sheetSQL string

// An Event is one thing that happened to a lead.
type Event struct {
	At     time.Time
	What   string // assigned, accepted, contact, milestone, closed, returned, upheld, refused
	Detail string // to whom, how, which step, which outcome
	Note   string
	By     string // "" where the actor may not know, or nobody did it
}

// A Sheet is everything that the actor may see of a lead.
type Sheet struct {
	Lead       models.Lead
	RepName    string // "" where the manager has it
	Partner    string
	ClientName string
	Currency   string           // of the client
	Zone       string           // of the client, whose calendar days are meant
	Process    string           // the name of its selling process
	Steps      []models.Step    // of it, in order
	Processes  []models.Process // that an open lead can go by
	Reached    map[int]time.Time
	Events     []Event // the latest first
	CloseOut   *models.CloseOut
	Orders     []models.Order
	Return     *models.Return // the latest; nil: none was made
	MayReport  bool           // accept, log, reach, close out
	MayAssign  bool
	MayDecide  bool // on an open return
}

// Lead is one lead with its history. What is not the actor's is absent.
func (s *Service) Lead(ctx context.Context, by models.Actor, id models.ID) (sheet *Sheet, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lead, err := store.One[models.Lead](tx, models.ByID(id), models.VisibleLeads(by))
		if err != nil {
			return err
		}
		sheet = &Sheet{Lead: *lead, Reached: map[int]time.Time{}}
		return sheet.fill(tx)
	})
	if err != nil {
		return nil, err
	}
	return sheet, nil
}

func (sheet *Sheet) fill(tx *store.Tx) error {
	lead := &sheet.Lead
	client, err := store.One[models.Client](tx, models.ByID(lead.ClientID))
	if err != nil {
		return err
	}
	sheet.ClientName, sheet.Currency, sheet.Zone = client.Name, client.Currency, client.Zone
	if err := sheet.names(tx); err != nil {
		return err
	}
	if sheet.Events, err = store.Rows[Event](tx, sheetSQL, lead.ID, lead.ClientID); err != nil {
		return err
	}
	milestones, err := store.All[models.Milestone](tx, models.OfLead(lead.ID))
	if err != nil {
		return err
	}
	process := models.Process{Steps: sheet.Steps}
	for n := range max(lead.Steps, len(sheet.Steps)) {
		if reached := process.ReachedAt(n+1, milestones); reached != nil {
			sheet.Reached[n+1] = *reached
		}
	}
	if err := sheet.plan(tx); err != nil {
		return err
	}
	if sheet.CloseOut, err = maybe[models.CloseOut](tx, models.OfLead(lead.ID)); err != nil {
		return err
	}
	if sheet.Orders, err = store.All[models.Order](tx, models.OfLead(lead.ID), some("ordered_on, id")); err != nil {
		return err
	}
	if sheet.Return, err = maybe[models.Return](tx, models.OfLead(lead.ID), some("at DESC, id DESC")); err != nil {
		return err
	}
	by := tx.By
	sheet.MayReport = !by.OfAgency() && lead.Open()
	sheet.MayAssign = lead.Open() && by.Role != models.Rep && by.Role != models.Caller
	sheet.MayDecide = by.OfAgency() && by.Role != models.Caller && sheet.Return != nil && sheet.Return.DecidedAt == nil
	return nil
}

// plan works out the next date of the lead as it is now, and which processes it can go by.
func (sheet *Sheet) plan(tx *store.Tx) (err error) {
	lead := &sheet.Lead
	if err := Schedule(tx, lead); err != nil || !lead.Open() {
		return err
	}
	sheet.Processes, err = processes(tx, lead.ClientID)
	return err
}

// names fills in who has the lead and which way it goes.
func (sheet *Sheet) names(tx *store.Tx) error {
	lead := &sheet.Lead
	if lead.RepID != nil {
		rep, err := maybe[models.User](tx, models.ByID(*lead.RepID))
		if err != nil {
			return err
		}
		if rep != nil {
			sheet.RepName = rep.Name
		}
	}
	if lead.PartnerID != nil {
		partner, err := maybe[models.Partner](tx, models.ByID(*lead.PartnerID))
		if err != nil {
			return err
		}
		if partner != nil {
			sheet.Partner = partner.Name
		}
	}
	if lead.ProcessID != nil {
		process, err := maybe[models.Process](tx, models.ByID(*lead.ProcessID))
		if err != nil {
			return err
		}
		if process != nil {
			sheet.Process, sheet.Steps = process.Name, process.Steps
		}
	}
	return nil
}

// maybe is the row that the scopes select, or nil.
func maybe[T any](tx *store.Tx, scopes ...models.Scope) (*T, error) {
	row, err := store.One[T](tx, scopes...)
	if models.IsKind(err, models.NotFound) {
		return nil, nil
	}
	return row, err
}
