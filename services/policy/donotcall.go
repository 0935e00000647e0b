package policy

import (
	"crypto/hmac"
	"crypto/sha256"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// NumberKey is the keyed hash under which a number is compared over all clients:
// for do-not-call, screening lists, and "on the line now". It says nothing to who lacks
// the secret, and survives the erasure of the number.
func NumberKey(secret []byte, e164 string) []byte { return keyed(secret, "number:", e164) }

// MailKey is the same of an e-mail address, as package identity compares it.
func MailKey(secret []byte, emailKey string) []byte { return keyed(secret, "email:", emailKey) }

func keyed(secret []byte, kind, text string) []byte {
	if text == "" {
		return nil
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(kind + text))
	return mac.Sum(nil)[:16]
}

// A Scope is what a wish not to be called is about.
type Scope string

// The scopes. Number and address hold by their keyed hash, for the client or for the
// whole agency; person and organisation are a client’s own.
const (
	OfNumber       Scope = "number"
	OfMail         Scope = "email"
	OfPerson       Scope = "person"
	OfOrganisation Scope = "organisation"
)

// Scopes is every scope, the narrowest first.
var Scopes = []Scope{OfNumber, OfPerson, OfMail, OfOrganisation}

// Words is the scope as people say it.
func (s Scope) Words() string {
	if s == OfMail {
		return "e-mail"
	}
	return string(s)
}

// BanKeys are the keys under which a wish not to call this person may stand: of the
// number, the address, the person, the organisation. No key is two scopes’.
func BanKeys(p *models.Person) [][]byte {
	var keys [][]byte
	for _, scope := range Scopes {
		if key := keyOf(p, scope); key != nil {
			keys = append(keys, key)
		}
	}
	return keys
}

// keyOf is the key of a person in a scope; nil where there is none. The claim compares
// the same in SQL.
func keyOf(p *models.Person, scope Scope) []byte {
	switch {
	case scope == OfNumber:
		return p.NumberKey
	case scope == OfMail:
		return p.MailKey
	case scope == OfPerson && p.ID != models.NoID:
		return p.ID[:]
	case scope == OfOrganisation && p.OrganisationID != nil:
		return p.OrganisationID[:]
	}
	return nil
}

// A Ban is a wish not to be called, as it is entered.
type Ban struct {
	Person *models.Person
	Scopes []Scope // number and person where empty; for the agency number and address
	Agency bool    // for every client of the agency, not this one alone
	Reason string
}

func (b Ban) scopes() []Scope {
	switch {
	case len(b.Scopes) > 0:
		return b.Scopes
	case b.Agency:
		return []Scope{OfNumber, OfMail}
	}
	return []Scope{OfNumber, OfPerson}
}

// Forbid enters a ban. It holds at once, for every claim.
func Forbid(tx *store.Tx, b Ban, entry models.DoNotCallEntry) error {
	for _, scope := range b.scopes() {
		e := entry
		e.Scope, e.Key, e.Reason = string(scope), keyOf(b.Person, scope), b.Reason
		if !b.Agency {
			e.ClientID = &b.Person.ClientID
		}
		if about := b.Person.ID; about != models.NoID {
			e.About = &about
		}
		if scope == OfNumber {
			e.Hint = hintOf(b.Person.Phone)
		}
		if scope == OfOrganisation {
			e.About = b.Person.OrganisationID
		}
		if e.Key == nil {
			continue
		}
		if _, err := enter(tx, e); err != nil {
			return err
		}
	}
	return nil
}

// enter writes one entry, unless one like it stands; NoID then.
func enter(tx *store.Tx, e models.DoNotCallEntry) (models.ID, error) {
	e.ID = models.NewID()
	n, err := tx.Run(`INSERT INTO do_not_call (id, client_id, scope, key, reason, entered_by, entered_at, about, hint)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
		e.ID, e.ClientID, e.Scope, e.Key, e.Reason, e.EnteredBy, e.EnteredAt, e.About, e.Hint)
	if n == 0 {
		e.ID = models.NoID
	}
	return e.ID, err
}

// aboutSQL is the wishes that stand about a person for their client, whatever they are
// entered under: any of $2 keys, any number of theirs, or their name.
const aboutSQL = ` withdrawn_at IS NULL AND client_id = $1 AND (key = ANY ($2) OR about = $3
	OR scope = 'number' AND key IN (SELECT number_key FROM numbers WHERE client_id = $1 AND person_id = $3))`

// Permit withdraws all that Forbid entered about the person at the instant, because it was
// a mistake taken back at once.
func Permit(tx *store.Tx, person *models.Person, entry models.DoNotCallEntry) error {
	_, err := tx.Run(`UPDATE do_not_call SET withdrawn_at = $4 WHERE entered_at = $5 AND`+aboutSQL,
		person.ClientID, BanKeys(person), person.ID, entry.WithdrawnAt, entry.EnteredAt)
	return err
}

// Lift withdraws every wish of the client about a person who has asked to be called after
// all, their further numbers, address and organisation included, and answers how many
// there were. What holds for the whole agency stays.
func Lift(tx *store.Tx, person *models.Person, at time.Time) (int64, error) {
	return tx.Run(`UPDATE do_not_call SET withdrawn_at = $4 WHERE`+aboutSQL, person.ClientID, BanKeys(person), person.ID, at)
}
