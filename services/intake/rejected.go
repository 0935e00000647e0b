package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/store"
)

// keepHeader keeps the names of the columns as line 0 of the rejected rows, for the
// file that gives them back.
func keepHeader(tx *store.Tx, imp *models.Import, header []string) error {
	sound := make([]string, len(header))
	for n, name := range header {
		sound[n] = clip(clean(name), longestText)
	}
	text, err := json.Marshal(sound)
	if err != nil {
		return fmt.Errorf("write the header: %w", err)
	}
	if _, err := tx.Run(`INSERT INTO rejected_rows (import_id, client_id, line, reason, cells) VALUES ($1, $2, 0, 'header', $3::jsonb)`, imp.ID, imp.ClientID, string(text)); err != nil {
		return fmt.Errorf("keep the header: %w", err)
	}
	return nil
}

// WriteRejected writes the rejected rows of an import as a CSV file that can be put
// right and imported again: line, reason, and the cells as they came.
func (s *Service) WriteRejected(ctx context.Context, by models.Actor, importID models.ID, w io.Writer) error {
	if err := mayImport(by); err != nil {
		return err
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		imp, err := store.One[models.Import](tx, models.ByID(importID))
		if err != nil {
			return err
		}
		rows, err := tx.Pgx.Query(ctx, `SELECT line, reason, cells FROM rejected_rows WHERE import_id = $1 AND client_id = $2 ORDER BY line`, imp.ID, imp.ClientID)
		if err != nil {
			return fmt.Errorf("read the rejected rows: %w", err)
		}
		defer rows.Close()
		var out *table.RejectedWriter
		for rows.Next() {
			var row table.Rejected
			if err := rows.Scan(&row.Line, &row.Reason, &row.Cells); err != nil {
				return fmt.Errorf("read a rejected row: %w", err)
			}
			if out == nil {
				header := row.Cells
				if row.Line != 0 {
					header = nil
				}
				if out = table.NewRejectedWriter(w, header); row.Line == 0 {
					continue
				}
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("read the rejected rows: %w", err)
		}
		if out == nil {
			out = table.NewRejectedWriter(w, nil)
		}
		return out.Flush()
	})
}
