package charts

import (
	"strings"
	"time"
)

// A LayersPoint is a whole on a day, from its lowest part to its highest.
type LayersPoint struct {
	Day   time.Time
	Parts []int
}

// Layers is the geometry of the parts of a whole over days, one upon the other.
type Layers struct {
	Label         string
	Width, Height float64
	Ticks         []tick
	Areas         []string // paths, the lowest first; classed in that order
	Days          []Dot
}

const (
	layersLeft = 44.0
	layersLast = plotRight - 16 // from here on a day is written to the left of its place
)

// NewLayers draws days from left to right, each at its date: a day that is missing leaves no gap.
// number writes a tick ("12k").
func NewLayers(label string, points []LayersPoint, number func(float64) string) Layers {
	l := Layers{Label: label, Width: plotWidth, Height: plotBase + 24}
	top, parts := 0, 0
	for _, p := range points {
		top, parts = max(top, sum(p.Parts)), max(parts, len(p.Parts))
	}
	ticks := scale(float64(top))
	y := plotY(ticks[len(ticks)-1])
	for _, v := range ticks {
		l.Ticks = append(l.Ticks, tick{Y: y(v), Label: number(v), Base: v == 0})
	}
	if len(points) < 2 {
		return l
	}
	first, last := points[0].Day, points[len(points)-1].Day
	xs := make([]float64, len(points))
	for n, p := range points {
		xs[n] = layersLeft + (plotRight-layersLeft)*p.Day.Sub(first).Hours()/last.Sub(first).Hours()
	}
	for part := range parts {
		var over, under []string
		for n, p := range points {
			x := pt(xs[n])
			over = append(over, x+" "+pt(y(float64(sum(p.Parts[:part+1])))))
			under = append([]string{x + " " + pt(y(float64(sum(p.Parts[:part]))))}, under...)
		}
		l.Areas = append(l.Areas, "M"+strings.Join(over, "L")+"L"+strings.Join(under, "L")+"Z")
	}
	every := (len(points) + 3) / 4
	for n, p := range points {
		if (len(points)-1-n)%every == 0 {
			l.Days = append(l.Days, Dot{X: xs[n], Label: p.Day.Format("2 Jan")})
		}
	}
	return l
}

func sum(parts []int) (all int) {
	for _, n := range parts {
		all += n
	}
	return all
}

// layer is the class of the n-th area from below.
func layer(n int) string { return "lay-" + string(rune('1'+n)) }
