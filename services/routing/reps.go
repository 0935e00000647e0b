package routing

import (
	"context"
	_ "embed"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

//go:embed team.sql
var teamSQL string

// A Member is a rep as his managers see him: what he has open, and who stands in.
type Member struct {
	models.User
	Open           int
	PartnerName    string
	SubstituteName string
	StandsInFor    int // so many others
}

// Team is the reps whom a client's manager answers for: a partner's manager his own.
func (s *Service) Team(ctx context.Context, by models.Actor) ([]Member, error) {
	if by.Role != models.SalesManager && by.Role != models.PartnerManager {
		return nil, models.Absent()
	}
	return store.Look[Member](ctx, s.st, by, teamSQL, by.ClientID)
}

// Rep is one rep, for whoever manages him.
func (s *Service) Rep(ctx context.Context, by models.Actor, id models.ID) (u *models.User, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		u, err = managed(tx, id)
		return err
	})
	return u, err
}

// managed loads a rep whom the actor manages: the agency’s admin anybody’s, an account
// manager those of his clients, a sales manager his client’s, a partner’s manager his own.
func managed(tx *store.Tx, id models.ID) (*models.User, error) {
	switch tx.By.Role {
	case models.Admin, models.AccountManager, models.SalesManager, models.PartnerManager:
	default:
		return nil, models.Absent()
	}
	return store.One[models.User](tx, models.ByID(id), func(db *gorm.DB) *gorm.DB {
		db = db.Where("role = ? AND state IN ('active', 'invited')", models.Rep)
		if tx.By.Role == models.AccountManager {
			db = db.Where("client_id IN (SELECT id FROM clients WHERE account_manager_id = ?)", tx.By.UserID)
		}
		return db
	})
}

// A Turn is how a rep takes leads.
type Turn struct {
	Weight, Capacity int
	Channel          models.SalesChannel
	Hours            string
	Zone             string
}

// SetTurn changes how a rep takes leads: his weight, his most open ones, his channel and
// his working hours on his own clock.
func (s *Service) SetTurn(ctx context.Context, by models.Actor, id models.ID, t Turn) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if !by.OfAgency() {
			return models.Absent()
		}
		u, err := managed(tx, id)
		if err != nil {
			return err
		}
		u.Weight, u.Capacity, u.Channel, u.Hours, u.Zone = t.Weight, t.Capacity, t.Channel, t.Hours, t.Zone
		if err := u.CheckTurn(); err != nil {
			return err
		}
		if err := u.Check(); err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE users SET weight = $2, capacity = $3, channel = $4, hours = $5, zone = $6 WHERE id = $1`, u.ID, u.Weight, u.Capacity, u.Channel, u.Hours, u.Zone); err != nil {
			return err
		}
		return tx.Audit("rep.turn", "user", u.ID, *u.ClientID, at)
	})
}

// An Absence is until when a rep takes no leads, and who stands in.
type Absence struct {
	Until        *time.Time // nil: he is there
	SubstituteID models.ID  // NoID: nobody
}

// SetAbsence says until when a rep is away, and who stands in whenever he is. His manager
// says it, or he himself.
func (s *Service) SetAbsence(ctx context.Context, by models.Actor, id models.ID, a Absence) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		u, err := away(tx, id)
		if err != nil {
			return err
		}
		if a.Until != nil && !a.Until.After(at) {
			return models.Refuse(models.Invalid, "back_on", "Choose a day to come.")
		}
		var substitute *models.ID
		if a.SubstituteID != models.NoID {
			stands, err := store.One[models.User](tx, models.ByID(a.SubstituteID), models.RepsOf(*u.ClientID), besides(tx.By))
			if err != nil || stands.ID == u.ID {
				return models.Refuse(models.Invalid, "substitute", "Choose another of the reps.")
			}
			substitute = &stands.ID
		}
		// The right to change somebody else’s row is the jobs’, not the client’s people’s.
		return asWorker(tx, func() error {
			if _, err := tx.Run(`UPDATE users SET away_until = $2, substitute_id = $3 WHERE id = $1`, u.ID, a.Until, substitute); err != nil {
				return err
			}
			return tx.Audit("rep.absence", "user", u.ID, *u.ClientID, at)
		})
	})
}
