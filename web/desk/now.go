package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ripen/models"
	desks "ripen/services/desk"
	"ripen/services/policy"
	"ripen/services/reports"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
)

var balanceURL = paths.DeskBalance()

func nowPage(d *desks.Now, zone *time.Location) desk.NowPage {
	at := d.At
	p := desk.NowPage{Clock: at.In(zone).Format("15:04:05")}
	on := 0
	for _, r := range d.Callers {
		p.Callers = append(p.Callers, callerRow(r, at))
		if r.HeldSince != nil || r.LastAt != nil && at.Sub(*r.LastAt) < 30*time.Minute {
			on++
		}
	}
	for _, m := range d.Promises {
		p.Promises = append(p.Promises, promiseRow(m, at, zone))
	}
	sum := sumUp(d)
	p.Queue = clientQueues(d, zone)
	for n, count := range [5]int{sum.promises, sum.tiers[models.TierHot].N, sum.tiers[models.TierRequalification].N, sum.tiers[models.TierRetry].N, sum.tiers[models.TierRest].N} {
		p.Total[n] = capped(count)
	}
	p.Waiting = capped(sum.waiting) + " waiting"
	p.Summary = fmt.Sprintf("%s · %s on, %s waiting", at.In(zone).Format("Mon 2 Jan, 15:04"), plural(on, "caller"), capped(sum.waiting))
	if hot := sum.tiers[models.TierHot]; hot.Since != nil {
		p.Summary += ", oldest hot inquiry " + age(at.Sub(*hot.Since))
	}
	p.Alarms = alarms(d, sum, at)
	p.Figures = figures(d, sum, at)
	return p
}

// A summary is the queue of all programs together.
type summary struct {
	tiers                   [models.TierRest + 1]desks.Waiting
	waiting, promises, late int
	held                    int
	hottest                 string // the client with most past the response clock
}

func sumUp(d *desks.Now) (s summary) {
	most := 0
	for _, g := range d.Programs {
		for tier, w := range g.Tiers {
			all := &s.tiers[tier]
			all.N += w.N
			all.Late += w.Late
			if w.Since != nil && (all.Since == nil || w.Since.Before(*all.Since)) {
				all.Since = w.Since
			}
		}
		s.waiting += g.All()
		s.promises += g.Promises
		s.late += g.PromisesLate
		if late := g.Tiers[models.TierHot].Late; late > most {
			most, s.hottest = late, g.ClientName
		}
	}
	for _, c := range d.Callers {
		if c.HeldSince != nil {
			s.held++
		}
	}
	return s
}

