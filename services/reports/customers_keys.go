package reports

import (
	_ "embed"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/store"
)

//go:embed customers_facts.sql
var customersFacts string

// keyed gives each won lead the key of its customer: a customer of the client's own list, as
// the rules know it that give leads to reps; else the name of the organisation but for
// spelling; a nameless one is a customer by itself.
func keyed(tx *store.Tx, clientID models.ID, won []wonLead) error {
	type facts struct {
		InquiryID                       models.ID
		OrganisationKey, Email, Website string
	}
	inquiries := make([]models.ID, len(won))
	for n := range won {
		inquiries[n] = won[n].InquiryID
	}
	rows, err := store.Rows[facts](tx, customersFacts, clientID, inquiries)
	if err != nil {
		return err
	}
	known := make(map[models.ID]facts, len(rows))
	for _, f := range rows {
		known[f.InquiryID] = f
	}
	accounts, err := store.Rows[models.Account](tx, `SELECT id, name_key, domain, postcode FROM accounts WHERE client_id = $1 ORDER BY updated_at, id`, clientID)
	if err != nil {
		return err
	}
	byName, byDomain := map[string][]models.Account{}, map[string][]models.Account{}
	for _, a := range accounts {
		byName[a.NameKey] = append(byName[a.NameKey], a)
		byDomain[a.Domain] = append(byDomain[a.Domain], a)
	}
	named := map[string]string{} // to know a name takes a while
	for n := range won {
		l := &won[n]
		f := known[l.InquiryID]
		if f.OrganisationKey == "" {
			key, ok := named[l.Organisation]
			if !ok {
				key = identity.OrganisationKey(l.Organisation)
				named[l.Organisation] = key
			}
			f.OrganisationKey = key
		}
		var domains []string
		var candidates []models.Account
		for _, text := range []string{f.Email, f.Website} {
			if domain := models.DomainIn(text); domain != "" {
				domains, candidates = append(domains, domain), append(candidates, byDomain[domain]...)
			}
		}
		candidates = append(candidates, byName[f.OrganisationKey]...)
		switch a := models.AccountOf(candidates, domains, f.OrganisationKey, l.Postcode); {
		case a != nil:
			l.key = "account " + a.ID.String()
		case f.OrganisationKey != "":
			l.key = "name " + f.OrganisationKey
		default:
			l.key = "lead " + l.ID.String()
		}
	}
	return nil
}
