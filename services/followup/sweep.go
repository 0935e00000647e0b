package followup

import (
	"context"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Swept says what one sweep of a client's leads did.
type Swept struct {
	Stand    int // returns that stand because nobody decided in time
	Reminded int // leads of whose date the rep was reminded
	Overdue  int // leads of which a manager was told
	Given    int // leads that another rep has, because nobody took them up
	Taken    int // leads without a decision whose job was lost
}

// sweepAtOnce bounds how many rows one sweep takes up; the next goes on.
const sweepAtOnce = 500

// Sweep does what the clock asks of one client's leads at the instant. It may run twice.
func (s *Service) Sweep(ctx context.Context, clientID models.ID, at time.Time) (swept Swept, err error) {
	by := models.Worker(clientID)
	if err := s.st.Tx(ctx, by, func(tx *store.Tx) (err error) { swept.Stand, err = letStand(tx, clientID, at); return err }); err != nil {
		return swept, err
	}
	if err := s.watch(ctx, clientID, at, &swept); err != nil {
		return swept, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) { swept.Taken, err = s.takeBackLost(tx, clientID, at); return err })
	return swept, err
}

// letStand upholds the returns that nobody decided in time.
func letStand(tx *store.Tx, clientID models.ID, at time.Time) (int, error) {
	late, err := store.All[models.Return](tx, where("client_id = ? AND decided_at IS NULL AND decide_by <= ?", clientID, at), some("decide_by, id"))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, r := range late {
		// The lead first, as everybody locks: then look whether somebody decided meanwhile.
		lead, err := store.One[models.Lead](tx, models.ByID(r.LeadID), models.ForUpdate)
		if err != nil {
			return n, err
		}
		open, err := store.All[models.Return](tx, models.ByID(r.ID), where("decided_at IS NULL"), models.ForUpdate)
		if err != nil {
			return n, err
		}
		if len(open) == 0 {
			continue
		}
		if err := decide(tx, lead, &open[0], true, "It stands: the agency did not answer within two business days.", at); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// takeBackLost finds leads of this week without a decision that the agency has not taken
// back a minute after their close-out.
func (s *Service) takeBackLost(tx *store.Tx, clientID models.ID, at time.Time) (int, error) {
	lost, err := store.All[models.Lead](tx, where("client_id = ? AND outcome = ? AND closed_at BETWEEN ? AND ?", clientID, models.NoDecision, at.AddDate(0, 0, -7), at.Add(-time.Minute)),
		where("EXISTS (SELECT FROM inquiries i WHERE i.id = leads.inquiry_id AND i.client_id = leads.client_id AND i.cycle = leads.cycle AND i.state = 'released')"), some("closed_at, id"))
	if err != nil {
		return 0, err
	}
	for n := range lost {
		if err := s.takeBack(tx, lost[n].ID); err != nil {
			return n, err
		}
	}
	return len(lost), nil
}

func some(by string) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Order(by).Limit(sweepAtOnce) }
}

func atMost(by string, n int) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Order(by).Limit(n) }
}

func order(by string) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Order(by) }
}
