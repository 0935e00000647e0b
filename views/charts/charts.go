// Package charts draws figures as SVG on the server: plain functions turn rows into geometry, and a
// templ beside each prints it. No script, no style attributes; the classes are those of chart.css.
// A figure carries its range, what is young is hatched, and what cannot be said is not ranked.
package charts

import (
	"math"
	"strconv"
	"strings"
)

// pt writes a coordinate with one decimal at the most.
func pt(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// scale gives the ticks of an axis from 0 to at least top: three to five round numbers.
func scale(top float64) []float64 {
	if top <= 0 || math.IsNaN(top) || math.IsInf(top, 0) {
		return []float64{0, 1}
	}
	magnitude := math.Pow(10, math.Floor(math.Log10(top)))
	step := magnitude * 10
	for _, round := range []float64{0.2, 0.25, 0.5, 1, 2, 2.5, 5} {
		if top/(round*magnitude) <= 4 {
			step = round * magnitude
			break
		}
	}
	ticks := []float64{0}
	for i := 1; ticks[len(ticks)-1] < top-step*1e-9; i++ {
		ticks = append(ticks, float64(i)*step)
	}
	return ticks
}

// A tick is one line across a chart and what it says.
type tick struct {
	Y     float64
	Label string
	Base  bool // the zero line
}

// viewBox is the drawing's own size, which the page stretches to its column.
func viewBox(width, height float64) string { return "0 0 " + pt(width) + " " + pt(height) }
