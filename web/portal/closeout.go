package portal

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/intake/table"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/session"
)

// CloseOut handles POST /portal/leads/:lead/close-out.
func (h *Leads) CloseOut(c echo.Context) error {
	if c.FormValue("more") != "" { // one more order is to be typed: nothing ends yet
		return h.again(c)
	}
	return h.report(c, func(f *leadForm) error { return h.closeOut(c, f) }, func(f *leadForm) string {
		return "Closed: " + strings.ToLower(models.Outcome(f.Outcome).Words()) + "."
	})
}

// again draws the page as it was typed, with room for one more order.
func (h *Leads) again(c echo.Context) error {
	var f leadForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, f.lead(), &f, nil)
}

// Return handles POST /portal/leads/:lead/return.
func (h *Leads) Return(c echo.Context) error {
	return h.report(c, func(f *leadForm) error {
		f.Outcome = string(models.Returned)
		return h.closeOut(c, f)
	}, func(*leadForm) string { return "Returned. " + h.Agency + " answers within two business days." })
}

func (h *Leads) closeOut(c echo.Context, f *leadForm) error {
	closing := followup.Closing{Report: followup.Report{LeadID: f.lead(), Token: f.once()}, Outcome: models.Outcome(f.Outcome)}
	var err error
	switch closing.Outcome {
	case models.Won:
		if closing.Orders, err = f.typedOrders(); err != nil {
			return err
		}
	case models.Lost:
		closing.LostTo, closing.Cause, closing.Price, closing.Reason = f.LostTo, f.Cause, f.Price, f.Reason
	case unreachable:
		return models.Refuse(models.Invalid, "outcome", "Nobody answers: that is no end. Ask the agency with the button beside it.")
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

// typedOrders is what was typed of each order. One that is empty is one of unknown value
// where it is the only one, and else none.
func (f *leadForm) typedOrders() (all []followup.Order, _ error) {
	for n := range min(f.rows(), maxOrders) {
		if n > 0 && at(f.Value, n)+at(f.Rate, n)+at(f.Ordered, n) == "" {
			continue
		}
		o, err := f.order(n)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

// order is what was typed of the nth order.
func (f *leadForm) order(n int) (o followup.Order, err error) {
	o.Currency = at(f.Currency, n)
	if o.Value, err = money(followup.OrderField("value", n), at(f.Value, n)); err != nil {
		return o, err
	}
	if o.Value != nil && o.Currency == "" {
		return o, models.Refuse(models.Invalid, followup.OrderField("currency", n), "Enter the currency of %s as three letters, such as USD.", at(f.Value, n))
	}
	if o.Rate, err = money(followup.OrderField("rate", n), at(f.Rate, n)); err != nil {
		return o, err
	}
	o.On, err = form.Day(followup.OrderField("ordered_on", n), at(f.Ordered, n))
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

// maxOrders is how many orders one close-out takes.
const maxOrders = 20

// orders is the orders as they were typed, and an empty one where one more is wanted.
func (f *leadForm) orders(currency string) (all []portal.TypedOrder) {
	for n := range min(f.rows(), maxOrders) {
		all = append(all, portal.TypedOrder{Value: at(f.Value, n), Currency: at(f.Currency, n), Rate: at(f.Rate, n), On: at(f.Ordered, n)})
	}
	if f.More != "" && len(all) < maxOrders {
		all = append(all, portal.TypedOrder{Currency: currency})
	}
	return all
}

// rows is how many orders were sent.
func (f *leadForm) rows() int {
	return max(len(f.Value), len(f.Currency), len(f.Rate), len(f.Ordered))
}

func at(texts []string, n int) string {
	if n >= len(texts) {
		return ""
	}
	return strings.TrimSpace(texts[n])
}
