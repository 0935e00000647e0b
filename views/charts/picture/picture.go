// Package picture draws the charts of package charts as PNG: the very SVG that the page has, on
// white, with what it is of written around it, for a slide or a letter.
package picture

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"
)

// A Picture is a chart with what is written around it.
type Picture struct {
	Title string
	Under []string // beneath the title: whose it is, of when, how it is counted
	Foot  []string // beneath the chart: what its signs mean, when it was made
	Chart templ.Component
}

// The sizes, in the units of the charts; Scale pixels are one of them.
const (
	Scale     = 2
	margin    = 24.0
	titleSize = 17.0
	lineSize  = 11.5
	lineStep  = 16.0
	textSize  = 12.0
	dpi       = 92.0 // what the painter takes for an inch
)

// PNG draws it. A sign of the chart that is not known here is an error: nothing is left out
// unseen.
func (p Picture) PNG() ([]byte, error) {
	var text bytes.Buffer
	if err := p.Chart.Render(context.Background(), &text); err != nil {
		return nil, fmt.Errorf("print the chart: %w", err)
	}
	tried := &drawing{right: math.Inf(-1), left: math.Inf(1)} // how far its words reach
	if err := tried.draw(p, text.Bytes(), margin, 1, 1); err != nil {
		return nil, err
	}
	d, begin := &drawing{}, margin+max(0, margin-tried.left)
	if err := d.draw(p, text.Bytes(), begin, max(tried.wide+2*margin, tried.right+margin)+begin-margin, tried.high); err != nil {
		return nil, err
	}
	return d.to.Bytes()
}

// draw draws it all on paper of some size, the chart from x on.
func (d *drawing) draw(p Picture, text []byte, x, width, height float64) error {
	drawn := xml.NewDecoder(bytes.NewReader(text))
	size, err := opening(drawn)
	if err != nil {
		return err
	}
	above := margin + titleSize + 6 + lineStep*float64(len(p.Under)) + 10
	d.wide, d.high = size[2], above+size[3]+14+lineStep*float64(len(p.Foot))+margin-6
	d.to = charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: px(width), Height: px(height)})
	d.plain, d.bold = charts.GetFont(charts.FontFamilyNotoSans), charts.GetFont(charts.FontFamilyNotoSansBold)
	d.to.FilledRect(0, 0, px(width), px(height), paper, paper, 0)
	d.write(p.Title, margin, margin+titleSize-3, titleSize, ink, d.bold)
	for n, line := range p.Under {
		d.write(line, margin, margin+titleSize+6+lineStep*float64(n)+11, lineSize, ink2, d.plain)
	}
	for n, line := range p.Foot {
		d.write(line, margin, above+size[3]+14+lineStep*float64(n)+11, lineSize, ink3, d.plain)
	}
	d.x, d.y = x-size[0], above-size[1]
	if err := d.all(drawn); err != nil {
		return fmt.Errorf("draw the chart: %w", err)
	}
	return nil
}

