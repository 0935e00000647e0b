package policy

import (
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Service is what people do about the policy: enter wishes not to be called, keep the
// lists that calls are screened against, replay another policy over what was called.
type Service struct {
	store *store.Store
	Options
}

// Options are what the service needs besides the store.
type Options struct {
	Secret []byte
	Now    func() time.Time
	// Mail, Name and Organisation are how package identity compares an address and names.
	Mail, Name, Organisation func(string) string
}

// New makes the service.
func New(st *store.Store, o Options) *Service { return &Service{store: st, Options: o} }

func (s *Service) now() time.Time { return s.Now() }

// mayForbid refuses whoever does not answer for programs: a caller forbids by the
// disposition of his call.
func mayForbid(by models.Actor) error {
	if by.AnswersForPrograms() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "This is for the agency’s supervisors and managers.")
}

// mayScreen refuses everybody but who answers for clients.
func mayScreen(by models.Actor) error {
	if by.OfAgency() && (by.Role == models.Admin || by.Role == models.AccountManager) {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "Only an admin or an account manager may change screening lists.")
}
