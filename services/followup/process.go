package followup

import (
	"context"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Processes is the selling processes of the actor's client as they are now, in the order
// in which they are proposed.
func (s *Service) Processes(ctx context.Context, by models.Actor) (all []models.Process, err error) {
	if by.Gate != models.GateClient || by.Role == models.Marketer {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		all, err = processes(tx, by.ClientID)
		return err
	})
	return all, err
}

func processes(tx *store.Tx, clientID models.ID) ([]models.Process, error) {
	return store.All[models.Process](tx, models.OfClient(clientID), where("current"), some("place, created_at, id"))
}

// processOf is the version of the process by which a lead goes; one without steps where it
// goes by none.
func processOf(tx *store.Tx, lead *models.Lead) (*models.Process, error) {
	if lead.ProcessID == nil {
		return new(models.Process), nil
	}
	process, err := maybe[models.Process](tx, models.ByID(*lead.ProcessID))
	if err != nil || process == nil {
		return new(models.Process), err
	}
	return process, nil
}

// A Choosing is a rep's choice of another selling process for a lead.
type Choosing struct {
	Report
	ProcessID models.ID
	Why       string
}

// ChooseProcess lets a lead go by another of the client's processes, because of how this
// customer buys. What was reached stays.
func (s *Service) ChooseProcess(ctx context.Context, by models.Actor, c Choosing) error {
	why := strings.TrimSpace(c.Why)
	return s.report(ctx, by, c.Report, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		all, err := processes(tx, lead.ClientID)
		if err != nil {
			return err
		}
		var to *models.Process
		for n := range all {
			if all[n].ID == c.ProcessID {
				to = &all[n]
			}
		}
		switch {
		case to == nil:
			return models.Refuse(models.Invalid, "process", "Choose one of the selling processes.")
		case lead.ProcessID != nil && *lead.ProcessID == to.ID:
			return nil
		case why == "":
			return models.Refuse(models.Invalid, "why", "Say how this customer buys, so that the manager understands the choice.")
		case len([]rune(why)) > 300:
			return models.Refuse(models.Invalid, "why", "Say it in at most 300 letters.")
		}
		reached, err := reachedOf(tx, lead.ID)
		if err != nil {
			return err
		}
		change := models.ProcessChange{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, FromID: lead.ProcessID, ToID: to.ID, Why: why, UserID: by.UserID, At: at}
		if err := lead.GoBy(to, why, reached); err != nil {
			return err
		}
		return tx.Put(&change)
	})
}
