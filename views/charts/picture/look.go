package picture

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/go-analyze/charts"
)

// The colours are those of tokens.css by light, as a picture has them.
var (
	paper   = charts.ColorFromHex("#ffffff")
	line    = charts.ColorFromHex("#e2dee1")
	edge    = charts.ColorFromHex("#92898f")
	ink     = charts.ColorFromHex("#261c22")
	ink2    = charts.ColorFromHex("#544a50")
	ink3    = charts.ColorFromHex("#6c6369")
	fig     = charts.ColorFromHex("#862454")
	figFill = charts.ColorFromHex("#79204b")
	figMid  = charts.ColorFromHex("#eca1be")
	leaf    = charts.ColorFromHex("#255d34")
)

// A look is how an element is drawn.
type look struct {
	fill, stroke charts.Color
	width        float64 // of the stroke
	dashes       []float64
	hatched      bool
	bold         bool
	anchor       string // "end", "mid"; "" at its beginning
}

// lookOf is how chart.css draws an element of these classes.
func lookOf(e xml.StartElement) (l look, err error) {
	if e.Name.Local == "text" {
		l.fill = ink2
	}
	for _, class := range strings.Fields(attr(e, "class")) {
		switch class {
		case "strong":
			l.fill, l.bold = ink, true
		case "faint":
			l.fill = ink3
		case "end", "mid":
			l.anchor = class
		case "tx-up":
			l.fill, l.bold = leaf, true
		case "tx-down":
			l.fill, l.bold = fig, true
		case "axis":
			l.stroke, l.width = line, 1
		case "base":
			l.stroke = edge
		case "ln":
			l.stroke, l.width = edge, 1.5
		case "up":
			l.stroke, l.width = leaf, 2.5
		case "down":
			l.stroke, l.width = fig, 2.5
		case "few":
			l.dashes = []float64{4 * Scale, 4 * Scale}
		case "whisk":
			l.stroke, l.width = ink2, 1.5
		case "pt":
			l.fill = edge
		case "pt-up":
			l.fill = leaf
		case "pt-down":
			l.fill = fig
		case "open":
			l.fill, l.stroke, l.width = paper, ink, 1.5
		case "col":
			l.fill = figFill
		case "col-2":
			l.fill = figMid
		case "band":
			l.fill = figMid.WithAlpha(89) // 0.35
		case "young":
			l.stroke, l.width, l.hatched = fig, 1, true
		default:
			return l, fmt.Errorf("the class %q is not known to pictures", class)
		}
	}
	return l, nil
}
