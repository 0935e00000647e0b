package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed feed.sql
var feedSQL string

// A Due is one open lead in somebody's calendar.
type Due struct {
	ID           models.ID
	Name         string
	Organisation string
	Phone        string
	Email        string
	City         string
	Region       string
	NextAt       time.Time
	NextWhat     string
	NextStep     string
	UpdatedAt    *time.Time
	ReleasedAt   time.Time
}

// Called is how the lead's person is spoken of.
func (d *Due) Called() string {
	return (&models.Lead{Name: d.Name, Organisation: d.Organisation, Phone: d.Phone, Email: d.Email}).Called()
}

// FeedURL is the secret address of the actor's calendar; "" where he has none.
func (s *Service) FeedURL(ctx context.Context, by models.Actor) (string, error) {
	found, err := store.Look[models.Feed](ctx, s.st, by, `SELECT * FROM feeds WHERE user_id = $1 AND revoked_at IS NULL`, by.UserID)
	if err != nil || len(found) == 0 || s.links == nil {
		return "", err
	}
	return s.links.base + "/feeds/" + s.links.word("feed:", found[0].ID) + ".ics", nil
}

// OpenFeed makes the actor's secret address, if he has none.
func (s *Service) OpenFeed(ctx context.Context, by models.Actor) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		row := models.Feed{ID: models.NewID(), ClientID: by.ClientID, UserID: by.UserID, CreatedAt: at}
		row.Key = keyOf(s.links.word("feed:", row.ID))
		return putOnce(tx, &row)
	})
}

// RevokeFeed ends the actor's secret address at once.
func (s *Service) RevokeFeed(ctx context.Context, by models.Actor) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE feeds SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL`, by.UserID, at)
		return err
	})
}

// Feed is what is due for whose secret address it is. One that was revoked, or whose owner
// has left, is absent.
func (s *Service) Feed(ctx context.Context, secret string) (whose models.User, due []Due, err error) {
	secret = strings.TrimSuffix(secret, ".ics")
	found, err := store.Look[models.User](ctx, s.st, models.AtDoor(), `SELECT u.* FROM feeds f JOIN users u ON u.id = f.user_id WHERE f.key = $1 AND f.revoked_at IS NULL AND u.state = 'active'`, keyOf(secret))
	if err != nil {
		return whose, nil, err
	}
	if len(found) == 0 {
		return whose, nil, models.Absent()
	}
	due, err = s.DueSteps(ctx, models.ActorOf(found[0]))
	return found[0], due, err
}

// DueSteps is the open leads that are the rep's own, the next date first.
func (s *Service) DueSteps(ctx context.Context, by models.Actor) ([]Due, error) {
	return store.Look[Due](ctx, s.st, by, feedSQL, by.ClientID, by.UserID)
}
