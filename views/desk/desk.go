// Package desk is what the supervisor sees: the queue now, what needs a decision, the
// inquiries, the week of the nurtured ones, and imports.
package desk

import (
	"strconv"

	"github.com/a-h/templ"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
)

// A NowPage is the agency's work at one instant.
type NowPage struct {
	Layout   layouts.Page
	Summary  string
	Clock    string // when this was so
	Alarms   []Alarm
	Figures  []components.Stat
	Balance  components.Stat
	Callers  []CallerRow
	Promises []PromiseRow
	Queue    []ClientQueue
	Total    [5]string
	Waiting  string
}

// A Part is a piece of a page that is sent again when it has changed, with the id of its element.
type Part struct {
	ID   string
	View templ.Component
}

// Parts is every piece of the desk.
func (p NowPage) Parts() []Part {
	return []Part{{"now-head", head(p)}, {"alarms", alarmsPart(p)}, {"figures", figures(p)}, {"callers", callers(p)}, {"promises", promises(p)}, {"queue", queue(p)}}
}

// An Alarm is something that needs somebody.
type Alarm struct {
	Tone, Icon, Title, Text string
	URL, Do                 string
}

// icons: alarm-clock-off timer scale clipboard-list

// A CallerRow is one caller's day.
type CallerRow struct {
	Name, Initials   string
	State, For, With string // "talk", "04:12", "Ivy Moss, Harbour"
	Says             string // "On a call"
	Calls, Reached   int
	A, B, C, D       int
	InquiryID        models.ID
}

func (r CallerRow) stateClass() string {
	if r.State == "" {
		return "state"
	}
	return "state " + r.State
}

// A PromiseRow is an open promise.
type PromiseRow struct {
	ID         models.ID
	When       string
	Name       string
	Client     string
	Text       string
	Tone       string
	NeedsWords bool // it needs a decision
}

// A ClientQueue is a client's programs.
type ClientQueue struct {
	Client   string
	Tone     string
	URL      string
	Share    Share
	Programs []ProgramQueue
}

// A ProgramQueue is what waits in one program: promises, hot, ripe again, retries, the rest.
type ProgramQueue struct {
	Name  string
	State string // "", or "paused"
	Cells [5]QueueCell
}

// A QueueCell is how many wait, and since when.
type QueueCell struct {
	N, Since, Tone string
}

func (c QueueCell) class() string {
	if c.Tone != "" {
		return "num hit"
	}
	return "num"
}

// A Share is a client's part of the calls, and what its contract owes it, in percent.
type Share struct {
	Of, Owed int
	Counted  bool // there were calls
	Short    bool // it has fewer than it should
}

func (s Share) tone() string {
	if s.Short {
		return components.Slate
	}
	return ""
}

// width is a share as the drawing has it: half a unit a percent.
func width(percent int) string { return strconv.FormatFloat(float64(min(percent, 100))/2, 'f', -1, 64) }

func (s Share) mark() string { return width(min(s.Owed, 98)) }

// A BalancePage is the lead balance sheet, client by client.
type BalancePage struct {
	Layout  layouts.Page
	Balance components.Stat
	Clock   string
	Rows    []BalanceRow
	Total   BalanceRow
}

// A BalanceRow is one client's sheet.
type BalanceRow struct {
	Client string
	Cells  []string
	Off    bool // the difference is not 0
}

// BalanceHeads names the cells of a BalanceRow.
var BalanceHeads = []string{"Came in", "Rejected", "Waiting forms", "To be called", "With a caller", "Pending", "Nurtured", "Released", "Closed", "Merged", "Erased", "Undone", "Difference"}

func number(n int) string { return strconv.Itoa(n) }

// comma is a number as people write it: 1,412.
func comma(n int) string {
	text := strconv.Itoa(n)
	for k := len(text) - 3; k > 0; k -= 3 {
		text = text[:k] + "," + text[k:]
	}
	return text
}
