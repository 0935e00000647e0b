package queue

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/store"
)

//go:embed numbers.sql
var numbersSQL string

// A KnownNumber is one of the numbers behind which the person may be.
type KnownNumber struct {
	ID             models.ID
	Kind           models.NumberKind
	Phone          string
	NumberKey      []byte
	Note           string
	WrongAt        *time.Time
	AddedAt        time.Time
	OfOrganisation bool
	First          bool // the one that is dialled next
	Banned         bool // nobody may call it
	Listed         []models.ID
	Forbidden      string // the sentence of the screening list that forbids it
}

// Usable reports whether the number could be dialled instead of the first.
func (n *KnownNumber) Usable() bool { return !n.First && n.open() }

// open reports whether nothing that does not pass by itself speaks against the number.
func (n *KnownNumber) open() bool { return n.WrongAt == nil && !n.Banned && n.Forbidden == "" }

// screen marks the numbers that a screening list forbids, each by the rules of the place
// where it rings, as the calling policy finds when it is dialled.
func (s *Service) screen(tx *store.Tx, numbers []KnownNumber, program *models.Program, person models.Person, inquired, at time.Time) error {
	for k := range numbers {
		n := &numbers[k]
		if len(n.Listed) == 0 {
			continue
		}
		_, forbidding, err := s.book.Screen(tx, person.ClientID, n.Listed, at)
		if err != nil {
			return err
		}
		person.Phone = n.Phone
		q := policy.Question{At: at, Window: policy.WindowOf(program, &person), Listed: forbidding, InquiredAt: inquired}
		n.Forbidden = q.Forbidden()
	}
	return nil
}

// screened is the numbers of the person of an inquiry, with what the screening lists say.
func (s *Service) screened(tx *store.Tx, i *models.Inquiry, person *models.Person) ([]KnownNumber, error) {
	all, err := store.Rows[KnownNumber](tx, numbersSQL, i.ID)
	if err != nil || !anyListed(all) {
		return all, err
	}
	program, err := store.One[models.Program](tx, models.ByID(i.ProgramID), models.OfClient(i.ClientID))
	if err != nil {
		return nil, err
	}
	return all, s.screen(tx, all, program, *person, i.ReceivedAt, s.now())
}

func anyListed(all []KnownNumber) bool {
	return slices.ContainsFunc(all, func(n KnownNumber) bool { return len(n.Listed) > 0 })
}

// A TypedNumber is a number as the caller wrote it down.
type TypedNumber struct {
	Phone, Note string
	Kind        models.NumberKind
}

const longestNote = 300

// AddNumber keeps one more number of the person on the line, or of the organisation's
// switchboard. Added again, it is known to be right after all.
func (s *Service) AddNumber(ctx context.Context, by models.Actor, inquiryID models.ID, t TypedNumber) error {
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		w, person, err := s.workOn(tx, inquiryID)
		if err != nil {
			return err
		}
		if !t.Kind.Valid() {
			return models.Refuse(models.Invalid, "number_kind", "Choose what kind of number it is.")
		}
		if t.Note = strings.TrimSpace(t.Note); len([]rune(t.Note)) > longestNote {
			return models.Refuse(models.Invalid, "number_note", "Shorten the note to %d characters.", longestNote)
		}
		e164, err := s.parse(tx, w, person, "number_phone", t.Phone)
		if err != nil {
			return err
		}
		if err := s.keepNumber(tx, person, t, e164, at); err != nil {
			return err
		}
		if person.Phone == "" {
			return s.dialFrom(tx, w, person, e164)
		}
		return nil
	})
}

// workOn loads what the caller holds, and its person, both locked.
func (s *Service) workOn(tx *store.Tx, inquiryID models.ID) (*models.Working, *models.Person, error) {
	w, err := s.Work(tx, inquiryID)
	if err != nil {
		return nil, nil, err
	}
	person, err := store.One[models.Person](tx, models.ByID(w.PersonID), models.OfClient(w.ClientID), models.ForUpdate)
	return w, person, err
}

// parse reads a number as the person would dial it from where they are.
func (s *Service) parse(tx *store.Tx, w *models.Working, person *models.Person, field, text string) (string, error) {
	region := person.Country
	if region == "" {
		program, err := store.One[models.Program](tx, models.ByID(w.ProgramID), models.OfClient(w.ClientID))
		if err != nil {
			return "", err
		}
		region = program.Country
	}
	found, err := number.Parse(text, region, "")
	if err != nil {
		return "", models.Refuse(models.Invalid, field, "%s", err.Error())
	}
	return found.E164, nil
}

