package followup

import (
	"context"
	"fmt"
	netmail "net/mail"
	"time"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/store"
)

// Letters words the weekly statement. Package views/mail does.
type Letters interface {
	Statement(letter models.StatementLetter) (subject, text, html string, err error)
}

// Post is how statements go out.
type Post struct {
	Mail    mail.Sender
	Letters Letters
	Agency  string
	BaseURL string
	Host    string // the right side of Message-IDs
}

// Write lets the service send statements; without it they are only shown.
func (s *Service) Write(p Post) *Service { s.post = p; return s }

// The statement is told on Mondays, of the leads of the last thirteen weeks. One that was
// missed for days is left to the next Monday.
const (
	statementHour  = 7
	statementDays  = 91
	statementGrace = 3 * 24 * time.Hour
)

// State makes the statement of this week, once its time on the client's own clock has come,
// and sends it to the client's sales managers and marketers. It looks first, and may run twice.
func (s *Service) State(ctx context.Context, clientID models.ID, at time.Time) (sent int, err error) {
	var made *models.FollowUpStatement
	var letters []models.StatementLetter
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		client, err := store.One[models.Client](tx, models.ByID(clientID))
		if err != nil {
			return err
		}
		due := models.LastMonday(at, client.Location(), statementHour)
		if at.Sub(due) >= statementGrace {
			return nil
		}
		made, err = state(tx, client, due, at)
		if err != nil || made == nil || made.SentAt != nil || s.post.Mail == nil {
			return err
		}
		letters, err = s.letters(tx, client, made)
		return err
	})
	if err != nil || len(letters) == 0 {
		return 0, err
	}
	for _, letter := range letters {
		if err := s.sendStatement(ctx, letter, ""); err != nil {
			return sent, err
		}
		sent++
	}
	return sent, s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE statements SET sent_at = $3 WHERE client_id = $1 AND week_on = $2 AND sent_at IS NULL`, clientID, made.WeekOn, at)
		return err
	})
}

// sendStatement sends one letter, which has its name: once a week to each, and once for each
// time that somebody asked.
func (s *Service) sendStatement(ctx context.Context, letter models.StatementLetter, asked string) error {
	subject, text, html, err := s.post.Letters.Statement(letter)
	if err != nil {
		return fmt.Errorf("word the statement: %w", err)
	}
	to := netmail.Address{Name: letter.To.Name, Address: letter.To.Email}
	id := fmt.Sprintf("%s.statement.%s.%s@%s", letter.Statement.ClientID, letter.Statement.WeekOn.Format(time.DateOnly), letter.To.ID, s.post.Host)
	if asked != "" {
		id = asked + "." + id
	}
	err = s.post.Mail.Send(ctx, mail.Letter{ID: id, To: to.String(), Subject: subject, Text: text, HTML: html})
	if err != nil && !mail.IsPermanent(err) {
		return fmt.Errorf("send the statement: %w", err)
	}
	return nil
}

// state is the statement of a Monday, made where it is not there; nil where the client has
// no lead to state.
func state(tx *store.Tx, client *models.Client, due, at time.Time) (*models.FollowUpStatement, error) {
	week := models.DayIn(due, client.Location())
	made, err := maybe[models.FollowUpStatement](tx, models.OfClient(client.ID), where("week_on = ?", week))
	if err != nil || made != nil {
		return made, err
	}
	content, err := stateOf(tx, client.ID, due.AddDate(0, 0, -statementDays), due, at)
	if err != nil || content.Total.Leads+content.Total.Back+len(content.Fading) == 0 {
		return nil, err
	}
	made = &models.FollowUpStatement{ClientID: client.ID, WeekOn: week, MadeAt: at, Content: content}
	if err := putOnce(tx, made); err != nil {
		return nil, err
	}
	return store.One[models.FollowUpStatement](tx, models.OfClient(client.ID), where("week_on = ?", week))
}

func stateOf(tx *store.Tx, clientID models.ID, from, to, at time.Time) (s models.StatementContent, err error) {
	c, err := complianceOfAll(tx, clientID, from, to, at)
	if err != nil {
		return s, err
	}
	s = models.StatementContent{From: from, To: to, Reps: c.Reps, Total: c.Total}
	s.Fading, err = fading(tx, clientID, to)
	return s, err
}

// Statements is the latest statements of the actor's client, the newest first.
func (s *Service) Statements(ctx context.Context, by models.Actor) (all []models.FollowUpStatement, err error) {
	if by.Role != models.SalesManager && by.Role != models.Marketer {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		all, err = store.All[models.FollowUpStatement](tx, models.OfClient(by.ClientID), atMost("week_on DESC", 26))
		return err
	})
	return all, err
}
