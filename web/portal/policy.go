package portal

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Policy handles GET /portal/policy: what holds, and who has read it.
func (h *Leads) Policy(c echo.Context) error {
	return h.policy(c, http.StatusOK, nil)
}

// policy draws it; with the closed days as they were typed, and what is wrong with them.
func (h *Leads) policy(c echo.Context, status int, wrong *models.Error) error {
	by := session.Actor(c)
	sheet, err := h.FollowUp.Policy(c.Request().Context(), by)
	if err != nil {
		return err
	}
	p := portal.PolicyPage{Version: sheet.Version, Terms: sheet.FollowUpTerms, Since: sheet.InForceAt, MayChange: sheet.MayChange, HasDraft: sheet.Draft != nil, Manages: by.Role != models.Rep,
		At: h.Now(), Zone: models.Location(by.Zone), Country: number.CountryName(sheet.Country), Layout: page.Shell(c, layouts.Page{Title: "Follow-up policy", Face: layouts.Sales, MainClass: "page policy", NavLabel: "Portal", Path: paths.PortalPolicy()})}
	if sheet.Mine != nil {
		p.ReadAt = &sheet.Mine.At
	}
	for _, r := range sheet.Readers {
		p.Readers = append(p.Readers, portal.Reader{Name: r.Name, Partner: r.PartnerName, At: r.At})
	}
	for _, day := range sheet.ClosedDays {
		p.ClosedDays = append(p.ClosedDays, strings.TrimSpace(day.Day.Format("2006-01-02")+" "+day.Name))
	}
	p.ClosedTyped = strings.Join(p.ClosedDays, "\n")
	if wrong != nil {
		p.ClosedTyped, p.ClosedFault = c.FormValue("closed"), wrong.Message
	}
	return page.Show(c, status, portal.Policy(p))
}

// Acknowledge handles POST /portal/policy/acknowledgements.
func (h *Leads) Acknowledge(c echo.Context) error {
	version, _ := strconv.Atoi(c.FormValue("version"))
	err := h.FollowUp.Acknowledge(c.Request().Context(), session.Actor(c), version)
	if models.IsKind(err, models.Conflict) {
		return page.Done(c, paths.PortalPolicy(), page.Said("%s", err.Error()))
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Portal(), page.Said("Thank you: version %d is acknowledged.", version))
}

// ClosedDays handles POST /portal/policy/closed-days: one day a line, with its name.
func (h *Leads) ClosedDays(c echo.Context) error {
	var days []models.ClosedDay
	var err error
	for line := range strings.Lines(form.Clean(c.FormValue("closed"))) {
		day, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if day == "" {
			continue
		}
		when, wrong := form.Day("closed", day)
		if wrong != nil || when == nil {
			err = models.Refuse(models.Invalid, "closed", "“%s” is no day: write one a line, such as 2026-12-24 Christmas Eve.", day)
			break
		}
		days = append(days, models.ClosedDay{Day: *when, Name: name})
	}
	if err == nil {
		err = h.FollowUp.SetClosedDays(c.Request().Context(), session.Actor(c), days)
	}
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		return h.policy(c, http.StatusUnprocessableEntity, refused)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalPolicy(), page.Said("Saved. The dates of all open leads have moved with it."))
}

// Draft handles GET /portal/policy/draft: the next version, as it is made.
func (h *Leads) Draft(c echo.Context) error {
	sheet, err := h.FollowUp.Policy(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	terms := sheet.FollowUpTerms
	if sheet.Draft != nil {
		terms = sheet.Draft.Terms
	}
	return h.draft(c, http.StatusOK, formOf(terms), nil)
}

func (h *Leads) draft(c echo.Context, status int, typed portal.TermsForm, wrong *models.Error) error {
	typed.Layout = page.Shell(c, layouts.Page{Title: "Change the follow-up policy", Face: layouts.Sales, MainClass: "page policy", NavLabel: "Portal"})
	typed.Countries = []components.Option{{Label: "No public holidays"}}
	for _, country := range policy.Calendars() {
		typed.Countries = append(typed.Countries, components.Option{Value: country, Label: number.CountryName(country)})
	}
	slices.SortFunc(typed.Countries[1:], func(a, b components.Option) int { return strings.Compare(a.Label, b.Label) })
	if wrong != nil {
		typed.Field, typed.Fault = wrong.Field, wrong.Message
	}
	return page.Show(c, status, portal.Draft(typed))
}

// ChangePolicy handles POST /portal/policy/draft: a rule is added or taken away, the draft
// kept, or put in force.
func (h *Leads) ChangePolicy(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	typed := typedTerms(c)
	what, row, _ := strings.Cut(c.FormValue("do"), ".")
	n, _ := strconv.Atoi(row)
	switch {
	case what == "rule" && len(typed.Rules) < mostRules:
		typed.Rules = slices.Insert(typed.Rules, 0, ruleForm(models.UsualRule()))
		return h.draft(c, http.StatusOK, typed, nil)
	case what == "unrule" && n >= 0 && n < len(typed.Rules):
		typed.Rules = slices.Delete(typed.Rules, n, n+1)
		return h.draft(c, http.StatusOK, typed, nil)
	}
	terms, err := termsFrom(typed)
	said := "The draft is kept. It holds for nobody yet."
	switch {
	case err != nil:
	case what == "publish":
		said, err = "In force. The dates of all open leads have moved with it, and each rep is asked to read it.", h.FollowUp.PutInForce(ctx, by, terms)
	default:
		err = h.FollowUp.SaveDraft(ctx, by, terms)
	}
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		return h.draft(c, http.StatusUnprocessableEntity, typed, refused)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalPolicy(), page.Said("%s", said))
}

