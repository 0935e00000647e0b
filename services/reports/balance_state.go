package reports

import (
	"context"
	"fmt"
	netmail "net/mail"
	"time"

	"ripen/models"
	"ripen/services/mail"
	"ripen/services/store"
)

// Letters words the monthly statement of the balance sheet, and the weekly look at the sources.
// Package views/mail does.
type Letters interface {
	Sources(letter models.SourcesLetter) (subject, text, html string, err error)
	Balance(letter models.BalanceLetter) (subject, text, html string, err error)
}

// Offices knows when a client works and who of its people reads statements. Service followup
// does.
type Offices interface {
	WorkTime(tx *store.Tx, clientID models.ID) (models.WorkTime, error)
	StatedTo(tx *store.Tx, clientID models.ID) ([]models.User, error)
}

// Post is how monthly statements and weekly looks go out.
type Post struct {
	Mail    mail.Sender
	Letters Letters
	Offices Offices
	Agency  string
	BaseURL string
	Host    string                      // the right side of Message-IDs
	Stop    func(user models.ID) string // where somebody ends the letters on sources
}

// Write lets the service send statements; without it they are only shown.
func (s *Service) Write(p Post) *Service { s.post = p; return s }

// balanceGrace is how long after its morning a statement still goes: one that was missed for
// longer is read in the portal.
const balanceGrace = 7 * 24 * time.Hour

// StateBalance sends the statement of last month, once the first business morning of this one
// has come on the client's own clock, to the client's sales managers and marketers. It looks
// first, and may run twice: each letter has its name.
func (s *Service) StateBalance(ctx context.Context, clientID models.ID, at time.Time) (sent int, err error) {
	if s.post.Mail == nil {
		return 0, nil
	}
	var letters []models.BalanceLetter
	var month time.Time
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		client, err := store.One[models.Client](tx, models.ByID(clientID))
		if err != nil {
			return err
		}
		work, err := s.post.Offices.WorkTime(tx, clientID)
		if err != nil {
			return err
		}
		month = firstOfMonth(models.DayIn(at, client.Location())).AddDate(0, -1, 0)
		morning := work.Add(time.Date(month.Year(), month.Month()+1, 1, 0, 0, 0, 0, client.Location()), 0)
		if at.Before(morning) || at.Sub(morning) >= balanceGrace {
			return nil
		}
		letters, err = s.balanceLetters(tx, client, month, at)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("state the balance of %s: %w", clientID, err)
	}
	for _, letter := range letters {
		if err := s.sendBalance(ctx, clientID, letter); err != nil {
			return sent, err
		}
		sent++
	}
	if sent == 0 {
		return 0, nil
	}
	return sent, s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE balance_statements SET sent_at = $3 WHERE client_id = $1 AND month = $2 AND sent_at IS NULL`, clientID, month, at)
		return err
	})
}

// balanceLetters is the statement of a month to each who gets it; none where it went, or
// where the month is not closed by a row of the history yet.
func (s *Service) balanceLetters(tx *store.Tx, client *models.Client, month, at time.Time) (all []models.BalanceLetter, err error) {
	made, err := store.Rows[models.BalanceStatement](tx, `SELECT * FROM balance_statements WHERE client_id = $1 AND month = $2`, client.ID, month)
	if err != nil || len(made) > 0 && made[0].SentAt != nil {
		return nil, err
	}
	told, err := balanceMonth(tx, client.ID, month, nil)
	if err != nil || told == nil {
		return nil, err
	}
	if len(made) == 0 {
		if err := tx.Put(&models.BalanceStatement{ClientID: client.ID, Month: month, MadeAt: at}); err != nil {
			return nil, err
		}
	}
	to, err := s.post.Offices.StatedTo(tx, client.ID)
	for n := range to {
		all = append(all, models.BalanceLetter{Month: told, To: &to[n], Client: client.Name, Agency: s.post.Agency, Zone: client.Location(), URL: s.post.BaseURL + "/portal/balance?month=" + month.Format(aMonth)})
	}
	return all, err
}

func (s *Service) sendBalance(ctx context.Context, clientID models.ID, letter models.BalanceLetter) error {
	subject, text, html, err := s.post.Letters.Balance(letter)
	if err != nil {
		return fmt.Errorf("word the balance: %w", err)
	}
	to := netmail.Address{Name: letter.To.Name, Address: letter.To.Email}
	id := fmt.Sprintf("%s.balance.%s.%s@%s", clientID, letter.Month.Month.Format(aMonth), letter.To.ID, s.post.Host)
	err = s.post.Mail.Send(ctx, mail.Letter{ID: id, To: to.String(), Subject: subject, Text: text, HTML: html})
	if err != nil && !mail.IsPermanent(err) {
		return fmt.Errorf("send the balance: %w", err)
	}
	return nil
}

// aMonth is how a month is written in addresses.
const aMonth = "2006-01"

func firstOfMonth(day time.Time) time.Time { return day.AddDate(0, 0, 1-day.Day()) }
