package console

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/policy/number"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/console"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// shell is what stands around every page of the console.
func (h *Calls) shell(c echo.Context, title string, today queue.Today) layouts.Page {
	p := layouts.Page{Title: title, Face: layouts.Console, NavLabel: "Console", Find: true, FindURL: paths.ConsoleSearch(), FindLabel: "Name, number or e-mail; or what to do", FindDo: commands(session.Actor(c)), Keys: console.Keys,
		Nav: []layouts.NavItem{{Label: "Call", URL: paths.Console(), Current: title != "Promises"}, {Label: "Promises", URL: paths.ConsolePromises(), Current: title == "Promises"}}}
	if today.Promised > 0 {
		p.Nav[1].Count, p.Nav[1].Tone = strconv.Itoa(today.Promised), components.Amber
	}
	p.BarExtra = console.Shift(h.shiftMenu(session.Actor(c), today, models.NoID))
	p.Footer = console.Foot(h.today(c, today))
	return page.Shell(c, p)
}

// today is the foot of the page.
func (h *Calls) today(c echo.Context, t queue.Today) console.Today {
	shown := console.Today{Calls: t.Calls, Reached: t.Reached, A: t.A, B: t.B, C: t.C, D: t.D, Promised: t.Promised, Kept: t.Kept}
	for _, p := range t.Due {
		shown.Due = append(shown.Due, promiseRow(p, h.Now(), models.Location(session.Actor(c).Zone)))
	}
	return shown
}

func (h *Calls) idlePage(c echo.Context, nothing *queue.Nothing, today queue.Today) console.IdlePage {
	by := session.Actor(c)
	p := console.IdlePage{Token: models.NewID().String(), First: first(by.Name), Today: h.today(c, today), Shift: h.shiftMenu(by, today, models.NoID)}
	p.Layout = h.shell(c, "Call", today)
	if nothing != nil {
		p.Asked, p.Reason, p.Waiting = true, nothing.Reason, nothing.Waiting
		if nothing.NextAt != nil {
			p.NextAt = When(*nothing.NextAt, h.Now(), models.Location(by.Zone))
		}
	}
	return p
}

func first(name string) string {
	name, _, _ = strings.Cut(name, " ")
	return name
}

// callPage is the page of one inquiry; with in, as the caller left its form.
func (h *Calls) callPage(c echo.Context, call *queue.Call, in *callForm) console.CallPage {
	at, head := h.Now(), &call.Head
	person := models.Person{Name: head.PersonName, Phone: head.Phone, Email: head.Email, City: head.City, Region: head.Region}
	p := console.CallPage{
		ID: head.ID, Token: models.NewID().String(), Page: models.NewID().String(), Again: againForm(c), Mine: head.Mine(), Status: status(head),
		Person: person.Called(head.Organisation), Title: head.Title, Organisation: head.Organisation, Where: person.Where(), Email: head.Email,
		Phone: head.Phone, PhoneShown: number.Format(head.Phone), PhoneRaw: head.PhoneRaw,
		Place: call.Window.Place, Local: call.Window.Local, Closes: call.Window.Closes, Opens: call.Window.Opens, OpenNow: call.Window.Open,
		Allowed: allowed(head.Rules), Client: head.ClientName, Program: head.ProgramName,
		Tried24h: head.Tried24h,
		Message:  head.Message, Product: head.Product, Source: cameFrom(head, at), Details: details(head.Details), History: history(call.History, at, models.Location(head.ClientZone)),
		ForRep: head.ForRep, Internal: head.Internal, Version: head.Version, Today: h.today(c, call.Today),
	}
	p.Attempt, p.Planned = call.Course.Plan().Turn(call.Course.Step)
	p.Leaving = head.State == models.Pending || head.State == models.Released
	if head.HeldBy != nil {
		p.HeldBy = *head.HeldBy
	}
	if head.Why != nil {
		p.WhyHeadline, p.WhyDetail = head.Why.Headline, head.Why.Detail
	}
	for _, s := range call.Opens {
		p.Day = append(p.Day, console.Stretch(s))
	}
	answers := head.Answers
	if in == nil {
		in = restored(c, head)
	}
	if in == nil && len(answers) == 0 {
		answers = models.StillHolds(call.Earlier)
	}
	if in != nil {
		answers = in.Written.Answers
		p.ForRep, p.Internal, p.Version = in.Written.ForRep, in.Written.Internal, head.Version
	}
	if call.Criteria != nil {
		p.Questions = questions(call.Criteria, answers, speechOf(call, session.Actor(c).Name))
		recalled(p.Questions, call.Earlier)
	}
	p.Verdict = verdict(call, answers, at)
	p.PromiseTimes = promiseTimes(call.Window, at)
	p.Promise.To = "me"
	if len(p.PromiseTimes) > 0 {
		p.Promise.At = p.PromiseTimes[0].Value
	}
	p.Keepers = keepers(call.Callers)
	p.Endings, p.Text = endings(call, at), plannedText(call)
	p.Knows, p.Tongue = knows(call, in, session.Actor(c).Name, at), tongue(call, in, session.User(c).Languages)
	if in != nil {
		leftAs(&p, in, head)
		p.PromiseTimes = offered(p.PromiseTimes, &p.Promise, call.Window, at)
	}
	p.Layout = h.shell(c, p.Person, call.Today)
	p.Layout.BodyClass, p.Layout.MainClass = "call", "call-main"
	p.Layout.ClientName, p.Layout.ClientTone = head.ClientName, strconv.Itoa(head.ClientColour)
	if p.Mine {
		p.Layout.BarExtra = console.Shift(h.shiftMenu(session.Actor(c), call.Today, p.ID))
	}
	return p
}

