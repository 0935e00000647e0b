package policy

import (
	"slices"
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
