package models

import (
	"slices"
	"strings"
	"time"
)

// An Account is a customer whom the client has already, and the rep who looks after it.
type Account struct {
	ID        ID     `gorm:"primaryKey"`
	ClientID  ID     `gorm:"primaryKey"`
	Key       string // what a later file replaces it by: the number, else the domain, else name and postcode
	Name      string
	NameKey   string // as package identity compares it
	Domain    string
	Postcode  string
	Number    string     // the client's own for it
	RepID     *ID        // nil: nobody in particular
	Since     *time.Time `gorm:"type:date"`
	UpdatedAt time.Time  `gorm:"autoUpdateTime:false"`
}

// everybodys are domains that belong to no organisation.
var everybodys = map[string]bool{
	"gmail.com": true, "googlemail.com": true, "yahoo.com": true, "hotmail.com": true, "outlook.com": true, "live.com": true, "icloud.com": true, "aol.com": true, "me.com": true, "msn.com": true,
	"gmx.de": true, "gmx.net": true, "web.de": true, "t-online.de": true, "freenet.de": true, "proton.me": true, "protonmail.com": true, "mail.com": true, "comcast.net": true, "verizon.net": true,
	"btinternet.com": true, "hotmail.co.uk": true, "yahoo.co.uk": true, "orange.fr": true, "wanadoo.fr": true, "libero.it": true,
}

// DomainIn reads a domain out of an address, a link or itself; "" where there is none, or
// it is one of those that anybody writes from.
func DomainIn(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if _, after, ok := strings.Cut(text, "://"); ok {
		text = after
	}
	if _, after, ok := strings.Cut(text, "@"); ok {
		text = after
	}
	if end := strings.IndexAny(text, "/:?#"); end >= 0 {
		text = text[:end]
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "www."), ".")
	if everybodys[text] || !strings.Contains(text, ".") || strings.ContainsAny(text, " ,;\\") {
		return ""
	}
	return text
}

// Check refuses what no account may be, and says by what a later file finds it again.
func (a *Account) Check() error {
	for _, text := range []*string{&a.Name, &a.Postcode, &a.Number} {
		*text = strings.TrimSpace(*text)
	}
	switch {
	case a.Name == "" || a.NameKey == "":
		return Refuse(Invalid, "name", "Enter the customer’s name.")
	case len([]rune(a.Name)) > 200 || len([]rune(a.Postcode)) > 20 || len([]rune(a.Number)) > 60 || len(a.Domain) > 200:
		return Refuse(Invalid, "name", "Shorten this: a name is up to 200 characters, a postcode 20, a number 60.")
	case a.Number != "":
		a.Key = "number " + strings.ToLower(a.Number)
	case a.Domain != "":
		a.Key = "domain " + a.Domain
	default:
		a.Key = "name " + a.NameKey + " " + bare(a.Postcode)
	}
	return nil
}

// At reports whether the account can be the one at a postcode: it is there, or one of the
// two is not known.
func (a *Account) At(postcode string) bool {
	own, other := bare(a.Postcode), bare(postcode)
	return own == "" || other == "" || own == other || len(own) >= 5 && len(other) >= 5 && own[:5] == other[:5] && digits(own[:5])
}

// AccountOf is the customer of a list that somebody is from: the one with a domain of theirs,
// else the one with their name, as package identity compares it, at their postcode. nil: none.
func AccountOf(all []Account, domains []string, nameKey, postcode string) *Account {
	for n := range all {
		if a := &all[n]; a.Domain != "" && slices.Contains(domains, a.Domain) {
			return a
		}
	}
	for n := range all {
		if a := &all[n]; a.NameKey != "" && a.NameKey == nameKey && a.At(postcode) {
			return a
		}
	}
	return nil
}