func againForm(c echo.Context) console.AgainForm {
	u := session.User(c)
	return console.AgainForm{UserID: u.ID.String(), Email: u.Email, Name: u.Name, Demo: session.Demo(c)}
}

// leftAs puts into the page what the caller had typed, and what is wrong with it.
func leftAs(p *console.CallPage, in *callForm, theirs *queue.Head) {
	p.Promise = console.PromiseForm{At: in.PromisedAt, Other: in.PromisedOther, To: in.PromisedTo, Note: in.PromiseNote}
	p.Override = console.OverrideForm{Grade: in.Override, Reason: in.Reason}
	if in.fault == nil {
		return
	}
	if in.fault.Field == "version" {
		p.Theirs = bothTexts(theirs, in)
	}
	p.Fault = in.fault.Message
	if ofLearned(in.fault.Field) {
		p.Knows.Fault, p.Knows.FaultOf = in.fault.Message, in.fault.Field
	}
	switch in.fault.Field {
	case "promised_at":
		p.Promise.Error = in.fault.Message
	case "reason", "override":
		p.Override.Error = in.fault.Message
	}
}

// bothTexts is what somebody else wrote meanwhile, where it differs from what was typed here.
func bothTexts(theirs *queue.Head, in *callForm) (differing []components.Fact) {
	for _, note := range []struct{ label, theirs, mine string }{{"For the rep", theirs.ForRep, in.ForRep}, {"Internal", theirs.Internal, in.Internal}} {
		if note.theirs != note.mine {
			differing = append(differing, components.Fact{Term: note.label, Value: or(note.theirs, "(empty)")})
		}
	}
	return differing
}

// status says why an inquiry that is not with the caller is where it is.
func status(h *queue.Head) string {
	switch {
	case h.HeldBy != nil:
		return *h.HeldBy + " is on the line with them"
	case h.State == models.Undecided:
		return "Needs a decision: " + h.DecisionReason
	case h.State == models.Closed:
		return "Closed: " + h.ClosedReason
	case h.State == models.Nurtured && h.NextAt != nil:
		return "Nurtured until " + h.NextAt.Format("2 January 2006")
	}
	return strings.ToUpper(h.State.Words()[:1]) + h.State.Words()[1:]
}

func allowed(rules []string) string {
	if len(rules) == 0 {
		return ""
	}
	return "Allowed by " + strings.Join(rules, ", ")
}

