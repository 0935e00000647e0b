package clients

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Rename says what people call a source. The name under which inquiries came stays with
// them, and lists that name it so still find it. The name as it came takes the title back.
func (s *Service) Rename(ctx context.Context, by models.Actor, token, id models.ID, title string) error {
	if title = trim(title); title == "" || len([]rune(title)) > 200 {
		return models.Refuse(models.Invalid, "title", "Enter what the source is to be called, in at most 200 characters.")
	}
	return s.actOnSource(ctx, by, token, id, func(tx *store.Tx, src *models.Source) (*models.SourceAct, error) {
		was := src.Label()
		if was == title {
			return nil, models.Refuse(models.Invalid, "title", "It is called so already.")
		}
		others, err := store.All[models.Source](tx, models.OfClient(src.ClientID), func(db *gorm.DB) *gorm.DB {
			return db.Where("(name = ? OR title = ?) AND id <> ? AND counts_as <> ?", title, title, src.ID, src.ID)
		})
		if err != nil {
			return nil, err
		}
		if len(others) > 0 {
			return nil, models.Refuse(models.Invalid, "title", "The client has a source “%s” already: merge this one into it.", title)
		}
		if src.Title = title; title == src.Name {
			src.Title = ""
		}
		return &models.SourceAct{Kind: models.SourceRenamed, Was: was, Now: title}, tx.Keep(src)
	})
}

// Merge counts a source with another: its inquiries, spend, leads and orders, those to
// come too. Nothing of it is rewritten, so that Separate gives back what was.
func (s *Service) Merge(ctx context.Context, by models.Actor, token, id, intoID models.ID) error {
	return s.actOnSource(ctx, by, token, id, func(tx *store.Tx, src *models.Source) (*models.SourceAct, error) {
		into, err := store.One[models.Source](tx, models.OfClient(src.ClientID), models.ByID(intoID))
		switch {
		case models.IsKind(err, models.NotFound):
			return nil, models.Refuse(models.Invalid, "into", "Choose one of the client’s sources.")
		case err != nil:
			return nil, err
		case into.ID == src.ID:
			return nil, models.Refuse(models.Invalid, "into", "Choose another source than this one.")
		case src.MergedInto != nil:
			return nil, models.Refuse(models.Invalid, "into", "It is merged already: take that back first.")
		case into.MergedInto != nil:
			return nil, models.Refuse(models.Invalid, "into", "%s is merged into another source itself: choose that one.", into.Label())
		}
		_, err = tx.Run(`UPDATE sources SET merged_into = $3 WHERE client_id = $1 AND counts_as = $2`, src.ClientID, src.ID, into.ID)
		return &models.SourceAct{Kind: models.SourceMerged, IntoID: &into.ID}, err
	})
}

//go:embed separate.sql
var separateQuestion string

// Separate takes a merge back: the source counts for itself again, with what had been
// merged into it before.
func (s *Service) Separate(ctx context.Context, by models.Actor, token, id models.ID) error {
	return s.actOnSource(ctx, by, token, id, func(tx *store.Tx, src *models.Source) (*models.SourceAct, error) {
		if src.MergedInto == nil {
			return nil, models.Refuse(models.Conflict, "", "%s is not merged into another source.", src.Label())
		}
		from := *src.MergedInto
		_, err := tx.Run(separateQuestion, src.ClientID, src.ID, from)
		return &models.SourceAct{Kind: models.SourceSeparated, IntoID: &from}, err
	})
}

func (s *Service) actOnSource(ctx context.Context, by models.Actor, token, id models.ID, fn func(*store.Tx, *models.Source) (*models.SourceAct, error)) error {
	if err := runsPrograms(by); err != nil {
		return err
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		found, err := store.One[models.Source](tx, models.ByID(id))
		if err != nil {
			return err
		}
		if _, err := s.clientToRun(tx, found.ClientID); err != nil { // locked: one act on a client's sources at a time
			return err
		}
		src, err := store.One[models.Source](tx, models.ByID(id), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", s.now()); err != nil || !fresh {
			return err
		}
		act, err := fn(tx, src)
		if err != nil {
			return err
		}
		act.ID, act.ClientID, act.SourceID, act.At = models.NewID(), src.ClientID, src.ID, s.now()
		if by.SignedIn() {
			act.UserID = &by.UserID
		}
		if err := tx.Put(act); err != nil {
			return err
		}
		return tx.Audit("source."+string(act.Kind), "source", src.ID, src.ClientID, act.At)
	})
	return taken(err, "sources_title", "title", "The client has a source of this name already: merge this one into it.")
}

// A SourceDeed is what was done to a source, in which others may have been counted since.
type SourceDeed struct {
	SourceID   models.ID
	Source     string
	Kind       models.SourceActKind
	Into       string
	Was, Now   string
	At         time.Time
	By         string // "" where the reader may not know the name
	StillThere bool   // a merge that still holds
}

//go:embed source_acts.sql
var sourceActsQuestion string

// SourceDeeds is what was done to a client's sources, the newest first: to one of them and
// what is counted with it, or to all at NoID.
func (s *Service) SourceDeeds(ctx context.Context, by models.Actor, clientID, sourceID models.ID) ([]SourceDeed, error) {
	var one *models.ID
	if sourceID != models.NoID {
		one = &sourceID
	}
	deeds, err := store.Look[SourceDeed](ctx, s.st, by, sourceActsQuestion, clientID, one)
	if err != nil {
		return nil, fmt.Errorf("what was done to sources: %w", err)
	}
	return deeds, nil
}

// Words is the deed in a sentence.
func (d *SourceDeed) Words() string {
	switch d.Kind {
	case models.SourceRenamed:
		return fmt.Sprintf("“%s” is called “%s”.", models.SourceLabel(d.Was), d.Now)
	case models.SourceSeparated:
		return fmt.Sprintf("“%s” counts for itself again, no longer as “%s”.", models.SourceLabel(d.Source), models.SourceLabel(d.Into))
	}
	return fmt.Sprintf("“%s” is counted with “%s”: inquiries, spend, leads and orders.", models.SourceLabel(d.Source), models.SourceLabel(d.Into))
}
