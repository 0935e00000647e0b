package delivery

import (
	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// byProcess gives a new lead the selling process by which its customer buys, in its
// current version.
func byProcess(tx *store.Tx, lead *models.Lead) error {
	all, err := store.All[models.Process](tx, models.OfClient(lead.ClientID), func(db *gorm.DB) *gorm.DB { return db.Where("current").Order("place, created_at, id") })
	if err != nil {
		return err
	}
	if process, why := models.Propose(all, lead); process != nil {
		return lead.GoBy(process, why, nil)
	}
	return nil
}
