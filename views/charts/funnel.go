package charts

import (
	"math"
	"strings"
)

// A FunnelDot is one figure: so many were expected, and so many times as many there were.
type FunnelDot struct {
	Name     string // "" where it is nobody's to know
	Expected float64
	Ratio    float64
	Own      bool // the reader's, or what is pointed at
}

// A FunnelLimit is where figures lie by chance at a size.
type FunnelLimit struct {
	Expected                       float64
	Low998, Low95, High95, High998 float64 // ratios
}

// Funnel is the geometry of a funnel plot: the fewer are expected, the wider chance reaches.
type Funnel struct {
	Label         string
	Width, Height float64
	Ticks         []tick // of the ratio
	Across        []Dot  // of what was expected
	Wide, Narrow  string // the bands of 99.8 and 95 in 100
	NormY         float64
	Dots          []FunnelMark
}

// A FunnelMark is one drawn dot.
type FunnelMark struct {
	X, Y  float64
	Name  string
	Own   bool
	Words bool // its name is written beside it
	Left  bool // to the left of it, where the right has no room
}

const (
	funnelWidth  = 640.0
	funnelHeight = 300.0
	funnelBase   = 262.0
	funnelLeft   = 48.0
	funnelRight  = 628.0
	funnelTop    = 14.0
	funnelMost   = 2.0 // the highest ratio that is drawn; what lies above is drawn there
)

// NewFunnel draws dots and the limits around them; limits come from the smallest to the largest.
func NewFunnel(label string, limits []FunnelLimit, dots []FunnelDot) Funnel {
	widest := 1.0
	for _, l := range limits {
		widest = max(widest, l.Expected)
	}
	for _, d := range dots {
		widest = max(widest, d.Expected)
	}
	across := scale(widest)
	last := across[len(across)-1]
	x := func(expected float64) float64 { return funnelLeft + (funnelRight-funnelLeft)*expected/last }
	y := func(ratio float64) float64 {
		return funnelBase - (funnelBase-funnelTop)*min(ratio, funnelMost)/funnelMost
	}
	f := Funnel{Label: label, Width: funnelWidth, Height: funnelHeight, NormY: y(1)}
	for _, ratio := range []float64{0, 0.5, 1, 1.5, 2} {
		f.Ticks = append(f.Ticks, tick{Y: y(ratio), Label: pt(math.Round(ratio*100)) + " %", Base: ratio == 0})
	}
	for _, v := range across {
		f.Across = append(f.Across, Dot{X: x(v), Label: pt(v)})
	}
	f.Wide = bandPath(limits, x, y, func(l FunnelLimit) (low, high float64) { return l.Low998, l.High998 })
	f.Narrow = bandPath(limits, x, y, func(l FunnelLimit) (low, high float64) { return l.Low95, l.High95 })
	for _, d := range dots {
		f.Dots = append(f.Dots, FunnelMark{X: x(d.Expected), Y: y(d.Ratio), Name: d.Name, Own: d.Own, Words: d.Own && d.Name != "", Left: x(d.Expected) > funnelRight*0.72})
	}
	return f
}

func bandPath(limits []FunnelLimit, x, y func(float64) float64, of func(FunnelLimit) (low, high float64)) string {
	if len(limits) < 2 {
		return ""
	}
	var there, back []string
	for _, l := range limits {
		low, high := of(l)
		there = append(there, pt(x(l.Expected))+" "+pt(y(high)))
		back = append([]string{pt(x(l.Expected)) + " " + pt(y(low))}, back...)
	}
	return "M" + strings.Join(append(there, back...), "L") + "Z"
}
