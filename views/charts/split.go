package charts

import (
	"strconv"
	"strings"
)

// Counts is how many were graded what.
type Counts struct{ A, B, C, D int }

// A Segment is one grade's share of a split bar, in hundredths of its width.
type Segment struct {
	Class    string // a b c d
	X, Width float64
}

// gap keeps neighbours apart, in hundredths of the bar.
const gap = 0.8

// Split cuts a bar of 100 into the shares of A, B, C and D. Nothing graded gives one hollow bar.
func Split(c Counts) []Segment {
	total := float64(c.A + c.B + c.C + c.D)
	if total == 0 {
		return []Segment{{Class: "d", Width: 100}}
	}
	var segments []Segment
	x := 0.0
	for _, part := range []struct {
		class string
		n     int
	}{{"a", c.A}, {"b", c.B}, {"c", c.C}, {"d", c.D}} {
		width := float64(part.n) / total * 100
		if part.n > 0 {
			segments = append(segments, Segment{part.class, x, max(width-gap, 0.4)})
		}
		x += width
	}
	return segments
}

// Words is the split as it is read aloud.
func (c Counts) Words() string {
	var parts []string
	for _, part := range []struct {
		letter string
		n      int
	}{{"A", c.A}, {"B", c.B}, {"C", c.C}, {"D", c.D}} {
		parts = append(parts, part.letter+" "+strconv.Itoa(part.n))
	}
	return strings.Join(parts, ", ")
}
