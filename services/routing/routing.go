// Package routing says who gets a lead: the rep of an existing customer, else whoever
// works the same organisation, else by the client's rules, else the next of all reps,
// else a manager. Never nobody, and never somebody who has left or is away.
package routing

import (
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Service keeps the rules and draws by them.
type Service struct {
	st  *store.Store
	now func() time.Time
}

// New makes the service.
func New(st *store.Store, now func() time.Time) *Service { return &Service{st: st, now: now} }

// An Owner is who answers for a lead, who is told, and why it is he.
type Owner struct {
	Rep     *models.User // nil: a manager answers for it
	Told    *models.User // nil only where nobody has an address
	Why     string
	RuleID  *models.ID // the rule that gave it; nil: none did
	Version *int       // of the rules
}

// Ask is which lead is to be given to somebody.
type Ask struct {
	Lead           *models.Lead
	AccountManager models.ID // of the client
	Without        models.ID // the rep it is taken from; NoID: it is new
}

// asWorker runs fn under the role of the client's jobs inside somebody else's
// transaction: what the rules ask of a person is not the client's people's to read.
func asWorker(tx *store.Tx, fn func() error) error {
	if tx.By.Gate != models.GateClient {
		return fn()
	}
	if _, err := tx.Run(`SELECT set_config('role', $1, true)`, string(models.GateWorker)); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	_, err := tx.Run(`SELECT set_config('role', $1, true)`, string(tx.By.Gate))
	return err
}

// mayRoute refuses everybody but an admin and the client's account manager, whose client
// it answers with.
func mayRoute(tx *store.Tx, clientID models.ID) (*models.Client, error) {
	if !tx.By.OfAgency() || tx.By.Role != models.Admin && tx.By.Role != models.AccountManager {
		return nil, models.Refuse(models.Forbidden, "", "Only an admin or an account manager decides who gets which lead.")
	}
	client, err := store.One[models.Client](tx, models.ByID(clientID), models.ForUpdate)
	if err != nil {
		return nil, err
	}
	return client, client.RunBy(tx.By)
}

// Alone lets one transaction of a client give leads to reps at a time, so that no two go by
// the same count, and nobody leaves in between.
func Alone(tx *store.Tx, clientID models.ID) error {
	if _, err := tx.Run(`SELECT pg_advisory_xact_lock(hashtextextended('draw ' || $1, 0))`, clientID.String()); err != nil {
		return fmt.Errorf("wait for the client’s other draws: %w", err)
	}
	return nil
}
