package portal

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/markets"
	"ripen/services/reports"
	"ripen/services/sheet"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Returns is what the program of a client cost and brought: its own people read it in the
// portal, the agency's beside the client.
type Returns struct {
	Outcomes
	Markets *markets.Service
	Agency  string // its name
}

// answer asks for whole months, by default the last twelve that are over; what is wrong with
// the period is said in the page.
func (h *Returns) answer(c echo.Context) (f outcomeForm, client *models.Client, r *reports.Return, wrong string, err error) {
	if err = form.Bind(c, &f); err != nil {
		return f, nil, nil, "", err
	}
	if client, err = h.client(c, f.Beside); err != nil {
		return f, nil, nil, "", err
	}
	today := models.DayIn(h.Now(), client.Location())
	q := reports.Question{To: monthOf(f.To, monthOf("", today).AddDate(0, -1, 0)), Program: form.ID(f.Program)}
	if q.From = monthOf(f.From, q.To.AddDate(0, -11, 0)); q.From.After(q.To) {
		wrong = "The period ends before it begins: choose a later last month."
		q.From = q.To
	}
	if f.Basis == string(reports.ByEvent) {
		q.Basis = reports.ByEvent
	}
	r, err = h.Reports.Return(c.Request().Context(), session.Actor(c), client.ID, q, today)
	return f, client, r, wrong, err
}

// Show handles GET .../return.
func (h *Returns) Show(c echo.Context) error {
	f, client, r, wrong, err := h.answer(c)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, portal.Return(h.page(c, f, client, r, wrong, "The program’s return")))
}

// Statement handles GET .../return/statement.
func (h *Returns) Statement(c echo.Context) error {
	f, client, r, wrong, err := h.answer(c)
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.ReturnStatement(h.page(c, f, client, r, wrong, "The program’s return, for the board")))
}

// File handles GET .../return.csv and .xlsx.
func (h *Returns) File(form sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		_, client, r, wrong, err := h.answer(c)
		if err != nil {
			return err
		}
		if wrong != "" {
			return models.Refuse(models.Invalid, "to", "%s", wrong)
		}
		t := r.Table()
		t.Tell("Period", monthsInWords(r.From, r.To))
		program := "All"
		for _, one := range r.Programs {
			if one.ID == r.Program {
				program = one.Name
			}
		}
		t.Tell("Program", program)
		return export{clients: h.Clients, client: client, report: "return", name: "return-" + r.From.Format(aMonth) + "-" + r.To.Format(aMonth), at: h.Now()}.send(c, form, t)
	}
}

// callCostForm is what a call of a rep costs, with the question of the page that it was typed on.
type callCostForm struct {
	form.Once
	Beside  models.ID `param:"client"` // NoID in the portal
	Cost    string    `form:"cost"`
	From    string    `form:"from"`
	To      string    `form:"to"`
	Program string    `form:"program"`
	Basis   string    `form:"basis"`
}

// CallCost handles POST .../return/call-costs.
func (h *Returns) CallCost(c echo.Context) error {
	var f callCostForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	err = h.keep(c, client, f)
	if refused := models.Refused(err); refused != nil && refused.Field == "cost" {
		asked, client, r, wrong, err := h.answer(c)
		if err != nil {
			return err
		}
		p := h.page(c, asked, client, r, wrong, "The program’s return")
		p.CallTyped, p.CallFault = f.Cost, refused.Message
		return page.Show(c, http.StatusUnprocessableEntity, portal.Return(p))
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Return(f.Beside, portal.ReturnQuestion(f.From, f.To, f.Program, f.Basis)), page.Said("Saved what a call costs."))
}

func (h *Returns) keep(c echo.Context, client *models.Client, f callCostForm) error {
	var cost *decimal.Decimal
	if text := strings.TrimSpace(f.Cost); text != "" {
		typed, err := table.ParseMoney(text)
		if refused := models.Refused(err); refused != nil {
			return models.Refuse(refused.Kind, "cost", "%s", refused.Message)
		} else if err != nil {
			return err
		}
		cost = &typed
	}
	return h.Markets.SetCallCost(c.Request().Context(), session.Actor(c), f.Token(), client.ID, cost)
}

