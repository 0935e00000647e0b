package clients

import (
	"context"
	_ "embed"
	"slices"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed windows_of.sql
var windowsOfSQL string

// Plans is the contact plan of each class that holds in a program, in the order of
// models.Classes: the one that was published, else the usual one.
func (s *Service) Plans(ctx context.Context, by models.Actor, programID models.ID) (plans []models.ContactPlan, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := store.One[models.Program](tx, models.ByID(programID), programsOf(by))
		if err != nil {
			return err
		}
		published, err := store.All[models.ContactPlan](tx, func(db *gorm.DB) *gorm.DB { return db.Where("program_id = ? AND state = 'in_force'", p.ID) })
		if err != nil {
			return err
		}
		for _, class := range models.Classes {
			if n := slices.IndexFunc(published, func(c models.ContactPlan) bool { return c.Class == class }); n >= 0 {
				plans = append(plans, published[n])
				continue
			}
			usual := models.UsualPlan(class, p.MaxAttempts)
			usual.ClientID, usual.ProgramID = p.ClientID, p.ID
			plans = append(plans, usual)
		}
		return nil
	})
	return plans, err
}

// PlanVersions is what was published for a class, the newest first.
func (s *Service) PlanVersions(ctx context.Context, by models.Actor, programID models.ID, class models.Class) (all []models.ContactPlan, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.ContactPlan](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("program_id = ? AND class = ?", programID, class).Order("version DESC")
		})
		return err
	})
	return all, err
}

// PublishPlan puts a plan in force for its class and retires the version before it. A
// plan that contradicts itself, or that the caps of its program can never make, is
// refused; what it cannot reach where it begins at a bad time is said in the trial.
// Inquiries that are under way go on with the step they have come to.
func (s *Service) PublishPlan(ctx context.Context, by models.Actor, p models.ContactPlan, token models.ID) (trial Trial, err error) {
	if err := runsPrograms(by); err != nil {
		return trial, err
	}
	if err := p.Check(); err != nil {
		return trial, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		program, err := s.programToRun(tx, p.ProgramID)
		if err != nil {
			return err
		}
		if trial, err = s.try(tx, program, &p); err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		return s.publishPlan(tx, program, &p)
	})
	return trial, err
}

func (s *Service) publishPlan(tx *store.Tx, program *models.Program, p *models.ContactPlan) error {
	var last int
	if err := tx.Pgx.QueryRow(tx.Context(), `SELECT COALESCE(max(version), 0) FROM contact_plans WHERE program_id = $1 AND class = $2`, program.ID, p.Class).Scan(&last); err != nil {
		return err
	}
	if _, err := tx.Run(`UPDATE contact_plans SET state = 'retired' WHERE program_id = $1 AND class = $2 AND state = 'in_force'`, program.ID, p.Class); err != nil {
		return err
	}
	p.ID, p.ClientID, p.Version, p.State, p.PublishedAt = models.NewID(), program.ClientID, last+1, "in_force", s.now()
	if tx.By.SignedIn() {
		p.PublishedBy = &tx.By.UserID
	}
	if err := tx.Put(p); err != nil {
		return err
	}
	return tx.Audit("plan.publish", "plan", p.ID, p.ClientID, p.PublishedAt)
}

// TryPlan says what a plan comes to in its program, and publishes nothing.
func (s *Service) TryPlan(ctx context.Context, by models.Actor, p models.ContactPlan) (trial Trial, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		program, err := store.One[models.Program](tx, models.ByID(p.ProgramID), programsOf(by))
		if err != nil {
			return err
		}
		trial, err = s.try(tx, program, &p)
		return err
	})
	return trial, err
}

// try runs the plan where the program's people are: in its own country, and under the
// hours of whoever waits in its queue.
func (s *Service) try(tx *store.Tx, program *models.Program, p *models.ContactPlan) (Trial, error) {
	if err := writable(tx, program, p); err != nil {
		return Trial{}, err
	}
	if calls := p.Calls(); calls > program.MaxAttempts {
		return Trial{}, models.Refuse(models.Invalid, "steps", "The program allows %d attempts, and the plan has %d calls: take calls away, or allow more attempts in the program.", program.MaxAttempts, calls)
	}
	preset, err := policy.PresetOf(program)
	if err != nil {
		return Trial{}, err
	}
	var windows []policy.Window
	keys, err := store.Rows[struct{ Key string }](tx, windowsOfSQL, program.ID, mostWindows)
	if err != nil {
		return Trial{}, err
	}
	for _, k := range keys {
		if w, err := policy.ParseWindow(k.Key); err == nil {
			windows = append(windows, w)
		}
	}
	windows = append(windows, policy.WindowFor(preset, policy.Place{Country: program.Country}, ""))
	trial := tryIn(p, program.MaxAttempts, windows, s.now())
	return trial, trial.refusal(p)
}

// writable refuses a plan with an e-mail at a time when an inquiry is no basis for it any
// more: nobody there has agreed to be written to.
func writable(tx *store.Tx, program *models.Program, p *models.ContactPlan) error {
	after := 0
	if slices.Contains(models.NurtureClasses, p.Class) {
		kept, err := nurture.PlanOf(tx, program.ID, p.Class)
		if err != nil {
			return err
		}
		after = kept.Days
	}
	inquired := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) // any day does: a quarter is counted from it
	at, basis := inquired.AddDate(0, 0, after), policy.LetterBasis(policy.CountryCode(program.Country))
	for n, step := range p.Steps {
		at = at.Add(step.Wait())
		if step.Channel == models.ByEmail && !basis.Allows(inquired, at) {
			return models.Refuse(models.Invalid, "steps", "Step %d would write %s after the inquiry: without the person’s consent that is permitted for %d months only. Call instead.",
				n+1, models.Span(at.Sub(inquired)), basis.Months)
		}
	}
	return nil
}
