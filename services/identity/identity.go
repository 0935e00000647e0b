// Package identity says who is the same person when an inquiry arrives: keys to
// find those who may be, and comparisons to tell whether they are.
package identity

import "strings"

// A Candidate is what is known of one person, as far as it tells who they are.
// Everything is as it came, but the phone number, which is in E.164 form. All
// candidates that are compared belong to one client.
type Candidate struct {
	Source       string // together with ExternalID
	ExternalID   string
	Email        string
	Phone        string
	Name         string
	Organisation string
	Address      string // street and number
	City         string
	Postcode     string
}

// Same says whether a and b are one person, and why or why not in words:
//
//	same e-mail, or same external id within the same source; or same phone or
//	same address, and the organisations' names agree (where both have one), and
//	the persons' names agree (where both have one).
//
// Where one organisation's name merely contains the other's, as that of a site
// contains that of its head office, one switchboard is not enough: phone and
// address must both be the same. Where neither postcode nor city shows that two
// addresses are in one place, one of the names must be there on both sides.
func Same(a, b Candidate) (bool, string) {
	if key := EmailKey(a.Email); key != "" && key == EmailKey(b.Email) {
		return true, "same e-mail"
	}
	if id := strings.TrimSpace(a.ExternalID); id != "" && id == strings.TrimSpace(b.ExternalID) &&
		strings.EqualFold(strings.TrimSpace(a.Source), strings.TrimSpace(b.Source)) {
		return true, "same external id within the same source"
	}
	phone := strings.TrimSpace(a.Phone) != "" && strings.TrimSpace(a.Phone) == strings.TrimSpace(b.Phone)
	street := AddressesAgree(a.Address, b.Address)
	place, placed := samePlace(a, b)
	address := street && place
	if !phone && !address {
		return false, "nothing in common"
	}
	what := shared(phone, address)
	organisations := compareOrganisations(a.Organisation, b.Organisation)
	switch {
	case organisations == differ:
		return false, what + ", but another organisation"
	case organisations == contained && !(phone && address):
		return false, what + ", but perhaps another site of the organisation"
	}
	persons := compareNames(a.Name, b.Name)
	switch {
	case persons == differ:
		return false, what + ", but another person"
	case !phone && !placed && organisations == unknown && persons == unknown:
		return false, what + ", but neither the place nor a name to confirm it"
	}
	return true, what + confirmed(organisations, persons)
}

// samePlace says whether postcodes and cities leave it possible that two
// addresses are in one place, and whether one of them shows it. One slip in a
// postcode is believed where the cities agree.
func samePlace(a, b Candidate) (possible, shown bool) {
	city, other := strings.Join(words(a.City), ""), strings.Join(words(b.City), "")
	cities := city != "" && other != ""
	if code, second := PostcodeKey(a.Postcode), PostcodeKey(b.Postcode); code != "" && second != "" {
		same := code == second || (cities && near(city, other) && distance(code, second) == 1)
		return same, same
	}
	if !cities {
		return true, false
	}
	same := near(city, other)
	return same, same
}

func shared(phone, address bool) string {
	switch {
	case phone && address:
		return "same phone and address"
	case phone:
		return "same phone"
	}
	return "same address"
}

func confirmed(organisations, persons agreement) string {
	switch {
	case organisations != unknown && persons != unknown:
		return ", and the names of organisation and person agree"
	case organisations != unknown:
		return ", and the organisation’s name agrees"
	case persons != unknown:
		return ", and the person’s name agrees"
	}
	return ", and no names that differ"
}

// An agreement is how two names compare.
type agreement int

const (
	differ    agreement = iota
	unknown             // one of them is blank
	contained           // one is the other with something distinctive added
	agree
)
