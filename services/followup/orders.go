package followup

import (
	"context"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// OrderAgain enters a further order of the organisation of a won lead.
func (s *Service) OrderAgain(ctx context.Context, by models.Actor, r Report, o Order) error {
	return s.report(ctx, by, r, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		if lead.Outcome != models.Won {
			return models.Refuse(models.Conflict, "", "Only a won lead brings further orders: close it out as won.")
		}
		client, err := store.One[models.Client](tx, models.ByID(lead.ClientID))
		if err != nil {
			return err
		}
		return s.order(tx, lead, client, []Order{o}, at)
	})
}
