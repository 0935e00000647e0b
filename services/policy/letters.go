package policy

import (
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"
	"time"
)

// A LetterRule is one row of the table for letters: for how many months an inquiry is
// basis enough to write to somebody about it who has not agreed to be written to.
type LetterRule struct {
	ID         string `json:"id"`
	Place      string `json:"place"` // a country ("US"), or "*" for every other
	Months     int    `json:"months"`
	Note       string `json:"note"`
	Basis      string `json:"basis"`
	SourceURL  string `json:"source_url"`
	ReviewedOn string `json:"reviewed_on"`
	Owner      string `json:"owner"`
}

// Allows reports whether somebody who inquired then may still be written to about it.
func (r LetterRule) Allows(inquired, at time.Time) bool {
	return !at.After(inquired.AddDate(0, r.Months, 0))
}

// LetterRules lists the rows for letters, for people to read.
func LetterRules() []LetterRule { return slices.Clone(shipped().letters) }

// LetterBasis is the row that holds for letters to a country, in its code. Where none
// does, nothing may be written.
func LetterBasis(country string) LetterRule { return shipped().letterBasis(country) }

func (l *Law) letterBasis(country string) LetterRule {
	for _, place := range []string{country, "*"} {
		if at := slices.IndexFunc(l.letters, func(r LetterRule) bool { return r.Place == place }); at >= 0 {
			return l.letters[at]
		}
	}
	return LetterRule{ID: "letter-no-rule", Place: country}
}

// A LetterQuestion asks whether one person may be written to at one instant.
type LetterQuestion struct {
	At         time.Time
	Sender     bool // there is somebody to send it by
	Email      string
	Country    string
	DoNotCall  []string // the scopes of do-not-call that forbid letters, too: email, person, organisation
	Objected   bool     // they asked for no more letters
	Bounced    bool     // the address takes none
	Consented  bool     // they agreed to be written to
	InquiredAt time.Time
}

// MayWrite answers it: allow or block, the rules that say so, and the reason in a sentence.
// A wish wins over a consent, and a consent over the age of the inquiry.
func MayWrite(q LetterQuestion) (Verdict, []string, string) {
	basis := LetterBasis(CountryCode(q.Country))
	switch address, err := netmail.ParseAddress(q.Email); {
	case !q.Sender:
		return Block, []string{"letter-no-sender"}, "No mail server is set up."
	case err != nil || address.Address == "":
		return Block, []string{"letter-no-address"}, "There is no e-mail address."
	case len(q.DoNotCall) > 0:
		return Block, []string{"do-not-call-" + q.DoNotCall[0]}, "They asked not to be written to: " + strings.Join(q.DoNotCall, ", ") + "."
	case q.Objected:
		return Block, []string{"letter-objected"}, "They asked for no more letters."
	case q.Bounced:
		return Block, []string{"letter-bounced"}, "Their address takes no letters."
	case q.Consented:
		return Allow, []string{"letter-consent"}, ""
	case !basis.Allows(q.InquiredAt, q.At):
		return Block, []string{basis.ID}, fmt.Sprintf("They inquired more than %d months ago, and have not agreed to be written to.", basis.Months)
	}
	return Allow, []string{"letter-inquiry"}, ""
}
