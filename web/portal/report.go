package portal

import (
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/followup"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// leadForm is everything that can be sent about a lead.
type leadForm struct {
	form.Once
	Lead string `param:"lead"`
	Back string `form:"back"`

	How  string `form:"how"`
	Note string `form:"note"`
	Next string `form:"next"`
	Time string `form:"time"`
	Whom string `form:"whom"`

	When string `form:"when"` // a chip, or "on" for the day that was picked
	On   string `form:"on"`

	Step    int    `form:"step"`
	Who     string `form:"who"`
	WhoName string `form:"who_name"`

	Outcome  string   `form:"outcome"`
	Value    []string `form:"value"` // of each order, as the next three
	Currency []string `form:"currency"`
	Rate     []string `form:"rate"`
	Ordered  []string `form:"ordered_on"`
	More     string   `form:"more"` // one more order is to be typed
	LostTo   string   `form:"lost_to"`
	Cause    string   `form:"cause"`
	Price    string   `form:"price"`
	Reason   string   `form:"reason"`
	AgainOn  string   `form:"again_on"`
	Waits    string   `form:"waits"`
	NotAnA   string   `form:"not_an_a"`
	Tried    string   `form:"tried"`

	Person  string `form:"person"`
	Name    string `form:"person_name"`
	Role    string `form:"person_role"`
	Reached string `form:"person_reached"`

	Rep string `form:"rep"`

	to   string    // the route that it was sent to
	undo models.ID // the report that can be taken back
}

// once names what was sent by its form, by where it went, since a page has one token, and
// by what it says.
func (f *leadForm) once(said ...string) models.ID { return once(f.Once, append(said, f.to)...) }

// report names what is sent, so that it can be taken back.
func (f *leadForm) report(said ...string) followup.Report {
	f.undo = f.once(said...)
	return followup.Report{LeadID: f.lead(), Token: f.undo}
}

func (f *leadForm) lead() models.ID { return form.ID(f.Lead) }

// fill puts what was typed back into the page.
func (f *leadForm) fill(p *portal.LeadPage) {
	p.Contact = portal.ContactForm{Note: f.Note, Next: f.Next, Time: f.Time, Whom: f.Whom}
	p.Close = portal.CloseForm{Outcome: f.Outcome, Orders: f.orders(p.Currency), LostTo: f.LostTo, Cause: f.Cause, Price: f.Price, Reason: f.Reason, AgainOn: f.AgainOn, Waits: f.Waits, NotAnA: f.NotAnA, Tried: f.Tried}
	p.Person = portal.PersonForm{ID: f.Person, Name: f.Name, Role: f.Role, Reached: f.Reached != ""}
	p.NextOn, p.WhoName = f.On, f.WhoName
	if f.Step > 0 {
		p.Step = strconv.Itoa(f.Step)
	}
}

// shows reports whether the page has a place for what is wrong with this field.
func (f *leadForm) shows(field string) bool {
	switch field {
	case "how", "note", "next", "time", "whom", "step", "who", "on", "person_name", "process", "why":
		return true
	}
	return f.Outcome != ""
}

// report reads the form, hands it on, and answers: on with a word of what was done, or
// the page as it was typed with what is wrong.
func (h *Leads) report(c echo.Context, do func(f *leadForm) error, said func(f *leadForm) string) error {
	var f leadForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	f.to = c.Path()
	err := do(&f)
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		status, _ := page.Status(err)
		return h.show(c, status, f.lead(), &f, refused)
	}
	if err != nil {
		return err
	}
	back := page.Local(f.Back)
	if back == "" {
		back = paths.PortalLead(f.lead())
	}
	return page.Done(c, back, f.toast(said(&f), h.Now()))
}

// toast says what was done and, where a report can be taken back, how.
func (f *leadForm) toast(words string, at time.Time) session.Toast {
	toast := page.Said("%s", words)
	if f.undo != models.NoID {
		toast.Undo = &session.Undo{Action: paths.PortalWithdrawal(f.undo), Until: at.Add(models.UndoWindow), Of: models.UndoWindow}
	}
	return toast
}

// Accept handles POST /portal/leads/:lead/acceptance.
func (h *Leads) Accept(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		return h.FollowUp.Accept(c.Request().Context(), session.Actor(c), followup.Report{LeadID: f.lead(), Token: f.once()})
	}, func(*leadForm) string { return "Accepted: it is yours." })
}

// Contact handles POST /portal/leads/:lead/contacts.
func (h *Leads) Contact(c echo.Context) error {
	by := session.Actor(c)
	return h.report(c, func(f *leadForm) error {
		next, err := f.next(models.Location(by.Zone))
		if err != nil {
			return err
		}
		return h.FollowUp.LogContact(c.Request().Context(), by, followup.Contact{
			Report: f.report(f.How, f.Note, f.Next, f.Time, f.Whom), How: f.How, Note: strings.TrimSpace(f.Note), Next: next, Whom: form.ID(f.Whom)})
	}, func(f *leadForm) string {
		for _, way := range models.ContactWays {
			if way.Key == f.How {
				return "Logged: " + strings.ToLower(way.Label) + "."
			}
		}
		return "Logged."
	})
}

