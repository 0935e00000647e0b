package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"ripen/models"
	"ripen/services/push"
	"ripen/services/routing"
	"ripen/services/store"
)

// A TellArgs is the job of telling somebody about a lead, where the one who acted may
// not write messages himself: a client's people.
type TellArgs struct {
	ClientID models.ID `json:"client_id"`
	LeadID   models.ID `json:"lead_id"`
	UserID   models.ID `json:"user_id"`
	Event    string    `json:"event"`
}

// Kind is how jobs are known.
func (TellArgs) Kind() string { return "delivery.tell" }

// Tell writes the messages about what has become of a lead: to one person, to the devices
// that ring for him, and to the client's systems that asked for it. Each is told of the
// same event of a lead, about the same deadline, once. Nobody is told where there is nobody
// with an address.
func (s *Service) Tell(tx *store.Tx, lead *models.Lead, to *models.User, event string, at time.Time) error {
	return s.TellAbout(tx, lead, to, event, lead.About(event), at)
}

// TellAbout is Tell of something that is named: each is told of it once.
func (s *Service) TellAbout(tx *store.Tx, lead *models.Lead, to *models.User, event, about string, at time.Time) error {
	var all []models.Push
	if to != nil && to.Email != "" {
		all = append(all, s.letter(lead, to, event, about, at))
	}
	if to != nil && slices.Contains(ringing, event) {
		rings, err := ringsOf(tx, lead, to, event, at)
		if err != nil {
			return err
		}
		all = append(all, rings...)
	}
	if slices.Contains(models.WebhookEvents, event) {
		hooks, err := hooksOf(tx, lead, event, at)
		if err != nil {
			return err
		}
		all = append(all, hooks...)
	}
	return write(tx, all, about)
}

// ringsOf is a sign at each device of a person.
func ringsOf(tx *store.Tx, lead *models.Lead, to *models.User, event string, at time.Time) (all []models.Push, err error) {
	devices, err := store.All[models.Device](tx, push.RingsOf(to.ID))
	for n := range devices {
		all = append(all, push.At(&devices[n], lead, event, at))
	}
	return all, err
}

// hooksOf is a message to each of the client's systems that asked for it.
func hooksOf(tx *store.Tx, lead *models.Lead, event string, at time.Time) (all []models.Push, err error) {
	endpoints, err := store.All[models.Endpoint](tx, models.OfClient(lead.ClientID), push.InUse)
	for n := range endpoints {
		if slices.Contains(endpoints[n].Events, event) {
			all = append(all, push.To(&endpoints[n], lead, event, at))
		}
	}
	return all, err
}

// write keeps the messages about one thing, but those that were written before.
func write(tx *store.Tx, all []models.Push, about string) error {
	if len(all) == 0 {
		return nil
	}
	for n := range all {
		all[n].About = about
	}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&all).Error; err != nil {
		return fmt.Errorf("write the messages: %w", err)
	}
	return nil
}

// ringing is the events that a phone rings for: a lead has come to its owner.
var ringing = []string{models.EventReleased, models.EventReassigned}

// letter is the message to a person.
func (s *Service) letter(lead *models.Lead, to *models.User, event, about string, at time.Time) models.Push {
	p := models.Push{ID: models.NewID(), ClientID: lead.ClientID, LeadID: &lead.ID, UserID: &to.ID, Channel: models.ByMail, Endpoint: "mailto:" + to.Email, Lane: lead.ClientID, Event: event,
		MessageID: lead.ID.String() + "." + event + "@" + s.Host(), CreatedAt: at, NextAt: &at}
	if event != models.EventReleased { // only the release has one receiver for ever
		p.MessageID = lead.ID.String() + "." + event + "." + to.ID.String() + abouts(about) + "@" + s.Host()
	}
	return p
}

// abouts is the part of a Message-ID that tells the messages about one deadline from those
// about the next.
func abouts(about string) string {
	if about == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(about))
	return "." + hex.EncodeToString(sum[:8])
}

// TellLater carries out a TellArgs. Whoever no longer has the lead is not told that it is
// theirs.
func (s *Service) TellLater(ctx context.Context, a TellArgs) error {
	at := s.now()
	return s.st.Tx(ctx, models.Worker(a.ClientID), func(tx *store.Tx) error {
		lead, err := store.One[models.Lead](tx, models.ByID(a.LeadID))
		if err != nil {
			return err
		}
		if a.Event == models.EventReassigned && (lead.RepID == nil || *lead.RepID != a.UserID) {
			return nil
		}
		to, err := store.One[models.User](tx, models.ByID(a.UserID))
		if err != nil {
			return err
		}
		return s.Tell(tx, lead, to, a.Event, at)
	})
}

// TellRep tells who has an open lead that its person has inquired again. It joins the
// transaction of the arrival.
func (s *Service) TellRep(tx *store.Tx, clientID, leadID, inquiryID models.ID) error {
	at := s.now()
	lead, err := store.One[models.Lead](tx, models.ByID(leadID), models.OfClient(clientID))
	if err != nil {
		return err
	}
	to, err := s.Answering(tx, lead, at)
	if err != nil {
		return err
	}
	return s.Tell(tx, lead, to, models.EventRepeat, at)
}

// Answering is who answers for a lead: its rep, else the sales manager; nil where the
// client has none.
func (s *Service) Answering(tx *store.Tx, lead *models.Lead, at time.Time) (*models.User, error) {
	if lead.RepID != nil {
		return store.One[models.User](tx, models.ByID(*lead.RepID))
	}
	return routing.SalesManager(tx, lead.ClientID, at)
}
