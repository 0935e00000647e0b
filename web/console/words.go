package console

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/grading"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/console"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// When says an instant on a clock, as near as it is: "15:04", "Thu 15:04", "2 Jul", "2 Jul 2027".
func When(t, at time.Time, zone *time.Location) string {
	t, at = t.In(zone), at.In(zone)
	days := models.DayIn(t, zone).Sub(models.DayIn(at, zone)).Hours() / 24
	switch {
	case days == 0:
		return "today " + t.Format("15:04")
	case days == 1:
		return "tomorrow " + t.Format("15:04")
	case days > 0 && days < 7:
		return t.Format("Mon 15:04")
	case t.Year() == at.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

var signs = map[string]string{"USD": "$", "EUR": "€", "GBP": "£"}

// Money is a band of money as people say it: "$40–60k".
func Money(low, high int64, currency string) string {
	sign, ok := signs[currency]
	if !ok {
		sign = currency + " "
	}
	short := func(n int64) string {
		if n >= 10000 && n%1000 == 0 {
			return strconv.FormatInt(n/1000, 10) + "k"
		}
		return page.Thousands(n)
	}
	if low == high {
		return sign + short(low)
	}
	if a, ok := strings.CutSuffix(short(low), "k"); ok && strings.HasSuffix(short(high), "k") {
		return sign + a + "–" + short(high)
	}
	return sign + short(low) + "–" + short(high)
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// promiseTimes offers three times within the person's hours: in an hour, and the next two mornings.
func promiseTimes(w policy.Words, at time.Time) (options []components.Option) {
	if w.Zone == "" {
		return nil
	}
	there := w.Local.Location()
	add := func(t time.Time) {
		options = append(options, components.Option{Value: t.Format(time.RFC3339), Label: When(t, at, there)})
	}
	soon := w.Local.Add(time.Hour).Truncate(30 * time.Minute).Add(30 * time.Minute)
	if w.Open && soon.Before(w.Closes) {
		add(soon)
	}
	for day := 1; len(options) < 3; day++ {
		t := time.Date(w.Local.Year(), w.Local.Month(), w.Local.Day()+day, 10+(day%2)*4, 0, 0, 0, there)
		if t.Weekday() != time.Sunday && t.Weekday() != time.Saturday {
			add(t)
		}
	}
	return options
}

// offered keeps a time that was chosen earlier among those that are offered now, while it
// is still to come.
func offered(times []components.Option, chosen *console.PromiseForm, w policy.Words, at time.Time) []components.Option {
	if slices.ContainsFunc(times, func(o components.Option) bool { return o.Value == chosen.At }) || len(times) == 0 {
		return times
	}
	if t, err := time.Parse(time.RFC3339, chosen.At); err == nil && t.After(at) {
		return append(times[:len(times)-1], components.Option{Value: chosen.At, Label: When(t, at, w.Local.Location())})
	}
	chosen.At = times[0].Value
	return times
}

func history(events []queue.Event, at time.Time, zone *time.Location) (shown []components.Event) {
	for n, e := range events {
		line := components.Event{When: When(e.At, at, zone), DateTime: e.At.Format(time.RFC3339), Text: e.Text, Now: n == 0}
		switch e.Kind {
		case "inquiry":
			line.Title = "Inquiry"
			line.Text = strings.TrimSpace(models.SourceLabel(e.Who) + ". " + e.Text)
		case "attempt":
			line.Title = models.Disposition(e.What).Words()
			line.When += " · " + e.Who
		case "grading":
			line.Title, line.Grade = "Graded "+string(e.Grade), string(e.Grade)
			line.Text = "by " + e.Who + ". " + e.Text
		case "promise":
			line.Title = "Promise, " + e.What
			line.Text = "kept by " + e.Who + ". " + e.Text
		default:
			line.Title, line.Text = EventWords(e)
		}
		shown = append(shown, line)
	}
	return shown
}

// endedToast says what was done, and how to take it back.
func endedToast(e queue.Ended) session.Toast {
	words := e.Words
	if e.AgainAt != nil {
		zone := models.Location(e.Zone)
		words += ", again " + When(*e.AgainAt, e.UndoUntil, zone)
	}
	return undoable(or(e.Name, "They")+": "+words, "Undo", e.AttemptID, e.UndoUntil, models.UndoWindow, e.Repeated)
}

// gradedToast says what a grade means, and how to take it back.
func gradedToast(g grading.Graded) session.Toast {
	name := or(g.Name, "They")
	switch {
	case g.Grade == models.GradeA:
		return undoable(fmt.Sprintf("%s: A, goes out in 30 s", name), "Recall", g.AttemptID, g.UndoUntil, models.RecallWindow, g.Repeated)
	case g.Until != nil:
		return undoable(fmt.Sprintf("%s: %s, again %s", name, g.Grade, g.Until.Format("2 Jan 2006")), "Undo", g.AttemptID, g.UndoUntil, models.UndoWindow, g.Repeated)
	}
	return undoable(fmt.Sprintf("%s: %s", name, g.Grade), "Undo", g.AttemptID, g.UndoUntil, models.UndoWindow, g.Repeated)
}

func undoable(message, label string, attempt models.ID, until time.Time, of time.Duration, repeated bool) session.Toast {
	if repeated {
		return session.Toast{Message: "This was saved already."}
	}
	return session.Toast{Message: message, Undo: &session.Undo{Action: paths.ConsoleWithdrawal(attempt), Label: label, Until: until, Of: of}}
}
