package delivery

import (
	"context"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/push"
	"ripen/services/store"
)

// A HandedArgs is the job of telling a rep of all leads that a handover brought him: one
// letter, however many they are.
type HandedArgs struct {
	ClientID   models.ID `json:"client_id"`
	HandoverID models.ID `json:"handover_id"`
	UserID     models.ID `json:"user_id"`
}

// Kind is how jobs are known.
func (HandedArgs) Kind() string { return "delivery.handed" }

// HandedLater carries out a HandedArgs. It may run twice: each message has its id. The
// client's systems are told of each lead, since to them each is a record of its own.
func (s *Service) HandedLater(ctx context.Context, a HandedArgs) error {
	at := s.now()
	return s.st.Tx(ctx, models.Worker(a.ClientID), func(tx *store.Tx) error {
		_, leads, err := handed(tx, a.HandoverID, a.UserID)
		if err != nil || len(leads) == 0 {
			return err
		}
		to, err := store.One[models.User](tx, models.ByID(a.UserID))
		if err != nil {
			return err
		}
		if len(leads) == 1 {
			return s.Tell(tx, &leads[0], to, models.EventReassigned, at)
		}
		for n := range leads {
			if err := s.Tell(tx, &leads[n], nil, models.EventReassigned, at); err != nil {
				return err
			}
		}
		all, err := ringsOf(tx, &leads[0], to, models.EventReassigned, at)
		if err != nil {
			return err
		}
		if err := write(tx, all, leads[0].About(models.EventReassigned)); err != nil || to.Email == "" {
			return err
		}
		return write(tx, []models.Push{s.handedLetter(a, to, at)}, a.HandoverID.String())
	})
}

// handedLetter is the one letter about all leads of a handover.
func (s *Service) handedLetter(a HandedArgs, to *models.User, at time.Time) models.Push {
	return models.Push{ID: models.NewID(), ClientID: a.ClientID, UserID: &to.ID, Channel: models.ByMail, Endpoint: "mailto:" + to.Email, Lane: a.ClientID, Event: models.EventHandedOver,
		MessageID: a.HandoverID.String() + "." + to.ID.String() + "@" + s.Host(), CreatedAt: at, NextAt: &at}
}

// handed is the leads that a handover brought a rep and that are still his, the next date
// first.
func handed(tx *store.Tx, handoverID, repID models.ID) (*models.Handover, []models.Lead, error) {
	h, err := store.One[models.Handover](tx, models.ByID(handoverID))
	if err != nil {
		return nil, nil, err
	}
	leads, err := store.All[models.Lead](tx, models.OpenOf(repID), func(db *gorm.DB) *gorm.DB { return db.Where("id IN ?", h.To(repID)) })
	return h, leads, err
}

// aboutEvent loads what a letter says besides the lead: all leads of a handover, or the
// agency's answer.
func (s *Service) aboutEvent(tx *store.Tx, m *push.Message) error {
	switch m.Event {
	case models.EventHandedOver:
		return s.aboutHandover(tx, m)
	case models.EventAnswered:
		return aboutAnswer(tx, m)
	}
	return nil
}

func (s *Service) aboutHandover(tx *store.Tx, m *push.Message) error {
	id, err := models.ParseID(m.Push.About)
	if err != nil {
		return err
	}
	h, leads, err := handed(tx, id, *m.UserID)
	if err != nil {
		return err
	}
	client, err := store.One[models.Client](tx, models.ByID(m.ClientID))
	if err != nil {
		return err
	}
	m.Handed = &models.HandoverLetter{To: m.About.To, Client: client.Name, Why: h.Why, URL: s.leadsURL()}
	for n := range leads {
		m.Handed.Leads = append(m.Handed.Leads, models.HandedLead{Lead: leads[n], URL: s.leadURL(leads[n].ID)})
	}
	return nil
}

// aboutAnswer loads the answer to a request or to a return, whichever the letter is about.
func aboutAnswer(tx *store.Tx, m *push.Message) error {
	id, err := models.ParseID(m.Push.About)
	if err != nil {
		return err
	}
	asked, err := store.One[models.ReachRequest](tx, models.ByID(id))
	if models.IsKind(err, models.NotFound) {
		return aboutReturn(tx, m, id)
	}
	if err != nil {
		return err
	}
	m.About.Answer = &models.AgencyAnswer{Kind: asked.Answer, Words: asked.Words}
	if asked.Answer == models.TakenBack {
		out, err := store.One[models.CloseOut](tx, models.OfLead(asked.LeadID))
		if err != nil {
			return err
		}
		m.About.Answer.AgainOn = out.AgainOn
	}
	return answeredBy(tx, m, asked.SettledBy)
}

func aboutReturn(tx *store.Tx, m *push.Message, id models.ID) error {
	r, err := store.One[models.Return](tx, models.ByID(id))
	if err != nil {
		return err
	}
	m.About.Answer = &models.AgencyAnswer{Kind: models.ReturnRefused, Words: r.Answer}
	if r.Upheld != nil && *r.Upheld {
		m.About.Answer.Kind = models.ReturnStands
	}
	return answeredBy(tx, m, r.DecidedBy)
}

func answeredBy(tx *store.Tx, m *push.Message, who *models.ID) error {
	if who == nil {
		return nil
	}
	u, err := store.One[models.User](tx, models.ByID(*who))
	if err != nil {
		return err
	}
	m.About.Answer.By = u.Name
	return nil
}
