package clients

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/shopspring/decimal"
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
	_, err = tx.Run(`INSERT INTO sources (id, client_id, program_id, name, medium, form_key, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (client_id, name) DO NOTHING`,
		src.ID, src.ClientID, src.ProgramID, src.Name, string(src.Medium), src.FormKey, src.CreatedAt)
	if err != nil {
		return nil, err
	}
	return sourceNamed(tx, clientID, name)
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

// EditSource changes a source's medium, audience, program and hosted form. Its name
// stays as it came: inquiries were counted under it.
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
			return db.Select("id", "client_id", "program_id", "name", "medium", "audience", "created_at")
		}
		return db
	}
}

// SetSpend enters what a source cost in the calendar month of the date, in the
// client's currency; it replaces what was entered before. Amount nil means that none
// is known, which is not zero. The client's marketer and the agency may.
func (s *Service) SetSpend(ctx context.Context, by models.Actor, sourceID models.ID, month time.Time, amount *decimal.Decimal) error {
	if by.Role != models.Marketer && runsPrograms(by) != nil {
		return models.Refuse(models.Forbidden, "", "Only the client’s marketer and the agency enter spend.")
	}
	if amount != nil && (amount.IsNegative() || amount.GreaterThan(decimal.New(1, 11))) {
		return models.Refuse(models.Invalid, "amount", "Enter an amount of at least 0.")
	}
	first := time.Date(month.Year(), month.Month(), 1, 0, 0, 0, 0, time.UTC)
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		src, err := store.One[models.Source](tx, models.ByID(sourceID), sourcesOf(by))
		if err != nil {
			return err
		}
		var user *models.ID
		if by.SignedIn() {
			user = &by.UserID
		}
		at := s.now()
		if amount == nil {
			_, err = tx.Run(`DELETE FROM spends WHERE client_id = $1 AND source_id = $2 AND month = $3`, src.ClientID, src.ID, first)
		} else {
			_, err = tx.Run(`INSERT INTO spends (client_id, source_id, month, amount, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6)
				ON CONFLICT (client_id, source_id, month) DO UPDATE SET amount = excluded.amount, entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
				src.ClientID, src.ID, first, amount.Round(2).String(), user, at)
		}
		if err != nil {
			return err
		}
		return tx.Audit("spend.enter", "source", src.ID, src.ClientID, at)
	})
}

// Spends is what was entered for a client's sources, from the month of one date to
// that of another.
func (s *Service) Spends(ctx context.Context, by models.Actor, clientID models.ID, from, to time.Time) (all []models.Spend, err error) {
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Spend](tx, models.OfClient(clientID), func(db *gorm.DB) *gorm.DB {
			first := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
			return db.Where("month BETWEEN ? AND ?", first, to).Order("month, source_id")
		})
		return err
	})
	return all, err
}
