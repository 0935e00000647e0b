package clients

import (
	"slices"
	"strings"

	"ripen/models"
	"ripen/services/store"
)

// runsClients refuses everybody but admins and account managers.
func runsClients(by models.Actor) error {
	if by.OfAgency() && (by.Role == models.Admin || by.Role == models.AccountManager) {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only an admin or an account manager may change clients.")
}

// runsPrograms refuses everybody but the agency's people who answer for programs.
func runsPrograms(by models.Actor) error {
	if by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only the agency’s supervisors and managers may change programs.")
}

// clientToRun loads and locks a client that the actor answers for: an account manager
// for his own, an admin for all.
func (s *Service) clientToRun(tx *store.Tx, id models.ID) (*models.Client, error) {
	c, err := store.One[models.Client](tx, models.ByID(id), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	return c, c.RunBy(tx.By)
}

// programToRun loads and locks a program that the actor answers for: a supervisor for
// his own, an account manager for those of his clients, an admin for all.
func (s *Service) programToRun(tx *store.Tx, id models.ID) (*models.Program, error) {
	p, err := store.One[models.Program](tx, models.ByID(id), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	switch tx.By.Role {
	case models.AccountManager:
		_, err = s.clientToRun(tx, p.ClientID)
	case models.Supervisor:
		if p.SupervisorID != tx.By.UserID {
			err = models.Refuse(models.Forbidden, "", "%s is another supervisor’s program.", p.Name)
		}
	}
	return p, err
}

// ProgramToRun is programToRun for the stages downstream, which join their transaction.
func (s *Service) ProgramToRun(tx *store.Tx, id models.ID) (*models.Program, error) {
	return s.programToRun(tx, id)
}

// answers refuses as the one who answers for something everybody who is not there, or
// has none of the roles. The agency itself may always stand in.
func answers(tx *store.Tx, id models.ID, field string, roles ...models.Role) error {
	if id == models.TheAgency {
		return nil
	}
	u, err := store.One[models.User](tx, models.ByID(id))
	if models.IsKind(err, models.NotFound) {
		return models.Refuse(models.Invalid, field, "Choose who answers for it.")
	}
	if err != nil {
		return err
	}
	if u.State == models.Deactivated || u.State == models.Former || !slices.Contains(roles, u.Role) {
		return models.Refuse(models.Invalid, field, "%s cannot answer for it: choose an active %s.", u.Name, roles[0].Words())
	}
	return nil
}

// taken turns the refusal of a unique index into a sentence.
func taken(err error, index, field, sentence string) error {
	if store.Duplicate(err, index) {
		return models.Refuse(models.Conflict, field, "%s", sentence)
	}
	return err
}

func trim(text string) string { return strings.TrimSpace(text) }
