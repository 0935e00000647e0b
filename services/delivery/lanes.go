package delivery

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/push"
	"ripen/services/store"
)

// A Lane is who waits together: the letters of one client, or the messages to one endpoint
// or device. What hangs in one lane holds up no other.
type Lane struct {
	ClientID models.ID
	Lane     models.ID
}

// A push that was taken belongs for the lease to who took it. Sending it takes less, so that
// it is taken again only where its process has died.
const (
	lease   = 30 * time.Second
	sending = 25 * time.Second
)

// atOnce is how many transactions of the lanes there are at a time in this process; however
// many messages are on their way, the others find a connection.
const atOnce = 3

// inTurn is a transaction of the lanes, when it is its turn.
func (s *Service) inTurn(ctx context.Context, clientID models.ID, fn func(*store.Tx) error) error {
	select {
	case s.turns <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.turns }()
	return s.st.Tx(ctx, models.Worker(clientID), fn)
}

//go:embed take.sql
var takeSQL string

// DueLanes is the lanes, of all clients, that have something to send now.
func (s *Service) DueLanes(ctx context.Context) ([]Lane, error) {
	return store.Look[Lane](ctx, s.st, models.Worker(models.NoID), `SELECT client_id, lane FROM due_lanes($1)`, s.now())
}

// Take takes at most so many messages of a lane that are due, the longest due first.
func (s *Service) Take(ctx context.Context, lane Lane, most int) (taken []models.Push, err error) {
	at := s.now()
	err = s.inTurn(ctx, lane.ClientID, func(tx *store.Tx) error {
		taken, err = store.Rows[models.Push](tx, takeSQL, lane.Lane, at, at.Add(lease), most)
		return err
	})
	return taken, err
}

// Carry sends one message that was taken, outside any transaction, and marks what became
// of it. Only what is worth a look at the log is an error; a receiver's refusal is none.
func (s *Service) Carry(ctx context.Context, p models.Push) error {
	m, err := s.look(ctx, p)
	if err != nil {
		return err
	}
	channel := s.channels[p.Channel]
	if channel == nil {
		return fmt.Errorf("nothing sends by %s here", p.Channel)
	}
	within, cancel := context.WithTimeout(ctx, sending)
	answer, err := channel.Send(within, m)
	cancel()
	if failed := new(push.Failure); err != nil && !errors.As(err, &failed) {
		err = fmt.Errorf("send a message: %w", err)
		return errors.Join(err, s.failed(ctx, m, answer, &push.Failure{Words: "It could not be put into words."}))
	} else if err != nil {
		return s.failed(ctx, m, answer, failed)
	}
	return s.sent(ctx, m, answer)
}

// look loads all that the channels say about a push.
func (s *Service) look(ctx context.Context, p models.Push) (m push.Message, err error) {
	at := s.now()
	m = push.Message{Push: p, Try: at, About: models.LeadLetter{Event: p.Event, Agency: s.Agency, At: at}}
	err = s.inTurn(ctx, p.ClientID, func(tx *store.Tx) error {
		if p.LeadID != nil {
			if err := s.aboutLead(tx, *p.LeadID, p.UserID, &m.About); err != nil {
				return err
			}
			if err := s.linked(tx, p, &m.About); err != nil {
				return err
			}
		}
		if p.UserID != nil && m.About.To == nil {
			if m.About.To, err = store.One[models.User](tx, models.ByID(*p.UserID)); err != nil {
				return err
			}
		}
		if err := s.aboutEvent(tx, &m); err != nil {
			return err
		}
		if p.DeviceID != nil {
			if m.Device, err = store.One[models.Device](tx, models.ByID(*p.DeviceID)); err != nil {
				return err
			}
		}
		if p.EndpointID == nil {
			return nil
		}
		return s.aboutEndpoint(tx, &m)
	})
	return m, err
}

// linked makes the links by which the receiver of a letter reports. They are those of the
// letter, however often it is tried.
func (s *Service) linked(tx *store.Tx, p models.Push, l *models.LeadLetter) (err error) {
	if s.Links == nil || p.Channel != models.ByMail || p.UserID == nil || l.To == nil {
		return nil
	}
	l.LinksUntil = p.CreatedAt.Add(models.ReportLinkLasts)
	l.Links, err = s.Links.For(tx, p.ID, l.Lead, l.To, p.CreatedAt)
	return err
}

// aboutLead loads what is said of a lead. Told to nobody, it is told of its rep.
func (s *Service) aboutLead(tx *store.Tx, leadID models.ID, to *models.ID, l *models.LeadLetter) (err error) {
	l.URL = s.leadURL(leadID)
	if l.Lead, err = store.One[models.Lead](tx, models.ByID(leadID)); err != nil {
		return err
	}
	client, err := store.One[models.Client](tx, models.ByID(l.Lead.ClientID))
	if err != nil {
		return err
	}
	l.Client = client.Name
	if to == nil {
		to = l.Lead.RepID
	}
	if to != nil {
		if l.To, err = store.One[models.User](tx, models.ByID(*to)); err != nil {
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
	return nil
}

// aboutEndpoint loads the webhook that a message goes to, or speaks of.
func (s *Service) aboutEndpoint(tx *store.Tx, m *push.Message) (err error) {
	if m.Endpoint, err = store.One[models.Endpoint](tx, models.ByID(*m.EndpointID)); err != nil {
		return err
	}
	if m.Channel == models.ByWebhook {
		m.Secrets, err = store.All[models.EndpointSecret](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("endpoint_id = ? AND (valid_until IS NULL OR valid_until > ?)", *m.EndpointID, m.Try).Order("made_at DESC, id DESC")
		})
		return err
	}
	client, err := store.One[models.Client](tx, models.ByID(m.ClientID))
	if err != nil {
		return err
	}
	m.About.Client = client.Name
	return tx.Pgx.QueryRow(tx.Context(), `SELECT count(*) FROM pushes WHERE endpoint_id = $1 AND channel = 'webhook' AND sent_at IS NULL`, m.EndpointID).Scan(&m.Waiting)
}

// PushWaiting sends what is due, at once and in order: for a clock moved by hand, where no
// jobs may be running. It returns how many messages were tried.
func (s *Service) PushWaiting(ctx context.Context, clientID models.ID) (n int, err error) {
	at := s.now()
	for {
		var lanes []Lane
		err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
			lanes, err = store.Rows[Lane](tx, `SELECT DISTINCT client_id, lane FROM pushes WHERE client_id = $1 AND next_at <= $2`, clientID, at)
			return err
		})
		if err != nil {
			return n, err
		}
		tried := 0
		for _, lane := range lanes {
			taken, err := s.Take(ctx, lane, 1000)
			if err != nil {
				return n, err
			}
			for _, p := range taken {
				if err := s.Carry(ctx, p); err != nil {
					return n, err
				}
				tried++
			}
		}
		if n += tried; tried == 0 {
			return n, nil
		}
	}
}
