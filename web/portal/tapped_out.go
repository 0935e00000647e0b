package portal

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/rates"
	"ripen/services/reports/tapped"
	"ripen/services/sheet"
	"ripen/views/charts"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// TappedOut handles GET .../tapped-out.
func (h *Watch) TappedOut(c echo.Context) error {
	f, client, today, err := h.asked(c)
	if err != nil {
		return err
	}
	r, err := h.Reports.TappedOut(c.Request().Context(), session.Actor(c), client.ID, form.ID(f.Program), today)
	if err != nil {
		return err
	}
	p := portal.TappedOutPage{WatchPage: f.around(c, client, portal.TappedOutTitle, r.Programs), From: r.From, Today: r.Today}
	told, err := h.Reports.ToldSources(c.Request().Context(), session.Actor(c), client.ID)
	if err != nil {
		return err
	}
	for n := range r.Sources {
		shown := tappedSource(&r.Sources[n], r)
		if t, named := told[shown.ID]; named {
			shown.FirstOn = t.FirstOn
			if t.Sight != nil {
				shown.SightID, shown.SeenBy, shown.SeenNote, shown.SeenOn = t.Sight.ID, t.Sight.By, t.Sight.Note, models.DayIn(t.Sight.At, client.Location())
			}
		}
		p.Sources = append(p.Sources, shown)
	}
	p.Order(form.ID(f.Source))
	return page.Show(c, http.StatusOK, portal.TappedOut(p))
}

// TappedOutFile handles GET .../tapped-out.csv and .xlsx.
func (h *Watch) TappedOutFile(kind sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		f, client, today, err := h.asked(c)
		if err != nil {
			return err
		}
		r, err := h.Reports.TappedOut(c.Request().Context(), session.Actor(c), client.ID, form.ID(f.Program), today)
		if err != nil {
			return err
		}
		return h.send(c, f, client, kind, "tapped-out", "tapped-out-"+today.Format(time.DateOnly), r.Table(), r.Programs)
	}
}

// tappedSource is one source as the page says it.
func tappedSource(s *reports.TappedSource, r *reports.TappedOut) portal.TappedSource {
	shown := portal.TappedSource{ID: s.SourceID, Name: models.SourceLabel(s.Name), Medium: s.Medium.Words(), Spent: s.Spent, Elsewhere: s.Elsewhere,
		TooFew: s.TooFew, Sign: s.Sign, Named: s.Named, ByRate: s.ByRate, ByCost: s.ByCost, Chance: s.Chance,
		Usual: decided(s.Usual), Since: decided(s.Verdict.Since), Orders: s.Cost.Orders, Act: string(s.Advice.Act), Bearable: s.Advice.Bearable, Dearer: s.Advice.Dearer, Fell: s.Advice.Fell,
		Priced: s.Money.Known, Whole: spanOf(s.CPO), CPO: spanOf(s.Money.CPO), Before: spanOf(s.Money.CPOBefore), Lost: spanOf(s.Money.Lost), Worth: spanOf(s.Money.Worth), Overspent: spanOf(s.Money.Overspent)}
	shown.On, shown.Earliest, shown.Latest = s.When()
	all := decided(models.Count{K: s.Usual.K + s.Verdict.Since.K, N: s.Usual.N + s.Verdict.Since.N})
	shown.Low, shown.High = all.Low, all.High
	shown.RateChart = levels(s.Rate.Points)
	shown.RateLimit = s.Rate.Limit
	if s.Cost.Orders >= tapped.EnoughOfA && len(s.Cost.Points) > 1 {
		shown.CostChart, shown.CostLimit = levels(s.Cost.Points), s.Cost.Limit
	}
	return shown
}

func decided(n models.Count) portal.Decided {
	low, high := rates.Wilson(n.K, n.N)
	return portal.Decided{K: n.K, N: n.N, Low: low, High: high}
}

func spanOf(r tapped.Range) portal.Span {
	return portal.Span{Middle: r.Middle, Low: r.Low, High: r.High}
}

// levels are the points of a chart by their days.
func levels(points []tapped.Point) (all []charts.WatchPoint) {
	for _, p := range points {
		all = append(all, charts.WatchPoint{Day: time.Unix(int64(p.On)*24*60*60, 0).UTC(), Level: p.Level})
	}
	return all
}