func alarms(d *desks.Now, s summary, at time.Time) (all []desk.Alarm) {
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
		all = append(all, desk.Alarm{Tone: components.Amber, Icon: "timer", Title: capped(late) + " past the response clock", Text: "Most of them of " + s.hottest + ".", URL: "#queue", Do: "See the queue"})
	}
	if d.Decisions > 0 {
		a := desk.Alarm{Tone: components.Slate, Icon: "scale", Title: needWords(d.Decisions), Text: "Nobody calls them before somebody decides.", URL: paths.DeskDecisions(), Do: "Decide"}
		if d.Since != nil {
			a.Text = "The oldest for " + age(at.Sub(*d.Since)) + "."
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
	return []components.Stat{
		{Label: "To be called", Value: capped(s.waiting), Note: capped(d.Later) + " more within a day", URL: paths.DeskInquiries(stateFilter("queue"))},
		{Label: "Hot", Value: capped(hot.N), Note: oldest},
		{Label: "Promises", Value: capped(s.promises), Note: broken, URL: "#promises"},
		{Label: "Decisions", Value: capped(d.Decisions), Note: "need somebody", URL: paths.DeskDecisions()},
		{Label: "Held", Value: strconv.Itoa(s.held), Note: "on the line now", URL: "#callers"},
		{Label: "Pending", Value: capped(d.Pending), Note: "can be recalled", URL: paths.DeskInquiries(stateFilter(string(models.Pending)))},
		{Label: "Due this week", Value: capped(d.Ripening), Note: "nurtured", URL: paths.DeskNurture()},
	}
}

func callerRow(r desks.Caller, at time.Time) desk.CallerRow {
	user := models.User{Name: r.Name}
	row := desk.CallerRow{Name: r.Name, Initials: user.Initials(), Calls: r.Calls, Reached: r.Reached, A: r.A, B: r.B, C: r.C, D: r.D}
	switch {
	case r.HeldSince != nil:
		person := models.Person{Name: r.HeldName}
		row.State, row.Says, row.For, row.InquiryID = "talk", "On a call", stopwatch(at.Sub(*r.HeldSince)), *r.HeldID
		row.With = person.Called(r.HeldOrganisation) + ", " + r.HeldClient
	case r.LastAt != nil:
		row.State, row.Says, row.For = "idle", "Between calls", stopwatch(at.Sub(*r.LastAt))
	default:
		row.State, row.Says = "rest", "No call today"
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

// clientQueues groups the programs by client, and compares each client's share of the
// last hour's calls with what its contracts owe it.
func clientQueues(d *desks.Now, zone *time.Location) (all []desk.ClientQueue) {
	volumes, volume, calls := map[models.ID]int{}, 0, 0
	for _, g := range d.Programs {
		if g.State == models.ProgramActive {
			volumes[g.ClientID] += g.ContractVolume
			volume += g.ContractVolume
		}
	}
	for _, n := range d.Shares {
		calls += n
	}
	var last models.ID
	for _, g := range d.Programs {
		if g.ClientID != last {
			last = g.ClientID
			c := desk.ClientQueue{Client: g.ClientName, Tone: strconv.Itoa(g.Colour), URL: paths.DeskInquiries(clientFilter(g.ClientID))}
			c.Share = desk.Share{Owed: percent(volumes[last], volume), Of: percent(d.Shares[last], calls), Counted: calls > 0}
			c.Share.Short = c.Share.Counted && c.Share.Of*4 < c.Share.Owed*3
			all = append(all, c)
		}
		client := &all[len(all)-1]
		client.Programs = append(client.Programs, programQueue(g, d.At, zone))
	}
	return all
}

func percent(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return (part*100 + whole/2) / whole
}

func programQueue(g desks.Program, at time.Time, zone *time.Location) desk.ProgramQueue {
	q := desk.ProgramQueue{Name: g.ProgramName}
	if g.State == models.ProgramPaused {
		q.State = "paused"
	}
	q.Cells[0] = desk.QueueCell{N: capped(g.Promises)}
	switch {
	case g.PromisesLate > 0:
		q.Cells[0].Since, q.Cells[0].Tone = "late", components.Rust
	case g.PromiseNext != nil:
		q.Cells[0].Since = g.PromiseNext.In(zone).Format("15:04")
	}
	for tier := models.TierHot; tier <= models.TierRest; tier++ {
		w := g.Tiers[tier]
		cell := desk.QueueCell{N: capped(w.N)}
		if w.Since != nil {
			cell.Since = age(at.Sub(*w.Since))
		}
		if tier == models.TierHot && w.Late > 0 {
			cell.Tone = components.Amber
		}
		if tier == models.TierRequalification && w.Since != nil && at.Sub(*w.Since) > 48*time.Hour {
			cell.Tone = components.Amber
		}
		q.Cells[tier] = cell
	}
	return q
}

func balanceFigure(difference int) components.Stat {
	if difference == 0 {
		return components.Stat{Label: "Balance", Value: "0", Note: "nothing lost", URL: balanceURL}
	}
	return components.Stat{Label: "Balance", Value: strconv.Itoa(difference), Note: "not accounted for", URL: balanceURL}
}

func balancePage(sheets []reports.Balance, names map[models.ID]string) desk.BalancePage {
	var p desk.BalancePage
	total, difference := make([]int, len(desk.BalanceHeads)), 0
	for _, s := range sheets {
		closed := 0
		for _, n := range s.Closed {
			closed += n
		}
		figures := []int{s.Received, s.Rejected, s.Quarantined, s.ToBeCalled.Total(), s.Held, s.Pending, s.Nurtured, s.Released, closed, s.Merged, s.Erased, s.Undone, s.Difference}
		for n, figure := range figures {
			total[n] += figure
		}
		difference += max(s.Difference, -s.Difference)
		p.Rows = append(p.Rows, desk.BalanceRow{Client: names[s.ClientID], Cells: spelled(figures), Off: s.Difference != 0})
	}
	p.Total = desk.BalanceRow{Client: "All", Cells: spelled(total), Off: difference != 0}
	p.Balance = balanceFigure(difference)
	return p
}

func spelled(figures []int) (cells []string) {
	for _, n := range figures {
		cells = append(cells, thousands(n))
	}
	return cells
}

// capped is a count as far as the desk counts: "1,000+" where there are more.
func capped(n int) string {
	if n > desks.CountedTo {
		return thousands(desks.CountedTo) + "+"
	}
	return thousands(n)
}

func thousands(n int) string {
	text := strconv.Itoa(max(n, -n))
	for k := len(text) - 3; k > 0; k -= 3 {
		text = text[:k] + "," + text[k:]
	}
	if n < 0 {
		return "−" + text
	}
	return text
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return thousands(n) + " " + word + "s"
}

// age is how long ago something was, in the one unit that matters.
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "0 min"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + " min"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " h"
	}
	return strconv.Itoa(int(d.Hours()/24)) + " d"
}

// stopwatch is a time that runs: "04:12", "1:04:12".
func stopwatch(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	if h > 0 {
		return fmt.Sprintf("%d:%02d:%02d", h, m, s)
	}
	return strings.TrimSpace(fmt.Sprintf("%02d:%02d", m, s))
}
