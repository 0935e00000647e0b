package queue

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

// rung says what the end of a call means for the number that was dialled: a wrong one is
// marked and another tried; where nobody answered, the next attempt rings the next one.
func (s *Service) rung(tx *store.Tx, w *models.Working, e Ending, at time.Time) error {
	switch {
	case e.Disposition == models.WrongNumber:
		return s.wrongNumber(tx, w, e.RightNumber, at)
	case (e.Disposition == models.NoAnswer || e.Disposition == models.Busy) && w.Numbers > 1:
		return s.nextNumber(tx, w)
	}
	return nil
}

// wrongNumber marks the number that was dialled, and goes on with the right one where
// the caller was told it, else with another that is known. Without any, nobody can be
// reached, which the disposition says already.
func (s *Service) wrongNumber(tx *store.Tx, w *models.Working, right string, at time.Time) error {
	person, err := store.One[models.Person](tx, models.ByID(w.PersonID), models.OfClient(w.ClientID), models.ForUpdate)
	if err != nil {
		return err
	}
	wrong := person.Phone
	if err := s.lineUp(tx, person, at); err != nil {
		return err
	}
	if right != "" {
		if right, err = s.parse(tx, w, person, "right_number", right); err != nil {
			return err
		}
		if right == wrong {
			return models.Refuse(models.Invalid, "right_number", "That is the number that was wrong: enter the right one, or leave this empty.")
		}
		if err := s.keepNumber(tx, person, TypedNumber{Kind: models.Direct}, right, at); err != nil {
			return err
		}
	}
	if _, err := tx.Run(`UPDATE numbers SET wrong_at = $3 WHERE client_id = $1 AND phone = $2 AND wrong_at IS NULL AND (person_id = $4 OR organisation_id = $5)`,
		person.ClientID, wrong, at, person.ID, person.OrganisationID); err != nil {
		return err
	}
	if right == "" {
		if right, err = s.another(tx, w, person, wrong); err != nil {
			return err
		}
	}
	if err := s.dialFrom(tx, w, person, right); err != nil || right == "" {
		return err
	}
	w.Redial(at)
	return nil
}

// another is the next number that could be dialled, after this one and around; "" if there is none.
func (s *Service) another(tx *store.Tx, w *models.Working, person *models.Person, after string) (string, error) {
	all, err := s.screened(tx, &w.Inquiry, person)
	if err != nil {
		return "", err
	}
	for n := range all {
		if all[n].Phone != after && all[n].open() {
			return all[n].Phone, nil
		}
	}
	return "", nil
}

// nextNumber turns to the next of the person's own numbers that may be called, in the
// order they became known.
func (s *Service) nextNumber(tx *store.Tx, w *models.Working) error {
	person, err := store.One[models.Person](tx, models.ByID(w.PersonID), models.OfClient(w.ClientID), models.ForUpdate)
	if err != nil {
		return err
	}
	all, err := s.screened(tx, &w.Inquiry, person)
	if err != nil {
		return err
	}
	own := slices.DeleteFunc(all, func(n KnownNumber) bool { return n.OfOrganisation })
	slices.SortFunc(own, func(a, b KnownNumber) int {
		return cmp.Or(a.AddedAt.Compare(b.AddedAt), bytes.Compare(a.ID[:], b.ID[:]))
	})
	at := slices.IndexFunc(own, func(n KnownNumber) bool { return n.First })
	for step := range own {
		if next := &own[(at+1+step)%len(own)]; next.open() {
			return s.dialFrom(tx, w, person, next.Phone)
		}
	}
	return nil
}

// unring takes back what an attempt meant for the number that was dialled: it is the
// person's again, and nobody knows any more that it was wrong.
func (s *Service) unring(tx *store.Tx, attempt *models.Attempt, inquiry *models.Inquiry) error {
	if attempt.NumberKey == nil {
		return nil
	}
	person, err := store.One[models.Person](tx, models.ByID(attempt.PersonID), models.OfClient(attempt.ClientID), models.ForUpdate)
	if err != nil {
		return err
	}
	if _, err := tx.Run(`UPDATE numbers SET wrong_at = NULL WHERE client_id = $1 AND wrong_at = $2 AND (person_id = $3 OR organisation_id = $4)`,
		person.ClientID, attempt.At, person.ID, person.OrganisationID); err != nil {
		return err
	}
	rows, err := store.Rows[KnownNumber](tx, numbersSQL, inquiry.ID)
	if err != nil {
		return err
	}
	for n := range rows {
		if string(rows[n].NumberKey) == string(attempt.NumberKey) && !rows[n].First {
			if err := s.dialFrom(tx, &models.Working{Inquiry: *inquiry}, person, rows[n].Phone); err != nil {
				return err
			}
		}
	}
	_, err = tx.Run(`DELETE FROM numbers WHERE client_id = $1 AND added_at = $2 AND person_id = $3`, person.ClientID, attempt.At, person.ID)
	return err
}

// forbidden is the person as a wish not to be called names them: by their own number,
// and not by a switchboard's, behind which others work.
func (s *Service) forbidden(tx *store.Tx, w *models.Working) (*models.Person, error) {
	dialled, err := store.Row[struct {
		Phone  string
		Shared bool
	}](tx, `SELECT p.phone, EXISTS (SELECT FROM numbers n WHERE n.organisation_id = p.organisation_id AND n.client_id = p.client_id AND n.number_key = $3) AS shared
		FROM persons p WHERE p.id = $1 AND p.client_id = $2`, w.PersonID, w.ClientID, w.NumberKey)
	if err != nil {
		return nil, err
	}
	person := &models.Person{ID: w.PersonID, ClientID: w.ClientID, Phone: dialled.Phone, NumberKey: w.NumberKey}
	if dialled.Shared {
		person.NumberKey = nil
	}
	return person, nil
}

// forbidOthers lets the wish hold for the person's further numbers, too.
func (s *Service) forbidOthers(tx *store.Tx, w *models.Working, reason string, entry models.DoNotCallEntry) error {
	if w.Numbers == 0 {
		return nil
	}
	all, err := store.All[models.Number](tx, models.NumbersOf(w.PersonID))
	if err != nil {
		return err
	}
	for _, n := range all {
		person := &models.Person{ID: w.PersonID, ClientID: w.ClientID, Phone: n.Phone, NumberKey: n.NumberKey}
		if err := policy.Forbid(tx, policy.Ban{Person: person, Reason: reason}, entry); err != nil {
			return err
		}
	}
	return nil
}