// opening reads up to the drawing's own element, and how large it is.
func opening(drawn *xml.Decoder) (size [4]float64, err error) {
	for {
		token, err := drawn.Token()
		if err != nil {
			return size, fmt.Errorf("find the chart: %w", err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "svg" {
			for n, part := range strings.Fields(attr(e, "viewBox")) {
				if n < len(size) {
					size[n] = number(part)
				}
			}
			if size[2] <= 0 || size[3] <= 0 {
				return size, errors.New("the chart has no size")
			}
			return size, nil
		}
	}
}

// A drawing is a picture on its way.
type drawing struct {
	to          *charts.Painter
	x, y        float64 // where the chart begins
	wide, high  float64 // of the chart, and of the whole picture
	left, right float64 // how far words reach
	plain, bold *truetype.Font
}

// all draws the elements of the chart one after the other, as they lie over each other.
func (d *drawing) all(drawn *xml.Decoder) error {
	for {
		token, err := drawn.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "path":
			err = d.path(e)
		case "rect":
			err = d.rect(e)
		case "circle":
			err = d.circle(e)
		case "text":
			err = d.text(e, drawn)
		case "defs": // the hatching, which is drawn line by line
			err = drawn.Skip()
		default:
			err = fmt.Errorf("<%s> cannot be drawn", e.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

func (d *drawing) path(e xml.StartElement) error {
	look, err := lookOf(e)
	if err != nil {
		return err
	}
	lines, err := pathOf(attr(e, "d"))
	if err != nil {
		return err
	}
	dashes := look.dashes
	if own := attr(e, "stroke-dasharray"); own != "" {
		dashes = nil
		for _, part := range strings.Fields(own) {
			dashes = append(dashes, number(part)*Scale)
		}
	}
	for _, line := range lines {
		points := d.points(line)
		if !look.fill.IsZero() {
			d.to.FillArea(points, look.fill)
		}
		switch {
		case look.width == 0:
		case len(dashes) > 0:
			d.to.DashedLineStroke(points, look.stroke, look.width*Scale, dashes)
		default:
			d.to.LineStroke(points, look.stroke, look.width*Scale)
		}
	}
	return nil
}

func (d *drawing) rect(e xml.StartElement) error {
	look, err := lookOf(e)
	if err != nil {
		return err
	}
	x, y, w, h := d.x+number(attr(e, "x")), d.y+number(attr(e, "y")), number(attr(e, "width")), number(attr(e, "height"))
	if look.hatched {
		d.hatch(x, y, w, h, look)
	}
	d.to.FilledRect(px(x), px(y), px(x+w), px(y+h), look.fill, look.stroke, look.width*Scale)
	return nil
}

// hatch draws the slanted lines of what is young, five units apart, cut off at its edges.
func (d *drawing) hatch(x, y, w, h float64, look look) {
	const apart = 5 * math.Sqrt2
	for from := -h; from < w; from += apart { // a line falls from the top at x+from+h to the bottom at x+from
		left, right := max(0, from), min(w, from+h)
		if left >= right {
			continue
		}
		d.to.LineStroke([]charts.Point{{X: px(x + left), Y: px(y + h - (left - from))}, {X: px(x + right), Y: px(y + h - (right - from))}}, look.stroke, 1.25*Scale)
	}
}

func (d *drawing) circle(e xml.StartElement) error {
	look, err := lookOf(e)
	if err != nil {
		return err
	}
	d.to.Circle(number(attr(e, "r"))*Scale, px(d.x+number(attr(e, "cx"))), px(d.y+number(attr(e, "cy"))), look.fill, look.stroke, look.width*Scale)
	return nil
}

// text draws words, and those within them that stand a little apart.
func (d *drawing) text(e xml.StartElement, drawn *xml.Decoder) error {
	look, err := lookOf(e)
	if err != nil {
		return err
	}
	type part struct {
		words string
		apart float64
	}
	var parts []part
	apart := 0.0
	for depth := 1; depth > 0; {
		token, err := drawn.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth, apart = depth+1, number(attr(t, "dx"))
		case xml.EndElement:
			depth, apart = depth-1, 0
		case xml.CharData:
			if words := strings.Join(strings.Fields(string(t)), " "); words != "" {
				parts = append(parts, part{words, apart})
			}
		}
	}
	font := d.plain
	if look.bold {
		font = d.bold
	}
	whole := 0.0
	for _, p := range parts {
		whole += p.apart + d.width(p.words, textSize, font)
	}
	x, y := d.x+number(attr(e, "x")), d.y+number(attr(e, "y"))
	switch look.anchor {
	case "end":
		x -= whole
	case "mid":
		x -= whole / 2
	}
	for _, p := range parts {
		x += p.apart
		d.write(p.words, x, y, textSize, look.fill, font)
		x += d.width(p.words, textSize, font)
	}
	return nil
}

func (d *drawing) write(words string, x, y, size float64, color charts.Color, font *truetype.Font) {
	d.left, d.right = min(d.left, x), max(d.right, x+d.width(words, size, font))
	d.to.Text(words, px(x), px(y), 0, fontOf(size, color, font))
}

// width is how wide words are.
func (d *drawing) width(words string, size float64, font *truetype.Font) float64 {
	box := d.to.MeasureText(words, 0, fontOf(size, ink, font))
	return float64(box.Width()) / Scale
}

// fontOf is a font whose letters are so many units high; the painter counts in points.
func fontOf(size float64, color charts.Color, font *truetype.Font) charts.FontStyle {
	return charts.FontStyle{FontSize: size * Scale * 72 / dpi, FontColor: color, Font: font}
}

func (d *drawing) points(line [][2]float64) (all []charts.Point) {
	for _, at := range line {
		all = append(all, charts.Point{X: px(d.x + at[0]), Y: px(d.y + at[1])})
	}
	return all
}

func px(v float64) int { return int(math.Round(v * Scale)) }

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// number is a length; what is none is 0.
func number(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return v
}
