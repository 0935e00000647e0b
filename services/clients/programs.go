package clients

import (
	"context"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// CreateProgram makes a program with the usual criteria in force, so that a caller can
// grade from the first inquiry on. Where no supervisor is named it is the one who
// creates it, else the active supervisor or admin who has been there longest, else the
// agency itself.
func (s *Service) CreateProgram(ctx context.Context, by models.Actor, p models.Program) (*models.Program, error) {
	if err := runsPrograms(by); err != nil {
		return nil, err
	}
	p.ID, p.CreatedAt = models.NewID(), s.now()
	if err := check(&p, s.now()); err != nil {
		return nil, err
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := s.clientToRun(tx, p.ClientID); err != nil {
			return err
		}
		if p.SupervisorID == models.NoID {
			id, err := someSupervisor(tx)
			if err != nil {
				return err
			}
			p.SupervisorID = id
		}
		if err := answers(tx, p.SupervisorID, "supervisor", models.Supervisor, models.Admin, models.AccountManager); err != nil {
			return err
		}
		if err := tx.Put(&p); err != nil {
			return taken(err, "programs_client_id_slug_key", "slug", "The client has a program with this short name; choose another.")
		}
		if err := tx.Put(usualCriteria(&p)); err != nil {
			return err
		}
		if !p.Fee.IsZero() {
			if err := s.keepFee(tx, &p); err != nil {
				return err
			}
		}
		return tx.Audit("program.create", "program", p.ID, p.ClientID, p.CreatedAt)
	})
	if err != nil {
		return nil, err
	}
	return &p, nil
}

// check refuses what a program may not be: also calling hours that cannot be read, or
// that the law where its people are never lets open.
func check(p *models.Program, at time.Time) error {
	if err := p.Check(); err != nil {
		return err
	}
	if _, err := policy.PresetOf(p); err != nil {
		return err
	}
	return policy.CheckOpen(p, at)
}

// someSupervisor is who answers for a program when nobody was named.
func someSupervisor(tx *store.Tx) (models.ID, error) {
	if tx.By.Role == models.Supervisor {
		return tx.By.UserID, nil
	}
	found, err := store.All[models.User](tx, func(db *gorm.DB) *gorm.DB {
		return db.Where("role IN ? AND state = ?", []models.Role{models.Supervisor, models.Admin}, models.Active).
			Order("role = 'supervisor' DESC, created_at, id").Limit(1)
	})
	if err != nil || len(found) == 0 {
		return models.TheAgency, err
	}
	return found[0].ID, nil
}

// HoursArgs asks for the inquiries of a program to be given its new calling hours.
type HoursArgs struct {
	ProgramID models.ID `json:"program_id"`
	ClientID  models.ID `json:"client_id"`
}

// Kind names the job.
func (HoursArgs) Kind() string { return "queue.rewindow" }

// EditProgram changes what a program may change while it runs. Its client, short name
// and state stay.
func (s *Service) EditProgram(ctx context.Context, by models.Actor, p models.Program) error {
	if err := runsPrograms(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		was, err := s.programToRun(tx, p.ID)
		if err != nil {
			return err
		}
		p.ClientID, p.Slug, p.State, p.HeldUntil, p.CreatedAt = was.ClientID, was.Slug, was.State, was.HeldUntil, was.CreatedAt
		if p.SupervisorID == models.NoID {
			p.SupervisorID = was.SupervisorID
		}
		if p.Weight == 0 {
			p.Weight = was.Weight
		}
		if err := check(&p, s.now()); err != nil {
			return err
		}
		if err := answers(tx, p.SupervisorID, "supervisor", models.Supervisor, models.Admin, models.AccountManager); err != nil {
			return err
		}
		if err := tx.Keep(&p); err != nil {
			return err
		}
		if !p.Fee.Equal(was.Fee) {
			if err := s.keepFee(tx, &p); err != nil {
				return err
			}
		}
		if p.Language != was.Language || p.Preset != was.Preset || p.Hours != was.Hours || p.Country != was.Country {
			if err := tx.Later(HoursArgs{ProgramID: p.ID, ClientID: p.ClientID}); err != nil {
				return err
			}
		}
		return tx.Audit("program.edit", "program", p.ID, p.ClientID, s.now())
	})
}

