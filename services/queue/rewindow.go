package queue

import (
	"context"
	_ "embed"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed rewindow.sql
var rewindowSQL string

// rewindowBatch is how many inquiries are looked at in one transaction.
const rewindowBatch = 500

// placed is an inquiry that may yet be called, and where its person is.
type placed struct {
	ID                                               models.ID
	WindowID                                         *int
	Phone, Country, Region, Postcode, Zone, Language string
	OrganisationID                                   *models.ID
}

// Rewindow gives every inquiry of a program that may yet be called the calling hours
// that hold for it now: those of the program have changed. It may run twice, and stop
// halfway: the rest is done by the next run.
func (s *Service) Rewindow(ctx context.Context, clientID, programID models.ID) error {
	for after := models.NoID; ; {
		last := models.NoID
		err := s.store.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) (err error) {
			last, err = s.rewindow(tx, programID, after)
			return err
		})
		if err != nil || last == models.NoID {
			return err
		}
		after = last
	}
}

// rewindow does one batch after an id, and answers with its last; NoID when there is none.
func (s *Service) rewindow(tx *store.Tx, programID, after models.ID) (last models.ID, err error) {
	program, err := store.One[models.Program](tx, models.ByID(programID))
	if err != nil {
		return models.NoID, err
	}
	batch, err := store.Rows[placed](tx, rewindowSQL, programID, after, rewindowBatch)
	if err != nil || len(batch) == 0 {
		return models.NoID, err
	}
	var ids []models.ID
	var windows []int
	for _, p := range batch {
		person := models.Person{Phone: p.Phone, Country: p.Country, Region: p.Region, Postcode: p.Postcode, Language: p.Language, Zone: p.Zone, OrganisationID: p.OrganisationID}
		window := policy.WindowOf(program, &person)
		if !window.Known() {
			continue // nobody knows where they are: the stricter hours of before stay
		}
		id, err := s.book.ID(tx, window)
		if err != nil {
			return models.NoID, err
		}
		if p.WindowID == nil || *p.WindowID != id {
			ids, windows = append(ids, p.ID), append(windows, id)
		}
	}
	if len(ids) > 0 {
		if _, err := tx.Run(`UPDATE inquiries i SET window_id = v.window_id FROM unnest($1::uuid[], $2::int[]) AS v (id, window_id) WHERE i.id = v.id`, ids, windows); err != nil {
			return models.NoID, err
		}
	}
	return batch[len(batch)-1].ID, nil
}
