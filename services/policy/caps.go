package policy

import (
	"fmt"
	"slices"
	"time"
)

// A full cap allows no attempt now.
type full struct {
	rule   string
	reason string
	until  time.Time // when it has room again; zero if never
}

// lawfulCaps are those of the place, which no promise lifts.
func lawfulCaps(q *Question) objection { return objectionOf(lawfulFull(q)) }

// ownCaps are the agency's; a promise that the person asked for is exempt.
func ownCaps(q *Question) objection { return objectionOf(ownFull(q)) }

func objectionOf(found []full) objection {
	if len(found) == 0 {
		return objection{}
	}
	made := objection{verdict: Block, reason: found[0].reason, passes: true}
	for _, full := range found {
		made.rules = append(made.rules, full.rule)
		made.passes = made.passes && !full.until.IsZero()
	}
	return made
}

func lawfulFull(q *Question) []full {
	var found []full
	for _, rule := range q.Window.set.rules {
		for _, limit := range rule.Caps {
			length := time.Duration(limit.Hours) * time.Hour
			if until, ok := rolling(q.Attempts, q.At, limit.Calls, length); ok {
				found = append(found, full{rule.ID, fmt.Sprintf("The law allows %s in %s here.", attempts(limit.Calls), hours(limit.Hours)), until})
			}
		}
	}
	return found
}

func ownFull(q *Question) []full {
	if q.Promise {
		return nil
	}
	var found []full
	if q.PlanAttempts >= q.Caps.Plan {
		found = append(found, full{rulePlan, fmt.Sprintf("The contact plan of %s is used up.", attempts(q.Caps.Plan)), time.Time{}})
	}
	if until, ok := dayFull(q); ok {
		found = append(found, full{ruleDay, fmt.Sprintf("This person has had %s today.", attempts(q.Caps.PerDay)), until})
	}
	if until, ok := rolling(q.Attempts, q.At, q.Caps.Per24h, 24*time.Hour); ok {
		found = append(found, full{rule24h, fmt.Sprintf("This person has had %s in 24 hours.", attempts(q.Caps.Per24h)), until})
	}
	if until, ok := rolling(q.Attempts, q.At, 1, q.Caps.Gap); ok {
		found = append(found, full{ruleGap, fmt.Sprintf("The last attempt was less than %s ago.", gap(q.Caps.Gap)), until})
	}
	return found
}

// rolling reports whether so many attempts fall within the stretch of time before
// the instant, and when there is room again. Attempts after the instant count as
// well: a clock that was set back must not make room. A limit below 1 never has any.
func rolling(attempts []time.Time, at time.Time, limit int, length time.Duration) (time.Time, bool) {
	if limit < 1 {
		return time.Time{}, true
	}
	var within []time.Time
	for _, attempt := range attempts {
		if at.Sub(attempt) < length {
			within = append(within, attempt)
		}
	}
	if len(within) < limit {
		return time.Time{}, false
	}
	slices.SortFunc(within, time.Time.Compare)
	return within[len(within)-limit].Add(length), true
}

// dayFull reports whether the calendar day is full on any clock of the window, and
// when the last of those days is over.
func dayFull(q *Question) (until time.Time, ok bool) {
	for _, zone := range q.Window.set.zones {
		today, count := q.At.In(zone).Format(time.DateOnly), 0
		for _, attempt := range q.Attempts {
			if attempt.In(zone).Format(time.DateOnly) >= today {
				count++
			}
		}
		if count >= q.Caps.PerDay {
			ok = true
			if ends := endOfDay(q.At.In(zone)); ends.After(until) {
				until = ends
			}
		}
	}
	return until, ok
}

// endOfDay is the first instant of the next date on the clock. Where a change of
// the clock skips midnight, the new date starts with the change.
func endOfDay(local time.Time) time.Time {
	year, month, date := local.Date()
	next := time.Date(year, month, date+1, 0, 0, 0, 0, local.Location())
	if next.Day() == date {
		_, next = next.ZoneBounds()
	}
	return next
}

func attempts(count int) string {
	if count == 1 {
		return "one attempt"
	}
	return fmt.Sprintf("%d attempts", count)
}

func hours(count int) string {
	if count%24 == 0 && count > 24 {
		return fmt.Sprintf("%d days", count/24)
	}
	return fmt.Sprintf("%d hours", count)
}

func gap(length time.Duration) string {
	if length%time.Hour == 0 && length > time.Hour {
		return hours(int(length / time.Hour))
	}
	return fmt.Sprintf("%d minutes", length/time.Minute)
}
