package queue

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

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
	at := d.s.now()
	code, err := languageTyped("language", language)
	if err != nil {
		return err
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
		if err != nil {
			return err
		}
		return d.speaks(tx, i, person, code, at)
	})
}

// Hear writes down what the caller with the person on the line hears them speak. The call
// goes on; whoever has it next speaks it.
func (s *Service) Hear(ctx context.Context, by models.Actor, inquiryID models.ID, language string) error {
	at := s.now()
	code, err := languageTyped("speaks", language)
	if err != nil {
		return err
	}
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		w, person, err := s.workOn(tx, inquiryID)
		if err != nil {
			return err
		}
		return s.Decisions(s.secret).speaks(tx, &w.Inquiry, person, code, at)
	})
}

// languageTyped is the code of a language as it was typed in a field.
func languageTyped(field, text string) (string, error) {
	code := models.LanguageIn(text)
	if code == "" && strings.TrimSpace(text) != "" {
		return "", models.Refuse(models.Invalid, field, "Write one language, such as Spanish or es, or leave it empty.")
	}
	return code, nil
}

// speaks keeps the language of a person, and finds the calling hours of everything of
// theirs that is still to be called. Said again it changes nothing.
func (d *Decisions) speaks(tx *store.Tx, i *models.Inquiry, person *models.Person, code string, at time.Time) error {
	if person.Language == code {
		return nil
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
