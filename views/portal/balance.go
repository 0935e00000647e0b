package portal

import (
	"strconv"
	"time"

	"ripen/models"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
)

// BalanceTitle is the page of the balance sheet.
const BalanceTitle = "Balance sheet"

// A BalancePage is where everything that a client ever sent is, and how that moved.
type BalancePage struct {
	Layout     layouts.Page
	Beside     models.ID // the client, for the agency; NoID in the portal
	ClientName string
	Agency     string
	Zone       *time.Location
	Now        *models.BalanceNow // nil where there is too little to tell
	Month      *models.BalanceMonth
	Months     []components.Option
	Chosen     string
	Days       []models.BalanceDay
	First      time.Time
}

func (p BalancePage) stats() []components.Stat {
	f := &p.Now.BalanceFigures
	work := 0
	for _, l := range models.BalanceLines {
		if l.Group == models.InWork {
			work += l.In(f)
		}
	}
	return []components.Stat{
		{Label: "Received", Value: count(f.Received), Note: "since the beginning"},
		{Label: "To be called", Value: few5(work), Note: "in whole fives"},
		{Label: "Kept for later", Value: few5(f.Nurtured), Note: "each with its date"},
		{Label: "Released as leads", Value: count(f.Released), Note: "as it is"},
		{Label: "Difference", Value: count(f.Difference), Note: p.lost()},
	}
}

func (p BalancePage) lost() string {
	if p.Now.Difference == 0 {
		return "nothing is lost"
	}
	return "not accounted for"
}

// few5 is a figure that is told in fives.
func few5(n int) string {
	if n == 0 {
		return "<5"
	}
	return count(n)
}

// sheet is the two ends that the table shows: the month, or only what stands now.
func (p BalancePage) sheet() *models.BalanceMonth {
	if p.Month != nil {
		return p.Month
	}
	return &models.BalanceMonth{Closing: p.Now.BalanceFigures, To: p.Now.At}
}

// at is when a sheet was counted.
func (p BalancePage) at(t time.Time) string { return t.In(p.Zone).Format("2 Jan 2006, 15:04") }

// figure is a line's figure with its commas.
func (p BalancePage) figure(l models.BalanceLine, f *models.BalanceFigures) string {
	if n := l.In(f); n >= 1000 {
		return count(n)
	}
	return l.Told(f)
}

// cameIn is what came in the month, with its sign.
func cameIn(m *models.BalanceMonth) string {
	n := m.CameIn()
	if n > 0 {
		return "+" + count(n)
	}
	return count(n)
}

// balanceGroups is the lines by their groups, in the order of the sheet.
func balanceGroups() (groups [][]models.BalanceLine) {
	var last models.BalanceGroup
	for _, l := range models.BalanceLines {
		if l.Group != last {
			groups, last = append(groups, nil), l.Group
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], l)
	}
	return groups
}

// balanceLayers is what the picture tells apart, the lowest first.
var balanceLayers = []string{"Released as leads", "Kept for later", "To be called", "Ended, not called, or not told apart"}

// moved is how the sheet moved over the days that are shown.
func (p BalancePage) moved() charts.Layers {
	var points []charts.LayersPoint
	for n := range p.Days {
		f := &p.Days[n].BalanceFigures
		parts := []int{f.Released, f.Nurtured, 0, 0}
		for _, l := range models.BalanceLines {
			switch l.Group {
			case models.InWork:
				parts[2] += l.In(f)
			case models.Ended, models.Apart, models.Unlabeled:
				parts[3] += l.In(f)
			}
		}
		points = append(points, charts.LayersPoint{Day: p.Days[n].Day, Parts: parts})
	}
	return charts.NewLayers("Where everything was, day by day", points, func(v float64) string {
		if v >= 1000 {
			return strconv.FormatFloat(v/1000, 'f', -1, 64) + "k"
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	})
}

// last is the history's latest row.
func (p BalancePage) last() *models.BalanceDay { return &p.Days[len(p.Days)-1] }

// balanceWidth is over how many columns a group's name stands.
func balanceWidth(p BalancePage) string {
	if p.Month == nil {
		return "2"
	}
	return "4"
}

// balanceHead names the sheet, with its month on paper, too.
func balanceHead(m *models.BalanceMonth) string {
	if m.Month.IsZero() {
		return "The sheet"
	}
	return "The sheet in " + m.Month.Format("January 2006")
}
