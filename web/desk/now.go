package desk

import (
	"fmt"
	"strconv"
	"time"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/services/policy"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
)

// How long a call or a break lasts before the desk marks it.
const (
	longCall  = 20 * time.Minute
	longBreak = 20 * time.Minute
	longLunch = 60 * time.Minute
)

func nowPage(d *desks.Now, zone *time.Location) desk.NowPage {
	at := d.At
	p := desk.NowPage{Clock: at.In(zone).Format("15:04:05")}
	for _, r := range d.Callers {
		p.Callers = append(p.Callers, callerRow(r, at))
	}
	for _, m := range d.Promises {
		p.Promises = append(p.Promises, promiseRow(m, at, zone))
	}
	for _, each := range d.Clock {
		p.Hot = append(p.Hot, clockRow(each, at, zone))
	}
	for _, each := range d.Holds {
		p.Holds = append(p.Holds, holdRow(each, at, zone))
	}
	for _, each := range d.Reasons {
		p.Reasons = append(p.Reasons, desk.ReasonRow{Reason: upper(each.Reason), N: capped(each.N), Since: age(at.Sub(each.Since))})
	}
	unserved := d.Unserved()
	for _, each := range unserved {
		p.Unserved = append(p.Unserved, unservedRow(each))
	}
	sum := sumUp(d)
	p.Queue = clientQueues(d, zone)
	p.Total = totals(d, sum)
	p.Waiting = capped(sum.waiting) + " waiting"
	p.Summary = fmt.Sprintf("%s · %s on, %s waiting", at.In(zone).Format("Mon 2 Jan, 15:04"), plural(sum.on, "caller"), capped(sum.waiting))
	if hot := sum.tiers[models.TierHot]; hot.Since != nil {
		p.Summary += ", oldest hot inquiry " + age(at.Sub(*hot.Since))
	}
	p.Alarms = alarms(d, sum, unserved, at)
	p.Figures = figures(d, sum, at)
	return p
}

// A summary is the queue of all programs together, and who is there to call.
type summary struct {
	tiers                   [models.TierRest + 1]desks.Waiting
	waiting, promises, late int
	outside, later          int
	held, on                int
	hottest                 string // the client with most past the response clock
}

func sumUp(d *desks.Now) (s summary) {
	most, at := 0, d.At
	for _, g := range d.Programs {
		for tier, w := range g.Tiers {
			all := &s.tiers[tier]
			all.N += w.N
			all.Late += w.Late
			s.outside += w.Outside
			if w.Since != nil && (all.Since == nil || w.Since.Before(*all.Since)) {
				all.Since = w.Since
			}
		}
		s.waiting += g.All()
		s.promises += g.Promises
		s.late += g.PromisesLate
		s.later += g.Scheduled
		if late := g.Tiers[models.TierHot].Late; late > most {
			most, s.hottest = late, g.ClientName
		}
	}
	for _, c := range d.Callers {
		if c.HeldSince != nil {
			s.held++
		}
		if c.OnDuty(at) {
			s.on++
		}
	}
	return s
}

func alarms(d *desks.Now, s summary, unserved []desks.Unserved, at time.Time) (all []desk.Alarm) {
	if s.late > 0 {
		a := desk.Alarm{Tone: components.Rust, Icon: "alarm-clock-off", Title: plural(s.late, "promise") + " broken", Text: "Their time has come, and nobody has called.", URL: "#promises", Do: "See"}
		for _, m := range d.Promises {
			if m.DueAt.Before(at) {
				person := models.Person{Name: m.Name}
				a.Text = person.Called(m.Organisation) + " was due " + age(at.Sub(m.DueAt)) + " ago."
				break
			}
		}
		all = append(all, a)
	}
	if late := s.tiers[models.TierHot].Late; late > 0 {
		all = append(all, desk.Alarm{Tone: components.Amber, Icon: "timer", Title: capped(late) + " past the response clock", Text: "Most of them of " + s.hottest + ".", URL: "#clock", Do: "See who"})
	}
	if len(unserved) > 0 {
		worst := unserved[0]
		all = append(all, desk.Alarm{Tone: components.Slate, Icon: "scale", Title: worst.ProgramName + " is not served", Text: unservedFor(worst) + ", owed a call every " + age(worst.Owed) + ".", URL: paths.DeskProgram(worst.ProgramID), Do: "Change"})
	}
	if n, since := d.Decisions(); n > 0 {
		a := desk.Alarm{Tone: components.Slate, Icon: "clipboard-list", Title: needWords(n), Text: "Nobody calls them before somebody decides.", URL: paths.DeskDecisions(), Do: "Decide"}
		if since != nil {
			a.Text = "The oldest for " + age(at.Sub(*since)) + "."
		}
		all = append(all, a)
	}
	return all
}

func needWords(n int) string {
	if n == 1 {
		return "1 needs a decision"
	}
	return capped(n) + " need a decision"
}

