package routing

import (
	"context"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Colleagues is whom a rep may ask to stand in: the other reps of his client, and where he
// is a partner's, of the partner.
func (s *Service) Colleagues(ctx context.Context, by models.Actor) (all []models.User, err error) {
	if by.Role != models.Rep {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		all, err = store.All[models.User](tx, models.RepsOf(by.ClientID), besides(by))
		return err
	})
	return all, err
}

// away loads a rep of whom the actor says that he is away: one whom he manages, or himself.
func away(tx *store.Tx, id models.ID) (*models.User, error) {
	if tx.By.Role == models.Rep && tx.By.UserID == id {
		return store.One[models.User](tx, models.ByID(id))
	}
	return managed(tx, id)
}

// besides keeps, for a rep, the others with whom he sells; for a manager it keeps all.
func besides(by models.Actor) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		switch {
		case by.Role != models.Rep:
			return db
		case by.PartnerID == models.NoID:
			return db.Where("id <> ? AND partner_id IS NULL", by.UserID)
		}
		return db.Where("id <> ? AND partner_id = ?", by.UserID, by.PartnerID)
	}
}
