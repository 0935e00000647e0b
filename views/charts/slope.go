package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A SlopeRow is one thing that is ranked twice, lowest first on both sides.
type SlopeRow struct {
	Name                string
	Left, Right         float64
	LeftText, RightText string // the two figures as printed
	Unranked            string // why it has no place on the right: "too few to say", "too young"; empty if it has
}

// A SlopeLine is one drawn row.
type SlopeLine struct {
	Class        string // "", "up", "down", "few"
	LeftY        float64
	RightY       float64
	Path         string
	LeftWords    string
	RightWords   string
	Move         string // "▲4", where it moved far
	Open         bool   // hollow: not ranked
	movedFarther bool
}

// Slope is the geometry of two rankings side by side.
type Slope struct {
	Label               string // what is seen, in a sentence, for those who do not see it
	LeftHead, RightHead string
	Width, Height       float64
	RuleY               float64 // above what is not ranked; 0 where all is
	Lines               []SlopeLine
}

const (
	slopeWidth  = 580.0
	slopeLeft   = 190.0 // the two axes
	slopeRight  = 372.0
	slopeTop    = 38.0
	slopeStep   = 30.5 // a row's height
	slopeBelow  = 20.0 // between the ranked and the rest
	slopeFar    = 3    // places from which a move is told in colour
	slopeIndent = 12.0
)

// NewSlope ranks rows by Left and by Right. Rows without a right place end below a rule, dashed and
// hollow, and do not count in how far the others moved.
func NewSlope(label, leftHead, rightHead string, rows []SlopeRow) Slope {
	byLeft := func(a, b int) int {
		return cmp.Or(cmp.Compare(rows[a].Left, rows[b].Left), cmp.Compare(rows[a].Name, rows[b].Name), cmp.Compare(a, b))
	}
	byRight := func(a, b int) int {
		return cmp.Or(cmp.Compare(rows[a].Right, rows[b].Right), cmp.Compare(rows[a].Name, rows[b].Name), cmp.Compare(a, b))
	}
	var left, leftRanked, unranked []int // of rows
	for i := range rows {
		left = append(left, i)
	}
	slices.SortFunc(left, byLeft)
	for _, i := range left {
		if rows[i].Unranked == "" {
			leftRanked = append(leftRanked, i)
		} else {
			unranked = append(unranked, i)
		}
	}
	right := slices.SortedFunc(slices.Values(leftRanked), byRight)
	ranked := len(right)
	right = append(right, unranked...)

	s := Slope{Label: label, LeftHead: leftHead, RightHead: rightHead, Width: slopeWidth}
	for i, of := range left {
		row, j := rows[of], slices.Index(right, of)
		line := SlopeLine{
			LeftY: slopeY(i), RightY: slopeY(j), Open: row.Unranked != "",
			LeftWords: short(row.Name) + "  " + row.LeftText,
		}
		if line.Open {
			line.RightY += slopeBelow
			line.Class, line.RightWords = "few", short(row.Name)+", "+row.Unranked
		} else {
			line.RightWords = row.RightText + "  " + short(row.Name)
			line.move(slices.Index(leftRanked, of) - j)
		}
		line.Path = fmt.Sprintf("M%s %sC%s %s %s %s %s %s", pt(slopeLeft), pt(line.LeftY), pt(slopeLeft+80), pt(line.LeftY),
			pt(slopeRight-80), pt(line.RightY), pt(slopeRight), pt(line.RightY))
		s.Lines = append(s.Lines, line)
	}
	// What moved far is drawn last, over the rest.
	slices.SortStableFunc(s.Lines, func(a, b SlopeLine) int { return boolCompare(a.movedFarther, b.movedFarther) })
	s.Height = slopeY(max(len(left)-1, 0)) + 2*slopeIndent
	if ranked < len(right) {
		s.RuleY = slopeY(ranked) - 8
		s.Height += slopeBelow
	}
	return s
}

// move says in colour, arrow and figure how many places a line went, where they are many.
func (l *SlopeLine) move(places int) {
	if max(places, -places) < slopeFar {
		return
	}
	l.movedFarther = true
	if places > 0 {
		l.Class, l.Move = "up", fmt.Sprintf("▲%d", places)
	} else {
		l.Class, l.Move = "down", fmt.Sprintf("▼%d", -places)
	}
}

// with adds the line's class, where it has one, to what a part of it is: "tx" gives "tx-up".
func (l SlopeLine) with(prefix string) string {
	if l.Class == "up" || l.Class == "down" {
		return prefix + "-" + l.Class
	}
	return ""
}

// rightClass is how the words on the right are written.
func (l SlopeLine) rightClass() string {
	if l.Open {
		return "faint"
	}
	return l.with("tx")
}

func slopeY(i int) float64 { return slopeTop + float64(i)*slopeStep }

// short keeps a name inside the drawing; the table beside it has it whole.
func short(name string) string {
	const most = 24
	if runes := []rune(name); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return name
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
