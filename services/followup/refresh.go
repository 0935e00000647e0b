package followup

import (
	_ "embed"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed open.sql
	openSQL string
	//go:embed replan.sql
	replanSQL string
)

// An openLead is what the next date of an open lead depends on.
type openLead struct {
	ID          models.ID
	PartnerID   *models.ID
	RepID       *models.ID
	RepSells    models.SalesChannel
	ReleasedAt  time.Time
	AssignedAt  *time.Time
	AcceptedAt  *time.Time
	ContactedAt *time.Time
	UpdatedAt   *time.Time
	NextAt      *time.Time
	NextWhat    string
	WorthHigh   *decimal.Decimal
	Probability *float64
}

func (o *openLead) lead() *models.Lead {
	return &models.Lead{ID: o.ID, PartnerID: o.PartnerID, RepID: o.RepID, RepSells: o.RepSells, ReleasedAt: o.ReleasedAt, AssignedAt: o.AssignedAt, AcceptedAt: o.AcceptedAt,
		ContactedAt: o.ContactedAt, UpdatedAt: o.UpdatedAt, NextAt: o.NextAt, NextWhat: o.NextWhat, WorthHigh: o.WorthHigh, Probability: o.Probability}
}

// A planned lead is an open one with its deadline, worked out now.
type planned struct {
	*models.Lead
	models.Deadline
}

// stands reports whether the lead is due as it was planned.
func (p planned) stands(now *models.Lead) bool {
	return now.NextAt != nil && now.NextAt.Equal(p.At) && now.NextWhat == p.What
}

// refresh works out the next date of every open lead of a client anew and keeps those
// that moved. It leaves alone what somebody changes at the same time: that plans anew
// itself.
func refresh(tx *store.Tx, clientID models.ID, _ time.Time) (all []planned, err error) {
	t, err := termsOf(tx, clientID)
	if err != nil {
		return nil, err
	}
	open, err := store.Rows[openLead](tx, openSQL, clientID)
	if err != nil {
		return nil, err
	}
	all = make([]planned, len(open))
	var moved struct {
		ids  []models.ID
		at   []time.Time
		what []string
		was  []time.Time
	}
	for n := range open {
		lead, was := open[n].lead(), open[n].NextAt
		lead.ClientID = clientID
		d, changed := lead.PlanBy(&t.FollowUpTerms, t.Work)
		all[n] = planned{lead, d}
		if !changed || was == nil {
			continue
		}
		moved.ids, moved.at, moved.what, moved.was = append(moved.ids, lead.ID), append(moved.at, d.At), append(moved.what, d.What), append(moved.was, *was)
	}
	if len(moved.ids) == 0 {
		return all, nil
	}
	if _, err := tx.Run(replanSQL, clientID, moved.ids, moved.at, moved.what, moved.was); err != nil {
		return nil, fmt.Errorf("plan leads anew: %w", err)
	}
	return all, nil
}
