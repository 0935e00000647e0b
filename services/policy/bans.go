package policy

import (
	"cmp"
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy/number"
	"ripen/services/store"
)

var (
	//go:embed bans.sql
	bansSQL string
	//go:embed bans_of.sql
	bansOfSQL string
)

// BansShown is how many wishes are listed at once.
const BansShown = 50

// A Standing wish is an entry of do-not-call that has not been withdrawn.
type Standing struct {
	ID         models.ID
	ClientID   *models.ID // nil: the whole agency
	ClientName string
	Scope      Scope
	Reason     string
	Hint       string // the number's last digits
	About      string // the name of the person or organisation, where it is known
	EnteredBy  string
	EnteredAt  time.Time
}

// BanFilter narrows the list: to a client, to what a number or address is under; after
// where a page before ended.
type BanFilter struct {
	ClientID models.ID
	Text     string
	Before   time.Time
	BeforeID models.ID
}

// Bans is the wishes not to be called that stand, the newest first.
func (s *Service) Bans(ctx context.Context, by models.Actor, f BanFilter) (found []Standing, err error) {
	if err := mayForbid(by); err != nil {
		return nil, err
	}
	var keys [][]byte
	if text := strings.TrimSpace(f.Text); text != "" {
		if keys = s.keysOf(text); len(keys) == 0 {
			return nil, models.Refuse(models.Invalid, "q", "Type a whole number with its country code, or an e-mail address.")
		}
	}
	if f.Before.IsZero() {
		f.Before = s.now().AddDate(1, 0, 0)
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		found, err = store.Rows[Standing](tx, bansSQL, some(f.ClientID), keys, f.Before, f.BeforeID, BansShown+1)
		return err
	})
	return found, err
}

// BansOf is the wishes not to be called that stand about the person of an inquiry, under
// any of their keys and numbers, for its client and for the whole agency.
func (s *Service) BansOf(ctx context.Context, by models.Actor, inquiryID models.ID) (found []Standing, err error) {
	if err := mayForbid(by); err != nil {
		return nil, err
	}
	err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		found, err = store.Rows[Standing](tx, bansOfSQL, inquiryID, BansShown)
		return err
	})
	return found, err
}

func some(id models.ID) *models.ID {
	if id == models.NoID {
		return nil
	}
	return &id
}

// keysOf is the keys a text may stand under, as a number or as an address.
func (s *Service) keysOf(text string) (keys [][]byte) {
	if found, err := number.Parse(text, "US", ""); err == nil {
		keys = append(keys, NumberKey(s.Secret, found.E164))
	}
	if key := s.Mail(text); key != "" {
		keys = append(keys, MailKey(s.Secret, key))
	}
	return keys
}

// A Wish is what somebody enters by hand: who is not to be called, and why.
type Wish struct {
	ClientID models.ID // NoID: the whole agency
	Scope    Scope
	Text     string // number, address or name, by Scope
	Country  string // of a number without its country code
	Reason   string
}

// Enter enters a wish. It holds at once. Once more changes nothing.
func (s *Service) Enter(ctx context.Context, by models.Actor, token models.ID, w Wish) error {
	if err := mayForbid(by); err != nil {
		return err
	}
	if w.Text, w.Reason = strings.TrimSpace(w.Text), strings.TrimSpace(w.Reason); w.Text == "" {
		return models.Refuse(models.Invalid, "text", "Enter whom nobody may call.")
	}
	if w.Reason == "" {
		return models.Refuse(models.Invalid, "reason", "Enter why: who asked, and how.")
	}
	if w.ClientID == models.NoID && w.Scope != OfNumber && w.Scope != OfMail {
		return models.Refuse(models.Invalid, "client", "A person and an organisation are one client’s: choose the client. For the whole agency bar the number or the address.")
	}
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		if w.ClientID != models.NoID {
			if _, err := store.One[models.Client](tx, models.ByID(w.ClientID)); err != nil {
				return err
			}
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		entries, err := s.entries(tx, w)
		if err != nil {
			return err
		}
		for _, e := range entries {
			e.ClientID, e.Scope, e.Reason, e.EnteredBy, e.EnteredAt = some(w.ClientID), string(w.Scope), w.Reason, some(by.UserID), at
			if err := s.enter(tx, e, w.ClientID); err != nil {
				return err
			}
		}
		return nil
	})
}

// enter writes an entry and who wrote it.
func (s *Service) enter(tx *store.Tx, e models.DoNotCallEntry, clientID models.ID) error {
	id, err := enter(tx, e)
	if err != nil || id == models.NoID {
		return err
	}
	return tx.Audit("do_not_call.enter", "do_not_call", id, clientID, e.EnteredAt)
}

