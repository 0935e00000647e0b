package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/services/reports/funnel"
	"ripen/services/sheet"
	"ripen/views/charts"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Steps is how far leads get, and what coaching changes.
type Steps struct {
	Reports *reports.Service
	Clients *clients.Service
	Now     func() time.Time
}

type stepsForm struct {
	From    string `query:"from"`
	To      string `query:"to"`
	Process string `query:"process"`
	Product string `query:"product"`
	Channel string `query:"channel"`
	Step    int    `query:"step"`
}

// Show handles GET /portal/steps.
func (h *Steps) Show(c echo.Context) error {
	var f stepsForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, f, portal.CoachForm{})
}

func (h *Steps) show(c echo.Context, status int, f stepsForm, left portal.CoachForm) error {
	by := session.Actor(c)
	report, p, err := h.ask(c, f)
	if err != nil {
		return err
	}
	if p.Error != "" {
		status = http.StatusUnprocessableEntity
	}
	p.Own, p.MayCoach = by.Role == models.Rep, by.Role != models.Rep
	p.Layout = page.Shell(c, layouts.Page{Title: "Steps", Face: layouts.Office, MainClass: "page sources steps-page", NavLabel: "Portal"})
	if report.Process != nil {
		h.fill(&p, report, f, left)
	}
	return page.Show(c, status, portal.Steps(p))
}

// ask is the report for what the address says, and the page with its filters.
func (h *Steps) ask(c echo.Context, f stepsForm) (*reports.Steps, portal.StepsPage, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, by.ClientID)
	if err != nil {
		return nil, portal.StepsPage{}, err
	}
	at := h.Now()
	today := models.DayIn(at, client.Location())
	from, to, wrong := sourcesForm{From: f.From, To: f.To}.period(today)
	w := reports.StepsWanted{Process: form.ID(f.Process), From: from, To: to, Product: f.Product, Channel: f.Channel}
	report, err := h.Reports.Steps(ctx, by, client.ID, w)
	if err != nil {
		return nil, portal.StepsPage{}, err
	}
	p := portal.StepsPage{ClientName: client.Name, Currency: client.Currency, From: from.Format(aMonth), To: to.Format(aMonth), Months: months(today, from, to), Error: wrong,
		Process: f.Process, Product: f.Product, Channel: f.Channel, At: at, Zone: models.Location(by.Zone), Coach: portal.CoachForm{Today: today.Format(time.DateOnly)}}
	filters(&p, report, by)
	return report, p, nil
}

// filters offers what the figures can be cut by.
func filters(p *portal.StepsPage, r *reports.Steps, by models.Actor) {
	for n, process := range r.Processes {
		value := process.ProcessID.String()
		if n == 0 && p.Process == "" {
			p.Process = value
		}
		p.Processes = append(p.Processes, components.Option{Value: value, Label: process.Name})
	}
	p.Products = append(p.Products, components.Option{Label: "All"})
	for _, name := range r.Products {
		p.Products = append(p.Products, components.Option{Value: name, Label: name})
	}
	if by.Role != models.SalesManager {
		return
	}
	p.Channels = []components.Option{{Label: "Direct and partners"}, {Value: reports.Direct, Label: "Direct"}}
	for _, partner := range r.Partners {
		p.Channels = append(p.Channels, components.Option{Value: partner.ID.String(), Label: partner.Name})
	}
}

func (h *Steps) fill(p *portal.StepsPage, r *reports.Steps, f stepsForm, left portal.CoachForm) {
	p.CountedAt = &r.Process.CountedAt
	for n, s := range r.Stages {
		p.Stages = append(p.Stages, portal.StepStage{Name: s.Name, Means: s.Means, Days: r.Process.Horizons[n], All: cellOf(r.Total[n])})
	}
	p.Step = f.Step
	for _, rep := range r.Reps {
		row := portal.StepReps{ID: rep.RepID, Name: rep.Name, Under: rep.Partner}
		for _, s := range rep.Stands {
			cell := cellOf(s.Sum)
			cell.Named = s.Named && !p.Own
			row.Cells = append(row.Cells, cell)
		}
		p.Reps = append(p.Reps, row)
		if rep.Weakest >= 0 && !p.Own {
			p.Findings = append(p.Findings, findingOf(r, rep, *p))
			if p.Step == 0 {
				p.Step = rep.Weakest + 1
			}
		}
	}
	for _, line := range r.Channels {
		row := portal.StepReps{Name: line.Name}
		if line.PartnerID == nil {
			row.Name = "Direct"
		}
		for _, s := range line.Stands {
			row.Cells = append(row.Cells, cellOf(s.Sum))
		}
		p.Lines = append(p.Lines, row)
	}
	if p.Step < 1 || p.Step > len(p.Stages) {
		p.Step = 1
	}
	p.Plot = plotOf(r, p.Step-1, p.Own)
	for _, coached := range r.Coachings {
		if coached.Stage <= len(r.Stages) {
			p.Coachings = append(p.Coachings, coachingLine(r, coached))
		}
	}
	p.Coach = coachForm(*p, left)
}

