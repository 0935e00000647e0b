package accounts

import (
	"context"

	"ripen/models"
	"ripen/services/store"
)

// Colleague is one of the agency's people, for who manages them.
func (s *Service) Colleague(ctx context.Context, by models.Actor, id models.ID) (found models.User, err error) {
	err = s.managing(ctx, by, id, func(_ *store.Tx, u *models.User) error {
		if !u.Role.OfAgency() {
			return models.Absent()
		}
		found = *u
		return nil
	})
	return found, err
}

// Enable writes down which languages somebody of the agency speaks and what they can do,
// as they were typed: they are served the programs that ask for no more than that.
func (s *Service) Enable(ctx context.Context, by models.Actor, id models.ID, languages, skills string) error {
	spoken, err := models.LanguagesIn(languages)
	if err != nil {
		return err
	}
	able, err := models.SkillsIn(skills)
	if err != nil {
		return err
	}
	return s.managing(ctx, by, id, func(tx *store.Tx, u *models.User) error {
		if !u.Role.OfAgency() {
			return models.Absent()
		}
		u.Languages, u.Skills = spoken, able
		if err := tx.Keep(u); err != nil {
			return err
		}
		return tx.Audit("user.enabled", "user", u.ID, models.NoID, s.Now())
	})
}
