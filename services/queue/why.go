package queue

import (
	"fmt"
	"time"

	"ripen/models"
)

// why says in words why an inquiry is next. Times are instants; the page says them
// in the person's zone.
func why(c *candidate, at time.Time) models.Why {
	switch c.Tier {
	case models.TierPromise:
		return models.Why{Headline: "A promise is due.", Detail: due("The call", *c.DueAt, at)}
	case models.TierHot:
		because := models.Why{Headline: "New hot inquiry."}
		if c.Cycle > 1 {
			because.Headline = "A new hot inquiry woke a nurtured one."
		}
		if c.FirstCallBy != nil {
			because.Detail = due("The first call", *c.FirstCallBy, at)
		}
		return because
	case models.TierRequalification:
		because := models.Why{Headline: "Its date has come.", Detail: "Ask what has changed since."}
		switch c.Class {
		case models.RequalB, models.RequalC:
			because.Headline = fmt.Sprintf("A nurtured %s whose date has come.", c.Grade)
		case models.Unreached:
			because.Headline = "Nobody was reached; the second round begins."
		}
		return because
	case models.TierRetry:
		return models.Why{Headline: fmt.Sprintf("Attempt %d of %d is due.", c.Attempts+1, c.MaxAttempts), Detail: "Last time: " + c.LastDisposition.Words() + "."}
	}
	return models.Why{Headline: "Next in line.", Detail: "It waits since " + c.ReceivedAt.Format("2 January 2006") + "."}
}

// due says how long until something is due, or since when it was.
func due(what string, by, at time.Time) string {
	if gap := by.Sub(at); gap > 0 {
		return what + " is due in " + span(gap) + "."
	}
	return what + " was due " + span(at.Sub(by)) + " ago."
}

// span is a length of time in words: "18 min", "3 h", "2 days".
func span(d time.Duration) string {
	switch {
	case d < time.Hour:
		return fmt.Sprintf("%d min", max(int(d.Minutes()), 1))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
