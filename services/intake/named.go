package intake

import (
	_ "embed"
	"fmt"
	"strings"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/policy/number"
	"ripen/services/store"
)

//go:embed named.sql
var namedSQL string

// site is where somebody works, and what they inquired about: their colleague is there, too.
type site struct {
	Name, Address, City, Region, Postcode, Country, Zone string
	Organisation                                         string
	OrganisationID                                       *models.ID
	Product, ProgramCountry                              string
	ProgramID, ClientID, SourceID                        models.ID
}

// Named brings the inquiry of a colleague whom somebody named on the telephone: from the
// same source, of the same organisation, counted as an arrival like every other. The
// answer is the inquiry that stands for them.
func (s *Service) Named(tx *store.Tx, c models.Colleague) (*models.Inquiry, error) {
	from, err := store.Row[site](tx, namedSQL, c.FromID)
	if err != nil {
		return nil, err
	}
	if c.Email != "" && identity.EmailKey(c.Email) == "" {
		return nil, models.Refuse(models.Invalid, "ref_email", "Enter an e-mail address such as name@company.com.")
	}
	if c.Phone != "" {
		region := from.Country
		if region == "" {
			region = from.ProgramCountry
		}
		if _, err := number.Parse(c.Phone, region, ""); err != nil {
			return nil, models.Refuse(models.Invalid, "ref_phone", "%s", err.Error())
		}
	}
	received, err := s.Receive(tx, Arriving{
		ClientID: from.ClientID, ProgramID: from.ProgramID, SourceID: from.SourceID, Via: "referral",
		Name: c.Name, Title: c.Title, Organisation: from.Organisation, Email: c.Email, Phone: c.Phone,
		Address: from.Address, City: from.City, Region: from.Region, Postcode: from.Postcode, Country: from.Country, Zone: from.Zone,
		Product: from.Product, Message: wordsOf(from.Name, c.Words),
	})
	if err != nil {
		return nil, err
	}
	if _, err := tx.Run(`UPDATE persons SET organisation_id = COALESCE($3, organisation_id), role = COALESCE(NULLIF($4, ''), role) WHERE id = $1 AND client_id = $2`,
		received.PersonID, from.ClientID, from.OrganisationID, string(c.Role)); err != nil {
		return nil, fmt.Errorf("let a colleague work where the other does: %w", err)
	}
	return store.One[models.Inquiry](tx, models.ByID(received.StandsAs), models.OfClient(from.ClientID))
}

// wordsOf is what the inquiry says: who named them, and what was said of them.
func wordsOf(by, words string) string {
	if by == "" {
		by = "a colleague"
	}
	return strings.TrimSpace("Named by " + by + ". " + words)
}
