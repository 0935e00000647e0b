package clients

import (
	"context"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// CurrentProcess is the selling process that new leads of the client are given. It
// joins the transaction of the release.
func (s *Service) CurrentProcess(tx *store.Tx, clientID models.ID) (*models.Process, error) {
	return store.One[models.Process](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Where("current") })
}

// Process is a client's current selling process.
func (s *Service) Process(ctx context.Context, by models.Actor, clientID models.ID) (p *models.Process, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		p, err = s.CurrentProcess(tx, clientID)
		return err
	})
	return p, err
}

// SetProcess makes ordered steps the client's selling process from now on. Leads that
// were released before keep theirs.
func (s *Service) SetProcess(ctx context.Context, by models.Actor, clientID models.ID, name string, steps []models.Step) (p *models.Process, err error) {
	if err := runsClients(by); err != nil {
		return nil, err
	}
	if err := checkSteps(name, steps); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := s.clientToRun(tx, clientID); err != nil { // locks: no two versions at once
			return err
		}
		was, err := s.CurrentProcess(tx, clientID)
		if err != nil && !models.IsKind(err, models.NotFound) {
			return err
		}
		version := 1
		if was != nil {
			version = was.Version + 1
			was.Current = false
			if err := tx.Keep(was); err != nil {
				return err
			}
		}
		at := s.now()
		p = &models.Process{ID: models.NewID(), ClientID: clientID, Name: trim(name), Version: version, Steps: steps, Current: true, CreatedAt: at}
		if err := tx.Put(p); err != nil {
			return err
		}
		return tx.Audit("process.set", "process", p.ID, clientID, at)
	})
	return p, err
}

func checkSteps(name string, steps []models.Step) error {
	switch {
	case trim(name) == "":
		return models.Refuse(models.Invalid, "name", "Name the selling process.")
	case len(steps) < 2 || len(steps) > 12:
		return models.Refuse(models.Invalid, "steps", "Give the selling process between 2 and 12 steps.")
	}
	for n, step := range steps {
		if trim(step.Name) == "" {
			return models.Refuse(models.Invalid, "steps", "Step %d has no name.", n+1)
		}
	}
	return nil
}
