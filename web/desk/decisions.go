package desk

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/policy/number"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/console"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// decisionForm is any of the forms of a decision.
type decisionForm struct {
	form.Once
	Inquiry models.ID `param:"inquiry"`
	Due     string    `form:"due"` // wall time on the person's clock
	Phone   string    `form:"phone"`
	Country string    `form:"country"`
	Region  string    `form:"region"`
	Speaks  string    `form:"language"`
	Reason  string    `form:"reason"`
}

// Inquiry handles GET /desk/inquiries/:inquiry.
func (h *Desk) Inquiry(c echo.Context) error {
	var f decisionForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.inquiry(c, http.StatusOK, f, nil)
}

// inquiry draws the page, with the forms as they were left and what is wrong with them.
func (h *Desk) inquiry(c echo.Context, status int, f decisionForm, fault *models.Error) error {
	by := session.Actor(c)
	call, err := h.Queue.Open(c.Request().Context(), by, f.Inquiry)
	if err != nil {
		return err
	}
	stand, err := h.Policy.BansOf(c.Request().Context(), by, f.Inquiry)
	if err != nil {
		return err
	}
	p := h.inquiryPage(call, by)
	p.Wishes = wishRows(stand, strconv.Itoa(call.Head.ClientColour), by, h.Now())
	if fault != nil {
		p.Fault, p.Field = fault.Message, fault.Field
		p.Typed = desk.Typed{Due: f.Due, Phone: f.Phone, Country: f.Country, Region: f.Region, Language: f.Speaks, Reason: f.Reason}
	}
	if err := h.withKept(c, status, &p, f.Inquiry); err != nil {
		return err
	}
	p.Layout = shell(c, p.Person)
	return page.Show(c, status, desk.Inquiry(p))
}

func (h *Desk) inquiryPage(call *queue.Call, by models.Actor) desk.InquiryPage {
	head, at, zone := &call.Head, h.Now(), models.Location(by.Zone)
	person := models.Person{Name: head.PersonName, Phone: head.Phone, Email: head.Email, City: head.City, Region: head.Region}
	p := desk.InquiryPage{
		ID: head.ID, Token: models.NewID().String(), Person: person.Called(head.Organisation), Subtitle: line(head.Title, head.Organisation, person.Where()),
		Grade: head.Grade, Reason: head.DecisionReason, Message: head.Message, History: events(call.History, at, zone),
		Decide: head.State == models.Undecided, Nurtured: head.State == models.Nurtured, Console: atConsole(by),
		Banned: head.State == models.Undecided && banned(head.DecisionReason),
		Typed:  desk.Typed{Phone: cmp.Or(head.Phone, head.PhoneRaw), Country: head.Country, Region: head.Region, Language: models.LanguageName(head.Language)},
	}
	l := queue.Listed{State: head.State, Tier: head.Tier, DueAt: head.DueAt, NextAt: head.NextAt, NurtureReason: head.NurtureReason, ClosedReason: head.ClosedReason, DecisionReason: head.DecisionReason}
	switch head.State {
	case models.Ready, models.Scheduled, models.Undecided, models.Nurtured, models.Held:
		p.Speaking = true
	}
	if head.HeldBy != nil {
		l.HeldBy = *head.HeldBy
	}
	state, tone, detail := standing(l, at, zone)
	p.Where, p.Tone = state, tone
	if !p.Decide && detail != "" {
		p.Where = joined(state, detail)
	}
	p.MayCall = p.Decide && p.Console && head.Phone != "" && !p.Banned
	p.Zone, p.Hours = "On the clock of "+call.Window.Place+".", call.Window.String()
	if call.Window.Zone == "" {
		p.Zone, p.Hours = "Nobody knows on which clock: correct the number first.", ""
	}
	for _, reason := range queue.ClosingReasons {
		p.Closings = append(p.Closings, components.Option{Value: reason, Label: upper(reason)})
	}
	for _, bar := range bars {
		if present := map[policy.Scope]bool{policy.OfNumber: head.Phone != "", policy.OfPerson: true, policy.OfMail: head.Email != "", policy.OfOrganisation: head.Organisation != ""}[bar.scope]; present || bar.agency && (head.Phone != "" || head.Email != "") {
			p.Bars = append(p.Bars, components.Option{Value: bar.value, Label: bar.label})
		}
	}
	p.Facts = facts(head, at, zone)
	return p
}

// banned reports whether the reason is a wish not to be called.
func banned(reason string) bool {
	reason = strings.ToLower(reason)
	return strings.Contains(reason, "do-not-call") || strings.Contains(reason, "do not call") || strings.Contains(reason, "not to be called")
}

// line is what is not empty, with dots between.
func line(all ...string) string {
	kept := all[:0:0]
	for _, each := range all {
		if each != "" {
			kept = append(kept, each)
		}
	}
	return strings.Join(kept, " · ")
}