// mostRules is how many rules a form may send.
const mostRules = 20

func typedTerms(c echo.Context) (t portal.TermsForm) {
	get := func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	t = portal.TermsForm{From: get("from"), To: get("to"), Country: get("country"), LargeFrom: get("large_from"), LikelyFrom: get("likely_from"), Days: c.Request().PostForm["day"]}
	for n := range mostRules {
		row := "." + strconv.Itoa(n)
		if !c.Request().PostForm.Has("accept" + row) {
			break
		}
		t.Rules = append(t.Rules, portal.RuleForm{Worth: get("worth" + row), Chance: get("chance" + row), Channel: get("channel" + row), Accept: get("accept" + row), Contact: get("contact" + row),
			Contacts: get("contacts" + row), Update: get("update" + row), Close: get("close" + row), Remind: get("remind" + row), Tell: get("tell" + row), Move: get("move" + row), Auto: get("auto"+row) != ""})
	}
	return t
}

// termsFrom is the form as terms.
func termsFrom(f portal.TermsForm) (t models.FollowUpTerms, err error) {
	t = models.FollowUpTerms{From: f.From, To: f.To, Country: f.Country}
	for day := range 7 {
		mark := "0"
		if slices.Contains(f.Days, strconv.Itoa(day)) {
			mark = "1"
		}
		t.Days += mark
	}
	if t.LargeFrom, err = decimal.NewFromString(strings.ReplaceAll(f.LargeFrom, ",", "")); err != nil {
		return t, models.Refuse(models.Invalid, "large_from", "Enter from which worth on a lead is large.")
	}
	percent, err := strconv.ParseFloat(f.LikelyFrom, 64)
	if err != nil {
		return t, models.Refuse(models.Invalid, "likely_from", "Enter the probability in percent, from 0 to 100.")
	}
	t.LikelyFrom = percent / 100
	for n, typed := range f.Rules {
		rule, err := ruleFrom(typed, n)
		if err != nil {
			return t, err
		}
		t.Rules = append(t.Rules, rule)
	}
	return t, nil
}

func ruleFrom(f portal.RuleForm, n int) (r models.FollowUpRule, err error) {
	r = models.FollowUpRule{Worth: f.Worth, Chance: f.Chance, Channel: models.SalesChannel(f.Channel), Move: f.Auto}
	for _, each := range []struct {
		name, text string
		into       *int
	}{{"accept", f.Accept, &r.AcceptHours}, {"contact", f.Contact, &r.ContactHours}, {"update", f.Update, &r.UpdateDays}, {"close", f.Close, &r.CloseDays}, {"remind", f.Remind, &r.RemindHours}, {"tell", f.Tell, &r.TellHours}, {"move", f.Move, &r.MoveHours}} {
		if *each.into, err = strconv.Atoi(each.text); err != nil {
			return r, models.Refuse(models.Invalid, each.name+"."+strconv.Itoa(n), "Enter a whole number.")
		}
	}
	for part := range strings.FieldsFuncSeq(f.Contacts, func(c rune) bool { return c == ',' || c == ' ' }) {
		day, err := strconv.Atoi(part)
		if err != nil {
			return r, models.Refuse(models.Invalid, "contacts."+strconv.Itoa(n), "Enter working days after the first contact, such as 2, 5, 10.")
		}
		r.Contacts = append(r.Contacts, day)
	}
	return r, nil
}

func formOf(t models.FollowUpTerms) (f portal.TermsForm) {
	f = portal.TermsForm{From: t.From, To: t.To, Country: t.Country, LargeFrom: t.LargeFrom.String(), LikelyFrom: strconv.FormatFloat(t.LikelyFrom*100, 'f', -1, 64)}
	for day := range t.Days {
		if t.Days[day] == '1' {
			f.Days = append(f.Days, strconv.Itoa(day))
		}
	}
	for _, r := range t.Rules {
		f.Rules = append(f.Rules, ruleForm(r))
	}
	return f
}

func ruleForm(r models.FollowUpRule) portal.RuleForm {
	f := portal.RuleForm{Worth: r.Worth, Chance: r.Chance, Channel: string(r.Channel), Accept: strconv.Itoa(r.AcceptHours), Contact: strconv.Itoa(r.ContactHours), Update: strconv.Itoa(r.UpdateDays),
		Close: strconv.Itoa(r.CloseDays), Remind: strconv.Itoa(r.RemindHours), Tell: strconv.Itoa(r.TellHours), Move: strconv.Itoa(r.MoveHours), Auto: r.Move}
	var days []string
	for _, day := range r.Contacts {
		days = append(days, strconv.Itoa(day))
	}
	f.Contacts = strings.Join(days, ", ")
	return f
}

// Processes handles GET /portal/processes: the selling processes, to read.
func (h *Leads) Processes(c echo.Context) error {
	all, err := h.FollowUp.Processes(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	return page.Show(c, http.StatusOK, portal.Processes(portal.ProcessesPage{Processes: all, Agency: h.Agency,
		Layout: page.Shell(c, layouts.Page{Title: "Selling processes", Face: layouts.Sales, MainClass: "page policy", NavLabel: "Portal"})}))
}

// ChooseProcess handles POST /portal/leads/:lead/process.
func (h *Leads) ChooseProcess(c echo.Context) error {
	process, why := c.FormValue("process"), c.FormValue("why")
	return h.report(c, func(f *leadForm) error {
		return h.FollowUp.ChooseProcess(c.Request().Context(), session.Actor(c), followup.Choosing{
			Report: followup.Report{LeadID: f.lead(), Token: once(f.Once, process, why)}, ProcessID: form.ID(process), Why: why})
	}, func(*leadForm) string { return "It goes by the other process. What was reached stays." })
}
