package portal

import (
	"strings"
	"time"

	"ripen/views/charts"
	"ripen/views/charts/picture"
	"ripen/views/paths"
)

// The charts of the sources that are pictures, too, by their names in addresses.
const (
	rankingChart  = "ranking"
	quartersChart = "quarters"
)

// FirstChart is the chart that stands first on the page; "" where there is none.
func (p SourcesPage) FirstChart() string {
	switch {
	case p.slope() != nil:
		return rankingChart
	case p.quarters() != nil:
		return quartersChart
	}
	return ""
}

// Picture is a chart of the page as a picture by itself; false where the page has no such chart.
func (p SourcesPage) Picture(chart string, made time.Time) (picture.Picture, bool) {
	when := p.when()
	all := picture.Picture{Foot: []string{"Made on " + made.Format("2 January 2006 at 15:04")}}
	switch chart {
	case rankingChart:
		slope := p.slope()
		if slope == nil {
			return all, false
		}
		all.Title, all.Chart = p.slopeTitle(), charts.SlopeChart(*slope)
		all.Under = append([]string{p.ClientName + " · " + when}, p.asked()...)
		all.Foot = append([]string{"In colour: falls (▼) or rises (▲) 3 or more places. Broken: not ranked, too few orders, or young.", "≈ what it will be once all orders have come."}, all.Foot...)
	case quartersChart:
		columns := p.quarters()
		if columns == nil {
			return all, false
		}
		all.Title, all.Chart = "Cost per order by quarter of arrival", charts.ColumnsChart(*columns)
		all.Under = append([]string{p.ClientName + " · " + p.Quarters[0].Label + " to " + p.Quarters[len(p.Quarters)-1].Label}, p.asked()...)
		all.Foot = append([]string{"Lines: where it lies 95 times in 100.", "Hatched: orders are still to come; it is what it will be then."}, all.Foot...)
	}
	return all, all.Chart != nil
}

// when is the period in words.
func (p SourcesPage) when() string {
	from, wrong := time.Parse("2006-01", p.From)
	to, err := time.Parse("2006-01", p.To)
	if wrong != nil || err != nil {
		return p.From + " to " + p.To
	}
	return from.Format("January 2006") + " to " + to.Format("January 2006")
}

// printed is what was asked, for the sheet of paper, which has no filters.
func (p SourcesPage) printed() string {
	return strings.Join(append([]string{p.when() + "."}, p.asked()...), " ")
}

// asked is how it is counted, and what was chosen beside the period, in lines.
func (p SourcesPage) asked() []string {
	var chosen []string
	for _, f := range p.Filters {
		if len(f.Options) == 0 || f.Value == f.Options[0].Value || f.Name == "basis" || f.Name == "attribution" {
			continue
		}
		for _, o := range f.Options {
			if o.Value == f.Value {
				chosen = append(chosen, f.Label+": "+o.Label)
			}
		}
	}
	return append([]string{p.Basis + ".", p.Credited}, kept(strings.Join(chosen, " · "))...)
}

// pictureURL is where a chart is a picture.
func (p SourcesPage) pictureURL(chart string) string {
	q := p.query()
	q.Set("chart", chart)
	return paths.EffectFile(p.Client, "png", q)
}
