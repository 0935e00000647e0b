package models

import (
	"slices"
	"strings"
	"time"
)

// An Earlier answer is what somebody said when they were graded before.
type Earlier struct {
	Label  string
	Option int  // the same answer in the criteria of today, counted from 1; 0: there is none
	Stable bool // it does not change by itself: it need not be asked again
	At     time.Time
}

// Earlier is what was answered before under another version, by the keys of today’s
// questions. Who called it something else then, said something else.
func (c *Criteria) Earlier(before []Question, answers Answers, at time.Time) map[string]Earlier {
	said := map[string]Earlier{}
	for _, q := range c.Questions {
		then := slices.IndexFunc(before, func(b Question) bool { return b.Key == q.Key })
		if then < 0 {
			continue
		}
		n := answers[q.Key]
		if n < 1 || n > len(before[then].Options) {
			continue
		}
		e := Earlier{Label: before[then].Options[n-1].Label, At: at}
		e.Option = 1 + slices.IndexFunc(q.Options, func(o Option) bool { return strings.EqualFold(strings.TrimSpace(o.Label), strings.TrimSpace(e.Label)) })
		e.Stable = q.Stable && e.Option > 0
		said[q.Key] = e
	}
	return said
}

// StillHolds is the earlier answers that still hold: those that do not change by themselves.
func StillHolds(said map[string]Earlier) Answers {
	hold := Answers{}
	for key, e := range said {
		if e.Stable {
			hold[key] = e.Option
		}
	}
	return hold
}
