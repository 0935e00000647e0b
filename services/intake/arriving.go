package intake

import (
	"strings"
	"time"
	"unicode/utf8"

	"ripen/models"
	"ripen/services/identity"
	"ripen/services/policy"
	"ripen/services/policy/number"
)

// Arriving is one response as it came. Only where it belongs must be known; what
// else is blank makes it harder to reach, not less welcome.
type Arriving struct {
	ClientID   models.ID
	ProgramID  models.ID
	SourceID   models.ID
	Via        string    // form, api, import, hand, phone
	ReceivedAt time.Time // zero: now
	ExternalID string

	Name         string
	Title        string
	Organisation string
	Email        string
	Phone        string // as written
	PhonePrefix  string // "+1312" completes a local number
	Mobile       string // a second number, as written
	Website      string // of the organisation
	Address      string
	City         string
	Region       string
	Postcode     string
	Country      string
	Language     string // what they speak, as written
	Zone         string // IANA, only where the person said so

	Product   string
	Message   string
	Details   map[string]string // whatever else came with it
	DoNotCall bool              // came with the wish not to be called
}

// The longest texts that an index can hold, in bytes, with room to spare.
const (
	longestKey        = 300
	longestExternalID = 400
	longestText       = 20_000
)

// An arrival is one row on its way through a batch.
type arrival struct {
	Arriving
	line     int
	cells    []string // as they came, for the rejected rows
	rejected string   // why it is no inquiry

	source  string // its name, until the batch has found the row
	medium  models.Medium
	keys    keys
	person  *models.Person // as this row alone describes them
	who     *acquaintance
	repeat  bool
	inquiry *models.Inquiry
	mobile  string // the second number, E.164
}

// Keys find the persons that a row may be of.
type keys struct{ email, phone, address, name, organisation string }

// describe reads who inquired off the row: clean texts, number, keys.
func (a *arrival) describe(program *models.Program, secret []byte, at time.Time) {
	a.tidy()
	region := policy.CountryCode(a.Country)
	if region == "" && a.PhonePrefix == "" {
		region = program.Country
	}
	a.further(region)
	if a.ReceivedAt.IsZero() {
		a.ReceivedAt = at
	}
	p := &models.Person{
		ClientID: a.ClientID, Name: a.Name, Title: a.Title, Email: a.Email, PhoneRaw: a.Phone, Address: a.Address, City: a.City,
		Region: a.Region, Postcode: a.Postcode, Country: a.Country, Language: models.LanguageIn(a.Language), Zone: a.Zone, CreatedAt: at,
	}
	if p.Language == "" {
		a.keepWords("language", "", a.Language)
	}
	if code := policy.CountryCode(a.Country); code != "" {
		p.Country = code
	}
	if a.Phone != "" {
		if found, err := number.Parse(a.Phone, region, a.PhonePrefix); err == nil {
			p.Phone, p.NumberKey = found.E164, policy.NumberKey(secret, found.E164)
		}
	}
	if key := identity.EmailKey(a.Email); len(key) <= longestKey {
		p.EmailKey, p.MailKey = key, policy.MailKey(secret, key)
	}
	p.NameKey, p.AddressKey = clip(identity.NameKey(a.Name), longestKey), clip(identity.AddressKey(a.Address), longestKey)
	a.person = p
	a.keys = keys{p.EmailKey, p.Phone, p.AddressKey, p.NameKey, clip(identity.OrganisationKey(a.Organisation), longestKey)}
}

// tidy makes every text one that the database can hold.
func (a *arrival) tidy() {
	for _, text := range []*string{&a.ExternalID, &a.Name, &a.Title, &a.Organisation, &a.Email, &a.Phone, &a.Mobile, &a.Address, &a.City, &a.Region, &a.Postcode, &a.Country, &a.Language, &a.Product, &a.Message} {
		*text = clip(clean(*text), longestText)
	}
	for key, text := range a.Details {
		tidy := clip(clean(text), longestText)
		if sound := clean(key); sound != key {
			delete(a.Details, key)
			a.Details[sound] = tidy
		} else if tidy != text {
			a.Details[key] = tidy
		}
	}
	if a.Zone != "" && policy.CheckZone(a.Zone) != nil {
		a.Zone = ""
	}
}

// anonymous reports whether nothing of the row could ever find its person again.
func (a *arrival) anonymous() bool {
	return a.keys.email == "" && a.keys.phone == "" && a.keys.address == "" && a.ExternalID == ""
}

// keepWords keeps in the details what the row says differently from what is on record.
func (a *arrival) keepWords(name, known, said string) {
	if said == "" || said == known || a.Details[name] != "" {
		return
	}
	if a.Details == nil {
		a.Details = map[string]string{}
	}
	a.Details[name] = said
}

// candidate is the row as package identity compares it. The external id is looked
// up by itself, since it settles the matter.
func (a *arrival) candidate() identity.Candidate {
	return identity.Candidate{Email: a.Email, Phone: a.keys.phone, Name: a.Name, Organisation: a.Organisation, Address: a.Address, City: a.City, Postcode: a.Postcode}
}

// clean is the text without what PostgreSQL refuses: NUL bytes and broken UTF-8.
func clean(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "")
	}
	return strings.TrimSpace(text)
}

// clip is the text, cut to so many bytes at a whole character.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}
