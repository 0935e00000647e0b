package intake

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed undo.sql
var undoSQL string

// Undone is what an undo came to.
type Undone struct {
	Undone int // inquiries taken back
	Kept   int // inquiries that stay, because somebody has worked on them since
}

// Undo takes an import back, as far as nobody has worked on its inquiries since: they
// leave the queue and the reports, and stay in the balance as undone. The persons
// stay known. A second undo finds nothing more.
func (s *Service) Undo(ctx context.Context, by models.Actor, importID models.ID) (u Undone, err error) {
	if err := mayImport(by); err != nil {
		return u, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		imp, err := store.One[models.Import](tx, models.ByID(importID))
		if err != nil {
			return err
		}
		if err := oneAtATime(tx, imp.ClientID); err != nil {
			return err
		}
		if imp, err = store.One[models.Import](tx, models.ByID(importID), models.ForUpdate); err != nil {
			return err
		}
		type day struct {
			SourceID   models.ID
			ReceivedOn time.Time
		}
		days, err := store.Rows[day](tx, undoSQL, imp.ClientID, imp.ID)
		if err != nil {
			return fmt.Errorf("undo the import: %w", err)
		}
		changed := map[day]bool{}
		for _, d := range days {
			changed[d] = true
		}
		var sources []models.ID
		var on []time.Time
		for d := range changed {
			sources, on = append(sources, d.SourceID), append(on, d.ReceivedOn)
		}
		if err := markDays(tx, imp.ClientID, sources, on); err != nil {
			return err
		}
		at := s.now()
		if imp.State = models.ImportUndone; imp.FinishedAt == nil {
			imp.FinishedAt = &at
		}
		if err := tx.Keep(imp); err != nil {
			return err
		}
		u.Undone = len(days)
		kept := tx.Pgx.QueryRow(ctx, `SELECT count(*) FROM inquiries WHERE client_id = $1 AND import_id = $2 AND state <> 'undone'`, imp.ClientID, imp.ID)
		if err := kept.Scan(&u.Kept); err != nil {
			return fmt.Errorf("count what stays: %w", err)
		}
		return tx.Audit("import.undo", "import", imp.ID, imp.ClientID, at)
	})
	return u, err
}

// ImportByID is one import: how far it has come, or what it came to.
func (s *Service) ImportByID(ctx context.Context, by models.Actor, id models.ID) (imp *models.Import, err error) {
	if err := mayImport(by); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		imp, err = store.One[models.Import](tx, models.ByID(id))
		return err
	})
	return imp, err
}

// Imports is the newest hundred imports, of one client or of all (NoID).
func (s *Service) Imports(ctx context.Context, by models.Actor, clientID models.ID) (all []models.Import, err error) {
	if err := mayImport(by); err != nil {
		return nil, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) (err error) {
		all, err = store.All[models.Import](tx, newestOf(clientID))
		return err
	})
	return all, err
}
