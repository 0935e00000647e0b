package reports

import (
	"context"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// A Told is since which Monday a source is named as tapped out, and who has seen it.
type Told struct {
	FirstOn time.Time
	Sight   *Sight // nil: nobody yet
}

// ToldSources is the sources of a client that the latest look names.
func (s *Service) ToldSources(ctx context.Context, by models.Actor, clientID models.ID) (map[models.ID]Told, error) {
	var latest []models.SourceWatch
	err := s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		latest, err = latestWatch(tx, clientID, s.now())
		return err
	})
	if err != nil || len(latest) == 0 {
		return nil, err
	}
	seen, err := s.sights(ctx, by, clientID)
	all := map[models.ID]Told{}
	for _, n := range latest[0].Content.Named {
		t := Told{FirstOn: n.FirstOn}
		if one, ok := seen[n.SourceID]; ok && one.NamedOn.Equal(n.FirstOn) {
			t.Sight = &one
		}
		all[n.SourceID] = t
	}
	return all, err
}

// latestWatch is the newest look at a client's sources, if there is any.
func latestWatch(tx *store.Tx, clientID models.ID, at time.Time) ([]models.SourceWatch, error) {
	return store.All[models.SourceWatch](tx, models.OfClient(clientID), models.LastWeekBefore(at.AddDate(0, 0, 7)))
}

// mayWatch is who looks after the sources of a client.
func mayWatch(by models.Actor, clientID models.ID) bool {
	switch by.Role {
	case models.Marketer, models.SalesManager:
		return by.ClientID == clientID
	case models.Admin, models.AccountManager, models.Supervisor:
		return by.OfAgency()
	}
	return false
}

// SeeSource keeps that the actor has seen that a source is tapped out, and what is done about
// it. It holds for as long as the source stays named.
func (s *Service) SeeSource(ctx context.Context, by models.Actor, token, clientID, sourceID models.ID, note string) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if !mayWatch(by, clientID) {
			return models.Absent()
		}
		src, err := store.Row[struct{ ID models.ID }](tx, `SELECT id FROM sources WHERE id = $1 AND client_id = $2`, sourceID, clientID)
		if err != nil {
			return err
		}
		latest, err := latestWatch(tx, clientID, at)
		if err != nil {
			return err
		}
		one := &models.SourceSight{ID: models.NewID(), ClientID: clientID, SourceID: src.ID, Note: strings.TrimSpace(note), UserID: by.UserID, At: at}
		named := false
		for _, w := range latest {
			one.NamedOn, named = w.Content.FirstNamed(src.ID)
		}
		if !named {
			return models.Refuse(models.Conflict, "", "Last Monday’s look does not name this source: look at the page again.")
		}
		if err := one.Check(); err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, one.ID.String(), at); err != nil || !fresh {
			return err
		}
		if err := tx.Put(one); err != nil {
			return err
		}
		return tx.Audit("source.see", "source", src.ID, clientID, at)
	})
}

// UnseeSource takes back that a source was seen: by one more entry.
func (s *Service) UnseeSource(ctx context.Context, by models.Actor, token, clientID, id models.ID) error {
	at := s.now()
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if !mayWatch(by, clientID) {
			return models.Absent()
		}
		was, err := store.One[models.SourceSight](tx, models.ByID(id), models.OfClient(clientID))
		if err != nil {
			return err
		}
		if was.TakesBack != nil {
			return models.Absent()
		}
		if _, fresh, err := tx.Once(token, was.ID.String(), at); err != nil || !fresh {
			return err
		}
		one := *was
		one.ID, one.UserID, one.At, one.TakesBack = models.NewID(), by.UserID, at, &was.ID
		if err := tx.Put(&one); err != nil {
			if store.Duplicate(err, "source_sights_taken_back_once") {
				return models.Refuse(models.Conflict, "", "This was taken back already.")
			}
			return err
		}
		return tx.Audit("source.unsee", "source", was.SourceID, clientID, at)
	})
}
