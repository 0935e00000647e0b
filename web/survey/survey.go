// Package survey is the handlers of the question whether somebody bought: the page behind
// the link of a letter, and what people answered.
package survey

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/survey"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	view "ripen/views/survey"
	"ripen/web/form"
	"ripen/web/page"
)

// Survey is the question and its answers.
type Survey struct {
	Survey  *survey.Service
	Clients *clients.Service
	Agency  string
	Now     func() time.Time
}

// answerForm is what somebody says, by a link or to the desk.
type answerForm struct {
	form.Once
	Word     string    `param:"word"`
	Question models.ID `param:"question"`
	Client   string    `form:"client"`
	Bought   string    `form:"bought"`
	Month    string    `form:"month"`
	Whom     string    `form:"whom"`
	Again    string    `form:"again"`
}

const aMonth = "2006-01"

func (f answerForm) answer() (survey.Answer, error) {
	a := survey.Answer{Bought: models.Purchase(f.Bought), Whom: f.Whom, Again: f.Again != ""}
	if text := strings.TrimSpace(f.Month); text != "" {
		month, err := time.Parse(aMonth, text)
		if err != nil {
			return a, models.Refuse(models.Invalid, "month", "Choose the month of the purchase.")
		}
		a.Month = &month
	}
	return a, nil
}

// months are the months in which somebody who came on a day can have bought.
func months(came, today time.Time) []components.Option {
	all := []components.Option{{Label: "I do not know"}}
	for month := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC); !month.AddDate(0, 1, -1).Before(came) && len(all) < 30; month = month.AddDate(0, -1, 0) {
		all = append(all, components.Option{Value: month.Format(aMonth), Label: month.Format("January 2006")})
	}
	return all
}

// Show handles GET /bought/:word. Mail scanners open links, too: it changes nothing.
func (h *Survey) Show(c echo.Context) error {
	return h.show(c, http.StatusOK, answerForm{Word: c.Param("word")}, nil, false)
}

// Answer handles POST /bought/:word. Sent twice, the first answer stands.
func (h *Survey) Answer(c echo.Context) error {
	var f answerForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	a, err := f.answer()
	if err == nil {
		err = h.Survey.Answer(c.Request().Context(), f.Word, a)
	}
	if faults := page.Faults(err); faults != nil {
		return h.show(c, http.StatusUnprocessableEntity, f, faults, false)
	}
	if err != nil && !models.IsKind(err, models.Conflict) {
		return err
	}
	return page.Go(c, paths.Bought(f.Word))
}

// NoMore handles POST /bought/:word/no-more.
func (h *Survey) NoMore(c echo.Context) error {
	word := c.Param("word")
	if err := h.Survey.NoMore(c.Request().Context(), word); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, answerForm{Word: word}, nil, true)
}

func (h *Survey) show(c echo.Context, status int, f answerForm, faults map[string]string, noMore bool) error {
	q, err := h.Survey.Open(c.Request().Context(), f.Word)
	if err != nil {
		return err
	}
	p := view.QuestionPage{Shell: page.Shell(c, layouts.Page{Title: "Did you buy?", Face: layouts.Public, BodyClass: "hosted", NoBar: true}), Word: f.Word, Client: q.ClientName, Agency: h.Agency, Came: q.Came.Format("January 2006"),
		Months: months(q.Came, q.Today), Bought: f.Bought, Whom: f.Whom, Month: f.Month, Again: f.Again != "", AgainWords: survey.AgainWords(), Faults: faults, NoMore: noMore}
	switch {
	case q.Answered:
		p.Thanks = "Thank you: your answer is kept."
	case q.Over:
		p.Thanks = "The time to answer is over. Thank you all the same."
	}
	return page.Show(c, status, view.Question(p))
}
