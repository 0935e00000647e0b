package portal

import (
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/intake/table"
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

	Step int `form:"step"`

	Outcome  string `form:"outcome"`
	Value    string `form:"value"`
	Currency string `form:"currency"`
	Rate     string `form:"rate"`
	On       string `form:"ordered_on"`
	LostTo   string `form:"lost_to"`
	Reason   string `form:"reason"`
	AgainOn  string `form:"again_on"`
	Waits    string `form:"waits"`
	NotAnA   string `form:"not_an_a"`

	Rep string `form:"rep"`
}

func (f *leadForm) lead() models.ID { return form.ID(f.Lead) }

// closing is the close-out as it was typed.
func (f *leadForm) closing() portal.CloseForm {
	return portal.CloseForm{Outcome: f.Outcome, Value: f.Value, Currency: f.Currency, Rate: f.Rate, On: f.On, LostTo: f.LostTo, Reason: f.Reason, AgainOn: f.AgainOn, Waits: f.Waits, NotAnA: f.NotAnA}
}

// shows reports whether the page has a place for what is wrong with this field.
func (f *leadForm) shows(field string) bool {
	switch field {
	case "how", "note", "next", "time", "step", "process", "why":
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
	return page.Done(c, back, page.Said("%s", said(&f)))
}

// Accept handles POST /portal/leads/:lead/acceptance.
func (h *Leads) Accept(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		return h.FollowUp.Accept(c.Request().Context(), session.Actor(c), followup.Report{LeadID: f.lead(), Token: once(f.Once)})
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
			Report: followup.Report{LeadID: f.lead(), Token: once(f.Once, f.How, f.Note, f.Next, f.Time)}, How: f.How, Note: strings.TrimSpace(f.Note), Next: next})
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

// Milestone handles POST /portal/leads/:lead/milestones.
func (h *Leads) Milestone(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		return h.FollowUp.ReachMilestone(c.Request().Context(), session.Actor(c), followup.Report{LeadID: f.lead(), Token: once(f.Once, c.FormValue("step"))}, f.Step)
	}, func(*leadForm) string { return "The step is ticked." })
}

// CloseOut handles POST /portal/leads/:lead/close-out.
func (h *Leads) CloseOut(c echo.Context) error {
	return h.report(c, func(f *leadForm) error { return h.closeOut(c, f) }, func(f *leadForm) string {
		return "Closed: " + strings.ToLower(models.Outcome(f.Outcome).Words()) + "."
	})
}

// Return handles POST /portal/leads/:lead/return.
func (h *Leads) Return(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		f.Outcome = string(models.Returned)
		return h.closeOut(c, f)
	}, func(*leadForm) string { return "Returned. " + h.Agency + " answers within two business days." })
}

func (h *Leads) closeOut(c echo.Context, f *leadForm) error {
	closing := followup.Closing{Report: followup.Report{LeadID: f.lead(), Token: once(f.Once)}, Outcome: models.Outcome(f.Outcome)}
	var err error
	switch closing.Outcome {
	case models.Won:
		var order followup.Order
		if order, err = f.order(); err != nil {
			return err
		}
		closing.Orders = []followup.Order{order}
	case models.Lost:
		closing.LostTo, closing.Reason = f.LostTo, f.Reason
	case models.NoDecision:
		closing.Reason = f.Waits
		if closing.AgainOn, err = form.Day("again_on", f.AgainOn); err != nil {
			return err
		}
	case models.Returned:
		closing.Reason = f.NotAnA
	}
	err = h.FollowUp.CloseOut(c.Request().Context(), session.Actor(c), closing)
	if refused := models.Refused(err); refused != nil && refused.Field == "reason" && closing.Outcome == models.Returned {
		return models.Refuse(refused.Kind, "not_an_a", "%s", refused.Message)
	}
	return err
}

// order is what was typed of an order; an empty value is not known.
func (f *leadForm) order() (o followup.Order, err error) {
	o.Currency = f.Currency
	if o.Value, err = money("value", f.Value); err != nil {
		return o, err
	}
	if o.Rate, err = money("rate", f.Rate); err != nil {
		return o, err
	}
	o.On, err = form.Day("ordered_on", f.On)
	return o, err
}

// money reads an amount that a person typed; nil where nothing was.
func money(field, text string) (*decimal.Decimal, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	amount, err := table.ParseMoney(text)
	if refused := models.Refused(err); refused != nil {
		return nil, models.Refuse(refused.Kind, field, "%s", refused.Message)
	}
	return &amount, err
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
