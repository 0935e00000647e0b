package portal

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/neglect"
	"ripen/services/sheet"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// LeadsOrFollowUp handles GET .../leads-or-follow-up.
func (h *Watch) LeadsOrFollowUp(c echo.Context) error {
	f, client, today, err := h.asked(c)
	if err != nil {
		return err
	}
	r, err := h.Reports.LeadsOrFollowUp(c.Request().Context(), session.Actor(c), client.ID, form.ID(f.Program), today)
	if err != nil {
		return err
	}
	p := portal.FollowUpPage{WatchPage: f.around(c, client, portal.FollowUpTitle, r.Programs), From: r.From}
	span := func(r neglect.Range) portal.Span { return portal.Span{Middle: r.Middle, Low: r.Low, High: r.High} }
	for _, s := range r.Sources {
		p.Sources = append(p.Sources, portal.FollowUpSource{Name: models.SourceLabel(s.Name), Medium: s.Medium.Words(), Leads: s.Leads, Followed: s.Followed, Orders: s.Orders, Spent: s.Spent, Verdict: string(s.Verdict),
			AsItIs: span(s.AsItIs), AtFull: span(s.AtFull), CPO: span(s.CPO), CPOAtFull: span(s.CPOAtFull), Sentence: s.Sentence(models.SourceLabel(s.Name), p.Money)})
	}
	p.Order()
	return page.Show(c, http.StatusOK, portal.FollowUp(p))
}

type quarterForm struct {
	Total string   `query:"total"`
	Held  []string `query:"hold"` // sources that are not to be moved
}

// proposal is what is proposed; an amount that is none is said in the page.
func (h *Watch) proposal(c echo.Context) (f watchForm, q quarterForm, client *models.Client, r *reports.NextQuarter, wrong string, err error) {
	f, client, today, err := h.asked(c)
	if err == nil {
		err = form.Bind(c, &q)
	}
	if err != nil {
		return f, q, nil, nil, "", err
	}
	total, bad := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(q.Total), ",", ""), 64)
	if q.Total != "" && (bad != nil || !(total > 0 && total < 1e12)) {
		wrong, total = "Write an amount above 0, such as 50000.", 0
	}
	var held []models.ID
	for _, id := range q.Held {
		held = append(held, form.ID(id))
	}
	r, err = h.Reports.NextQuarter(c.Request().Context(), session.Actor(c), client.ID, form.ID(f.Program), total, held, today)
	return f, q, client, r, wrong, err
}

// NextQuarter handles GET .../next-quarter.
func (h *Watch) NextQuarter(c echo.Context) error {
	f, q, client, r, wrong, err := h.proposal(c)
	if err != nil {
		return err
	}
	p := portal.NextQuarterPage{WatchPage: f.around(c, client, portal.NextQuarterTitle, r.Programs), From: r.From, To: r.To, Last: r.Last, Total: q.Total, Error: wrong, InHand: r.InHand, All: r.Total,
		Orders: portal.Span{Middle: r.Orders.Middle, Low: r.Orders.Low, High: r.Orders.High}, Query: c.QueryParams()}
	for n, l := range r.Lines {
		id := r.Sources[n].String()
		p.Lines = append(p.Lines, portal.QuarterLine{ID: id, Name: models.SourceLabel(l.Source), Before: l.Before, Proposed: l.Proposed, Reason: string(l.Reason), Sure: l.Sure,
			Orders: portal.Span{Middle: l.Orders.Middle, Low: l.Orders.Low, High: l.Orders.High}, Held: slices.Contains(q.Held, id)})
	}
	status := http.StatusOK
	if wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, portal.NextQuarter(p))
}

// NextQuarterFile handles GET .../next-quarter.csv and .xlsx.
func (h *Watch) NextQuarterFile(kind sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		f, q, client, r, wrong, err := h.proposal(c)
		if err != nil {
			return err
		}
		if wrong != "" {
			return models.Refuse(models.Invalid, "total", "%s", wrong)
		}
		t := r.Table()
		t.Tell("To spend in all", cmp.Or(q.Total, "as much as in the last three full months"))
		return h.send(c, f, client, kind, "next-quarter", "next-quarter-"+r.From.Format(aMonth), t, r.Programs)
	}
}

// LeadsOrFollowUpFile handles GET .../leads-or-follow-up.csv and .xlsx.
func (h *Watch) LeadsOrFollowUpFile(kind sheet.Form) echo.HandlerFunc {
	return func(c echo.Context) error {
		f, client, today, err := h.asked(c)
		if err != nil {
			return err
		}
		r, err := h.Reports.LeadsOrFollowUp(c.Request().Context(), session.Actor(c), client.ID, form.ID(f.Program), today)
		if err != nil {
			return err
		}
		return h.send(c, f, client, kind, "leads-or-follow-up", "leads-or-follow-up-"+today.Format(time.DateOnly), r.Table(), r.Programs)
	}
}