// next is the date that was typed, on the rep's clock. Without a time of day it is the
// whole day.
func (f *leadForm) next(zone *time.Location) (*time.Time, error) {
	day, err := form.Day("next", f.Next)
	if err != nil {
		return nil, err
	}
	hour := strings.TrimSpace(f.Time)
	if day == nil {
		if hour != "" {
			return nil, models.Refuse(models.Invalid, "next", "Choose the day, too.")
		}
		return nil, nil
	}
	if hour == "" {
		end := models.DayEnd(*day, zone)
		return &end, nil
	}
	at, err := form.Instant("time", f.Next+"T"+hour, zone)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "time", "Enter the time as hour:minute, such as 14:30.")
	}
	return at, nil
}

// Next handles POST /portal/leads/:lead/next-date.
func (h *Leads) Next(c echo.Context) error {
	zone := models.Location(session.Actor(c).Zone)
	var next *time.Time
	return h.report(c, func(f *leadForm) (err error) {
		if next, err = f.chosen(h.Now(), zone); err != nil {
			return err
		}
		return h.FollowUp.PlanNext(c.Request().Context(), session.Actor(c), f.report(f.When, f.On), next)
	}, func(*leadForm) string { return "The next date is " + next.In(zone).Format("Mon 2 Jan") + "." })
}

// chosen is the day of a chip, or the one that was picked, on the rep's clock.
func (f *leadForm) chosen(at time.Time, zone *time.Location) (*time.Time, error) {
	days := map[string]int{"tomorrow": 1, "three": 3, "week": 7}[f.When]
	day := models.DayIn(at, zone).AddDate(0, 0, days)
	if days == 0 {
		picked, err := form.Day("on", f.On)
		if err != nil {
			return nil, err
		}
		if picked == nil || picked.Before(day) {
			return nil, models.Refuse(models.Invalid, "on", "Choose a day that is still to come.")
		}
		day = *picked
	}
	end := models.DayEnd(day, zone)
	return &end, nil
}

// Milestone handles POST /portal/leads/:lead/milestones.
func (h *Leads) Milestone(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	return h.report(c, func(f *leadForm) error {
		return h.FollowUp.Reach(ctx, by, followup.Reaching{Report: f.report(strconv.Itoa(f.Step), f.Who, f.WhoName), Step: f.Step, Who: form.ID(f.Who), Name: strings.TrimSpace(f.WhoName)})
	}, func(f *leadForm) string {
		if missed := h.passedOver(c, f); missed != "" {
			return "The step is ticked. " + missed + " is not: tick it, too, if it happened."
		}
		return "The step is ticked."
	})
}

// passedOver is the first step before the one just ticked that is not; "" where all are.
func (h *Leads) passedOver(c echo.Context, f *leadForm) string {
	sheet, err := h.FollowUp.Lead(c.Request().Context(), session.Actor(c), f.lead())
	if err != nil {
		return ""
	}
	for n := 1; n < f.Step && n <= len(sheet.Steps); n++ {
		if _, ok := sheet.Reached[n]; !ok {
			return sheet.Steps[n-1].Name
		}
	}
	return ""
}

// Person handles POST /portal/leads/:lead/people.
func (h *Leads) Person(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		return h.FollowUp.KeepPerson(c.Request().Context(), session.Actor(c), followup.Person{
			Report: followup.Report{LeadID: f.lead(), Token: f.once(f.Person, f.Name, f.Role, f.Reached)}, ID: form.ID(f.Person), Name: f.Name, Role: models.ContactRole(f.Role), Reached: f.Reached != ""})
	}, func(f *leadForm) string { return f.Name + " is kept." })
}

// Request handles POST /portal/leads/:lead/request.
func (h *Leads) Request(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		f.Outcome = unreachable
		return h.FollowUp.AskAgency(c.Request().Context(), session.Actor(c), followup.Plea{Report: followup.Report{LeadID: f.lead(), Token: f.once()}, Note: f.Tried})
	}, func(*leadForm) string { return h.Agency + " is asked. The lead stays yours." })
}

// unreachable is chosen among the endings, and is none.
const unreachable = "unreachable"

// Withdraw handles POST /portal/reports/:report/withdrawal.
func (h *Leads) Withdraw(c echo.Context) error {
	lead, err := h.FollowUp.TakeReportBack(c.Request().Context(), session.Actor(c), form.ID(c.Param("report")))
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Conflict && lead != models.NoID {
		return page.Done(c, paths.PortalLead(lead), page.Said("%s", refused.Message))
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PortalLead(lead), page.Said("Taken back."))
}

// Assign handles POST /portal/leads/:lead/assignment.
func (h *Leads) Assign(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	return h.report(c, func(f *leadForm) error {
		return h.Delivery.Assign(ctx, by, f.lead(), form.ID(f.Rep), "")
	}, func(f *leadForm) string {
		reps, err := h.Delivery.RepsFor(ctx, by, f.lead())
		for _, rep := range reps {
			if err == nil && rep.ID == form.ID(f.Rep) {
				return "Given to " + rep.Name + ", who is told."
			}
		}
		return "Given to another rep."
	})
}
