package charts

import (
	"strings"
	"time"
)

// A WatchPoint is the level of a chart on a day.
type WatchPoint struct {
	Day   time.Time
	Level float64
}

// Watch is the geometry of a level that is watched: it alarms where it crosses its limit.
type Watch struct {
	Label         string
	Width, Height float64
	Line, Area    string // paths; "" of fewer than two points
	LimitY        float64
	LimitWords    string
	Ticks         []Dot // months
	Base          float64
	Over          bool // the last level, or the highest, is over the limit
}

const watchLeft = 8.0

// NewWatch draws the levels between two days. What is under 0 is drawn at 0: it says nothing.
func NewWatch(label string, points []WatchPoint, limit float64, limitWords string, from, to time.Time) Watch {
	top := limit * 1.25
	for _, p := range points {
		top = max(top, p.Level*1.08)
	}
	y, days := plotY(top), max(1, to.Sub(from).Hours()/24)
	x := func(day time.Time) float64 {
		return watchLeft + (plotRight-watchLeft)*max(0, min(1, day.Sub(from).Hours()/24/days))
	}
	w := Watch{Label: label, Width: plotWidth, Height: plotBase + 24, Base: plotBase, LimitY: y(limit), LimitWords: limitWords}
	var line []string
	for _, p := range points {
		line = append(line, pt(x(p.Day))+" "+pt(y(max(0, p.Level))))
		w.Over = w.Over || p.Level >= limit
	}
	if len(line) > 1 {
		w.Line = "M" + strings.Join(line, "L")
		w.Area = w.Line + "L" + pt(x(points[len(points)-1].Day)) + " " + pt(plotBase) + "L" + pt(x(points[0].Day)) + " " + pt(plotBase) + "Z"
	}
	months := max(1, int(days/30+5)/6)
	for month := time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, time.UTC); !month.After(to); month = month.AddDate(0, months, 0) {
		if at := x(month); at < plotRight-14 {
			w.Ticks = append(w.Ticks, Dot{X: at, Label: month.Format("Jan 06")})
		}
	}
	return w
}

// class is how the line is drawn: strong where it alarms.
func (w Watch) class() string {
	if w.Over {
		return "ln down"
	}
	return "ln"
}
