package routing

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/store"
)

// A Book is a client's rules: those in force, the draft beside them, and the versions
// before; and whom they can name.
type Book struct {
	Client   models.Client
	InForce  *models.Routing  // nil: none, leads go round all reps by weight
	Draft    *models.Routing  // nil: nobody has begun one
	Versions []models.Routing // the newest first
	Reps     []models.User
	Partners []models.Partner
}

// Named is the name of a rep or a partner in the words of a rule.
func (b *Book) Named(id models.ID) string {
	for _, u := range b.Reps {
		if u.ID == id {
			return u.Name
		}
	}
	for _, p := range b.Partners {
		if p.ID == id {
			return p.Name
		}
	}
	return "somebody who has left"
}

// Rules is the client's book of rules.
func (s *Service) Rules(ctx context.Context, by models.Actor, clientID models.ID) (b *Book, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		b, err = bookOf(tx, clientID)
		return err
	})
	return b, err
}

func bookOf(tx *store.Tx, clientID models.ID) (*Book, error) {
	b := new(Book)
	client, err := store.One[models.Client](tx, models.ByID(clientID))
	if err != nil {
		return nil, err
	}
	b.Client = *client
	if b.Versions, err = store.All[models.Routing](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Order("version DESC") }); err != nil {
		return nil, err
	}
	for n := range b.Versions {
		switch b.Versions[n].State {
		case models.RoutingInForce:
			b.InForce = &b.Versions[n]
		case models.RoutingDraft:
			b.Draft = &b.Versions[n]
		}
	}
	if b.Reps, err = store.All[models.User](tx, models.RepsOf(clientID)); err != nil {
		return nil, err
	}
	b.Partners, err = store.All[models.Partner](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Order("name, id") })
	return b, err
}

// SaveDraft keeps rules beside those in force; nothing is decided by them yet.
func (s *Service) SaveDraft(ctx context.Context, by models.Actor, clientID models.ID, rules []models.RoutingRule) error {
	return s.keep(ctx, by, clientID, rules, models.NoID, func(tx *store.Tx, b *Book, r *models.Routing) error {
		if b.Draft != nil {
			r.ID, r.Version, r.CreatedAt, r.CreatedBy = b.Draft.ID, b.Draft.Version, b.Draft.CreatedAt, b.Draft.CreatedBy
			return tx.Keep(r)
		}
		return tx.Put(r)
	})
}

// SwitchOn puts rules in force from now on, and retires those before them. Leads that were
// given stay where they are. Rules that are in force already change nothing.
func (s *Service) SwitchOn(ctx context.Context, by models.Actor, clientID models.ID, rules []models.RoutingRule, token models.ID) error {
	return s.keep(ctx, by, clientID, rules, token, func(tx *store.Tx, b *Book, r *models.Routing) error {
		if _, err := tx.Run(`DELETE FROM routings WHERE client_id = $1 AND state = 'draft'`, clientID); err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE routings SET state = 'retired' WHERE client_id = $1 AND state = 'in_force'`, clientID); err != nil {
			return err
		}
		r.State, r.InForceAt = models.RoutingInForce, &r.CreatedAt
		if b.Draft != nil {
			r.Version = b.Draft.Version
		}
		if err := tx.Put(r); err != nil {
			return err
		}
		return tx.Audit("routing.switched_on", "routing", r.ID, clientID, r.CreatedAt)
	})
}

// keep completes and checks rules, and hands them on as a version of their own.
func (s *Service) keep(ctx context.Context, by models.Actor, clientID models.ID, rules []models.RoutingRule, token models.ID, put func(*store.Tx, *Book, *models.Routing) error) error {
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := mayRoute(tx, clientID); err != nil {
			return err
		}
		b, err := bookOf(tx, clientID)
		if err != nil {
			return err
		}
		r := &models.Routing{ID: models.NewID(), ClientID: clientID, Version: 1, State: models.RoutingDraft, Rules: rules, CreatedAt: s.now()}
		if by.SignedIn() {
			r.CreatedBy = &by.UserID
		}
		if len(b.Versions) > 0 {
			r.Version = b.Versions[0].Version + 1
		}
		if err := b.complete(r); err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		return put(tx, b, r)
	})
}

// complete fills in what a form does not say, and refuses rules that name people whom the
// client does not have.
func (b *Book) complete(r *models.Routing) error {
	if r.Rules == nil {
		r.Rules = []models.RoutingRule{}
	}
	if err := r.Check(); err != nil {
		return err
	}
	seen := map[models.ID]bool{}
	for n := range r.Rules {
		rule := &r.Rules[n]
		if rule.ID == models.NoID || seen[rule.ID] {
			rule.ID = models.NewID()
		}
		seen[rule.ID] = true
		for k := range rule.Accounts {
			if a := &rule.Accounts[k]; !a.Domain() {
				a.Key = identity.OrganisationKey(a.Text)
			}
		}
		for _, rep := range rule.To.Reps {
			if !slices.ContainsFunc(b.Reps, func(u models.User) bool { return u.ID == rep.ID }) {
				return models.Refuse(models.Invalid, "rules", "Rule %d names a rep who has left: choose somebody else.", n+1)
			}
		}
		if id := rule.To.PartnerID; id != nil && !slices.ContainsFunc(b.Partners, func(p models.Partner) bool { return p.ID == *id }) {
			return models.Refuse(models.Invalid, "rules", "Choose one of the client’s partners in rule %d.", n+1)
		}
	}
	return nil
}
