package clients

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// mostProcesses is how many selling processes a client can have at once.
const mostProcesses = 12

// Processes is a client's selling processes as they are now, in the order in which they
// are proposed for a lead.
func (s *Service) Processes(ctx context.Context, by models.Actor, clientID models.ID) (all []models.Process, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = currentProcesses(tx, clientID)
		return err
	})
	return all, err
}

func currentProcesses(tx *store.Tx, clientID models.ID) ([]models.Process, error) {
	return store.All[models.Process](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Where("current").Order("place, created_at, id") })
}

// Process is the selling process of the client that is for every lead no other is for.
func (s *Service) Process(ctx context.Context, by models.Actor, clientID models.ID) (*models.Process, error) {
	all, err := s.Processes(ctx, by, clientID)
	if err != nil {
		return nil, err
	}
	usual, _ := models.Propose(all, new(models.Lead))
	if usual == nil {
		return nil, models.Absent()
	}
	return usual, nil
}

// SetProcess makes ordered steps, and the rules that say for which leads, one of the
// client's selling processes from now on: the next version of the line that it names, or
// with none a line of its own. Leads that were released before keep theirs.
func (s *Service) SetProcess(ctx context.Context, by models.Actor, clientID models.ID, p models.Process) (made *models.Process, err error) {
	if err := runsClients(by); err != nil {
		return nil, err
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := s.clientToRun(tx, clientID); err != nil { // locks: no two versions at once
			return err
		}
		all, err := currentProcesses(tx, clientID)
		if err != nil {
			return err
		}
		at := s.now()
		made = &models.Process{ID: models.NewID(), ClientID: clientID, Name: p.Name, Version: 1, Steps: p.Steps, Rules: p.Rules, Place: p.Place, Current: true, CreatedAt: at}
		if made.LineID = made.ID; made.Rules == nil {
			made.Rules = []models.ProcessRule{}
		}
		if p.LineID != models.NoID {
			n := slices.IndexFunc(all, func(each models.Process) bool { return each.LineID == p.LineID })
			if n < 0 {
				return models.Absent()
			}
			made.LineID, made.Version, all[n].Current = p.LineID, all[n].Version+1, false
			if err := tx.Keep(&all[n]); err != nil {
				return err
			}
			all = slices.Delete(all, n, n+1)
		}
		if err := fitsBeside(made, all); err != nil {
			return err
		}
		if err := tx.Put(made); err != nil {
			return err
		}
		return tx.Audit("process.set", "process", made.ID, clientID, at)
	})
	return made, err
}

// fitsBeside refuses a process that could not be told from the others, or without which
// some lead would go by none.
func fitsBeside(p *models.Process, others []models.Process) error {
	usual := len(p.Rules) == 0
	for _, other := range others {
		if strings.EqualFold(other.Name, p.Name) {
			return models.Refuse(models.Invalid, "name", "Another selling process is called “%s”.", other.Name)
		}
		if len(other.Rules) == 0 && len(p.Rules) == 0 {
			return models.Refuse(models.Invalid, "rules", "Say for which leads it is: “%s” is for all that no other is for.", other.Name)
		}
		usual = usual || len(other.Rules) == 0
	}
	switch {
	case !usual:
		return models.Refuse(models.Invalid, "rules", "Leave one selling process without rules: it is for every lead that no other is for.")
	case len(others) >= mostProcesses:
		return models.Refuse(models.Invalid, "name", "A client has at most %d selling processes.", mostProcesses)
	}
	return nil
}

// EndProcess proposes a selling process for no new lead. Leads that go by it keep it.
func (s *Service) EndProcess(ctx context.Context, by models.Actor, clientID, lineID models.ID) error {
	if err := runsClients(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := s.clientToRun(tx, clientID); err != nil {
			return err
		}
		all, err := currentProcesses(tx, clientID)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(all, func(each models.Process) bool { return each.LineID == lineID })
		if n < 0 {
			return models.Absent()
		}
		if len(all[n].Rules) == 0 {
			return models.Refuse(models.Conflict, "", "It is for every lead that no other is for: give it rules, and another one none, before it ends.")
		}
		all[n].Current = false
		if err := tx.Keep(&all[n]); err != nil {
			return err
		}
		return tx.Audit("process.end", "process", all[n].ID, clientID, s.now())
	})
}
