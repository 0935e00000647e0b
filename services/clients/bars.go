package clients

import (
	"context"
	_ "embed"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed bars.sql
	barsSQL string
	//go:embed bars_shared.sql
	sharedSQL string
	//go:embed bars_rivals.sql
	rivalsSQL string
)

// barredSentence is said where a membership would break the wall between two clients.
const barredSentence = "%s calls for %s, which competes with %s: end that membership first, or ask another caller."

// Bar keeps two clients who compete apart: nobody who calls for one calls for the other.
// It is refused while somebody does both, who is named. Once more changes nothing.
func (s *Service) Bar(ctx context.Context, by models.Actor, clientID, other models.ID) error {
	return s.barring(ctx, by, clientID, other, "client.bar", func(tx *store.Tx, pair models.BarredPair, client, rival *models.Client) (int64, error) {
		shared, err := store.Rows[struct{ Name string }](tx, sharedSQL, pair.ClientA, pair.ClientB)
		if err != nil {
			return 0, err
		}
		if len(shared) > 0 {
			return 0, models.Refuse(models.Conflict, "other", "%s calls for both %s and %s: end one membership first.", shared[0].Name, client.Name, rival.Name)
		}
		n, err := tx.Run(`INSERT INTO barred_pairs (client_a, client_b, created_by, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			pair.ClientA, pair.ClientB, signedIn(by), s.now())
		if store.Violates(err, "barred_pairs_shared") {
			err = models.Refuse(models.Conflict, "other", "Somebody has just begun to call for both: look at the callers of their programs.")
		}
		return n, err
	})
}

// signedIn is who acts, nil for the command line.
func signedIn(by models.Actor) *models.ID {
	if by.SignedIn() {
		return &by.UserID
	}
	return nil
}

// Unbar lets the same callers work for both again.
func (s *Service) Unbar(ctx context.Context, by models.Actor, clientID, other models.ID) error {
	return s.barring(ctx, by, clientID, other, "client.unbar", func(tx *store.Tx, pair models.BarredPair, _, _ *models.Client) (int64, error) {
		return tx.Run(`DELETE FROM barred_pairs WHERE client_a = $1 AND client_b = $2`, pair.ClientA, pair.ClientB)
	})
}

func (s *Service) barring(ctx context.Context, by models.Actor, clientID, other models.ID, action string, change func(*store.Tx, models.BarredPair, *models.Client, *models.Client) (int64, error)) error {
	if err := runsClients(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		client, err := s.clientToRun(tx, clientID)
		if err != nil {
			return err
		}
		rival, err := store.One[models.Client](tx, models.ByID(other))
		if models.IsKind(err, models.NotFound) {
			return models.Refuse(models.Invalid, "other", "Choose the client that competes.")
		}
		if err != nil {
			return err
		}
		pair, err := models.Bar(client.ID, rival.ID)
		if err != nil {
			return err
		}
		if n, err := change(tx, pair, client, rival); err != nil || n == 0 {
			return err
		}
		return tx.Audit(action, "client", rival.ID, client.ID, s.now())
	})
}

// Barred is the clients whose callers never call for this one, by name.
func (s *Service) Barred(ctx context.Context, by models.Actor, clientID models.ID) (all []models.Client, err error) {
	if !by.OfAgency() {
		return nil, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.Rows[models.Client](tx, barsSQL, clientID)
		return err
	})
	return all, err
}

// mayJoin refuses a membership beside one with a competitor of the client.
func mayJoin(tx *store.Tx, u *models.User, p *models.Program) error {
	rivals, err := store.Rows[struct{ Name, Own string }](tx, rivalsSQL, u.ID, p.ClientID)
	if err != nil || len(rivals) == 0 {
		return err
	}
	return models.Refuse(models.Conflict, "member", barredSentence, u.Name, rivals[0].Name, rivals[0].Own)
}
