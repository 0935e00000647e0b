package intake

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed candidates.sql
	candidatesSQL string
	//go:embed standing.sql
	standingSQL string
	//go:embed external.sql
	externalSQL string
)

// mostCompared is with how many persons of one number or address a row is compared.
const mostCompared = 300

// An acquaintance is a person of the client, and how things stand with them.
type acquaintance struct {
	person       *models.Person
	organisation string // its name
	orgKey       string
	inquired     bool            // there is an inquiry of theirs, in whichever program
	inquiry      *models.Inquiry // the one that stands for them in this program, if any
	openLead     *models.ID      // of that inquiry

	fresh, learned bool // the person is to be inserted, or updated
	opened, moved  bool // the inquiry is to be inserted, or updated
}

func (k *acquaintance) candidate() identity.Candidate {
	p := k.person
	return identity.Candidate{Email: p.Email, Phone: p.Phone, Name: p.Name, Organisation: k.organisation, Address: p.Address, City: p.City, Postcode: p.Postcode}
}

// An externalID is one within its source.
type externalID struct {
	source models.ID
	id     string
}

// Known is whom a batch knows: from the database, and from its own earlier rows.
type known struct {
	byID       map[models.ID]*acquaintance
	byEmail    map[string][]*acquaintance
	byPhone    map[string][]*acquaintance
	byAddress  map[string][]*acquaintance
	external   map[externalID]*models.ID // the person; nil: not known by person
	taken      map[externalID]int        // the line that has it; 0: an earlier arrival
	bans       map[string]string         // by key of number, address, person or organisation
	orgs       map[string]*models.Organisation
	newOrgs    []*models.Organisation
	newPersons []*acquaintance
}

func newKnown() *known {
	return &known{
		byID: map[models.ID]*acquaintance{}, byEmail: map[string][]*acquaintance{}, byPhone: map[string][]*acquaintance{},
		byAddress: map[string][]*acquaintance{}, external: map[externalID]*models.ID{}, taken: map[externalID]int{},
		bans: map[string]string{}, orgs: map[string]*models.Organisation{},
	}
}

// load finds in the database, in one query for each kind, whom these rows may be of.
func (k *known) load(tx *store.Tx, clientID, programID models.ID, rows []*arrival) error {
	persons, err := k.loadExternal(tx, clientID, rows)
	if err != nil {
		return err
	}
	if err := k.loadPersons(tx, clientID, persons, rows); err != nil {
		return err
	}
	if err := k.loadStanding(tx, clientID, programID); err != nil {
		return err
	}
	if err := k.loadOrganisations(tx, clientID, rows); err != nil {
		return err
	}
	return k.loadBans(tx, clientID, rows)
}

