package nurture

import (
	"context"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// PlanOf is the nurture plan that holds for a class in a program: the one that was
// published, else the usual one.
func PlanOf(tx *store.Tx, programID models.ID, class models.Class) (models.NurturePlan, error) {
	published, err := store.All[models.NurturePlan](tx, func(db *gorm.DB) *gorm.DB {
		return db.Where("program_id = ? AND class = ? AND state = 'in_force'", programID, class)
	})
	if err != nil {
		return models.NurturePlan{}, err
	}
	if len(published) > 0 {
		return published[0], nil
	}
	return models.UsualNurturePlan(class), nil
}

// Plans is the nurture plan of each class that holds in a program, in the order of
// models.NurtureClasses.
func (s *Service) Plans(ctx context.Context, by models.Actor, programID models.ID) (plans []models.NurturePlan, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := programOf(tx, by, programID)
		if err != nil {
			return err
		}
		for _, class := range models.NurtureClasses {
			plan, err := PlanOf(tx, p.ID, class)
			if err != nil {
				return err
			}
			plan.ClientID, plan.ProgramID = p.ClientID, p.ID
			plans = append(plans, plan)
		}
		return nil
	})
	return plans, err
}

// PlanVersions is what was published for a class, the newest first.
func (s *Service) PlanVersions(ctx context.Context, by models.Actor, programID models.ID, class models.Class) (all []models.NurturePlan, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.NurturePlan](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("program_id = ? AND class = ?", programID, class).Order("version DESC")
		})
		return err
	})
	return all, err
}

// Publish puts a nurture plan in force for its class and retires the version
// before it. One that leaves somebody without a date or an end is refused. Whoever is kept
// already stays with the plan by which they are kept.
func (s *Service) Publish(ctx context.Context, by models.Actor, p models.NurturePlan, token models.ID) (trial Trial, err error) {
	if !by.AnswersForPrograms() {
		return trial, models.Refuse(models.Forbidden, "", "This is for the agency’s supervisors and managers.")
	}
	if err := p.Check(); err != nil {
		return trial, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		program, err := s.programs.ProgramToRun(tx, p.ProgramID)
		if err != nil {
			return err
		}
		if trial, err = try(tx, program, &p, s.now()); err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		return s.publish(tx, program, &p)
	})
	return trial, err
}

func (s *Service) publish(tx *store.Tx, program *models.Program, p *models.NurturePlan) error {
	var last int
	if err := tx.Pgx.QueryRow(tx.Context(), `SELECT COALESCE(max(version), 0) FROM nurture_plans WHERE program_id = $1 AND class = $2`, program.ID, p.Class).Scan(&last); err != nil {
		return err
	}
	if _, err := tx.Run(`UPDATE nurture_plans SET state = 'retired' WHERE program_id = $1 AND class = $2 AND state = 'in_force'`, program.ID, p.Class); err != nil {
		return err
	}
	p.ID, p.ClientID, p.Version, p.State, p.PublishedAt = models.NewID(), program.ClientID, last+1, "in_force", s.now()
	if tx.By.SignedIn() {
		p.PublishedBy = &tx.By.UserID
	}
	if err := tx.Put(p); err != nil {
		return err
	}
	return tx.Audit("nurture_plan.publish", "nurture_plan", p.ID, p.ClientID, p.PublishedAt)
}

// Try says what a nurture plan comes to in its program, and publishes nothing.
func (s *Service) Try(ctx context.Context, by models.Actor, p models.NurturePlan) (trial Trial, err error) {
	if err := p.Check(); err != nil {
		return trial, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		program, err := programOf(tx, by, p.ProgramID)
		if err != nil {
			return err
		}
		trial, err = try(tx, program, &p, s.now())
		return err
	})
	return trial, err
}

// programOf is a program that the actor may look into: the agency’s own people may.
func programOf(tx *store.Tx, by models.Actor, id models.ID) (*models.Program, error) {
	if !by.AnswersForPrograms() {
		return nil, models.Absent()
	}
	return store.One[models.Program](tx, models.ByID(id))
}
