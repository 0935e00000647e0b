package store

import (
	"time"

	"ripen/models"
)

// MarkRollup says that what the reports count of this inquiry has changed, so that its
// day is counted again. Whoever changes an inquiry's grade, its being reached, its leads
// or their orders calls it in the same transaction, and who moves one to another source or
// day marks both. A second mark costs nothing.
func MarkRollup(tx *Tx, i *models.Inquiry) error {
	return MarkDay(tx, i.ClientID, i.SourceID, i.ReceivedOn)
}

// MarkDay is MarkRollup where only the lead is known: the client's people cannot read
// inquiries. Day is the inquiry's day of arrival in the client's zone.
func MarkDay(tx *Tx, clientID, sourceID models.ID, day time.Time) error {
	_, err := tx.Run(`INSERT INTO rollup_marks (client_id, source_id, day) VALUES ($1, $2, $3)`, clientID, sourceID, day)
	return err
}
