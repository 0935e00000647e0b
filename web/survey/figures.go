package survey

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/survey"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	view "ripen/views/survey"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// mostOpen is how many questions without an answer are listed.
const mostOpen = 25

// Figures handles GET /portal/did-you-buy: sums only, small ones as “<5”.
func (h *Survey) Figures(c echo.Context) error {
	by := session.Actor(c)
	client, err := h.Clients.ByID(c.Request().Context(), by, by.ClientID)
	if err != nil {
		return err
	}
	p := view.FiguresPage{Layout: page.Shell(c, layouts.Page{Title: "Did you buy?", Face: layouts.Office, MainClass: "page sources", NavLabel: "Figures"}), ClientName: client.Name}
	if err := h.fill(c, client, &p); err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, view.Figures(p))
}

// Desk handles GET /desk/did-you-buy.
func (h *Survey) Desk(c echo.Context) error {
	return h.desk(c, http.StatusOK, form.ID(c.QueryParam("client")), refused{})
}

// refused is a form of the page that could not be done, as it was left.
type refused struct {
	fault  string
	share  shareForm
	answer answerForm
}

func (h *Survey) desk(c echo.Context, status int, asked models.ID, left refused) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	p := view.FiguresPage{Layout: page.Shell(c, layouts.Page{Title: "Did you buy?", Path: paths.DeskDidYouBuy(asked), Face: layouts.Office, MainClass: "page sources", NavLabel: "Desk"}), Desk: true, Fault: left.fault}
	var client *models.Client
	for n := range all {
		p.Clients = append(p.Clients, components.Option{Value: all[n].ID.String(), Label: all[n].Name})
		if client == nil || all[n].ID == asked {
			client = &all[n]
		}
	}
	if client == nil || asked != models.NoID && client.ID != asked {
		return models.Absent()
	}
	p.Client, p.ClientName = client.ID, client.Name
	if err := h.fill(c, client, &p); err != nil {
		return err
	}
	if err := h.fillDesk(c, client, &p, left); err != nil {
		return err
	}
	return page.Show(c, status, view.Figures(p))
}

func (h *Survey) fill(c echo.Context, client *models.Client, p *view.FiguresPage) error {
	by := session.Actor(c)
	report, err := h.Survey.Report(c.Request().Context(), by, client.ID)
	if err != nil {
		return err
	}
	count := func(n int) string {
		if !by.OfAgency() && n > 0 && n < 5 {
			return "<5"
		}
		return page.Thousands(n)
	}
	var asked, answered int
	for _, wave := range []string{"3", "6", "12"} {
		if sum := report.All.By[wave]; sum != nil {
			asked, answered = asked+sum.Asked, answered+sum.N
		}
	}
	p.Asked, p.Answered, p.Unreported = count(asked), count(answered), count(report.Unreported())
	for _, rule := range []struct {
		measure, label string
		expected       float64
	}{{"within 6", "within six months", survey.RuleOf6}, {"within 12", "within twelve months", survey.RuleOf12}} {
		share := survey.Share{}
		if sum := report.All.By[rule.measure]; sum != nil {
			share = sum.OfBought()
		}
		said, between := shareWords(share)
		p.Rules = append(p.Rules, view.Rule{Label: rule.label, Expected: percent(rule.expected), Said: said, Range: between, Verdict: share.Holds(rule.expected)})
	}
	for _, src := range report.Sources {
		wave, sum := src.Latest()
		if sum.Asked+sum.N == 0 {
			continue
		}
		said, between := shareWords(sum.OfBought())
		us, usBetween := shareWords(sum.OfUs())
		line := view.Source{Name: models.SourceLabel(src.Name), Asked: count(sum.Asked), Answered: count(sum.N), Bought: said, Range: between, Us: us, UsRange: usBetween, Unreported: count(sum.Unreported)}
		if wave != "" {
			line.Wave = wave + " months"
		}
		p.Sources = append(p.Sources, line)
	}
	return nil
}

func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 0, 64) + " %" }

