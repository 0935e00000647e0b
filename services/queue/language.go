package queue

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"ripen/models"
	"ripen/services/store"
)

//go:embed unspoken.sql
var unspokenSQL string

// Speak writes down which language the person of an inquiry is to be spoken to in, as it
// was typed; "" that nobody knows. Whoever of theirs still waits, waits from now on for a
// caller who speaks it.
func (d *Decisions) Speak(ctx context.Context, by models.Actor, inquiryID, token models.ID, language string) error {
	if err := mayDecide(by); err != nil {
		return err
	}
	at, code := d.s.now(), models.LanguageIn(language)
	if code == "" && strings.TrimSpace(language) != "" {
		return models.Refuse(models.Invalid, "language", "Write one language, such as Spanish or es, or leave it empty.")
	}
	return d.s.store.Tx(ctx, by, func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, i.ID.String(), at); err != nil || !fresh {
			return err
		}
		person, err := store.One[models.Person](tx, models.ByID(i.PersonID), models.OfClient(i.ClientID), models.ForUpdate)
		if err != nil || person.Language == code {
			return err
		}
		if person.ErasedAt != nil {
			return models.Refuse(models.Conflict, "", "This person was erased: nothing is kept of them.")
		}
		person.Language = code
		if err := tx.Keep(person); err != nil {
			return err
		}
		if err := d.rewindow(tx, i, person); err != nil {
			return err
		}
		return tx.Audit("person.language", "person", person.ID, person.ClientID, at)
	})
}

// unspoken says how many could be called now by somebody who speaks more languages than
// the caller does; "" where there are none.
func (s *Service) unspoken(tx *store.Tx, by models.Actor, open []int32, tongues []string) (sentence string, err error) {
	waiting, err := store.Rows[struct {
		Language string
		N        int
	}](tx, unspokenSQL, by.UserID, by.Role != models.Caller, open, tongues)
	if err != nil {
		return "", err
	}
	var all []string
	for _, w := range waiting {
		verb, n := "wait", fmt.Sprint(w.N)
		switch {
		case w.N == 1:
			verb = "waits"
		case w.N >= 1000:
			n = "1,000 or more"
		}
		all = append(all, fmt.Sprintf("%s %s for somebody who speaks %s.", n, verb, models.LanguageName(w.Language)))
	}
	return strings.Join(all, " "), nil
}