// entries is what a wish comes to: one entry, or one for each organisation of a name.
func (s *Service) entries(tx *store.Tx, w Wish) ([]models.DoNotCallEntry, error) {
	switch w.Scope {
	case OfNumber:
		country := CountryCode(w.Country)
		if strings.TrimSpace(w.Country) != "" && country == "" {
			return nil, models.Refuse(models.Invalid, "country", "There is no country “%s”: write its name or its two letters, such as US.", w.Country)
		}
		found, err := number.Parse(w.Text, country, "")
		if err != nil {
			return nil, models.Refuse(models.Invalid, "text", "%s", err.Error())
		}
		return []models.DoNotCallEntry{{Key: NumberKey(s.Secret, found.E164), Hint: hintOf(found.E164)}}, nil
	case OfMail:
		key := s.Mail(w.Text)
		if key == "" {
			return nil, models.Refuse(models.Invalid, "text", "“%s” is no e-mail address.", w.Text)
		}
		return []models.DoNotCallEntry{{Key: MailKey(s.Secret, key)}}, s.keyMail(tx, w.ClientID, key)
	case OfPerson:
		return named(tx, `SELECT id FROM persons WHERE client_id = $1 AND name_key = $2 AND erased_at IS NULL LIMIT 2`, w.ClientID, s.Name(w.Text),
			"Nobody of this client is called “"+w.Text+"”.", "Several people of this client are called “"+w.Text+"”: open the inquiry of the one who asked, and enter it there.")
	case OfOrganisation:
		return named(tx, `SELECT id FROM organisations WHERE client_id = $1 AND name_key = $2`, w.ClientID, s.Organisation(w.Text),
			"No organisation of this client is called “"+w.Text+"”.", "")
	}
	return nil, models.Refuse(models.Invalid, "scope", "Choose what nobody may call: a number, an e-mail, a person or an organisation.")
}

// hintOf is as much of a number as its wish may tell: the last two digits.
func hintOf(e164 string) string {
	if len(e164) < 2 {
		return ""
	}
	return "…" + e164[len(e164)-2:]
}

// named finds people or organisations by name; several is said where it must be one.
func named(tx *store.Tx, query string, clientID models.ID, key, none, several string) (entries []models.DoNotCallEntry, err error) {
	found, err := store.Rows[struct{ ID models.ID }](tx, query, clientID, key)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0 || key == "":
		return nil, models.Refuse(models.Invalid, "text", "%s", none)
	case len(found) > 1 && several != "":
		return nil, models.Refuse(models.Invalid, "text", "%s", several)
	}
	for n := range found {
		entries = append(entries, models.DoNotCallEntry{Key: found[n].ID[:], About: &found[n].ID})
	}
	return entries, nil
}

// keyMail gives persons who were known before addresses had keys the key of theirs.
func (s *Service) keyMail(tx *store.Tx, clientID models.ID, mail string) error {
	_, err := tx.Run(`UPDATE persons SET mail_key = $3 WHERE client_id IN (SELECT id FROM clients WHERE $1::uuid IS NULL OR id = $1)
		AND email_key = $2 AND email_key <> '' AND mail_key IS NULL`, some(clientID), mail, MailKey(s.Secret, mail))
	return err
}

// EnterFor enters a wish of the person of an inquiry: for one scope of its client, or for
// the whole agency, by number and address.
func (s *Service) EnterFor(ctx context.Context, by models.Actor, token, inquiryID models.ID, scope Scope, agency bool, reason string) error {
	if err := mayForbid(by); err != nil {
		return err
	}
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		person, err := store.Row[models.Person](tx, `SELECT p.id, p.client_id, p.phone, p.number_key, p.mail_key, p.email_key, p.organisation_id FROM inquiries i
			JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id WHERE i.id = $1`, inquiryID)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		person.MailKey = MailKey(s.Secret, person.EmailKey)
		ban := Ban{Person: person, Agency: agency, Scopes: []Scope{scope}, Reason: cmp.Or(strings.TrimSpace(reason), "entered by the supervisor")}
		if agency {
			ban.Scopes = nil
		}
		if !agency && keyOf(person, scope) == nil {
			return models.Refuse(models.Conflict, "", "This person has no %s that is known.", scope.Words())
		}
		if person.EmailKey != "" && (agency || scope == OfMail) {
			if err := s.keyMail(tx, clientOf(ban), person.EmailKey); err != nil {
				return err
			}
		}
		if err := Forbid(tx, ban, models.DoNotCallEntry{EnteredBy: some(by.UserID), EnteredAt: at}); err != nil {
			return err
		}
		return tx.Audit("do_not_call.enter", "person", person.ID, person.ClientID, at)
	})
}

func clientOf(b Ban) models.ID {
	if b.Agency {
		return models.NoID
	}
	return b.Person.ClientID
}

// Withdraw takes a wish back, because it was entered by mistake or the person asked to be
// called. One for the whole agency is taken back by an admin, or by who entered it.
func (s *Service) Withdraw(ctx context.Context, by models.Actor, token, id models.ID) error {
	if err := mayForbid(by); err != nil {
		return err
	}
	at := s.now()
	return s.store.Tx(ctx, by, func(tx *store.Tx) error {
		e, err := store.One[models.DoNotCallEntry](tx, models.ByID(id), models.ForUpdate)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, "", at); err != nil || !fresh {
			return err
		}
		own := e.EnteredBy != nil && *e.EnteredBy == by.UserID
		if e.ClientID == nil && by.Role != models.Admin && !own {
			return models.Refuse(models.Forbidden, "", "It holds for the whole agency: ask an admin to take it back.")
		}
		if e.WithdrawnAt != nil {
			return nil
		}
		if _, err := tx.Run(`UPDATE do_not_call SET withdrawn_at = $2 WHERE id = $1`, id, at); err != nil {
			return err
		}
		return tx.Audit("do_not_call.withdraw", "do_not_call", id, orNone(e.ClientID), at)
	})
}
