package clients

import (
	"context"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Staff is the agency's active people of these roles, by name: who may answer for a
// client or a program, or be a member of one.
func (s *Service) Staff(ctx context.Context, by models.Actor, roles ...models.Role) (all []models.User, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.User](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("client_id IS NULL AND state = ? AND role IN ?", models.Active, roles)
		}, byName)
		return err
	})
	return all, err
}

// PersonCounts is how many people of each role a client has, who are active or invited.
func (s *Service) PersonCounts(ctx context.Context, by models.Actor, clientID models.ID) (counts map[models.Role]int, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	counts = map[models.Role]int{}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		rows, err := store.Rows[struct {
			Role models.Role
			N    int
		}](tx, `SELECT role, count(*) AS n FROM users WHERE client_id = $1 AND state IN ('active', 'invited') GROUP BY role`, clientID)
		for _, r := range rows {
			counts[r.Role] = r.N
		}
		return err
	})
	return counts, err
}
