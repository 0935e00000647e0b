package charts_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"ripen/views/charts"
)

var sources = []charts.SlopeRow{
	{Name: "Facebook & forms", Left: 23, Right: 9240, LeftText: "$23", RightText: "$9,240"},
	{Name: "Newsletter", Left: 18, Right: 775, LeftText: "$18", RightText: "$775"},
	{Name: "Chairside podcast", Left: 25, LeftText: "$25", Unranked: "too few to say"},
	{Name: "Referral", Left: 108, Right: 731, LeftText: "$108", RightText: "$731"},
	{Name: "A very long name of a trade show in Orlando", Left: 157, Right: 3211, LeftText: "$157", RightText: "$3,211"},
	{Name: "Print", Left: 314, Right: 5400, LeftText: "$314", RightText: "$5,400"},
}

func TestCharts_drawTheMarkupThatWasAccepted(t *testing.T) {
	t.Parallel()
	months := []charts.TrendPoint{
		{Label: "Jan", Value: .1, Low: .05, High: .17}, {Label: "Feb", Missing: true},
		{Label: "Mar", Value: .05, Low: .02, High: .1}, {Label: "Apr", Value: .02, Low: .01, High: .06},
	}
	cohorts := []charts.Column{
		{Label: "Q1", Value: 5100, Low: 4000, High: 6700, Text: "5.1"}, {Label: "Q2", TooFew: true},
		{Label: "Q3", Value: 11800, Low: 7300, High: 15000, Text: "11.8", Young: true},
	}
	for name, chart := range map[string]templ.Component{
		"slope":       charts.SlopeChart(charts.NewSlope("Six sources", "cost per inquiry", "cost per order", sources)),
		"slope_empty": charts.SlopeChart(charts.NewSlope("No sources", "l", "r", nil)),
		"funnel": charts.FunnelChart(charts.NewFunnel("Three reps", []charts.FunnelLimit{{5, 0.2, 0.4, 1.5, 1.6}, {50, 0.6, 0.7, 1.3, 1.4}},
			[]charts.FunnelDot{{Name: "Rae & Co", Expected: 40, Ratio: 0.5, Own: true}, {Expected: 20, Ratio: 1.1}, {Name: "Ben", Expected: 10, Ratio: 3}})),
		"funnel_empty":  charts.FunnelChart(charts.NewFunnel("Nobody", nil, nil)),
		"trend":         charts.TrendChart(charts.NewTrend("A rate", months, 3, "found in April")),
		"trend_empty":   charts.TrendChart(charts.NewTrend("A rate", nil, -1, "")),
		"columns":       charts.ColumnsChart(charts.NewColumns("c", "Cost per order", cohorts, dollars)),
		"columns_empty": charts.ColumnsChart(charts.NewColumns("c", "Cost per order", nil, dollars)),
		"layers": charts.LayersChart(charts.NewLayers("Where it was", []charts.LayersPoint{{Day: time.Date(2026, 5, 30, 0, 0, 0, 0, time.UTC), Parts: []int{10, 20, 5}}, {Day: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Parts: []int{12, 20, 9}},
			{Day: time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC), Parts: []int{15, 0, 30}}}, dollars)),
		"layers_empty": charts.LayersChart(charts.NewLayers("Where it was", nil, dollars)),
		"split":        charts.GradeSplit(charts.Counts{A: 24, C: 28, D: 22}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compare(t, name, draw(t, chart))
		})
	}
}

func TestNewSlope_saysWhatMovedFarAndRanksNothingItCannot(t *testing.T) {
	t.Parallel()
	s := charts.NewSlope("", "", "", sources)
	words := map[string]string{}
	for _, line := range s.Lines {
		words[line.LeftWords] = line.Class + line.Move
	}
	for left, want := range map[string]string{"Facebook & forms  $23": "down▼3", "Referral  $108": "", "Newsletter  $18": "", "Chairside podcast  $25": "few"} {
		if words[left] != want {
			t.Errorf("%s is drawn %q, want %q", left, words[left], want)
		}
	}
	last := slices.MaxFunc(s.Lines, func(a, b charts.SlopeLine) int { return int(a.RightY - b.RightY) })
	if !last.Open || last.RightY <= s.RuleY {
		t.Errorf("what is not ranked ends at %v, not hollow below the rule at %v", last.RightY, s.RuleY)
	}
}

func TestNewSlope_keepsTwoRowsThatAreAlikeApart(t *testing.T) {
	t.Parallel()
	twin := charts.SlopeRow{Name: "Twin", Left: 1, Right: 1, LeftText: "$1", RightText: "$1"}
	s := charts.NewSlope("", "", "", []charts.SlopeRow{twin, twin})
	if s.Lines[0].RightY == s.Lines[1].RightY {
		t.Error("two alike rows end at the same place")
	}
}

func TestNewTrend_leavesAGapWhereNothingCameIn(t *testing.T) {
	t.Parallel()
	trend := charts.NewTrend("", []charts.TrendPoint{{Value: .1, High: .2}, {Missing: true}, {Value: .1, High: .2}}, -1, "")
	if len(trend.Lines) != 2 {
		t.Errorf("drawn as %d lines, want 2", len(trend.Lines))
	}
}

func TestNewColumns_keepsEveryWhiskerInsideTheDrawing(t *testing.T) {
	t.Parallel()
	for _, high := range []float64{0.3, 1, 9.99, 10, 10.01, 1234, 98765} {
		columns := charts.NewColumns("c", "", []charts.Column{{Value: high / 2, Low: 0, High: high}}, dollars)
		if bar := columns.Bars[0]; bar.HighY < 22-1e-6 || bar.LowY > 150 {
			t.Errorf("up to %v: the whisker goes from %v to %v", high, bar.HighY, bar.LowY)
		}
		if n := len(columns.Ticks); n < 3 || n > 6 {
			t.Errorf("up to %v: %d ticks", high, n)
		}
	}
}

func TestSplit_fillsTheBarAndNoMore(t *testing.T) {
	t.Parallel()
	segments := charts.Split(charts.Counts{A: 1, B: 998, D: 1})
	last := segments[len(segments)-1]
	if len(segments) != 3 || last.X+last.Width > 100.4 {
		t.Errorf("split into %v", segments)
	}
}

func dollars(v float64) string { return "$" + strconv.FormatFloat(v, 'f', -1, 64) }

func draw(t *testing.T, component templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := component.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	// One element a line, so that a difference can be read.
	return strings.ReplaceAll(out.String(), "><", ">\n<") + "\n"
}

// compare holds the markup against testdata; UPDATE=1 accepts it.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".svg")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed (UPDATE=1 accepts it):\n%s", file, got)
	}
}
