package desk

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Story handles GET /desk/inquiries/:inquiry/story: why was it called when it was, and
// why was it not.
func (h *Desk) Story(c echo.Context) error {
	var f decisionForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	story, err := h.Queue.Story(c.Request().Context(), session.Actor(c), f.Inquiry)
	if err != nil {
		return err
	}
	head := &story.Head
	zone := models.Location(story.Window.Zone)
	person := models.Person{Name: head.PersonName}
	p := desk.StoryPage{ID: head.ID, Person: person.Called(head.Organisation), Subtitle: line(head.Organisation, head.ClientName, head.ProgramName), Answer: answer(story, zone),
		Clock: "Times are on their clock, " + story.Window.Place + ".", Facts: planFacts(story, zone)}
	if story.Window.Zone == "" {
		p.Clock = "Times are UTC: nobody knows on which clock they live."
	}
	for _, e := range slices.Backward(storyLines(story, zone)) {
		p.Events = append(p.Events, e)
	}
	p.Layout = shell(c, "Why: "+p.Person)
	return page.Show(c, http.StatusOK, desk.Story(p))
}

// answer is the sentence that says why nobody calls, or when somebody will.
func answer(s *queue.Story, zone *time.Location) string {
	head := &s.Head
	on := func(at time.Time) string { return at.In(zone).Format("Monday 2 January 15:04") }
	switch head.State {
	case models.Undecided:
		return "Nobody calls before a supervisor decides: " + head.DecisionReason
	case models.Held:
		if head.HeldBy != nil {
			return *head.HeldBy + " has it on the line."
		}
		return "You have it on the line."
	case models.Nurtured:
		return "It is kept until " + on(*head.NextAt) + ": " + head.NurtureReason + "."
	case models.Closed:
		return "It is closed: " + head.ClosedReason + "."
	case models.Ready, models.Scheduled:
	default:
		return "It is " + head.State.Words() + "."
	}
	if s.PausedAt != nil {
		return "Its program is paused since " + on(*s.PausedAt) + ": nobody of it is called."
	}
	if s.ReadyFrom == nil {
		return "It is not due before " + on(*head.DueAt) + "."
	}
	said := []string{"Ready since " + on(*s.ReadyFrom)}
	if head.Tier == models.TierPromise {
		said = append(said, "it is promised, and next for who keeps it")
	} else if s.Ahead > 0 {
		said = append(said, capped(s.Ahead)+" others of its program stand before it")
	} else {
		said = append(said, "nobody of its program stands before it")
	}
	if n := s.Served(); n > 0 {
		said = append(said, plural(n, "call")+" were served meanwhile")
	}
	if len(s.ClosedOn) > 0 {
		var days []string
		for _, day := range s.ClosedOn {
			days = append(days, day.Format("Monday 2 January"))
		}
		said = append(said, "its window was closed on "+strings.Join(days, ", "))
	}
	if !s.Window.Open {
		said = append(said, "now it is closed ("+s.Window.String()+")")
	}
	return strings.Join(said, "; ") + "."
}

// planFacts is its plan and how far it has come.
func planFacts(s *queue.Story, zone *time.Location) []components.Fact {
	plan := s.Course.Plan()
	next, calls := plan.Turn(s.Course.Step)
	version := "the usual one"
	if plan.Version > 0 {
		version = fmt.Sprintf("version %d", plan.Version)
	}
	facts := []components.Fact{{Term: "Plan", Value: s.Course.Class.Words() + ", " + version, URL: paths.Plan(s.Head.ProgramID, s.Course.Class)},
		{Term: "Step", Value: fmt.Sprintf("%d of %d", min(s.Course.Step+1, len(plan.Steps)), len(plan.Steps))},
		{Term: "Calls made", Value: fmt.Sprintf("%d of the plan’s %d", next-1, calls)}}
	if s.Course.Step < len(plan.Steps) {
		step := plan.Steps[s.Course.Step]
		facts = append(facts, components.Fact{Term: "That step", Value: upper(step.Channel.Words()) + ", " + step.Part.Words()})
	}
	if s.Course.BegunAt != nil {
		facts = append(facts, components.Fact{Term: "Deadline", Value: plan.Ends(*s.Course.BegunAt).In(zone).Format("2 January 2006 15:04")})
	}
	return facts
}

