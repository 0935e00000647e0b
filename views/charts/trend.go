package charts

import "strings"

// A TrendPoint is a rate in one period, with the interval it lies in. All are shares of 1.
type TrendPoint struct {
	Label            string
	Value, Low, High float64
	Missing          bool // nothing came in: the line is broken here
}

// Trend is the geometry of a rate over time in its band.
type Trend struct {
	Label         string
	Width, Height float64
	Ticks         []tick
	Lines, Bands  []string // paths; more than one where periods are missing
	Dots          []Dot
	Mark          *Dot // a vertical line with words: what was found, when
}

// A Dot is one period.
type Dot struct {
	X, Y  float64
	Label string
	Empty bool // no figure in this period: only its name is written
}

const (
	plotWidth = 460.0
	plotTop   = 22.0
	plotBase  = 150.0
	plotRight = 452.0
	trendLeft = 34.0
)

// NewTrend draws points from left to right. mark is the index of the period at which markWords
// are written, or -1 for none.
func NewTrend(label string, points []TrendPoint, mark int, markWords string) Trend {
	top := 0.0
	for _, p := range points {
		if !p.Missing {
			top = max(top, p.High, p.Value)
		}
	}
	ticks := scale(top)
	y := plotY(ticks[len(ticks)-1])
	t := Trend{Label: label, Width: plotWidth, Height: plotBase + 24}
	for _, v := range ticks {
		t.Ticks = append(t.Ticks, tick{Y: y(v), Label: percent(v), Base: v == 0})
	}
	step := 0.0
	if len(points) > 1 {
		step = (plotRight - trendLeft) / float64(len(points)-1)
	}
	var run []int
	for i, p := range points {
		t.Dots = append(t.Dots, Dot{X: trendLeft + float64(i)*step, Y: y(p.Value), Label: p.Label, Empty: p.Missing})
		if p.Missing {
			t.draw(points, run, y)
			run = nil
			continue
		}
		run = append(run, i)
	}
	t.draw(points, run, y)
	if mark >= 0 && mark < len(points) {
		t.Mark = &Dot{X: t.Dots[mark].X, Label: markWords}
	}
	return t
}

// draw adds the line and the band of one unbroken run of periods.
func (t *Trend) draw(points []TrendPoint, run []int, y func(float64) float64) {
	if len(run) == 0 {
		return
	}
	var line, high, low []string
	for _, i := range run {
		x := pt(t.Dots[i].X)
		line = append(line, x+" "+pt(y(points[i].Value)))
		high = append(high, x+" "+pt(y(points[i].High)))
		low = append([]string{x + " " + pt(y(points[i].Low))}, low...)
	}
	t.Lines = append(t.Lines, "M"+strings.Join(line, "L"))
	t.Bands = append(t.Bands, "M"+strings.Join(high, "L")+"L"+strings.Join(low, "L")+"Z")
}

// markOnLeft keeps the words of a mark inside the drawing.
func (t Trend) markOnLeft() bool { return t.Mark != nil && t.Mark.X > plotWidth*0.7 }

// labelled leaves out names that would touch: at most twelve are written.
func (t Trend) labelled(i int) bool {
	every := (len(t.Dots) + 11) / 12
	return (len(t.Dots)-1-i)%every == 0
}

// plotY turns a value into a height above the base line; top is the highest tick.
func plotY(top float64) func(float64) float64 {
	return func(v float64) float64 { return plotBase - v/top*(plotBase-plotTop) }
}

func percent(v float64) string { return pt(v*100) + " %" }