func figures(d *desks.Now, s summary, at time.Time) []components.Stat {
	hot := s.tiers[models.TierHot]
	oldest := "none waits"
	if hot.Since != nil {
		oldest = "oldest " + age(at.Sub(*hot.Since))
	}
	broken := "none broken"
	if s.late > 0 {
		broken = capped(s.late) + " broken"
	}
	decisions, _ := d.Decisions()
	return []components.Stat{
		{Label: "To be called now", Value: capped(s.waiting), Note: capped(s.outside) + " outside hours", URL: paths.DeskInquiries(stateFilter("queue"))},
		{Label: "Within a day", Value: capped(s.later), Note: "planned"},
		{Label: "Hot", Value: capped(hot.N), Note: oldest, URL: "#clock"},
		{Label: "Promises", Value: capped(s.promises), Note: broken, URL: "#promises"},
		{Label: "Decisions", Value: capped(decisions), Note: "need somebody", URL: paths.DeskDecisions()},
		{Label: "Held", Value: strconv.Itoa(s.held), Note: "on the line now", URL: "#callers"},
		{Label: "Pending", Value: capped(d.Pending), Note: "can be recalled", URL: paths.DeskInquiries(stateFilter(string(models.Pending)))},
		{Label: "Due this week", Value: capped(d.Ripening), Note: "nurtured", URL: paths.DeskNurture()},
	}
}

func callerRow(r desks.Caller, at time.Time) desk.CallerRow {
	user := models.User{Name: r.Name}
	row := desk.CallerRow{Name: r.Name, Initials: user.Initials(), Calls: r.Calls, Reached: r.Reached, A: r.A}
	since := func(from *time.Time, limit time.Duration) {
		if from == nil {
			return
		}
		d := max(at.Sub(*from), 0)
		row.For, row.Seconds, row.Long = stopwatch(d), int(d.Seconds()), limit > 0 && d > limit
	}
	switch {
	case r.HeldSince != nil:
		person := models.Person{Name: r.HeldName}
		row.State, row.Says, row.InquiryID = "talk", "On a call", *r.HeldID
		row.With = person.Called(r.HeldOrganisation) + ", " + r.HeldClient
		since(r.HeldSince, longCall)
	case r.Shift == models.ShiftBreak && r.ShiftSince != nil && at.Sub(*r.ShiftSince) < 12*time.Hour:
		limit := longBreak
		if r.ShiftReason == "lunch" {
			limit = longLunch
		}
		row.State, row.Says = "rest", r.ShiftReason.Words()
		since(r.ShiftSince, limit)
	case r.OnDuty(at):
		row.State, row.Says = "idle", "Between calls"
		from := r.ShiftSince
		if r.LastAt != nil && (from == nil || r.LastAt.After(*from)) {
			from = r.LastAt
		}
		since(from, 0)
	case r.LastAt != nil:
		row.State, row.Says = "off", "Off, last call "+age(at.Sub(*r.LastAt))+" ago"
	default:
		row.State, row.Says = "off", "No call today"
	}
	return row
}

func promiseRow(m desks.Promise, at time.Time, zone *time.Location) desk.PromiseRow {
	person := models.Person{Name: m.Name}
	r := desk.PromiseRow{ID: m.InquiryID, When: m.DueAt.In(zone).Format("15:04"), Name: person.Called(m.Organisation), Client: m.ClientName}
	keeper := m.Keeper
	if keeper == "" {
		keeper = "anyone"
	}
	there := ""
	if m.Zone != "" {
		there = ", " + m.DueAt.In(models.Location(m.Zone)).Format("15:04") + " in " + policy.ZoneName(m.Zone)
	}
	if models.DayIn(m.DueAt, zone) != models.DayIn(at, zone) {
		r.When = m.DueAt.In(zone).Format("2 Jan")
	}
	switch {
	case m.State == models.Undecided:
		r.Tone, r.Text, r.NeedsWords = components.Rust, m.DecisionReason, true
	case m.DueAt.Before(at):
		r.Tone, r.Text = components.Rust, "late "+age(at.Sub(m.DueAt))+", "+keeper
	default:
		r.Text = keeper + there
	}
	return r
}

func clockRow(c desks.Clocked, at time.Time, zone *time.Location) desk.PromiseRow {
	person := models.Person{Name: c.Name}
	r := desk.PromiseRow{ID: c.InquiryID, When: when(c.By, at, zone), Name: person.Called(c.Organisation), Client: c.ClientName, Text: "first call due in " + age(c.By.Sub(at)) + ", " + c.ProgramName}
	if c.By.Before(at) {
		r.Tone, r.Text = components.Rust, age(at.Sub(c.By))+" past the clock, "+c.ProgramName
	}
	return r
}

func holdRow(h desks.Holding, at time.Time, zone *time.Location) desk.HoldRow {
	r := desk.HoldRow{Until: when(h.Until, at, zone), What: "All of " + h.ProgramName, Client: h.ClientName, Reason: h.Reason, By: h.ByName, URL: paths.DeskProgram(h.ProgramID)}
	if h.InquiryID != nil {
		person := models.Person{Name: h.Name}
		r.What, r.URL = person.Called(h.Organisation), paths.DeskHandling(*h.InquiryID)
	}
	return r
}

func unservedRow(u desks.Unserved) desk.UnservedRow {
	return desk.UnservedRow{Program: u.ProgramName, Client: u.ClientName, For: unservedFor(u), Owed: "owed a call every " + age(u.Owed), URL: paths.DeskProgram(u.ProgramID)}
}

// unservedFor says for how long: "Not served for 2 h 10 min".
func unservedFor(u desks.Unserved) string {
	d := u.For.Truncate(time.Minute)
	text := strconv.Itoa(int(d.Minutes())%60) + " min"
	if h := int(d.Hours()); h > 0 {
		text = strconv.Itoa(h) + " h " + text
	}
	if u.More {
		text = "over " + strconv.Itoa(int(d.Hours())) + " h"
	}
	return "Not served for " + text
}