func (k *known) loadExternal(tx *store.Tx, clientID models.ID, rows []*arrival) (persons []models.ID, err error) {
	var sources []models.ID
	var ids []string
	for _, a := range rows {
		if a.ExternalID != "" {
			sources, ids = append(sources, a.SourceID), append(ids, a.ExternalID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	type seen struct {
		SourceID   models.ID
		ExternalID string
		PersonID   models.ID
		InquiryID  models.ID
		Stands     bool
	}
	found, err := store.Rows[seen](tx, externalSQL, clientID, sources, ids)
	if err != nil {
		return nil, err
	}
	for _, row := range found {
		key := externalID{row.SourceID, row.ExternalID}
		k.external[key] = &row.PersonID
		if row.Stands {
			k.taken[key] = 0
		} else {
			persons = append(persons, row.PersonID) // its import was undone: the person is the same
		}
	}
	return persons, nil
}

func (k *known) loadPersons(tx *store.Tx, clientID models.ID, ids []models.ID, rows []*arrival) error {
	type three struct{ key, name, organisation string }
	emails, phones, addresses := map[string]bool{}, map[three]bool{}, map[three]bool{}
	for _, a := range rows {
		emails[a.keys.email] = true
		phones[three{a.keys.phone, a.keys.name, a.keys.organisation}] = true
		addresses[three{a.keys.address, a.keys.name, a.keys.organisation}] = true
	}
	delete(emails, "")
	columns := func(set map[three]bool) (key, name, organisation []string) {
		for t := range set {
			if t.key != "" {
				key, name, organisation = append(key, t.key), append(name, t.name), append(organisation, t.organisation)
			}
		}
		return key, name, organisation
	}
	p1, p2, p3 := columns(phones)
	a1, a2, a3 := columns(addresses)
	type row struct {
		models.Person
		Organisation    string
		OrganisationKey string
		Inquired        bool
	}
	found, err := store.Rows[row](tx, candidatesSQL, clientID, slices.Collect(maps.Keys(emails)), p1, p2, p3, a1, a2, a3, ids)
	if err != nil {
		return fmt.Errorf("look for known persons: %w", err)
	}
	for i := range found {
		if k.byID[found[i].ID] == nil {
			k.add(&acquaintance{person: &found[i].Person, organisation: found[i].Organisation, orgKey: found[i].OrganisationKey, inquired: found[i].Inquired})
		}
	}
	return nil
}

// loadStanding finds the inquiry that stands for each person: the live one, else
// the one that ended last. It is locked, since the arrivals may change it.
func (k *known) loadStanding(tx *store.Tx, clientID, programID models.ID) error {
	var persons []models.ID
	for id, who := range k.byID {
		if who.inquired && who.inquiry == nil {
			persons = append(persons, id)
		}
	}
	if len(persons) == 0 {
		return nil
	}
	type row struct {
		models.Inquiry
		OpenLead *models.ID
	}
	found, err := store.Rows[row](tx, standingSQL, clientID, programID, persons)
	if err != nil {
		return fmt.Errorf("look for standing inquiries: %w", err)
	}
	for i := range found {
		who := k.byID[found[i].PersonID]
		if who.inquiry == nil || !who.inquiry.Live() && (found[i].Live() || who.openLead == nil) {
			who.inquiry, who.openLead = &found[i].Inquiry, found[i].OpenLead
		}
	}
	return nil
}

func (k *known) loadBans(tx *store.Tx, clientID models.ID, rows []*arrival) error {
	var asked [][]byte
	for _, a := range rows {
		asked = append(asked, policy.BanKeys(a.person)...)
		if org := k.orgs[a.keys.organisation]; org != nil {
			asked = append(asked, org.ID[:])
		}
	}
	for _, who := range k.byID {
		asked = append(asked, policy.BanKeys(who.person)...)
	}
	type ban struct {
		Key    []byte
		Reason string
	}
	found, err := store.Rows[ban](tx, `SELECT key, reason FROM do_not_call WHERE withdrawn_at IS NULL
		AND (client_id IS NULL OR client_id = $1) AND key = ANY ($2)`, clientID, asked)
	if err != nil {
		return fmt.Errorf("look for do-not-call: %w", err)
	}
	for _, b := range found {
		k.bans[string(b.Key)] = b.Reason
	}
	return nil
}

func (k *known) loadOrganisations(tx *store.Tx, clientID models.ID, rows []*arrival) error {
	wanted := map[string]bool{}
	for _, a := range rows {
		if key := a.keys.organisation; key != "" && k.orgs[key] == nil {
			wanted[key] = true
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	found, err := store.Rows[models.Organisation](tx, `SELECT DISTINCT ON (name_key) id, client_id, name, name_key, created_at
		FROM organisations WHERE client_id = $1 AND name_key = ANY ($2) ORDER BY name_key, id`, clientID, slices.Collect(maps.Keys(wanted)))
	if err != nil {
		return fmt.Errorf("look for organisations: %w", err)
	}
	for i := range found {
		k.orgs[found[i].NameKey] = &found[i]
	}
	return nil
}

// find is the person of a row, as far as is known (product.md 3, "Same person").
func (k *known) find(a *arrival) *acquaintance {
	if person := k.external[externalID{a.SourceID, a.ExternalID}]; a.ExternalID != "" && person != nil && k.byID[*person] != nil {
		return k.byID[*person]
	}
	if a.keys.email != "" && len(k.byEmail[a.keys.email]) > 0 {
		return k.byEmail[a.keys.email][0]
	}
	this := a.candidate()
	for _, list := range [][]*acquaintance{k.byPhone[a.keys.phone], k.byAddress[a.keys.address]} {
		compared := 0
		for _, who := range list {
			alike := who.person.NameKey == a.keys.name && who.orgKey == a.keys.organisation
			if compared++; compared > mostCompared && !alike {
				continue
			}
			if same, _ := identity.Same(this, who.candidate()); same {
				return who
			}
		}
	}
	return nil
}

// add makes a person findable for the rows that follow.
func (k *known) add(who *acquaintance) {
	p := who.person
	k.byID[p.ID] = who
	index := func(in map[string][]*acquaintance, key string) {
		if key != "" && !slices.Contains(in[key], who) {
			in[key] = append(in[key], who)
		}
	}
	index(k.byEmail, p.EmailKey)
	index(k.byPhone, p.Phone)
	index(k.byAddress, p.AddressKey)
}

// meet makes a person of a row that is nobody's known.
func (k *known) meet(a *arrival) *acquaintance {
	a.person.ID = models.NewID()
	who := &acquaintance{person: a.person, fresh: true}
	k.employ(who, a)
	k.newPersons = append(k.newPersons, who)
	k.add(who)
	return who
}

// learn fills in what was not known of a person; what is known stays, and what the
// row says instead is kept in its details.
func (k *known) learn(who *acquaintance, a *arrival) {
	p, news := who.person, a.person
	fill := func(name string, old *string, said string) {
		if *old == "" && said != "" {
			*old, who.learned = said, true
		}
		a.keepWords(name, *old, said)
	}
	if p.Phone == "" && news.Phone != "" {
		p.Phone, p.PhoneRaw, p.NumberKey, who.learned = news.Phone, news.PhoneRaw, news.NumberKey, true
	}
	if p.Phone != news.Phone {
		a.keepWords("phone", p.PhoneRaw, news.PhoneRaw)
	}
	if p.EmailKey == "" && news.EmailKey != "" {
		p.Email, p.EmailKey, p.MailKey, who.learned = news.Email, news.EmailKey, news.MailKey, true
	}
	a.keepWords("email", p.Email, news.Email)
	if p.NameKey == "" && news.NameKey != "" {
		p.Name, p.NameKey, who.learned = news.Name, news.NameKey, true
	}
	a.keepWords("name", p.Name, news.Name)
	if p.AddressKey == "" && news.AddressKey != "" {
		p.Address, p.AddressKey, p.City, p.Region, p.Postcode = news.Address, news.AddressKey, news.City, news.Region, news.Postcode
		who.learned = true
	}
	a.keepWords("address", p.Address, news.Address)
	fill("title", &p.Title, news.Title)
	fill("city", &p.City, news.City)
	fill("region", &p.Region, news.Region)
	fill("postcode", &p.Postcode, news.Postcode)
	fill("country", &p.Country, news.Country)
	fill("zone", &p.Zone, news.Zone)
	fill("language", &p.Language, news.Language)
	if p.OrganisationID == nil && a.keys.organisation != "" {
		k.employ(who, a)
		who.learned = true
	}
	a.keepWords("organisation", who.organisation, a.Organisation)
	if who.learned {
		k.add(who)
	}
}

// employ gives the person the organisation that the row names.
func (k *known) employ(who *acquaintance, a *arrival) {
	key := a.keys.organisation
	if key == "" {
		return
	}
	org := k.orgs[key]
	if org == nil {
		org = &models.Organisation{ID: models.NewID(), ClientID: a.ClientID, Name: a.Organisation, NameKey: key, CreatedAt: who.person.CreatedAt}
		if !who.fresh {
			org.CreatedAt = a.person.CreatedAt
		}
		k.orgs[key], k.newOrgs = org, append(k.newOrgs, org)
	}
	who.person.OrganisationID, who.organisation, who.orgKey = &org.ID, org.Name, key
	a.keepWords("organisation", org.Name, a.Organisation)
}

// ban is why nobody may call the person; "" if one may.
func (k *known) ban(p *models.Person) string {
	for _, key := range policy.BanKeys(p) {
		if reason, banned := k.bans[string(key)]; banned {
			if reason == "" {
				return "asked not to be called"
			}
			return reason
		}
	}
	return ""
}
