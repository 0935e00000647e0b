// Package delivery is where an A becomes a lead: its recall window, the draw of the
// rep, the snapshot the client may see, and the message that says so.
package delivery

import (
	"maps"
	"net/url"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/push"
	"ripen/services/routing"
	"ripen/services/store"
)

// Letters words the messages about leads, handovers and endpoints. Package views/mail does.
type Letters interface {
	LeadNews(letter models.LeadLetter) (subject, text, html string, err error)
	HandoverNews(letter models.HandoverLetter) (subject, text, html string, err error)
	EndpointNews(letter models.EndpointLetter) (subject, text, html string, err error)
}

// Links makes the links of a letter by which its receiver reports without signing in, by
// their purpose. Package followup does.
type Links interface {
	For(tx *store.Tx, letter models.ID, lead *models.Lead, to *models.User, at time.Time) (map[string]string, error)
}

// Options are what the stage needs from outside.
type Options struct {
	BaseURL string // where the portal is; links and Message-IDs are made of it
	Agency  string // its name, for the letters
	Letters Letters
	Mail    mail.Sender
	Ways    map[models.Way]push.Channel // besides letters
	Links   Links                       // nil: letters have none
}

// A Service releases leads and tells people about them.
type Service struct {
	st      *store.Store
	now     func() time.Time
	routing *routing.Service
	Options
	channels map[models.Way]push.Channel
	turns    chan struct{} // of the lanes, in the database
}

// New makes the service.
func New(st *store.Store, now func() time.Time, o Options) *Service {
	s := &Service{st: st, now: now, routing: routing.New(st, now), Options: o, turns: make(chan struct{}, atOnce), channels: map[models.Way]push.Channel{models.ByMail: letters{o}}}
	maps.Copy(s.channels, o.Ways)
	return s
}

// leadURL is where a client's people find a lead.
func (s *Service) leadURL(id models.ID) string {
	return strings.TrimSuffix(s.BaseURL, "/") + "/portal/leads/" + id.String()
}

// leadsURL is where a rep finds all of his.
func (s *Service) leadsURL() string { return strings.TrimSuffix(s.BaseURL, "/") + "/portal" }

// Host is the right side of our Message-IDs.
func (s *Service) Host() string {
	if u, err := url.Parse(s.BaseURL); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "localhost"
}
