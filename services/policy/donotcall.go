package policy

import (
	"crypto/hmac"
	"crypto/sha256"

	"ripen/models"
	"ripen/services/store"
)

// NumberKey is the keyed hash under which a number is compared over all clients:
// for do-not-call, and for "on the line now". It says nothing to who lacks the
// secret, and survives the erasure of the number.
func NumberKey(secret []byte, e164 string) []byte {
	if e164 == "" {
		return nil
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("number:" + e164))
	return mac.Sum(nil)[:16]
}

// A Ban is a wish not to be called, as it is entered.
type Ban struct {
	Person *models.Person
	Agency bool // for every client of the agency, not this one alone
	Reason string
}

// Forbid enters a ban: the number and the person. It holds at once, for every claim.
func Forbid(tx *store.Tx, b Ban, entry models.DoNotCallEntry) error {
	client := &b.Person.ClientID
	if b.Agency {
		client = nil
	}
	for scope, key := range map[string][]byte{"number": b.Person.NumberKey, "person": b.Person.ID[:]} {
		if key == nil {
			continue
		}
		if _, err := tx.Run(`INSERT INTO do_not_call (id, client_id, scope, key, reason, entered_by, entered_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
			models.NewID(), client, scope, key, b.Reason, entry.EnteredBy, entry.EnteredAt); err != nil {
			return err
		}
	}
	return nil
}

// Permit withdraws what Forbid entered at the instant, because it was a mistake taken back at once.
func Permit(tx *store.Tx, person *models.Person, entry models.DoNotCallEntry) error {
	_, err := tx.Run(`UPDATE do_not_call SET withdrawn_at = $1 WHERE withdrawn_at IS NULL AND entered_at = $2 AND client_id = $3
		AND ((scope = 'number' AND key = $4) OR (scope = 'person' AND key = $5))`,
		entry.WithdrawnAt, entry.EnteredAt, person.ClientID, person.NumberKey, person.ID[:])
	return err
}