// page is the answer as it is shown.
func (h *Returns) page(c echo.Context, f outcomeForm, client *models.Client, r *reports.Return, wrong, title string) portal.ReturnPage {
	q := reports.Question{From: r.From, To: r.To, Program: r.Program}
	p := portal.ReturnPage{OutcomePage: h.outcome(c, f, client, q, r.Programs, wrong, title, paths.Return(f.Beside, nil)), Agency: h.Agency, Made: r.Today.Format("2 January 2006"), Period: monthsOf(r), ByEvent: r.Basis == reports.ByEvent,
		Fee: bare(r.Total.Fee), Spend: bare(r.Total.Spend), Cost: bare(r.Total.Cost()), NoFee: r.NoFee, NoSpend: r.NoSpend, Shared: r.Shared, Inquiries: r.Total.Inquiries,
		FromRipened: r.Total.RipenedRepeats.Orders, Young: r.Total.Young(), TooYoung: r.Total.TooYoung(), Followed: portal.FollowedLeads(r.Followed),
		NotA: portal.Counted(r.Below(r.NotA)), NotASmall: r.Small(r.NotA), CallCost: bare(r.CallCost), Unqualified: bare(r.Unqualified()), MayEnter: mayEnterCosts(session.Actor(c))}
	p.Basis, p.Bases = string(r.Basis), bases()
	t := r.Total
	p.Ready, p.Ripened, p.Repeats = returnLine(reports.Yield{Earned: t.Ready}), returnLine(reports.Yield{Earned: t.Ripened}), returnLine(reports.Yield{Earned: t.Repeats})
	p.Without, p.All = returnLine(t.Yield(t.Without())), returnLine(t.Yield(t.All()))
	if t.Final != nil {
		p.Complete = t.Final.Share
	}
	if ripe, ok := t.Ripe(); ok {
		p.Ripe = &portal.RipeReturn{Orders: portal.Span(ripe.Orders), CPO: portal.Span(ripe.CPO), Times: portal.Span(ripe.Return)}
	}
	if r.Missed.Known {
		missed := portal.Span(r.Missed.Orders)
		p.Missed = &missed
	}
	if lost, ok := r.Lost(); ok {
		money := portal.Span(lost)
		p.MissedFor = &money
	}
	if r.CallCost != nil {
		p.CallTyped = r.CallCost.String()
	}
	for _, m := range r.Months {
		p.Months = append(p.Months, returnMonth(m))
	}
	return p
}

func mayEnterCosts(by models.Actor) bool {
	return by.Role == models.SalesManager || by.Role == models.Marketer || by.AnswersForPrograms()
}

func returnLine(y reports.Yield) portal.ReturnLine {
	return portal.ReturnLine{Orders: y.Orders, Valueless: y.Orders - y.Valued, Revenue: bare(y.Revenue), CPO: bare(y.CPO), CPOLow: bare(y.CPOLow), CPOHigh: bare(y.CPOHigh), Times: y.Return, TimesSpan: y.ReturnRange}
}

func returnMonth(m reports.ReturnMonth) portal.ReturnMonthLine {
	all := m.All()
	y := m.Yield(all)
	l := portal.ReturnMonthLine{Name: m.Month.Format("Jan 2006"), Fee: bare(m.Fee), Spend: bare(m.Spend), Inquiries: m.Inquiries, Orders: all.Orders, Ripened: m.Ripened.Orders, Repeat: m.Repeats.Orders,
		Revenue: bare(all.Revenue), Few: all.Orders < reports.TooFew, CPO: bare(y.CPO), Times: y.Return, Young: m.Young(), TooYoung: m.TooYoung()}
	if m.Final != nil {
		l.Complete = m.Final.Share
	}
	return l
}

// monthsOf is the period of a report in words: one month by its name alone.
func monthsOf(r *reports.Return) string {
	if len(r.Months) == 1 {
		return r.From.Format("January 2006")
	}
	return monthsInWords(r.From, r.To)
}
