package followup

import (
	"context"

	"ripen/models"
	"ripen/services/store"
)

// A StateArgs is the job of sending this week's statement because somebody asked for it.
type StateArgs struct {
	ClientID models.ID `json:"client_id"`
	Token    models.ID `json:"token"` // of the form: one sending, one letter each
}

// Kind is how jobs are known.
func (StateArgs) Kind() string { return "followup.state" }

// SendStatement sends the latest statement once more, to whom it goes on Mondays. Sending
// the form again changes nothing.
func (s *Service) SendStatement(ctx context.Context, by models.Actor, token models.ID) error {
	if by.Role != models.SalesManager {
		return models.Absent()
	}
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		if err := tx.Audit("statement.sent", "client", by.ClientID, by.ClientID, at); err != nil {
			return err
		}
		return tx.Later(StateArgs{ClientID: by.ClientID, Token: token})
	})
}

// StateNow carries out a StateArgs: the statement of this week is made where it is not there,
// and sent. It may run twice: each letter has its name.
func (s *Service) StateNow(ctx context.Context, a StateArgs) error {
	if s.post.Mail == nil {
		return nil
	}
	at := s.now()
	var letters []models.StatementLetter
	err := s.st.Tx(ctx, models.Worker(a.ClientID), func(tx *store.Tx) error {
		client, err := store.One[models.Client](tx, models.ByID(a.ClientID))
		if err != nil {
			return err
		}
		made, err := state(tx, client, models.LastMonday(at, client.Location(), statementHour), at)
		if err != nil || made == nil {
			return err
		}
		if letters, err = s.letters(tx, client, made); err != nil {
			return err
		}
		_, err = tx.Run(`UPDATE statements SET sent_at = $3 WHERE client_id = $1 AND week_on = $2 AND sent_at IS NULL`, a.ClientID, made.WeekOn, at)
		return err
	})
	for _, letter := range letters {
		if err := s.sendStatement(ctx, letter, a.Token.String()); err != nil {
			return err
		}
	}
	return err
}

// StatementReaders is who gets a statement of the actor's client: its sales managers and its
// marketers.
func (s *Service) StatementReaders(ctx context.Context, by models.Actor) (all []models.User, err error) {
	if by.Role != models.SalesManager {
		return nil, nil
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		all, err = stated(tx, by.ClientID)
		return err
	})
	return all, err
}

// StatedTo is who gets the statements of a client, in a transaction of whoever sends one.
func (s *Service) StatedTo(tx *store.Tx, clientID models.ID) ([]models.User, error) {
	return stated(tx, clientID)
}

func stated(tx *store.Tx, clientID models.ID) ([]models.User, error) {
	return store.All[models.User](tx, where("client_id = ? AND role IN ? AND state = ? AND email <> ''", clientID, []models.Role{models.SalesManager, models.Marketer}, models.Active), order("role DESC, created_at, id"))
}

// letters is a statement to each who gets it.
func (s *Service) letters(tx *store.Tx, client *models.Client, made *models.FollowUpStatement) (all []models.StatementLetter, err error) {
	to, err := stated(tx, client.ID)
	for n := range to {
		all = append(all, models.StatementLetter{Statement: made, To: &to[n], Client: client.Name, Agency: s.post.Agency, URL: s.post.BaseURL + "/portal/statement"})
	}
	return all, err
}
