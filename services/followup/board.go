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
	//go:embed compliance.sql
	complianceSQL string
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

// A Board is every open lead of the client or the partner: owner, step, age, next date.
type Board struct {
	Inbox
	Owners []Owner // who has the most overdue first; of the whole, not of the page
}

// Board is the manager's list, what is longest overdue first. With TabOverdue it
// is the exceptions only.
func (s *Service) Board(ctx context.Context, by models.Actor, w Wanted, at time.Time) (b Board, err error) {
	if err := manages(by); err != nil {
		return b, err
	}
	if b.Inbox, err = s.Inbox(ctx, by, w, at); err != nil {
		return b, err
	}
	visible, whose, err := visible(by)
	if err != nil {
		return b, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		b.Owners, err = store.Rows[Owner](tx, strings.ReplaceAll(ownersSQL, "VISIBLE", visible), by.ClientID, whose, at)
		return err
	})
	return b, err
}

func manages(by models.Actor) error {
	if by.Role != models.SalesManager && by.Role != models.PartnerManager {
		return models.Absent()
	}
	return nil
}

// A Compliance is how a rep's leads of a period are followed up. Those returned are
// left out.
type Compliance struct {
	RepID           *models.ID // nil: the manager's own
	Name            string
	PartnerName     string
	Leads           int
	Accepted        int
	ContactedInTime int // within 48 clock hours of the release
	ContactDue      int // of so many whose 48 hours are over, or who were contacted
	Open            int
	Updated         int // of the open ones: reported on within seven days
	Overdue         int
	ClosedOut       int
	Won             int
}

// Compliance is the follow-up of the leads released in a period, rep by rep. A rep sees
// his own line.
func (s *Service) Compliance(ctx context.Context, by models.Actor, from, to, at time.Time) (reps []Compliance, err error) {
	visible, whose, err := visible(by)
	if err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		reps, err = store.Rows[Compliance](tx, strings.ReplaceAll(complianceSQL, "VISIBLE", visible), by.ClientID, whose, at, from, to)
		return err
	})
	return reps, err
}
