package policy

import (
	"fmt"
	"slices"
	"time"
)

// A LateRule is one row of the table for late calls: for how many days an inquiry is basis
// enough to call somebody who has not agreed to be called again.
type LateRule struct {
	ID         string `json:"id"`
	Place      string `json:"place"`  // a country
	Person     Person `json:"person"` // whom it protects; empty for any
	Days       int    `json:"days"`
	Note       string `json:"note"`
	Basis      string `json:"basis"`
	SourceURL  string `json:"source_url"`
	ReviewedOn string `json:"reviewed_on"`
	Owner      string `json:"owner"`
}

// LateRules lists the rows for late calls, for people to read.
func LateRules() []LateRule { return slices.Clone(shipped().late) }

// A LateQuestion asks whether somebody may be called so long after the inquiry.
type LateQuestion struct {
	At         time.Time
	Country    string
	Person     Person // empty where nobody knows: then every row protects
	InquiredAt time.Time
	Consented  bool // they agreed to be called again
	Promised   bool // they asked for this very call
}

// LateCall answers it: allow or block, the rule that says so, and the reason in a sentence.
func LateCall(q LateQuestion) (Verdict, string, string) {
	if q.Consented || q.Promised {
		return Allow, "", ""
	}
	country := CountryCode(q.Country)
	for _, r := range shipped().late {
		protects := r.Place == country && (r.Person == "" || q.Person == "" || r.Person == q.Person)
		if protects && !q.At.Before(q.InquiredAt.Add(time.Duration(r.Days)*24*time.Hour)) {
			return Block, r.ID, fmt.Sprintf("They inquired more than %d days ago, and “you may call again” is not on record for them.", r.Days)
		}
	}
	return Allow, "", ""
}
