package components

import (
	"fmt"
	"math"
	"time"

	"ripen/views/charts"
)

// A MaturingWeek is what the calls of a week are expected to bring.
type MaturingWeek struct {
	From                time.Time
	Due                 int
	Expected, Low, High float64
}

// MaturingProps is the As that the coming weeks are likely to bring.
type MaturingProps struct {
	Weeks []MaturingWeek
	Due   bool // whether how many are called is told: never to a client's people
}

// Sum is the As of all weeks together, in words; the weeks' luck has nothing to do with one another.
func (p MaturingProps) Sum() string {
	expected, below, above := 0.0, 0.0, 0.0
	for _, w := range p.Weeks {
		expected += w.Expected
		below, above = math.Hypot(below, w.Expected-w.Low), math.Hypot(above, w.High-w.Expected)
	}
	return fmt.Sprintf("about %.0f A leads (%.0f to %.0f)", expected, math.Floor(max(0, expected-below)), math.Ceil(expected+above))
}

func (w MaturingWeek) as() string { return fmt.Sprintf("%.1f", w.Expected) }

func (w MaturingWeek) between() string {
	return fmt.Sprintf("%.0f to %.0f", math.Floor(w.Low), math.Ceil(w.High))
}

func (p MaturingProps) chart() charts.Columns {
	var columns []charts.Column
	for n, w := range p.Weeks {
		c := charts.Column{Value: w.Expected, Low: w.Low, High: w.High, Text: w.as()}
		if n%2 == 0 {
			c.Label = w.From.Format("2 Jan")
		}
		columns = append(columns, c)
	}
	return charts.NewColumns("maturing-weeks", "A leads expected by week: "+p.Sum()+" in all.", columns, func(v float64) string { return fmt.Sprintf("%g", v) })
}