func cellOf(s funnel.Sum) portal.StepCell {
	return portal.StepCell{N: s.N, K: s.K, Young: s.Young, Expected: s.Expected, Few: !s.Said()}
}

func findingOf(r *reports.Steps, rep reports.RepSteps, p portal.StepsPage) portal.StepFinding {
	s, stage := rep.Stands[rep.Weakest], r.Stages[rep.Weakest]
	q := url.Values{"from": {p.From}, "to": {p.To}, "process": {p.Process}, "step": {strconv.Itoa(rep.Weakest + 1)}}
	return portal.StepFinding{RepID: rep.RepID, Rep: rep.Name, Step: stage.Name, Means: stage.Means, N: s.N, K: s.K, Expected: s.Expected,
		Orders: rep.Loss.Orders, OrdersLow: rep.Loss.OrdersLow, OrdersUp: rep.Loss.OrdersHigh,
		Money: rep.Loss.Money, MoneyLow: rep.Loss.MoneyLow, MoneyUp: rep.Loss.MoneyHigh, MoneyKnown: rep.MoneyKnown, Colleagues: rep.Colleagues, PlotURL: paths.PortalStepsWith(q) + "#plot"}
}

// points is at how many sizes the limits of chance are drawn.
const limitsDrawn = 24

// plotOf draws the reps of a step among the limits of chance; for a rep the others have no names.
func plotOf(r *reports.Steps, step int, own bool) *charts.Funnel {
	var dots []charts.FunnelDot
	var rho float64
	widest, said := 0.0, 0
	if own {
		for _, d := range r.Dots {
			if d.Stage == step+1 {
				dots = append(dots, charts.FunnelDot{Expected: d.Expected, Ratio: d.Ratio})
				widest = max(widest, d.Expected)
			}
		}
	}
	for _, rep := range r.Reps {
		s := rep.Stands[step]
		if !s.Said() || s.Expected <= 0 {
			continue
		}
		rho += s.Rho
		said++
		widest = max(widest, s.Expected)
		dot := charts.FunnelDot{Name: rep.Name, Expected: s.Expected, Ratio: s.Ratio(), Own: own || s.Named}
		if own {
			dot.Name = "You"
		}
		dots = append(dots, dot)
	}
	total := r.Total[step]
	if said == 0 || total.Expected <= 0 || total.Norm() >= 1 {
		return nil
	}
	var limits []charts.FunnelLimit
	norm := total.Norm()
	for n := range limitsDrawn {
		size := max(3, int(widest*1.1/norm*float64(n+1)/limitsDrawn))
		l := funnel.LimitsOf(size, norm, rho/float64(said))
		limits = append(limits, charts.FunnelLimit{Expected: float64(size) * norm, Low998: l.Low998 / norm, Low95: l.Low95 / norm, High95: l.High95 / norm, High998: l.High998 / norm})
	}
	chart := charts.NewFunnel(r.Stages[step].Name+": "+strconv.Itoa(len(dots))+" reps by how many got past the step against how many were expected to. The figures are in the table.", limits, dots)
	return &chart
}

func coachingLine(r *reports.Steps, c reports.Coaching) portal.CoachingLine {
	return portal.CoachingLine{ID: c.ID, Rep: c.Name, Step: r.Stages[c.Stage-1].Name, What: c.What, On: c.OnDay, By: c.By, Said: c.Change.Said, Points: c.Change.Points,
		Low: c.Change.Low, High: c.Change.High, Before: cellOf(c.Change.Before), After: cellOf(c.Change.After), OthersSaid: c.Change.OthersBefore.Said()}
}

// File handles GET /portal/steps.csv and .xlsx.
func (h *Steps) File(kind sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		var f stepsForm
		if err := form.Bind(c, &f); err != nil {
			return err
		}
		report, p, err := h.ask(c, f)
		if err != nil {
			return err
		}
		if p.Error != "" {
			return models.Refuse(models.Invalid, "to", "%s", p.Error)
		}
		client, err := h.Clients.ByID(c.Request().Context(), session.Actor(c), session.Actor(c).ClientID)
		if err != nil {
			return err
		}
		t := report.Table()
		t.Tell("Period", p.From+" to "+p.To)
		t.Tell("Product", inWords(p.Products, p.Product))
		t.Tell("Channel", inWords(p.Channels, p.Channel))
		return export{clients: h.Clients, client: client, report: "steps", name: "steps-" + p.From + "-" + p.To, at: h.Now()}.send(c, kind, t)
	}
}
