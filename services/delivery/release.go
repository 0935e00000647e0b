package delivery

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/routing"
	"ripen/services/store"
)

// Release makes a lead of an A whose recall window is over: draws the rep, writes the
// snapshot and the message about it, in one transaction. It makes one lead however
// often, and however many at a time, it runs. A positive wait says that it is not due.
func (s *Service) Release(ctx context.Context, clientID, releaseID models.ID) (wait time.Duration, err error) {
	return s.release(ctx, clientID, releaseID, s.now())
}

func (s *Service) release(ctx context.Context, clientID, releaseID models.ID, at time.Time) (wait time.Duration, err error) {
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		r, err := store.One[models.PendingRelease](tx, models.ByID(releaseID))
		if err != nil || r.State != pending {
			return err
		}
		if wait = r.DueAt.Sub(at); wait > 0 {
			return nil
		}
		i, err := store.One[models.Inquiry](tx, models.ByID(r.InquiryID), models.ForUpdate)
		if err != nil {
			return err
		}
		r, err = store.One[models.PendingRelease](tx, models.ByID(releaseID), models.ForUpdate)
		if err != nil || r.State != pending {
			return err // it was settled while we waited
		}
		r.State, r.SettledAt = released, &at
		if i.State != models.Pending { // erased, or its import undone, in the meantime
			r.State = recalled
			return tx.Keep(r)
		}
		if err := s.handOver(tx, r, at); err != nil {
			return err
		}
		if err := i.Release(); err != nil {
			return err
		}
		if err := tx.Keep(i); err != nil {
			return err
		}
		return tx.Keep(r)
	})
	return max(wait, 0), err
}

// handOver writes the lead, who was given it, and the message about it.
func (s *Service) handOver(tx *store.Tx, r *models.PendingRelease, at time.Time) error {
	snapshot, err := takeSnapshot(tx, r, at)
	if err != nil {
		return err
	}
	lead := &snapshot.Lead
	owner, err := s.routing.Draw(tx, routing.Ask{Lead: lead, AccountManager: snapshot.AccountManagerID}, at)
	if err != nil {
		return err
	}
	lead.AssignedWhy = owner.Why
	if owner.Rep != nil {
		lead.RepID, lead.RepSells, lead.PartnerID = &owner.Rep.ID, owner.Rep.SellsBy(), owner.Rep.PartnerID
	}
	if err := byProcess(tx, lead); err != nil {
		return err
	}
	if err := followup.Schedule(tx, lead); err != nil {
		return err
	}
	if err := tx.Put(lead); err != nil {
		return err
	}
	if err := tx.Put(&models.Assignment{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, RepID: lead.RepID, Why: owner.Why, At: at, RuleID: owner.RuleID, RuleVersion: owner.Version}); err != nil {
		return err
	}
	if people := lead.Contacts(); len(people) > 0 {
		if err := tx.Put(&people); err != nil {
			return err
		}
	}
	if err := snapshot.keepNotes(tx); err != nil {
		return err
	}
	if err := store.MarkDay(tx, lead.ClientID, lead.SourceID, lead.ReceivedOn); err != nil {
		return err
	}
	return s.Tell(tx, lead, owner.Told, models.EventReleased, at)
}

// A Due is an A whose recall window is over.
type Due struct {
	ClientID  models.ID
	ReleaseID models.ID
}

// DueReleases is what is to be released now, of all clients.
func (s *Service) DueReleases(ctx context.Context) ([]Due, error) {
	return store.Look[Due](ctx, s.st, models.Worker(models.NoID), `SELECT client_id, release_id FROM due_releases($1)`, s.now())
}

// SweepReleases releases what is due at the instant and was not, because
// the clock was moved by hand. It returns how many became leads or had been settled meanwhile.
func (s *Service) SweepReleases(ctx context.Context, clientID models.ID, at time.Time) (n int, err error) {
	var due []models.PendingRelease
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		due, err = store.All[models.PendingRelease](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("client_id = ? AND state = ? AND due_at <= ?", clientID, pending, at).Order("due_at, id").Limit(1000)
		})
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, r := range due {
		if _, failed := s.release(ctx, clientID, r.ID, at); failed != nil {
			err = errors.Join(err, failed) // the others go out
			continue
		}
		n++
	}
	return n, err
}
