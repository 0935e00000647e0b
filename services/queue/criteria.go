package queue

import (
	"sync"

	"ripen/models"
	"ripen/services/store"
)

// A criteriaShelf remembers published criteria, which never change.
type criteriaShelf struct{ published sync.Map }

// Criteria are the published criteria with this id.
func (s *Service) Criteria(tx *store.Tx, id models.ID) (*models.Criteria, error) {
	if found, ok := s.criteria.remembered(&id); ok {
		return found, nil
	}
	c, err := store.One[models.Criteria](tx, models.ByID(id))
	if err != nil {
		return nil, err
	}
	if c.State != "draft" {
		s.criteria.published.Store(id, c)
	}
	return c, nil
}

// remembered is the criteria with this id, if they are on the shelf; nothing is always there.
func (c *criteriaShelf) remembered(id *models.ID) (*models.Criteria, bool) {
	if id == nil {
		return nil, true
	}
	found, ok := c.published.Load(*id)
	if !ok {
		return nil, false
	}
	return found.(*models.Criteria), true
}