func cameFrom(h *queue.Head, at time.Time) string {
	how := map[string]string{"form": "by web form", "api": "by the API", "import": "from a list", "hand": "entered by hand", "phone": "by telephone", "referral": "named by a colleague"}[h.Via]
	return fmt.Sprintf("%s · %s, %s · %s", h.Medium.Words(), models.SourceLabel(h.SourceName), how, When(h.ReceivedAt, at, models.Location(h.ClientZone)))
}

func details(all map[string]string) (facts []components.Fact) {
	for _, key := range sortedKeys(all) {
		if strings.TrimSpace(all[key]) != "" {
			facts = append(facts, components.Fact{Term: key, Value: all[key]})
		}
	}
	return facts
}

// verdict is what the criteria make of the answers, and what grading now would do.
func verdict(call *queue.Call, answers models.Answers, at time.Time) console.Verdict {
	v := console.Verdict{Goes: "Grade and go on", Worth: Money(call.Head.Worth.IntPart(), call.Head.Worth.IntPart(), call.Head.Currency), Wins: fmt.Sprintf("%.0f %%", call.Head.WinRate*100)}
	if call.Criteria == nil {
		return v
	}
	made := call.Criteria.Compute(answers, at)
	v.Grade, v.Version, v.Complete, v.Because, v.Else = made.Grade, call.Criteria.Version, made.Complete, strings.Join(made.Because, ", "), made.Else
	v.Answered, v.Of, v.Skipped, v.Next = made.Answered, made.Applying, len(call.Criteria.Questions)-made.Applying, made.Next
	if made.Worth != nil {
		v.Worth = Money(made.Worth.Low, made.Worth.High, call.Head.Currency)
	}
	if !made.Complete {
		v.GoesHint = "Answer every question, or override the grade."
		return v
	}
	switch made.Grade {
	case models.GradeA:
		v.Goes, v.GoesHint = "Release to "+call.Head.ClientName, "Goes out after 30 s; until then you can recall it."
	case models.GradeB, models.GradeC:
		v.Goes, v.GoesHint = "Nurture as "+string(made.Grade), "Comes back on its date and is called again."
		if made.BuyersOn != nil {
			v.GoesHint = "They name a date: it comes back before " + made.BuyersOn.Format("January 2006") + "."
		}
	case models.GradeD:
		v.Goes, v.GoesHint = "Close as D", "No potential. It leaves the queue and stays in the figures."
	}
	return v
}

func or(text, other string) string {
	if strings.TrimSpace(text) == "" {
		return other
	}
	return text
}

func keepers(others []queue.Colleague) []components.Option {
	options := []components.Option{{Value: "me", Label: "Me"}, {Value: "anyone", Label: "Anyone"}}
	for _, o := range others {
		options = append(options, components.Option{Value: o.ID.String(), Label: o.Name})
	}
	return options
}

// plannedText is what the plan lets the caller send by hand, its words filled in.
func plannedText(call *queue.Call) string {
	h := &call.Head
	return models.FillIn(call.Course.Text(), first(h.PersonName), h.Organisation, h.Product, h.ClientName, call.Agency)
}

// endings says of each way to end the call what follows from it.
func endings(call *queue.Call, at time.Time) (all []console.Ending) {
	there := call.Window.Local.Location()
	for _, e := range models.Consequences {
		if e.Disposition == models.TextSent && call.Course.Text() == "" {
			continue
		}
		next := call.Then[e.Disposition]
		var then string
		switch {
		case e.Disposition == models.Callback:
			then = "at the time above"
		case e.Disposition == models.DoNotCall:
			then = "at once, for good"
		case e.Disposition == models.WrongNumber:
			then = "ask for the right one"
		case e.Ends:
			then = "closed"
		case next.State == models.Closed:
			then = "closed, not reached"
		case next.State == models.Nurtured:
			then = "again in 90 days"
		case next.DueAt != nil && next.Channel != models.ByCall:
			then = next.Channel.Words() + " " + When(*next.DueAt, at, there)
		case next.DueAt != nil:
			then = When(*next.DueAt, at, there)
		}
		all = append(all, console.Ending{Value: string(e.Disposition), Label: e.Label, Key: e.Key, Then: then, Danger: e.Disposition == models.DoNotCall})
	}
	return all
}
