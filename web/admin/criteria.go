package admin

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// Criteria handles GET /admin/programs/:program/criteria: the draft, else what is in force.
func (h *Clients) Criteria(c echo.Context) error {
	p, client, err := h.program(c)
	if err != nil {
		return err
	}
	view := admin.CriteriaPage{}
	all, err := h.Clients.Versions(c.Request().Context(), session.Actor(c), p.ID)
	if err != nil {
		return err
	}
	for _, version := range all {
		if version.State == "draft" || version.State == "in_force" {
			fillCriteria(&view, &version)
			break // the newest first: the draft, where there is one
		}
	}
	return h.criteria(c, http.StatusOK, p, client, all, view)
}

// criteria draws the page with the form as view has it.
func (h *Clients) criteria(c echo.Context, status int, p *models.Program, client *models.Client, all []models.Criteria, view admin.CriteriaPage) error {
	view.Shell, view.ProgramID, view.Program, view.Client, view.ClientID, view.Currency = clientShell(c, "Criteria"), p.ID, p.Name, client.Name, client.ID, client.Currency
	zone := models.Location(session.Actor(c).Zone)
	for _, version := range all {
		line := admin.VersionLine{Version: strconv.Itoa(version.Version), Questions: len(version.Questions), State: "retired", When: version.CreatedAt.In(zone).Format("2 Jan 2006")}
		switch version.State {
		case "draft":
			line.State, line.Tone = "draft", components.Amber
		case "in_force":
			line.State, line.Tone = "in force", components.Leaf
		}
		if version.PublishedAt != nil {
			line.When = version.PublishedAt.In(zone).Format("2 Jan 2006")
		}
		view.Versions = append(view.Versions, line)
	}
	return page.Show(c, status, admin.Criteria(view))
}

func fillCriteria(view *admin.CriteriaPage, version *models.Criteria) {
	view.Draft = version.State == "draft"
	view.A, view.B, view.C = strconv.Itoa(version.Rule.A), strconv.Itoa(version.Rule.B), strconv.Itoa(version.Rule.C)
	view.Script, view.Tongues = version.Script, version.Languages()
	for _, q := range version.Questions {
		typed := admin.QuestionTyped{Key: q.Key, Short: q.Short, Say: q.Say, SayIn: q.SayIn, Hear: q.Hear, Stable: q.Stable}
		typed.Branches = branchesTyped(q.Branches)
		for _, o := range q.Options {
			option := admin.OptionTyped{Label: o.Label, Points: strconv.Itoa(o.Points), Cap: string(o.Cap)}
			if o.Worth != nil {
				option.Low, option.High = strconv.FormatInt(o.Worth.Low, 10), strconv.FormatInt(o.Worth.High, 10)
			}
			if o.Months > 0 {
				option.Months = strconv.Itoa(o.Months)
			}
			typed.Options = append(typed.Options, option)
		}
		view.Questions = append(view.Questions, typed)
	}
}

// SaveCriteria handles POST /admin/programs/:program/criteria: a row is added or taken
// away, or the draft saved, and published where that was pressed.
func (h *Clients) SaveCriteria(c echo.Context) error {
	p, client, err := h.program(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Clients.Versions(ctx, by, p.ID)
	if err != nil {
		return err
	}
	view := typedCriteria(c.Request().PostForm)
	do := c.FormValue("do")
	if view.Changed = moveRows(&view, do); view.Changed {
		return h.criteria(c, http.StatusOK, p, client, all, view)
	}
	questions, rule, err := criteriaOf(view)
	if err == nil {
		_, err = h.Clients.SaveDraft(ctx, by, p.ID, models.Criteria{Questions: questions, Rule: rule, Script: tidied(view.Script)})
	}
	if err == nil && do == "publish" {
		_, err = h.Clients.Publish(ctx, by, p.ID)
	}
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		view.Fault = refused.Message
		return h.criteria(c, http.StatusUnprocessableEntity, p, client, all, view)
	}
	if err != nil {
		return err
	}
	if do == "publish" {
		return page.Done(c, paths.Program(p.ID), page.Said("In force from now on. Gradings made before keep their version."))
	}
	return page.Done(c, paths.Criteria(p.ID), page.Said("The draft is saved. It is in force once it is published."))
}

const mostAnswers = 12

// typedCriteria reads the form as it was left.
func typedCriteria(values url.Values) admin.CriteriaPage {
	view := admin.CriteriaPage{A: values.Get("rule.a"), B: values.Get("rule.b"), C: values.Get("rule.c"), Script: typedScript(values), Tongues: typedTongues(values), Tongue: values.Get("tongue.new")}
	for n := range mostRows {
		in := "q." + strconv.Itoa(n) + "."
		if !values.Has(in + "hear") {
			break
		}
		q := admin.QuestionTyped{Key: values.Get(in + "key"), Short: values.Get(in + "short"), Say: values.Get(in + "say"), SayIn: translated(values, in+"say"), Hear: values.Get(in + "hear"), Stable: values.Has(in + "stable"), Branches: typedBranches(values, in)}
		for k := range mostAnswers {
			of := in + "o." + strconv.Itoa(k) + "."
			if !values.Has(of + "label") {
				break
			}
			q.Options = append(q.Options, admin.OptionTyped{Label: values.Get(of + "label"), Points: values.Get(of + "points"), Cap: values.Get(of + "cap"), Low: values.Get(of + "low"), High: values.Get(of + "high"), Months: values.Get(of + "months")})
		}
		view.Questions = append(view.Questions, q)
	}
	return view
}

