package clients

import (
	"slices"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// nurture settles the nurture plans of a program of the cast that has none.
func (set *settler) nurture(program *models.Program, plans []models.NurturePlan) error {
	there, err := store.All[models.NurturePlan](set.tx, func(db *gorm.DB) *gorm.DB { return db.Where("program_id = ?", program.ID) })
	if err != nil {
		return err
	}
	var fresh []models.NurturePlan
	for _, p := range plans {
		if slices.ContainsFunc(there, func(was models.NurturePlan) bool { return was.Class == p.Class }) {
			continue
		}
		if err := p.Check(); err != nil {
			return err
		}
		p.ID, p.ClientID, p.ProgramID, p.Version, p.State, p.PublishedAt = models.NewID(), program.ClientID, program.ID, 1, "in_force", set.at
		fresh = append(fresh, p)
	}
	return put(set.tx, fresh)
}
