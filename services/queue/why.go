package queue

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

//go:embed forwarded.sql
var forwardedSQL string

// why says in words why an inquiry is next, and before how many others.
func (s *Service) why(tx *store.Tx, c *candidate, programs []share, at time.Time) (models.Why, error) {
	zone := "UTC"
	if c.WindowID != nil {
		window, err := s.book.Window(tx, *c.WindowID)
		if err != nil {
			return models.Why{}, err
		}
		zone = window.Words(at).Zone
	}
	others, err := s.waiting.others(tx, programs, at)
	if err != nil {
		return models.Why{}, err
	}
	because := reason(c, zone, at)
	if c.Tier == models.TierRequalification {
		if err := forwarded(tx, c, &because); err != nil {
			return models.Why{}, err
		}
	}
	if because.Before = others; others > 0 {
		because.Detail = strings.TrimSuffix(because.Detail, ".") + "; before " + people(others) + "."
	}
	return because, nil
}

// forwarded says of somebody who is called again before their date what brought them back.
func forwarded(tx *store.Tx, c *candidate, because *models.Why) error {
	moves, err := store.Rows[struct{ Reason string }](tx, forwardedSQL, c.ID)
	if err != nil || len(moves) == 0 {
		return err
	}
	because.Headline = "Back before its date."
	if c.Class == models.RequalB || c.Class == models.RequalC {
		because.Headline = fmt.Sprintf("A nurtured %s, before its date.", c.Grade)
	}
	because.Detail = moves[0].Reason + " Ask what has changed since."
	return nil
}

// people is a number of others; what was counted only so far is "10,000+".
func people(n int) string {
	switch {
	case n == 1:
		return "1 other"
	case n >= waitingCounted-1:
		return "10,000+ others"
	case n >= 1000:
		return fmt.Sprintf("%d,%03d others", n/1000, n%1000)
	}
	return fmt.Sprintf("%d others", n)
}

// promised is when a call was promised, on the person's clock: "14:00 Madrid".
func promised(by, at time.Time, zone string) string {
	there, today := by.In(models.Location(zone)), at.In(models.Location(zone))
	layout := "15:04"
	if there.YearDay() != today.YearDay() || there.Year() != today.Year() {
		layout = "2 January 15:04"
	}
	return there.Format(layout) + " " + policy.ZoneName(zone)
}

// late says how late a promise is kept: "3 min late".
func late(by, at time.Time) string {
	switch gap := at.Sub(by); {
	case gap >= time.Minute:
		return "It is " + span(gap) + " late."
	case gap > -time.Minute:
		return "It is on time."
	}
	return due("The call", by, at)
}

// reason says why an inquiry of its tier is next.
func reason(c *candidate, zone string, at time.Time) models.Why {
	if c.Via == "referral" && c.Cycle == 1 && c.Attempts == 0 && c.Tier != models.TierPromise {
		return models.Why{Headline: "Named by a colleague.", Detail: "What was said of them stands in their words."}
	}
	switch c.Tier {
	case models.TierPromise:
		return models.Why{Headline: "Promised for " + promised(*c.DueAt, at, zone) + ".", Detail: late(*c.DueAt, at)}
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
		because := models.Why{Headline: turn(c)}
		if c.LastDisposition != "" {
			because.Detail = "Last time: " + c.LastDisposition.Words() + "."
		}
		return because
	}
	return models.Why{Headline: "Next in line.", Detail: "It waits since " + c.ReceivedAt.Format("2 January 2006") + "."}
}

// turn says which try of its plan is due.
func turn(c *candidate) string {
	plan := models.UsualPlan(c.Class, c.MaxAttempts)
	if c.Steps != nil {
		plan.Steps = c.Steps
	}
	n, of := plan.Turn(c.Step)
	switch {
	case c.Channel == models.ByText:
		return "A text of its plan is due."
	case n > of:
		return fmt.Sprintf("One more attempt is due, beyond the %d of its plan.", of)
	}
	return fmt.Sprintf("Attempt %d of %d is due.", n, of)
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
