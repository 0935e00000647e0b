package push

import (
	"context"
	"errors"
	"net/http"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// Options are what the ways out need.
type Options struct {
	Secret  []byte // the installation's secret
	BaseURL string
	Plain   bool // addresses may be plain http: in development
	Out     *Outbound
}

// A Service keeps the endpoints of clients and the devices of their people, and tells what
// was sent to them.
type Service struct {
	st       *store.Store
	now      func() time.Time
	plain    bool
	out      *Outbound
	seal     *seal
	Webhooks *Webhooks
	Devices  *Devices
}

// New makes the service.
func New(st *store.Store, now func() time.Time, o Options) (*Service, error) {
	s := &Service{st: st, now: now, plain: o.Plain, out: o.Out}
	if s.out == nil {
		s.out = NewOutbound()
	}
	var err error
	if s.seal, err = newSeal(o.Secret); err != nil {
		return nil, err
	}
	s.Webhooks = &Webhooks{s.out, s.seal}
	s.Devices, err = newDevices(s.out, o.Secret, o.BaseURL)
	return s, err
}

// Channels is the ways out, besides letters.
func (s *Service) Channels() map[models.Way]Channel {
	return map[models.Way]Channel{models.ByWebhook: s.Webhooks, models.ByDevice: s.Devices}
}

// mayRun refuses who does not run the endpoints of a client: its own sales manager does, and
// the agency's account manager.
func mayRun(by models.Actor, clientID models.ID) error {
	switch {
	case by.OfAgency() && (by.Role == models.Admin || by.Role == models.AccountManager):
		return nil
	case by.Role == models.SalesManager && by.ClientID == clientID:
		return nil
	}
	return models.Refuse(models.Forbidden, "", "The sales manager runs the webhooks, or the agency’s account manager.")
}

// probe is how long an address may take to answer when it is entered.
const probe = 5 * time.Second

// reachable refuses an address that nothing will ever be sent to: a private one, and one
// that sends on. One that does not answer may be there later.
func (s *Service) reachable(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, probe)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return models.Refuse(models.Invalid, "url", "Enter the whole address, such as https://crm.company.com/ripen.")
	}
	got, err := s.out.do(r, s.now())
	switch {
	case errors.Is(err, errInside):
		return models.Refuse(models.Invalid, "url", "This address leads into a private network. Enter one that can be reached from everywhere.")
	case err == nil && got.Status >= 300 && got.Status < 400:
		return models.Refuse(models.Invalid, "url", "This address sends on to another one. Enter the one where it ends.")
	}
	return nil
}