func shareWords(s survey.Share) (said, between string) {
	if !s.OK {
		return "too few to say", ""
	}
	return percent(s.At), fmt.Sprintf("%s to %s", strings.TrimSuffix(percent(s.Low), " %"), percent(s.High))
}

func (h *Survey) fillDesk(c echo.Context, client *models.Client, p *view.FiguresPage, left refused) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	programs, err := h.Clients.Programs(ctx, by, client.ID)
	if err != nil {
		return err
	}
	shares, err := h.Survey.Shares(ctx, by, client.ID)
	if err != nil {
		return err
	}
	for _, g := range programs {
		line := view.Program{ID: g.ID, Name: g.Name, Share: shares[g.ID].Mul(decimal.NewFromInt(100)).String()}
		if g.ID == left.share.Program {
			line.Share = left.share.Share
		}
		p.Programs = append(p.Programs, line)
	}
	rivals, err := h.Survey.Rivals(ctx, by, client.ID)
	if err != nil {
		return err
	}
	for _, r := range rivals {
		p.Rivals = append(p.Rivals, view.Rival{Name: r.Name, N: page.Thousands(r.N)})
	}
	open, err := h.Survey.OpenQuestions(ctx, by, client.ID)
	if err != nil {
		return err
	}
	today := models.DayIn(h.Now(), client.Location())
	for _, q := range open[:min(len(open), mostOpen)] {
		o := view.Open{ID: q.ID, InquiryID: q.InquiryID, Name: q.Name, About: q.Program + ", " + models.SourceLabel(q.Source), Came: q.Came.Format("2 Jan 2006"), Months: months(q.Came, today)}
		if o.Name == "" {
			o.Name = "Somebody"
		}
		if o.State = "To ask when you speak. "; q.AskedAt != nil {
			o.State = "Asked by e-mail on " + q.AskedAt.In(client.Location()).Format("2 Jan 2006") + ". "
		}
		o.Why = q.Why
		if a := left.answer; a.Question == q.ID {
			o.Left, o.Bought, o.Month, o.Whom = true, a.Bought, a.Month, a.Whom
		}
		p.Open = append(p.Open, o)
	}
	p.Cut = len(open) > mostOpen
	return nil
}

// Enter handles POST /desk/did-you-buy/:question/answer.
func (h *Survey) Enter(c echo.Context) error {
	var f answerForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client := form.ID(f.Client)
	a, err := f.answer()
	if err == nil {
		err = h.Survey.Enter(c.Request().Context(), session.Actor(c), f.Token(), f.Question, a)
	}
	if no := models.Refused(err); no != nil && (no.Kind == models.Invalid || no.Kind == models.Conflict) {
		return h.desk(c, http.StatusUnprocessableEntity, client, refused{fault: no.Message, answer: f})
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.DeskDidYouBuy(client), page.Said("Kept. It counts within the hour."))
}

// shareForm is how many of a program's inquirers are asked.
type shareForm struct {
	form.Once
	Program models.ID `param:"program"`
	Share   string    `form:"share"`
}

// SetShare handles POST /desk/programs/:program/survey.
func (h *Survey) SetShare(c echo.Context) error {
	var f shareForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	program, err := h.Clients.Program(ctx, by, f.Program)
	if err != nil {
		return err
	}
	share, err := decimal.NewFromString(strings.Replace(strings.TrimSuffix(strings.TrimSpace(f.Share), "%"), ",", ".", 1))
	if err != nil {
		return h.desk(c, http.StatusUnprocessableEntity, program.ClientID, refused{fault: "Enter how many of 100 are asked, such as 25.", share: f})
	}
	err = h.Survey.SetShare(ctx, by, h.Clients, program.ID, share.Div(decimal.NewFromInt(100)))
	if no := models.Refused(err); no != nil && no.Kind == models.Invalid {
		return h.desk(c, http.StatusUnprocessableEntity, program.ClientID, refused{fault: no.Message, share: f})
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.DeskDidYouBuy(program.ClientID), page.Said("Saved."))
}