// Programs is a client's programs, by name. A caller sees those he works in; a client's
// people see their names only.
func (s *Service) Programs(ctx context.Context, by models.Actor, clientID models.ID) (all []models.Program, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Program](tx, models.OfClient(clientID), programsOf(by), byName)
		return err
	})
	return all, err
}

// EveryProgram is every program of every client that the actor may work in, by name.
func (s *Service) EveryProgram(ctx context.Context, by models.Actor) (all []models.Program, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Program](tx, programsOf(by), byName)
		return err
	})
	return all, err
}

// Program is one program; absent and not yours are the same.
func (s *Service) Program(ctx context.Context, by models.Actor, id models.ID) (p *models.Program, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		p, err = store.One[models.Program](tx, models.ByID(id), programsOf(by))
		return err
	})
	return p, err
}

// ProgramBySlug is a client's program with this short name; absent and not yours are the same.
func (s *Service) ProgramBySlug(ctx context.Context, by models.Actor, clientID models.ID, slug string) (p *models.Program, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		p, err = store.One[models.Program](tx, models.OfClient(clientID), withSlug(slug), programsOf(by))
		return err
	})
	return p, err
}

func programsOf(by models.Actor) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		switch {
		case by.Gate == models.GateClient:
			return db.Select("id", "client_id", "slug", "name", "state")
		case by.Role == models.Caller:
			return db.Where("id IN (SELECT program_id FROM memberships WHERE user_id = ?)", by.UserID)
		}
		return db
	}
}

const joining = "program.join"

// Join lets a caller work in a program. Once more changes nothing.
func (s *Service) Join(ctx context.Context, by models.Actor, programID, userID models.ID) error {
	return s.membership(ctx, by, programID, userID, joining,
		`INSERT INTO memberships (program_id, client_id, user_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`)
}

// Leave ends it.
func (s *Service) Leave(ctx context.Context, by models.Actor, programID, userID models.ID) error {
	return s.membership(ctx, by, programID, userID, "program.leave",
		`DELETE FROM memberships WHERE program_id = $1 AND client_id = $2 AND user_id = $3 AND created_at <= $4`)
}

func (s *Service) membership(ctx context.Context, by models.Actor, programID, userID models.ID, action, change string) error {
	if err := runsPrograms(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programToRun(tx, programID)
		if err != nil {
			return err
		}
		u, err := store.One[models.User](tx, models.ByID(userID))
		if err != nil {
			return err
		}
		if u.Role != models.Caller {
			return models.Refuse(models.Invalid, "user", "Only callers are members of programs; %s is %s.", u.Name, withArticle(u.Role.Words()))
		}
		if action == joining {
			if err := mayJoin(tx, u, p); err != nil {
				return err
			}
		}
		at := s.now()
		if n, err := tx.Run(change, p.ID, p.ClientID, u.ID, at); err != nil || n == 0 {
			if store.Violates(err, "memberships_barred") {
				err = models.Refuse(models.Conflict, "member", "%s has just begun to call for a competitor of this client.", u.Name)
			}
			return err
		}
		return tx.Audit(action, "user", u.ID, p.ClientID, at)
	})
}

func withArticle(noun string) string {
	if noun[0] == 'a' {
		return "an " + noun
	}
	return "a " + noun
}

// Members is the callers who work in a program, by name.
func (s *Service) Members(ctx context.Context, by models.Actor, programID models.ID) (all []models.User, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.User](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("id IN (SELECT user_id FROM memberships WHERE program_id = ?)", programID)
		}, byName)
		return err
	})
	return all, err
}
