package nurture

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed stop.sql
	stopSQL string
	//go:embed stop_address.sql
	stopAddressSQL string
)

// agree writes down that a person has agreed. Agreeing to what stands already keeps the
// words that were agreed to first.
func agree(tx *store.Tx, c models.Consent) (fresh bool, err error) {
	c.ID = models.NewID()
	n, err := tx.Run(`INSERT INTO consents (id, client_id, person_id, channel, purpose, words, version, source, given_at, entered_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (person_id, channel, purpose) WHERE withdrawn_at IS NULL DO NOTHING`,
		c.ID, c.ClientID, c.PersonID, c.Channel, c.Purpose, c.Words, c.Version, c.Source, c.GivenAt, c.EnteredBy)
	return n == 1, err
}

// object writes down that a person does not agree any more, or never did. Letters to them
// stop at once. Objecting twice changes nothing.
func object(tx *store.Tx, c models.Consent, at time.Time) error {
	n, err := tx.Run(`UPDATE consents SET withdrawn_at = $4, withdrawn_as = $5 WHERE person_id = $1 AND channel = $2 AND purpose = $3 AND withdrawn_at IS NULL`,
		c.PersonID, c.Channel, c.Purpose, at, c.Source)
	if err != nil {
		return err
	}
	if n == 0 {
		before, err := store.All[models.Consent](tx, func(db *gorm.DB) *gorm.DB {
			return db.Where("person_id = ? AND channel = ? AND purpose = ?", c.PersonID, c.Channel, c.Purpose)
		})
		if err != nil || len(before) > 0 {
			return err
		}
		c.ID, c.WithdrawnAt, c.WithdrawnAs = models.NewID(), &at, c.Source
		if err := tx.Put(&c); err != nil {
			return err
		}
	}
	if c.Channel != models.ByEmail {
		return nil
	}
	_, err = tx.Run(stopSQL, c.ClientID, c.PersonID, at, "They asked for no more letters.")
	return err
}

// objected reports whether a person asked for no more letters, and has not agreed since.
func objected(tx *store.Tx, p *models.Person) (bool, error) {
	all, err := store.All[models.Consent](tx, func(db *gorm.DB) *gorm.DB {
		return db.Where("person_id = ? AND channel = 'email' AND purpose = 'contact'", p.ID).Order("withdrawn_at NULLS FIRST")
	})
	return len(all) > 0 && !all[0].Stands(), err
}

// bounce writes down that an address takes no letters, and stops what waits for it.
func bounce(tx *store.Tx, clientID models.ID, mailKey []byte, by *models.ID, at time.Time) error {
	if len(mailKey) == 0 {
		return nil
	}
	if _, err := tx.Run(`INSERT INTO mail_bounces (id, client_id, mail_key, at, entered_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`, models.NewID(), clientID, mailKey, at, by); err != nil {
		return err
	}
	_, err := tx.Run(stopAddressSQL, clientID, mailKey, at, "Their address takes no letters.")
	return err
}

// A Basis is what a person has agreed to, or objected to, by one channel for one purpose,
// as it stands.
type Basis struct {
	models.Consent
	ByName string
}

// Words says how it stands, with when and how.
func (b Basis) Words() string {
	what := map[models.Channel]string{models.ByCall: "called again", models.ByEmail: "written to", models.ByText: "texted"}[b.Channel]
	if b.Purpose == models.ForSurvey {
		what += " and asked whether they bought"
	}
	switch {
	case b.Stands():
		return fmt.Sprintf("May be %s: %s, %s.", what, strings.TrimSuffix(b.Source, "."), b.GivenAt.Format("2 January 2006"))
	case b.WithdrawnAt != nil:
		return fmt.Sprintf("May not be %s: %s, %s.", what, strings.TrimSuffix(b.WithdrawnAs, "."), b.WithdrawnAt.Format("2 January 2006"))
	}
	return ""
}
