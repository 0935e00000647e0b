package portal

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/sheet"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/page"
	"ripen/web/session"
)

// WonLost handles GET .../won-lost.
func (h *Outcomes) WonLost(c echo.Context) error {
	f, client, q, wrong, err := h.asked(c)
	if err != nil {
		return err
	}
	r, err := h.Reports.WonLost(c.Request().Context(), session.Actor(c), client.ID, q)
	if err != nil {
		return err
	}
	p := portal.WonLostPage{OutcomePage: h.outcome(c, f, client, q, r.Programs, wrong, "Won and lost", paths.WonLost(f.Beside, nil)), All: ending(r, r.All())}
	p.Basis, p.Bases = string(r.Basis), bases()
	for _, e := range r.Of("source") {
		p.Sources = append(p.Sources, ending(r, e))
	}
	for _, e := range r.Of("product") {
		p.Products = append(p.Products, ending(r, e))
	}
	p.Reasons, p.Rivals, p.Said = losses(r)
	status := http.StatusOK
	if wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, portal.WonLost(p))
}

// WonLostFile handles GET .../won-lost.csv and .xlsx.
func (h *Outcomes) WonLostFile(form sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		_, client, q, wrong, err := h.asked(c)
		if err != nil {
			return err
		}
		if wrong != "" {
			return models.Refuse(models.Invalid, "to", "%s", wrong)
		}
		r, err := h.Reports.WonLost(c.Request().Context(), session.Actor(c), client.ID, q)
		if err != nil {
			return err
		}
		t := r.Table()
		t.Tell("Period", monthsInWords(q.From, q.To))
		program := "All"
		for _, one := range r.Programs {
			if one.ID == q.Program {
				program = one.Name
			}
		}
		t.Tell("Program", program)
		return export{clients: h.Clients, client: client, report: "won-lost", name: "won-lost-" + q.From.Format(aMonth) + "-" + q.To.Format(aMonth), at: h.Now()}.send(c, form, t)
	}
}

// ending is one line of sources or products, or of all.
func ending(r *reports.WonLost, e reports.End) portal.Ending {
	shown := portal.Ending{Name: models.SourceLabel(e.Name), Won: e.Won, Lost: e.Lost, NoDecision: e.NoDecision, Returned: e.Returned, Open: e.Open, TooFew: true}
	if e.By == "product" {
		shown.Name = portal.ProductName(e.Name)
	}
	low, high, said := e.WonRange()
	shown.Share = portal.Part{K: e.Won, N: e.Decided(), Low: low, High: high, Few: !said}
	if e.By == "product" {
		return shown
	}
	pace, kept := r.Pace(e.SourceID), r.Kept(e.SourceID)
	shown.Orders, shown.TooFew, shown.Quarter, shown.Half, shown.ThreeQuarters = pace.Orders, pace.Few(), pace.Quarter, pace.Half, pace.ThreeQuarters
	low, high, said = kept.AgainRange()
	shown.Customers, shown.Repeats, shown.Again = kept.Customers, kept.Repeats, portal.Part{K: kept.Again, N: kept.Customers, Low: low, High: high, Few: !said}
	return shown
}

// losses is why leads were lost, to whom, and how many name a rival.
func losses(r *reports.WonLost) (reasons, rivals []portal.Loss, named int) {
	all := r.All()
	loss := func(name string, e reports.End) portal.Loss {
		low, high, said := e.LostRange(all)
		return portal.Loss{Name: name, Lost: e.Lost, ByPrice: e.ByPrice, Share: portal.Part{K: e.Lost, N: all.Lost, Low: low, High: high, Few: !said}}
	}
	for _, e := range r.Of("reason") {
		reasons = append(reasons, loss(portal.ReasonName(models.CauseWords(e.Name)), e))
	}
	for _, e := range r.Of("rival") {
		if e.Name != "" {
			rivals, named = append(rivals, loss(e.Name, e)), named+e.Lost
		}
	}
	return reasons, rivals, named
}
