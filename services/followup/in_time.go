package followup

import (
	_ "embed"
	"time"
)

//go:embed in_time.sql
var inTimeSQL string

// inTime counts the first contacts within the hours that the client's terms allow, of those
// made or due by now. Who closes a lead out was in touch.
func inTime(released []openLead, t *Terms, at time.Time) (s Share) {
	for n := range released {
		o := &released[n]
		rule := t.RuleFor(o.lead())
		by := o.ReleasedAt.Add(time.Duration(rule.ContactHours) * time.Hour)
		if o.ContactedAt == nil && !by.Before(at) {
			continue
		}
		if s.N++; o.ContactedAt != nil && !o.ContactedAt.After(by) {
			s.K++
		}
	}
	return s
}
