package charts

import "cmp"

// A Column is one cohort's figure with its interval. A young one is hatched: its orders are still to come.
type Column struct {
	Label            string
	Value, Low, High float64
	Text             string // the figure as printed above it
	Young            bool
	TooFew           bool   // nothing can be said: no column, a word in its place
	Why              string // that word; "few" where empty
}

// Columns is the geometry of cohorts side by side.
type Columns struct {
	ID            string // of the chart on its page: names its hatching
	Label         string
	Width, Height float64
	Ticks         []tick
	Bars          []Bar
	BarWidth      float64
}

// A Bar is one drawn column.
type Bar struct {
	X, Y, Height    float64
	WhiskerX        float64
	HighY, LowY     float64
	Label, Text     string
	Young, TooFew   bool
	Why             string
	Middle, LabelAt float64 // where the words above it stand
}

const columnsLeft = 40.0

// NewColumns draws columns from left to right; money writes a tick ("$5k").
func NewColumns(id, label string, columns []Column, money func(float64) string) Columns {
	top := 0.0
	for _, c := range columns {
		if !c.TooFew {
			top = max(top, c.Value, c.High)
		}
	}
	ticks := scale(top)
	y := plotY(ticks[len(ticks)-1])
	out := Columns{ID: id, Label: label, Width: plotWidth, Height: plotBase + 20}
	for _, v := range ticks {
		out.Ticks = append(out.Ticks, tick{Y: y(v), Label: money(v), Base: v == 0})
	}
	if len(columns) == 0 {
		return out
	}
	step := (plotRight - columnsLeft) / float64(len(columns))
	out.BarWidth = min(step*0.6, 36)
	for i, c := range columns {
		x := columnsLeft + float64(i)*step + (step-out.BarWidth-5)/2
		bar := Bar{X: x, Label: c.Label, Text: c.Text, Young: c.Young, TooFew: c.TooFew, Why: cmp.Or(c.Why, "few"), Middle: x + out.BarWidth/2, LabelAt: plotBase - 6}
		if !c.TooFew {
			bar.Y, bar.Height = y(c.Value), plotBase-y(c.Value)
			bar.WhiskerX, bar.HighY, bar.LowY = x+out.BarWidth+5, y(c.High), y(c.Low)
			bar.LabelAt = bar.Y - 5
		}
		out.Bars = append(out.Bars, bar)
	}
	return out
}

// hatch is the id of this chart's hatching.
func (c Columns) hatch() string { return c.ID + "-hatch" }

// young reports whether any column needs the hatching.
func (c Columns) young() bool {
	for _, bar := range c.Bars {
		if bar.Young {
			return true
		}
	}
	return false
}
