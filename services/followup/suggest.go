package followup

import (
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed late.sql
var lateSQL string

// suggested is who would take those of the listed leads over whose owner lets them lie, once
// the policy says that another rep is suggested.
func (s *Service) suggested(tx *store.Tx, rows []Row, at time.Time) (map[models.ID]models.Suggestion, error) {
	var ids []models.ID
	for n := range rows {
		if r := &rows[n]; r.Late(at) > 0 && r.NextWhat != models.AgencyAnswers {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	t, err := termsOf(tx, tx.By.ClientID)
	if err != nil {
		return nil, err
	}
	leads, err := store.Rows[models.Lead](tx, lateSQL, tx.By.ClientID, ids)
	if err != nil {
		return nil, err
	}
	var late []models.Lead
	for n := range leads {
		if d := t.Due(&leads[n]); at.After(d.At) && !at.Before(d.Move) {
			late = append(late, leads[n])
		}
	}
	if len(late) == 0 {
		return nil, nil
	}
	return s.give.Suggest(tx, late, at)
}

// asSuggested is the reason of a lead that is given as the board suggests it; refused where
// somebody else is suggested by now.
func (s *Service) asSuggested(tx *store.Tx, lead *models.Lead, to models.ID, at time.Time) (string, error) {
	next, err := s.give.Suggest(tx, []models.Lead{*lead}, at)
	if err != nil {
		return "", err
	}
	if one, ok := next[lead.ID]; ok && one.RepID == to {
		return "by " + tx.By.Name + ", as suggested. " + one.Why, nil
	}
	return "", models.Refuse(models.Conflict, "lead", "Somebody else is suggested by now: look at the board again, and choose.")
}
