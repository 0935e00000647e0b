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
	Hot      []PromiseRow // past the response clock, or soon
	Queue    []ClientQueue
	Total    [7]string
	Waiting  string
	Reasons  []ReasonRow
	Unserved []UnservedRow
	Holds    []HoldRow
	Heat     Heat
	Staffing Staffing
}

// A Part is a piece of a page that is sent again when it has changed, with the id of its element.
type Part struct {
	ID   string
	View templ.Component
}

// Parts is every piece of the desk.
func (p NowPage) Parts() []Part {
	return []Part{
		{"now-head", head(p)}, {"alarms", alarmsPart(p)}, {"figures", figures(p)}, {"callers", callers(p)}, {"promises", promises(p)}, {"clock", clock(p)},
		{"queue", queue(p)}, {"heat", heat(p.Heat)}, {"staffing", staffing(p.Staffing)}, {"reasons", reasons(p)}, {"unserved", unserved(p)}, {"holds", holds(p)},
	}
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
	A                int
	InquiryID        models.ID
	Seconds          int  // For, to run on
	Long             bool // over the limit
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

// A ProgramQueue is what waits in one program: promises, hot, ripe again, retries, the
// rest, outside their hours, and what is planned within a day.
type ProgramQueue struct {
	Name  string
	URL   string
	State string // "", "paused", "on hold until 14:00"
	Cells [7]QueueCell
}

// A ReasonRow is why inquiries need a decision.
type ReasonRow struct{ Reason, N, Since string }

// An UnservedRow is a program that is passed over.
type UnservedRow struct{ Program, Client, For, Owed, URL string }

// A HoldRow is what is held back.
type HoldRow struct{ Until, What, Client, Reason, By, URL string }

// A Heat is how many of 100 calls reached somebody, by hour and zone.
type Heat struct {
	Hours []string
	Rows  []HeatRow
}

// A HeatRow is one zone.
type HeatRow struct {
	Name  string
	Today bool // all zones, today only
	Cells []HeatCell
}

// A HeatCell is one hour: a figure, "few", or nothing.
type HeatCell struct {
	Text, Level, Says string
	Now               bool
}

// A Staffing is what the next days are asked for, against what they can bear.
type Staffing struct {
	PerHour string // "9.4 calls an hour for each caller"; "" where nobody has called yet
	Over    int    // calls that no half has room for
	Days    []StaffDay
}

// A StaffDay is one day, in two halves.
type StaffDay struct {
	Day, Date               string
	Promised, Ripe, Retries string
	Halves                  [2]StaffHalf
	Free                    bool // a weekend
}

// A StaffHalf is how many calls are asked of half a day, of how many it can bear.
type StaffHalf struct {
	Asked, Of, Level string
	Over             bool
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

func (s Staffing) says() string {
	switch {
	case s.PerHour == "":
		return "nobody has called yet, so nothing can be borne"
	case s.Over > 0:
		return s.PerHour + "; " + comma(s.Over) + " more than can be made"
	}
	return s.PerHour
}
