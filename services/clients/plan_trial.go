package clients

import (
	"fmt"
	"time"

	"ripen/models"
	"ripen/services/policy"
)

// mostWindows bounds under how many different calling hours a plan is tried.
const mostWindows = 100

// A Trial is what a plan comes to under the hours of the people it is for and under the
// caps: begun in the morning and in the late afternoon of each day of a week.
type Trial struct {
	Calls  int    // the plan wants
	Fewest int    // it makes before its deadline, at the worst
	Most   int    // at the best
	Worst  *Begun // where it makes fewest; nil: it always makes all
	Where  int    // under how many calling hours it was tried
}

// Begun is a plan that was begun at an instant, and where that led.
type Begun struct {
	At    time.Time // on the person's clock
	Made  int
	Next  time.Time // when the first call that is not made would fall
	Over  time.Time // the deadline
	Place string
}

// tryIn tries a plan under each window.
func tryIn(p *models.ContactPlan, most int, windows []policy.Window, now time.Time) Trial {
	t := Trial{Calls: p.Calls(), Fewest: p.Calls()}
	y, m, d := now.Date()
	monday := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 8-int(now.Weekday()))
	for _, w := range windows {
		if !w.Known() {
			continue
		}
		t.Where++
		zone := models.Location(w.Words(monday).Zone)
		for day := range 7 {
			for _, hour := range []int{9, 16} {
				begun := tryFrom(p, most, w, zone, time.Date(monday.Year(), monday.Month(), monday.Day()+day, hour, 30, 0, 0, zone))
				t.Most = max(t.Most, begun.Made)
				if begun.Made < t.Fewest {
					t.Fewest, t.Worst = begun.Made, &begun
				}
			}
		}
	}
	if t.Where == 0 { // nobody knows where: only its own rules were tried
		t.Most = t.Calls
	}
	return t
}

// tryFrom makes the plan with nobody picking up.
func tryFrom(p *models.ContactPlan, most int, w policy.Window, zone *time.Location, start time.Time) Begun {
	b := Begun{Place: policy.ZoneName(zone.String())}
	var calls []time.Time
	last := start
	for n, step := range p.Steps {
		due := last.Add(step.Wait())
		if step.Channel != models.ByEmail {
			due = step.Part.Place(w, zone, lastOf(calls), due, 0)
		}
		if step.Channel == models.ByCall {
			ask := policy.Question{At: due, Window: w, Usable: true, Attempts: calls, PlanAttempts: len(calls), OnRecord: registers(), Caps: policy.Caps{Plan: most}}
			d := policy.Decide(ask)
			if d.Verdict == policy.Block && !d.RetryAt.IsZero() {
				due = d.RetryAt
			}
		}
		if n == 0 {
			b.At, b.Over = due.In(zone), p.Ends(due).In(zone)
		}
		if due.After(b.Over) {
			b.Next = due.In(zone)
			return b
		}
		if last = due; step.Channel == models.ByCall {
			calls = append(calls, due)
			b.Made++
		}
	}
	return b
}

func lastOf(calls []time.Time) time.Time {
	if len(calls) == 0 {
		return time.Time{}
	}
	return calls[len(calls)-1]
}

// registers is every list that a rule asks for: a trial is about hours and caps.
func registers() (all []string) {
	for _, rule := range policy.Rules() {
		all = append(all, rule.Lists...)
	}
	return all
}

// Words says what the plan cannot reach; "" where it reaches all.
func (t Trial) Words() string {
	if t.Worst == nil {
		return ""
	}
	b, caps := t.Worst, policy.DefaultCaps()
	text := fmt.Sprintf("This plan cannot make %s before its deadline: begun on %s in %s, the %s would fall on %s, after the deadline of %s.", count(t.Calls, "attempt"),
		b.At.Format("a Monday at 15:04"), b.Place, ordinal(b.Made+1), b.Next.Format("Monday 2 January, 15:04"), b.Over.Format("Monday 2 January, 15:04"))
	return text + fmt.Sprintf(" The caps allow %d a day and %d in 24 hours, %s apart.", caps.PerDay, caps.Per24h, models.Span(caps.Gap))
}

// refusal refuses a plan that never makes all its calls, whenever it is begun.
func (t Trial) refusal(p *models.ContactPlan) error {
	if t.Most >= t.Calls {
		return nil
	}
	return models.Refuse(models.Invalid, "deadline", "%s Whenever it is begun, it makes %s at the most: give it more days than %d, or fewer calls.", t.Words(), count(t.Most, "call"), p.DeadlineDays)
}

func count(n int, word string) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	text := fmt.Sprint(n)
	if n < len(words) {
		text = words[n]
	}
	if n == 1 {
		return text + " " + word
	}
	return text + " " + word + "s"
}

func ordinal(n int) string {
	words := []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("%dth", n)
}
