// Package clients is the ground an inquiry arrives on: the clients, and what the
// agency runs for each of them: partners, programs, sources, spend, criteria, selling
// processes.
package clients

import (
	"context"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// A Service keeps clients and what belongs to them.
type Service struct {
	st  *store.Store
	now func() time.Time
}

// New is the service on a store; now is its clock.
func New(st *store.Store, now func() time.Time) *Service {
	return &Service{st: st, now: now}
}

// Create makes a client with the usual selling process. Where no account manager is
// named, it is the one who creates it, else the agency itself.
func (s *Service) Create(ctx context.Context, by models.Actor, c models.Client) (*models.Client, error) {
	if err := runsClients(by); err != nil {
		return nil, err
	}
	c.ID, c.CreatedAt = models.NewID(), s.now()
	fillInClient(&c, by)
	if err := c.Check(); err != nil {
		return nil, err
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if err := answers(tx, c.AccountManagerID, "account_manager", models.AccountManager, models.Admin); err != nil {
			return err
		}
		var before int64
		if err := tx.Model(&models.Client{}).Count(&before).Error; err != nil {
			return err
		}
		c.Colour = int(before)%8 + 1
		if err := tx.Put(&c); err != nil {
			return taken(err, "clients_slug_key", "slug", "Another client has this short name; choose another.")
		}
		usual := models.Process{ID: models.NewID(), ClientID: c.ID, Name: "Usual", Version: 1, Steps: models.UsualSteps, Rules: []models.ProcessRule{}, Current: true, CreatedAt: c.CreatedAt}
		usual.LineID = usual.ID
		if err := tx.Put(&usual); err != nil {
			return err
		}
		return tx.Audit("client.create", "client", c.ID, c.ID, c.CreatedAt)
	})
	if err != nil {
		return nil, err
	}
	return &c, nil
}

func fillInClient(c *models.Client, by models.Actor) {
	if c.Zone == "" {
		c.Zone = "UTC"
	}
	if c.Currency == "" {
		c.Currency = "USD"
	}
	if c.AccountManagerID == models.NoID {
		c.AccountManagerID = models.TheAgency
		if by.Role == models.AccountManager {
			c.AccountManagerID = by.UserID
		}
	}
}

// Edit changes a client's name, zone, colour and account manager. The short name and
// the currency stay: addresses and amounts depend on them.
func (s *Service) Edit(ctx context.Context, by models.Actor, c models.Client) error {
	if err := runsClients(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		was, err := s.clientToRun(tx, c.ID)
		if err != nil {
			return err
		}
		was.Name, was.Zone, was.AccountManagerID = c.Name, c.Zone, c.AccountManagerID
		if c.Colour >= 1 && c.Colour <= 8 {
			was.Colour = c.Colour
		}
		if err := was.Check(); err != nil {
			return err
		}
		if err := answers(tx, was.AccountManagerID, "account_manager", models.AccountManager, models.Admin); err != nil {
			return err
		}
		if err := tx.Keep(was); err != nil {
			return err
		}
		return tx.Audit("client.edit", "client", was.ID, was.ID, s.now())
	})
}

// All is every client the actor may know of, by name.
func (s *Service) All(ctx context.Context, by models.Actor) (all []models.Client, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Client](tx, byName)
		return err
	})
	return all, err
}

// BySlug is the client with this short name; absent and not yours are the same.
func (s *Service) BySlug(ctx context.Context, by models.Actor, slug string) (c *models.Client, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		c, err = store.One[models.Client](tx, withSlug(slug))
		return err
	})
	return c, err
}

// ByID is the client with this id; absent and not yours are the same.
func (s *Service) ByID(ctx context.Context, by models.Actor, id models.ID) (c *models.Client, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		c, err = store.One[models.Client](tx, models.ByID(id))
		return err
	})
	return c, err
}

// AddPartner makes a partner of a client. A second one of the same name is refused.
func (s *Service) AddPartner(ctx context.Context, by models.Actor, clientID models.ID, name string) (*models.Partner, error) {
	if err := runsClients(by); err != nil {
		return nil, err
	}
	p := models.Partner{ID: models.NewID(), ClientID: clientID, Name: trim(name), CreatedAt: s.now()}
	if p.Name == "" {
		return nil, models.Refuse(models.Invalid, "name", "Enter the partner’s name.")
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := s.clientToRun(tx, clientID); err != nil {
			return err
		}
		if err := tx.Put(&p); err != nil {
			return taken(err, "partners_client_id_name_key", "name", "The client has a partner of this name already.")
		}
		return tx.Audit("partner.create", "partner", p.ID, clientID, p.CreatedAt)
	})
	if err != nil {
		return nil, err
	}
	return &p, nil
}

// Partners is a client's partners that the actor may know of, by name.
func (s *Service) Partners(ctx context.Context, by models.Actor, clientID models.ID) (all []models.Partner, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Partner](tx, models.OfClient(clientID), byName)
		return err
	})
	return all, err
}

func byName(db *gorm.DB) *gorm.DB { return db.Order("name, id") }

func withSlug(slug string) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where("slug = ?", slug) }
}
