package clients

import (
	"context"
	"crypto/rand"
	"strings"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// Source is the client's source of exactly this name, made where there is none, so
// that "" and "unknown" are two. It is safe when two transactions name it at once. A
// source that is there keeps its own medium and program. It joins the transaction of
// an import or a form; programID may be NoID.
func (s *Service) Source(tx *store.Tx, clientID models.ID, name string, medium models.Medium, programID models.ID) (*models.Source, error) {
	src := models.Source{ID: models.NewID(), ClientID: clientID, Name: name, Medium: medium, FormKey: formKey(), CreatedAt: s.now()}
	if programID != models.NoID {
		src.ProgramID = &programID
	}
	if err := src.Check(); err != nil {
		return nil, err
	}
	found, err := sourceNamed(tx, clientID, name)
	if err == nil || !models.IsKind(err, models.NotFound) {
		return found, err
	}
	called, err := sourceCalled(tx, clientID, name)
	if err != nil {
		return nil, err
	}
	if called != nil {
		into := called.CountsAs()
		src.MergedInto, src.Medium, src.Audience = &into, called.Medium, called.Audience
	}
	n, err := tx.Run(`INSERT INTO sources (id, client_id, program_id, name, medium, audience, form_key, created_at, merged_into)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (client_id, name) DO NOTHING`,
		src.ID, src.ClientID, src.ProgramID, src.Name, string(src.Medium), src.Audience, src.FormKey, src.CreatedAt, src.MergedInto)
	if err != nil {
		return nil, err
	}
	if n == 1 && called != nil {
		if err := tx.Put(&models.SourceAct{ID: models.NewID(), ClientID: clientID, SourceID: src.ID, Kind: models.SourceMerged, IntoID: src.MergedInto, At: src.CreatedAt}); err != nil {
			return nil, err
		}
	}
	return sourceNamed(tx, clientID, name)
}

// sourceCalled is the source that people call so, though it came under another name; nil
// where none is. What comes under that name is kept as it came, and counted with it.
func sourceCalled(tx *store.Tx, clientID models.ID, title string) (*models.Source, error) {
	if title == "" {
		return nil, nil
	}
	found, err := store.All[models.Source](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Where("title = ?", title) })
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func sourceNamed(tx *store.Tx, clientID models.ID, name string) (*models.Source, error) {
	return store.One[models.Source](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB { return db.Where("name = ?", name) })
}

// formKey is the unguessable part of a hosted form's address, 130 bits.
func formKey() string { return strings.ToLower(rand.Text()) }

// CreateSource makes a source. A second one of the same name is refused.
func (s *Service) CreateSource(ctx context.Context, by models.Actor, src models.Source) (*models.Source, error) {
	if err := runsPrograms(by); err != nil {
		return nil, err
	}
	src.ID, src.FormKey, src.CreatedAt = models.NewID(), formKey(), s.now()
	if err := src.Check(); err != nil {
		return nil, err
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := s.clientToRun(tx, src.ClientID); err != nil {
			return err
		}
		if err := programOfClient(tx, &src); err != nil {
			return err
		}
		if called, err := sourceCalled(tx, src.ClientID, src.Name); err != nil || called != nil {
			return refusedOr(err, "The client has a source that is called so now.")
		}
		if err := tx.Put(&src); err != nil {
			return taken(err, "sources_client_id_name_key", "name", "The client has a source of this name already.")
		}
		return tx.Audit("source.create", "source", src.ID, src.ClientID, src.CreatedAt)
	})
	if err != nil {
		return nil, err
	}
	return &src, nil
}

// refusedOr is err, else the refusal of a name that is taken.
func refusedOr(err error, sentence string) error {
	if err != nil {
		return err
	}
	return models.Refuse(models.Conflict, "name", "%s", sentence)
}

// EditSource changes a source's medium, audience, program and hosted form. Its name
// stays as it came; what people call it is Rename's.
func (s *Service) EditSource(ctx context.Context, by models.Actor, src models.Source) error {
	if err := runsPrograms(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		was, err := store.One[models.Source](tx, models.ByID(src.ID), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, err := s.clientToRun(tx, was.ClientID); err != nil {
			return err
		}
		was.Medium, was.Audience, was.ProgramID = src.Medium, trim(src.Audience), src.ProgramID
		was.FormOpen, was.FormTitle, was.FormIntro = src.FormOpen, trim(src.FormTitle), trim(src.FormIntro)
		if err := was.Check(); err != nil {
			return err
		}
		if err := programOfClient(tx, was); err != nil {
			return err
		}
		if err := tx.Keep(was); err != nil {
			return err
		}
		return tx.Audit("source.edit", "source", was.ID, was.ClientID, s.now())
	})
}

// programOfClient refuses a program that is not of the source's client, and a form that
// is open for one that has ended.
func programOfClient(tx *store.Tx, src *models.Source) error {
	if src.ProgramID == nil {
		return nil
	}
	program, err := store.One[models.Program](tx, models.OfClient(src.ClientID), models.ByID(*src.ProgramID))
	if models.IsKind(err, models.NotFound) {
		return models.Refuse(models.Invalid, "program", "Choose one of the client’s programs.")
	}
	if err == nil && src.FormOpen && program.State == models.ProgramEnded {
		return models.Refuse(models.Invalid, "program", "The program %s has ended: choose one that runs, or close the form.", program.Name)
	}
	return err
}

// Sources is a client's sources, by name. A client's sales manager and marketer see
// them without the keys of their forms.
func (s *Service) Sources(ctx context.Context, by models.Actor, clientID models.ID) (all []models.Source, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Source](tx, models.OfClient(clientID), sourcesOf(by), byName)
		return err
	})
	return all, err
}

// OneSource is one source; absent and not yours are the same.
func (s *Service) OneSource(ctx context.Context, by models.Actor, id models.ID) (src *models.Source, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		src, err = store.One[models.Source](tx, models.ByID(id), sourcesOf(by))
		return err
	})
	return src, err
}

func sourcesOf(by models.Actor) models.Scope {
	return func(db *gorm.DB) *gorm.DB {
		if by.Gate == models.GateClient {
			return db.Select("id", "client_id", "program_id", "name", "medium", "audience", "created_at", "title", "merged_into")
		}
		return db
	}
}
