package picture_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"ripen/views/charts"
	"ripen/views/charts/picture"
)

var (
	fig  = color.RGBA{0x86, 0x24, 0x54, 0xff}
	leaf = color.RGBA{0x25, 0x5d, 0x34, 0xff}
	fill = color.RGBA{0x79, 0x20, 0x4b, 0xff}
)

func slope() templ.Component {
	return charts.SlopeChart(charts.NewSlope("", "cost per inquiry", "cost per order", []charts.SlopeRow{
		{Name: "Newsletter", Left: 18, Right: 775, LeftText: "€18", RightText: "≈ €775"}, {Name: "Facebook & forms", Left: 23, Right: 9240, LeftText: "€23", RightText: "€9,240"},
		{Name: "Søgning", Left: 25, LeftText: "€25", Unranked: "too few to say"}, {Name: "Referral", Left: 108, Right: 731, LeftText: "€108", RightText: "€731"},
		{Name: "Messe Düsseldorf", Left: 157, Right: 3211, LeftText: "€157", RightText: "€3,211"}, {Name: "Print", Left: 314, Right: 700, LeftText: "€314", RightText: "€700"}}))
}

func columns() templ.Component {
	return charts.ColumnsChart(charts.NewColumns("c", "", []charts.Column{{Label: "Q1", Value: 5100, Low: 4000, High: 6700, Text: "5.1k"}, {Label: "Q2", TooFew: true},
		{Label: "Q3", Value: 11800, Low: 7300, High: 15000, Text: "11.8k", Young: true}}, func(float64) string { return "€" }))
}

func watch() templ.Component {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return charts.WatchChart(charts.NewWatch("", []charts.WatchPoint{{Day: day, Level: 1}, {Day: day.AddDate(0, 3, 0), Level: 6}}, 5, "alarms from here on", day, day.AddDate(0, 3, 0)))
}

func trend() templ.Component {
	return charts.TrendChart(charts.NewTrend("", []charts.TrendPoint{{Label: "Jan", Value: .1, Low: .05, High: .17}, {Label: "Feb", Missing: true}, {Label: "Mar", Value: .05, Low: .02, High: .1}}, 2, "found"))
}

// Each chart that pages show is drawn, at twice its size, with what is written around it.
func TestPNG_drawsEveryChart(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]struct {
		chart templ.Component
		drawn []color.RGBA
	}{"slope": {slope(), []color.RGBA{fig, leaf}}, "columns": {columns(), []color.RGBA{fig, fill}}, "watch": {watch(), []color.RGBA{fig}}, "trend": {trend(), []color.RGBA{fig}}} {
		p := picture.Picture{Title: "The cheap inquiry is the dear order", Under: []string{"Harbour Dental · January 2026 to June 2026"}, Foot: []string{"Made on 6 July 2026"}, Chart: of.chart}
		whole := drawn(t, p)
		if dir := os.Getenv("PICTURES"); dir != "" { // to look at
			file, err := p.PNG()
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, name+".png"), file, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range of.drawn {
			if count(whole, c) < 100 {
				t.Errorf("%s: %d points are %v", name, count(whole, c), c)
			}
		}
		p.Title = ""
		if bare := drawn(t, p); dark(bare) >= dark(whole)-200 || bare.Bounds() != whole.Bounds() {
			t.Errorf("%s: the title is not written: %d and %d dark points", name, dark(bare), dark(whole))
		}
		if w := whole.Bounds().Dx(); w < (460+48)*2 {
			t.Errorf("%s is %d points wide", name, w)
		}
		p.Under = append(p.Under, strings.Repeat("long ", 50))
		if long := drawn(t, p); long.Bounds().Dx() <= whole.Bounds().Dx() || long.Bounds().Dy() != whole.Bounds().Dy()+32 {
			t.Errorf("%s cuts long lines off: %v after %v", name, long.Bounds(), whole.Bounds())
		}
	}
}

// What it does not know it refuses, so that no picture lacks what its page has.
func TestPNG_leavesNothingOutUnseen(t *testing.T) {
	t.Parallel()
	for _, svg := range []string{`<svg viewBox="0 0 9 9"><path class="new" d="M0 0L1 1"></path></svg>`, `<svg viewBox="0 0 9 9"><ellipse></ellipse></svg>`, `<svg viewBox="0 0 9 9"><path class="ln" d="M0 0A1 1"></path></svg>`,
		`<svg viewBox="0 0 9 9"><path class="ln" d="L1 1"></path></svg>`, `<svg viewBox="0 0 9 9"><path class="ln" d="M1 1L3"></path></svg>`, `<svg></svg>`, `<p></p>`} {
		chart := templ.ComponentFunc(func(_ context.Context, w io.Writer) error { _, err := io.Copy(w, strings.NewReader(svg)); return err })
		if _, err := (picture.Picture{Chart: chart}).PNG(); err == nil {
			t.Errorf("%s is drawn", svg)
		}
	}
}

func drawn(t *testing.T, p picture.Picture) image.Image {
	t.Helper()
	file, err := p.PNG()
	if err != nil {
		t.Fatal(err)
	}
	seen, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

func count(i image.Image, c color.Color) (n int) {
	want := color.RGBAModel.Convert(c)
	for y := range i.Bounds().Dy() {
		for x := range i.Bounds().Dx() {
			if color.RGBAModel.Convert(i.At(x, y)) == want {
				n++
			}
		}
	}
	return n
}

// dark is how many points are as dark as ink.
func dark(i image.Image) (n int) {
	for y := range i.Bounds().Dy() {
		for x := range i.Bounds().Dx() {
			if r, g, b, _ := i.At(x, y).RGBA(); r+g+b < 3*0x5000 {
				n++
			}
		}
	}
	return n
}