// moveRows does what a row's button says; false where none was pressed.
func moveRows(view *admin.CriteriaPage, do string) bool {
	what, n, k := rowOf(do)
	if what == "add" {
		view.Questions = append(view.Questions, admin.QuestionTyped{Options: []admin.OptionTyped{{Points: "0"}, {Points: "0"}}})
		return true
	}
	if moveScript(view, what, n, k) || moveTongues(view, what, n) {
		return true
	}
	if n >= len(view.Questions) {
		return false
	}
	q := &view.Questions[n]
	switch {
	case what == "remove":
		view.Questions = slices.Delete(view.Questions, n, n+1)
	case what == "up" && n > 0:
		view.Questions[n-1], view.Questions[n] = view.Questions[n], view.Questions[n-1]
	case what == "answer" && len(q.Options) < mostAnswers:
		q.Options = append(q.Options, admin.OptionTyped{Points: "0"})
	case what == "unanswer" && k < len(q.Options):
		q.Options = slices.Delete(q.Options, k, k+1)
		q.Branches = unanswered(q.Branches, k)
	default:
		return false
	}
	return true
}

// criteriaOf is the questions and the rule that were typed, or the first figure that is none.
func criteriaOf(view admin.CriteriaPage) (questions []models.Question, rule models.Rule, err error) {
	taken := map[string]bool{}
	for n, typed := range view.Questions {
		q := models.Question{Key: strings.TrimSpace(typed.Key), Short: strings.TrimSpace(typed.Short), Say: strings.TrimSpace(typed.Say), SayIn: typed.SayIn, Hear: strings.TrimSpace(typed.Hear), Stable: typed.Stable}
		if q.Branches, err = branchesOf(n, typed.Branches); err != nil {
			return nil, rule, err
		}
		if q.Key == "" {
			q.Key = newKey(q.Short, n, taken)
		}
		taken[q.Key] = true
		if q.Short == "" {
			return nil, rule, models.Refuse(models.Invalid, "questions", "Say in one word what the rep reads of question %d.", n+1)
		}
		for k, o := range typed.Options {
			option, err := optionOf(o)
			if err != nil {
				return nil, rule, models.Refuse(models.Invalid, "questions", "Question %d, answer %d: %s", n+1, k+1, err.Error())
			}
			q.Options = append(q.Options, option)
		}
		questions = append(questions, q)
	}
	for _, each := range []struct {
		text string
		into *int
	}{{view.A, &rule.A}, {view.B, &rule.B}, {view.C, &rule.C}} {
		if *each.into, err = strconv.Atoi(strings.TrimSpace(each.text)); err != nil {
			return nil, rule, models.Refuse(models.Invalid, "rule", "Enter the points of the rule as whole numbers.")
		}
	}
	return questions, rule, nil
}

var notKey = regexp.MustCompile(`[^a-z0-9]+`)

// newKey names a new question's answers, for good: after its short word.
func newKey(short string, n int, taken map[string]bool) string {
	key := strings.Trim(notKey.ReplaceAllString(strings.ToLower(short), "_"), "_")
	if key == "" {
		key = "q" + strconv.Itoa(n+1)
	}
	for taken[key] {
		key += "_" + strconv.Itoa(n+1)
	}
	return key
}

func optionOf(typed admin.OptionTyped) (o models.Option, err error) {
	o = models.Option{Label: strings.TrimSpace(typed.Label), Cap: models.Grade(typed.Cap)}
	whole := func(text, what string) int64 {
		text = strings.TrimSpace(strings.ReplaceAll(text, ",", ""))
		if text == "" || err != nil {
			return 0
		}
		n, wrong := strconv.ParseInt(text, 10, 64)
		if wrong != nil || n < -1000 || n > 1_000_000_000 {
			err = models.Refuse(models.Invalid, "questions", "enter %s as a whole number.", what)
		}
		return n
	}
	o.Points, o.Months = int(whole(typed.Points, "the points")), int(whole(typed.Months, "the months"))
	low, high := whole(typed.Low, "what it is worth"), whole(typed.High, "what it is worth")
	if err == nil && (o.Months < 0 || o.Months > 120) {
		err = models.Refuse(models.Invalid, "questions", "enter the months between 0 and 120.")
	}
	if high == 0 {
		high = low
	}
	if err == nil && (low < 0 || high < low) {
		err = models.Refuse(models.Invalid, "questions", "what it is worth ends below where it begins.")
	}
	if high > 0 {
		o.Worth = &models.Band{Low: low, High: high}
	}
	return o, err
}
