package portal

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
)

// A StepsPage is how far leads get, step by step, against the same mix in other hands.
type StepsPage struct {
	Layout     layouts.Page
	ClientName string
	Currency   string
	Own        bool // a rep: the own row, among dots without names
	MayCoach   bool
	From, To   string // months
	Months     []components.Option
	Process    string
	Processes  []components.Option
	Product    string
	Products   []components.Option
	Channel    string
	Channels   []components.Option
	Error      string // what is wrong with the period
	CountedAt  *time.Time
	At         time.Time
	Zone       *time.Location
	Stages     []StepStage
	Step       int // which is drawn, from 1
	Reps       []StepReps
	Lines      []StepReps // direct and the partners
	Findings   []StepFinding
	Plot       *charts.Funnel
	Coachings  []CoachingLine
	Coach      CoachForm
}

// A StepStage is the head of a column.
type StepStage struct {
	Name, Means string
	Days        int // old enough after so many
	All         StepCell
}

// A StepReps is a row: a rep, or a channel.
type StepReps struct {
	ID          models.ID
	Name, Under string
	Cells       []StepCell
}

// A StepCell is one figure against what is expected.
type StepCell struct {
	N, K, Young int
	Expected    float64
	Few         bool
	Named       bool // the one step
	Outside     bool // beyond 99.8 in 100
}

// A StepFinding is the one step of a rep in words.
type StepFinding struct {
	RepID                       models.ID
	Rep, Step, Means            string
	N, K                        int
	Expected                    float64
	Orders, OrdersLow, OrdersUp float64
	Money, MoneyLow, MoneyUp    float64
	MoneyKnown                  bool
	Colleagues                  []string
	PlotURL                     string
}

// A CoachingLine is what was done, and what came of it.
type CoachingLine struct {
	ID              models.ID
	Rep, Step, What string
	On              time.Time
	By              string
	Said            bool
	Points          float64 // of 1
	Low, High       float64
	Before, After   StepCell
	OthersSaid      bool
}

// A CoachForm is the form of a coaching as it was left.
type CoachForm struct {
	Reps, Steps           []components.Option
	Rep, Step, On, What   string
	Faults                map[string]string
	Token, Process, Today string
}

func (p StepsPage) query() url.Values {
	q := url.Values{"from": {p.From}, "to": {p.To}}
	for key, value := range map[string]string{"process": p.Process, "product": p.Product, "channel": p.Channel} {
		if value != "" {
			q.Set(key, value)
		}
	}
	return q
}

func (p StepsPage) stepURL(step int) string {
	q := p.query()
	q.Set("step", strconv.Itoa(step))
	return paths.PortalStepsWith(q) + "#plot"
}

func (p StepsPage) tabs() (tabs []components.Tab) {
	for n, s := range p.Stages {
		tabs = append(tabs, components.Tab{Label: s.Name, URL: p.stepURL(n + 1), Current: n+1 == p.Step})
	}
	return tabs
}

func (p StepsPage) heading() string {
	if p.Own {
		return "How far your leads get, step by step, against the same mix of leads in other hands."
	}
	return p.ClientName + ". How far each rep’s leads get, step by step, against the same mix of leads in other hands."
}

func (p StepsPage) counted() string {
	if p.CountedAt == nil {
		return ""
	}
	return "counted " + clock(*p.CountedAt, p.At, p.Zone)
}

// rate is the share that passed, "–" where nobody came.
func (c StepCell) rate() string {
	if c.N == 0 {
		return "–"
	}
	return percent(float64(c.K) / float64(c.N))
}

func (c StepCell) under() string {
	switch {
	case c.N == 0 && c.Young > 0:
		return count(c.Young) + " too young"
	case c.N == 0:
		return ""
	case c.Few:
		return "too few to say"
	}
	return percent(c.Expected/float64(c.N)) + " expected"
}

// of is how many leads that is.
func (c StepCell) of() string {
	words := count(c.K) + " of " + count(c.N)
	if c.Young > 0 {
		words += " · " + count(c.Young) + " young"
	}
	return words
}

// oldEnough is from which age on a lead counts at each step.
func (p StepsPage) oldEnough() string {
	var parts []string
	for _, s := range p.Stages {
		parts = append(parts, s.Name+" after "+many(s.Days, "day", "days"))
	}
	return "A lead counts at a step once it is old enough for it, and is young before: " + strings.Join(parts, ", ") + ". So long nine of ten take who get past it."
}

func tenths(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) }

func whole(n float64) string { return grouped(strconv.FormatFloat(n, 'f', 0, 64)) }

// words is the finding as it is said: what happens, what it costs, and how sure that is.
func (f StepFinding) words() string {
	return "Of " + many(f.N, "lead", "leads") + " that came to this step " + count(f.K) + " got past it; of the same mix in other hands " + whole(f.Expected) + " would have."
}

func (f StepFinding) cost(currency string) string {
	words := "That is about " + tenths(max(0, f.Orders)) + " orders (" + tenths(max(0, f.OrdersLow)) + " to " + tenths(max(0, f.OrdersUp)) + ")"
	if f.MoneyKnown {
		words += ", or " + sign(currency) + rounded(f.Money) + " (" + sign(currency) + rounded(f.MoneyLow) + " to " + sign(currency) + rounded(f.MoneyUp) + ")"
	}
	return words + ", 95 times in 100."
}

// rounded keeps two digits: nothing here is more exact than that.
func rounded(v float64) string {
	v = max(0, v)
	step := 1.0
	for v/step >= 100 {
		step *= 10
	}
	return whole(float64(int(v/step+0.5)) * step)
}

// together is what to do about it: two colleagues to watch, or the leads themselves.
func (f StepFinding) together() string {
	switch len(f.Colleagues) {
	case 0:
		return "Go through two or three of these leads together, from what was said to what came next."
	case 1:
		return "Go along once, or let " + f.Colleagues[0] + " show how it goes: it is done well there."
	}
	return "Go along once, or let " + strings.Join(f.Colleagues, " and ") + " show how it goes: it is done well there."
}

func (c CoachingLine) effect() string {
	switch {
	case !c.Said:
		return "too few to say"
	case c.Low > 0:
		return points(c.Points) + " better"
	case c.High < 0:
		return points(-c.Points) + " worse"
	}
	return signed(c.Points) + " points: could be chance"
}

func (c CoachingLine) spread() string {
	if !c.Said {
		return "before " + many(c.Before.N, "lead", "leads") + ", after " + count(c.After.N) + "; 20 are needed on each side"
	}
	return signed(c.Low) + " to " + signed(c.High) + " points against those not coached"
}

func (c CoachingLine) beforeAfter() string {
	return c.Before.rate() + " of " + percentOf(c.Before) + " expected before, " + c.After.rate() + " of " + percentOf(c.After) + " after"
}

func percentOf(c StepCell) string {
	if c.N == 0 {
		return "–"
	}
	return percent(c.Expected / float64(c.N))
}

func points(v float64) string { return strconv.FormatFloat(v*100, 'f', 0, 64) + " points" }

func signed(v float64) string {
	text := strconv.FormatFloat(v*100, 'f', 0, 64)
	if text == "-0" || text == "0" {
		return "0"
	}
	if strings.HasPrefix(text, "-") {
		return "−" + text[1:]
	}
	return "+" + text
}

// rows is the reps by the alphabet; who is named does not stand first: it is no league.
func (p StepsPage) rows() []StepReps {
	rows := slices.Clone(p.Reps)
	slices.SortStableFunc(rows, func(a, b StepReps) int { return cmp.Compare(a.Name, b.Name) })
	return rows
}
