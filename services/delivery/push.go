package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/store"
)

// A PushArgs is the job of sending one message about a lead.
type PushArgs struct {
	PushID   models.ID `json:"push_id"`
	ClientID models.ID `json:"client_id"`
}

// Kind is how jobs are known.
func (PushArgs) Kind() string { return "delivery.push" }

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

// Tell writes the message about a lead to one person, and starts the job that sends
// it. The same person is told of the same event of a lead, about the same deadline, once. Nobody is told where
// there is nobody with an address.
func (s *Service) Tell(tx *store.Tx, lead *models.Lead, to *models.User, event string, at time.Time) error {
	if to == nil || to.Email == "" {
		return nil
	}
	p := models.Push{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: &to.ID, Endpoint: "mailto:" + to.Email, Event: event, About: lead.About(event),
		MessageID: lead.ID.String() + "." + event + "@" + s.host(), CreatedAt: at}
	if event != models.EventReleased { // only the release has one receiver for ever
		p.MessageID = lead.ID.String() + "." + event + "." + to.ID.String() + abouts(p.About) + "@" + s.host()
	}
	done := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&p)
	if done.Error != nil {
		return fmt.Errorf("write a message: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return nil
	}
	return tx.Later(PushArgs{PushID: p.ID, ClientID: p.ClientID})
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
	return salesManager(tx, lead.ClientID, at)
}

// A sending is a push with everything its letter says.
type sending struct {
	push   *models.Push
	letter models.LeadLetter
}

// Push sends one message, outside any transaction, and marks it. It looks first: what
// was sent is not sent again. The same message always goes under the same Message-ID,
// so that a receiver that got it twice after all shows it once. An error means that it
// is worth trying again.
func (s *Service) Push(ctx context.Context, clientID, pushID models.ID) error {
	sending, err := s.look(ctx, clientID, pushID)
	if err != nil || sending.push.SentAt != nil || sending.push.FailedAt != nil {
		return err
	}
	if to := sending.letter.To; to == nil || to.State != models.Active {
		return s.settle(ctx, sending.push, "its receiver has left")
	}
	subject, text, html, err := s.Letters.LeadNews(sending.letter)
	if err != nil {
		return fmt.Errorf("word the message: %w", err)
	}
	to := netmail.Address{Name: sending.letter.To.Name, Address: strings.TrimPrefix(sending.push.Endpoint, "mailto:")}
	err = s.Mail.Send(ctx, mail.Letter{ID: sending.push.MessageID, To: to.String(), Subject: subject, Text: text, HTML: html})
	if mail.IsPermanent(err) {
		return s.settle(ctx, sending.push, err.Error())
	}
	if err != nil {
		return fmt.Errorf("send the message: %w", err)
	}
	return s.settle(ctx, sending.push, "")
}

// look loads a push and what its letter says.
func (s *Service) look(ctx context.Context, clientID, pushID models.ID) (out sending, err error) {
	at := s.now()
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if out.push, err = store.One[models.Push](tx, models.ByID(pushID)); err != nil || out.push.SentAt != nil || out.push.FailedAt != nil {
			return err
		}
		l := models.LeadLetter{Event: out.push.Event, Agency: s.Agency, At: at, URL: s.leadURL(out.push.LeadID)}
		if l.Lead, err = store.One[models.Lead](tx, models.ByID(out.push.LeadID)); err != nil {
			return err
		}
		client, err := store.One[models.Client](tx, models.ByID(clientID))
		if err != nil {
			return err
		}
		l.Client = client.Name
		if out.push.UserID != nil {
			if l.To, err = store.One[models.User](tx, models.ByID(*out.push.UserID)); err != nil {
				return err
			}
		}
		if l.Lead.RepID != nil && (l.To == nil || *l.Lead.RepID != l.To.ID) {
			rep, err := store.One[models.User](tx, models.ByID(*l.Lead.RepID))
			if err != nil {
				return err
			}
			l.Rep = rep.Name
		}
		if l.Lead.ProcessID != nil {
			process, err := store.One[models.Process](tx, models.ByID(*l.Lead.ProcessID))
			if err != nil {
				return err
			}
			l.Steps = process.Steps
		}
		out.letter = l
		return nil
	})
	return out, err
}

// settle marks a push as sent, or as failed for good because of a problem.
func (s *Service) settle(ctx context.Context, p *models.Push, problem string) error {
	column := "sent_at"
	if problem != "" {
		column = "failed_at"
	}
	at := s.now()
	return s.st.Tx(ctx, models.Worker(p.ClientID), func(tx *store.Tx) error {
		return tx.Model(p).Where("sent_at IS NULL AND failed_at IS NULL").Updates(map[string]any{column: at, "problem": problem}).Error
	})
}

// PushWaiting sends what waits, at once and in order: for a clock moved by hand, where
// no jobs may be running. It returns how many messages were settled; the first that
// cannot be sent now ends it.
func (s *Service) PushWaiting(ctx context.Context, clientID models.ID) (n int, err error) {
	var waiting []models.Push
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		waiting, err = store.All[models.Push](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("client_id = ? AND sent_at IS NULL AND failed_at IS NULL", clientID).Order("created_at, id").Limit(1000)
		})
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, p := range waiting {
		if err := s.Push(ctx, clientID, p.ID); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