func facts(head *queue.Head, at time.Time, zone *time.Location) (all []components.Fact) {
	add := func(term, value, url string) {
		if value != "" {
			all = append(all, components.Fact{Term: term, Value: value, URL: url})
		}
	}
	add("Client", head.ClientName, paths.DeskInquiries(clientFilter(head.ClientID)))
	add("Program", head.ProgramName, paths.Program(head.ProgramID))
	add("Source", line(models.SourceLabel(head.SourceName), head.Medium.Words()), "")
	add("Came in", when(head.ReceivedAt, at, zone)+", by "+head.Via, "")
	phone := number.Format(head.Phone)
	if phone == "" && head.PhoneRaw != "" {
		phone = "cannot be dialled: “" + head.PhoneRaw + "”"
	}
	add("Telephone", phone, "")
	add("E-mail", head.Email, "")
	add("Address", line(head.Address, head.Postcode+" "+head.City, head.Region, head.Country), "")
	add("About", head.Product, "")
	if head.Attempts > 0 {
		add("Attempts", plural(head.Attempts, "attempt")+" in this cycle", "")
	}
	if head.Cycle > 1 {
		add("Cycle", page.Thousands(head.Cycle), "")
	}
	return all
}

func events(history []queue.Event, at time.Time, zone *time.Location) (shown []components.Event) {
	for n, e := range history {
		each := components.Event{When: when(e.At, at, zone), DateTime: e.At.Format(time.RFC3339), Text: e.Text, Now: n == 0}
		switch e.Kind {
		case "inquiry":
			each.Title, each.Text = "Inquiry", strings.TrimSpace(models.SourceLabel(e.Who)+". "+e.Text)
		case "attempt":
			each.Title = models.Disposition(e.What).Words()
			each.When += " · " + e.Who
		case "grading":
			each.Title, each.Grade, each.Text = "Graded "+string(e.Grade), string(e.Grade), "by "+e.Who+". "+e.Text
		case "promise":
			each.Title, each.Text = "Promise, "+e.What, "kept by "+e.Who+". "+e.Text
		default:
			each.Title, each.Text = console.EventWords(e)
		}
		shown = append(shown, each)
	}
	return shown
}

// Claim handles POST /desk/inquiries/:inquiry/claim: whoever decides calls now.
func (h *Desk) Claim(c echo.Context) error {
	return h.decide(c, func(d *queue.Decisions, f decisionForm) (string, string, error) {
		return paths.ConsoleInquiry(f.Inquiry), "", d.CallNow(c.Request().Context(), session.Actor(c), f.Inquiry)
	})
}

// Plan handles POST /desk/inquiries/:inquiry/plan.
func (h *Desk) Plan(c echo.Context) error {
	return h.decide(c, func(d *queue.Decisions, f decisionForm) (string, string, error) {
		ctx, by := c.Request().Context(), session.Actor(c)
		zone, err := h.Queue.ZoneOf(ctx, by, f.Inquiry)
		if err != nil {
			return "", "", err
		}
		due, err := form.Instant("due", f.Due, zone)
		if err != nil {
			return "", "", err
		}
		if due == nil {
			return "", "", models.Refuse(models.Invalid, "due", "Choose a day and a time.")
		}
		return paths.DeskDecisions(), "Planned for " + due.Format("Mon 2 Jan 15:04") + ", their time.", d.Plan(ctx, by, f.Inquiry, f.Token(), *due)
	})
}

// Correct handles POST /desk/inquiries/:inquiry/correction.
func (h *Desk) Correct(c echo.Context) error {
	return h.decide(c, func(d *queue.Decisions, f decisionForm) (string, string, error) {
		err := d.Correct(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token(), queue.Correction{Phone: f.Phone, Country: f.Country, Region: f.Region})
		return paths.DeskDecisions(), "Corrected. It is in the queue.", err
	})
}

// Speak handles POST /desk/inquiries/:inquiry/language: who may call them now is worked
// out anew.
func (h *Desk) Speak(c echo.Context) error {
	return h.decide(c, func(d *queue.Decisions, f decisionForm) (string, string, error) {
		done := "They speak " + models.LanguageName(models.LanguageIn(f.Speaks)) + ": whoever speaks it calls them."
		if strings.TrimSpace(f.Speaks) == "" {
			done = "Nobody knows which language they speak: whoever is in the program calls them."
		}
		return paths.DeskInquiry(f.Inquiry), done, d.Speak(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token(), f.Speaks)
	})
}

// Permit handles POST /desk/inquiries/:inquiry/permission: "do not call" is lifted.
func (h *Desk) Permit(c echo.Context) error {
	return h.decide(c, func(d *queue.Decisions, f decisionForm) (string, string, error) {
		return paths.DeskDecisions(), "They may be called again. It is in the queue.", d.Permit(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token())
	})
}

// Close handles POST /desk/inquiries/:inquiry/closing.
func (h *Desk) Close(c echo.Context) error {
	return h.decide(c, func(d *queue.Decisions, f decisionForm) (string, string, error) {
		return paths.DeskDecisions(), "Closed: " + f.Reason + ".", d.Close(c.Request().Context(), session.Actor(c), f.Inquiry, f.Token(), f.Reason)
	})
}

// decide makes one decision and goes where it leads; what is refused is said on the
// inquiry's page, with the form as it was left.
func (h *Desk) decide(c echo.Context, make func(*queue.Decisions, decisionForm) (to, done string, err error)) error {
	var f decisionForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	to, done, err := make(h.Queue.Decisions(h.Secret), f)
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		return h.inquiry(c, status, f, refused)
	}
	if err != nil {
		return err
	}
	return page.Done(c, to, session.Toast{Message: done})
}