// storyLines is what happened and what did not, the oldest first.
func storyLines(s *queue.Story, zone *time.Location) (lines []components.Event) {
	type line struct {
		at time.Time
		e  components.Event
	}
	var all []line
	for _, e := range s.Events {
		title, text := told(e, zone)
		when := e.At.In(zone).Format("Mon 2 Jan 15:04")
		if e.Who != "" && e.Kind != "promise" {
			when += " · " + e.Who
		}
		all = append(all, line{e.At, components.Event{Title: title, Text: text, When: when, DateTime: e.At.Format(time.RFC3339)}})
	}
	for _, w := range s.Waits {
		all = append(all, line{w.From, components.Event{Title: "Could be called, and was not", Text: instead(w), DateTime: w.From.Format(time.RFC3339),
			When: w.From.In(zone).Format("Mon 2 Jan 15:04") + "–" + w.Until.In(zone).Format("15:04")}})
	}
	slices.SortStableFunc(all, func(a, b line) int { return a.at.Compare(b.at) })
	for _, each := range all {
		lines = append(lines, each.e)
	}
	return lines
}

// instead is whom they called.
func instead(w queue.Wait) string {
	if w.Calls == 0 {
		return "Nobody was called from its queue meanwhile."
	}
	var parts []string
	for tier, words := range []string{"promised", "hot", "ripe again", "retries", "of the rest"} {
		if n := w.Tiers[tier]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, words))
		}
	}
	if w.Calls == 1 {
		return "1 call was served from its queue: " + parts[0] + "."
	}
	return page.Thousands(w.Calls) + " calls were served from its queue: " + strings.Join(parts, ", ") + "."
}

// told is an event in words.
func told(e queue.StoryEvent, zone *time.Location) (title, text string) {
	due := ""
	if e.DueAt != nil {
		due = e.DueAt.In(zone).Format("Mon 2 Jan 15:04")
	}
	switch e.Kind {
	case "inquiry":
		return "Inquiry", "It came in, by " + e.What + ", and was due at once."
	case "served":
		return "Served", e.Text
	case "returned":
		return "Back in the queue", map[string]string{"given back": "Given back without a call.", "lease": "Its page gave no sign of life.", "undone": "Given back, because another call was taken back.", "deactivated": "Its caller left."}[e.What]
	case "blocked":
		if due != "" {
			due = " Again " + due + "."
		}
		return "Kept from calls", e.Text + due + " (" + strings.Join(e.Rules, ", ") + ")"
	case "attempt":
		return models.Disposition(e.What).Words(), e.Text
	case "grading":
		return "Graded " + e.What, ""
	case "promise":
		return "Promised", "for " + due + ", " + policy.ZoneName(e.Text) + ", by " + e.Who + "."
	case "settled":
		return "The promise is settled", e.What + ": it was for " + due + "."
	case "program":
		return map[string]string{"active": "Its program was resumed", "paused": "Its program was paused", "ended": "Its program ended"}[e.What], e.Text
	}
	return moveWords(e, due)
}

func moveWords(e queue.StoryEvent, due string) (title, text string) {
	switch e.What {
	case models.MovePlanned:
		return fmt.Sprintf("Step %d is planned", e.Step), "for " + due + ". " + e.Text
	case models.MoveUsedUp:
		return "The plan is used up", e.Text
	case models.MoveDecision:
		return "Needs a decision", e.Text
	case models.MoveDecided:
		return "Decided", strings.TrimSpace(e.Text + " " + due)
	case models.MoveBroken:
		return "The promise is broken", e.Text
	case models.MoveOpened:
		return "Open to everybody", e.Text
	case models.MoveSlid:
		return "Its date slid", "to " + due + ". " + e.Text
	case models.MoveSkipped:
		return "Left out", e.Text
	case models.MoveKept:
		return "Kept for later", "until " + due + ". " + e.Text
	case models.MoveDue, models.MoveForward:
		return upper(e.What), strings.TrimSpace(e.Text)
	}
	return upper(e.What), e.Text
}