// keepNumber writes a number down: a switchboard's with the organisation, where one is
// known. The number there was gets a row, too, so that none is lost.
func (s *Service) keepNumber(tx *store.Tx, person *models.Person, t TypedNumber, e164 string, at time.Time) error {
	if err := s.lineUp(tx, person, at); err != nil {
		return err
	}
	row := models.Number{ID: models.NewID(), ClientID: person.ClientID, Kind: t.Kind, Phone: e164, NumberKey: policy.NumberKey(s.secret, e164), Note: t.Note, AddedAt: at}
	owner, of := "person_id", &person.ID
	if t.Kind == models.Switchboard && person.OrganisationID != nil {
		owner, of = "organisation_id", person.OrganisationID
	}
	_, err := tx.Run(`INSERT INTO numbers (id, client_id, `+owner+`, kind, phone, number_key, note, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (`+owner+`, phone) WHERE `+owner+` IS NOT NULL DO UPDATE SET kind = $4, note = COALESCE(NULLIF($7, ''), numbers.note), wrong_at = NULL`,
		row.ID, row.ClientID, of, string(row.Kind), row.Phone, row.NumberKey, row.Note, tx.By.UserID, at)
	return err
}

// lineUp gives the number that is dialled a row among the others.
func (s *Service) lineUp(tx *store.Tx, person *models.Person, at time.Time) error {
	if person.Phone == "" {
		return nil
	}
	_, err := tx.Run(`INSERT INTO numbers (id, client_id, person_id, kind, phone, number_key, added_at)
		SELECT $1, $2, $3, 'other', $4, $5, $6 WHERE NOT EXISTS (SELECT FROM numbers WHERE client_id = $2 AND phone = $4 AND organisation_id = $7)
		ON CONFLICT DO NOTHING`, models.NewID(), person.ClientID, person.ID, person.Phone, person.NumberKey, at, person.OrganisationID)
	return err
}

// dialFrom makes a number the one that is dialled next, with the calling hours that hold
// where it rings. An empty one leaves no way to reach the person by telephone.
func (s *Service) dialFrom(tx *store.Tx, w *models.Working, person *models.Person, e164 string) error {
	person.Phone, person.NumberKey = e164, policy.NumberKey(s.secret, e164)
	if err := tx.Keep(person); err != nil || e164 == "" {
		return err
	}
	return s.Decisions(s.secret).rewindow(tx, &w.Inquiry, person)
}

// Dial puts another number of the person on the line. The calling policy is asked anew,
// for this number, and its answer is kept, before the number is shown.
func (s *Service) Dial(ctx context.Context, by models.Actor, inquiryID, numberID models.ID) error {
	at := s.now()
	var blocked error
	err := s.store.Tx(ctx, by, func(tx *store.Tx) error {
		w, person, err := s.workOn(tx, inquiryID)
		if err != nil {
			return err
		}
		chosen, err := s.chosen(tx, inquiryID, numberID)
		if err != nil || chosen.First {
			return err
		}
		was := person.Phone
		if err := s.lineUp(tx, person, at); err != nil {
			return err
		}
		if err := s.dialFrom(tx, w, person, chosen.Phone); err != nil {
			return err
		}
		if blocked, err = s.askAgain(tx, w, at); err != nil || blocked == nil {
			return err
		}
		return s.dialFrom(tx, w, person, was) // and what the policy said stays on record
	})
	if err == nil {
		err = blocked
	}
	return err
}

// chosen is one of the person's numbers, unless it is known to be wrong.
func (s *Service) chosen(tx *store.Tx, inquiryID, numberID models.ID) (*KnownNumber, error) {
	all, err := store.Rows[KnownNumber](tx, numbersSQL, inquiryID)
	if err != nil {
		return nil, err
	}
	for n := range all {
		switch each := &all[n]; {
		case each.ID != numberID:
		case each.WrongAt != nil:
			return nil, models.Refuse(models.Invalid, "number", "Somebody else answered there: add the number again if it is right after all.")
		default:
			return each, nil
		}
	}
	return nil, models.Absent()
}

// askAgain asks the calling policy about the number that the person now has, keeps what
// it said, and puts the number on the line; blocked is the sentence against it.
func (s *Service) askAgain(tx *store.Tx, w *models.Working, at time.Time) (blocked, err error) {
	c, err := store.Row[candidate](tx, factsSQL, w.ID, at.Add(-attemptsReach))
	if err != nil {
		return nil, err
	}
	decision, err := s.decide(tx, c, at)
	if err != nil {
		return nil, err
	}
	row := kept(c, decision, at)
	if err := tx.Put(row); err != nil {
		return nil, err
	}
	if !mayCall(decision) {
		return models.Refuse(models.Invalid, "number", "This number may not be dialled now: %s", decision.Reason), nil
	}
	_, err = tx.Run(`UPDATE claims SET number_key = $3, decision_id = $4 WHERE id = $1 AND client_id = $2`, w.ClaimID, w.ClientID, c.NumberKey, row.ID)
	if store.Duplicate(err, "claims_open_number") {
		return nil, models.Refuse(models.Invalid, "number", "Somebody else has this number on the line now: try it in a moment.")
	}
	return nil, err
}
