package followup

import (
	"context"
	"errors"

	"ripen/models"
	"ripen/services/store"
)

// TakeReportBack withdraws a report within ten seconds: the lead stands as before it.
// Nothing is deleted. Taking it back twice changes nothing.
func (s *Service) TakeReportBack(ctx context.Context, by models.Actor, id models.ID) (leadID models.ID, err error) {
	at := s.now()
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		r, err := store.One[models.LeadReport](tx, models.ByID(id))
		if err != nil {
			return err
		}
		leadID = r.LeadID
		// The lead first, as everybody locks.
		lead, err := store.One[models.Lead](tx, models.ByID(r.LeadID), models.VisibleLeads(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if before, err := maybe[models.ReportWithdrawal](tx, where("report_id = ?", id)); err != nil || before != nil {
			return err
		}
		if err := lead.TakeBack(r, by.UserID, at); err != nil {
			return err
		}
		err = tx.Put(&models.ReportWithdrawal{ReportID: r.ID, ClientID: r.ClientID, LeadID: r.LeadID, UserID: by.UserID, At: at})
		if len(r.Was.Reached) > 0 {
			_, unreached := tx.Run(`UPDATE lead_contacts SET reached_at = NULL WHERE lead_id = $1 AND id = ANY ($2)`, r.LeadID, r.Was.Reached)
			err = errors.Join(err, unreached)
		}
		if lead.NextWhat == models.AgencyAnswers {
			err = errors.Join(err, askedAgain(tx, lead, r.At))
		}
		return errors.Join(err, keep(tx, lead))
	})
	return leadID, err
}
