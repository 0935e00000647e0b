package followup

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

// A Closing is the rep's final report.
type Closing struct {
	Report
	Outcome models.Outcome
	LostTo  string
	Cause   string // lost: of models.LossCauses; "" where only words say it
	Price   string // lost: was it the price? yes, no, unknown, or "" where nobody says
	Reason  string
	AgainOn *time.Time // no decision: the day on which the agency asks again
	Orders  []Order    // won: at least one; none stands for one of unknown value, today
}

// An Order is what a won lead brought.
type Order struct {
	Value    *decimal.Decimal // nil: not known
	Currency string           // ISO 4217; empty: the client's
	Rate     *decimal.Decimal // to the client's currency; needed where the currency is another
	On       *time.Time       // its day, in the client's zone; nil: today
}

// A TakeBackArgs is the job by which the agency takes a lead without a decision into nurture.
type TakeBackArgs struct {
	ClientID models.ID `json:"client_id"`
	LeadID   models.ID `json:"lead_id"`
}

// Kind is how jobs are known.
func (TakeBackArgs) Kind() string { return "followup.take_back" }

// CloseOut ends a lead as won, lost, without a decision, or returned. The agency takes
// one without a decision into nurture; one that is returned it decides on.
func (s *Service) CloseOut(ctx context.Context, by models.Actor, c Closing) error {
	return s.report(ctx, by, c.Report, func(tx *store.Tx, lead *models.Lead, at time.Time) error {
		client, err := store.One[models.Client](tx, models.ByID(lead.ClientID))
		if err != nil {
			return err
		}
		out := models.CloseOut{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: by.UserID, At: at,
			Outcome: c.Outcome, LostTo: strings.TrimSpace(c.LostTo), Cause: c.Cause, Price: c.Price, Reason: strings.TrimSpace(c.Reason), AgainOn: c.AgainOn}
		if out.Cause == "price" && out.Price == "" {
			out.Price = "yes" // said already
		}
		if err := lead.Close(&out, at); err != nil {
			return err
		}
		if out.Outcome == models.Returned {
			return dispute(tx, lead, &out)
		}
		if err := tx.Put(&out); err != nil {
			return err
		}
		switch out.Outcome {
		case models.Won:
			return s.order(tx, lead, client, c.Orders, at)
		case models.NoDecision: // inquiries are the agency's, so that a job does it
			return tx.Later(TakeBackArgs{ClientID: lead.ClientID, LeadID: lead.ID})
		}
		return nil
	})
}

// order writes the orders of a won lead. One before its inquiry is kept and flagged.
func (s *Service) order(tx *store.Tx, lead *models.Lead, client *models.Client, orders []Order, at time.Time) error {
	if len(orders) == 0 {
		orders = []Order{{}}
	}
	today := models.DayIn(at, client.Location())
	for n, o := range orders {
		row := models.Order{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, OrderedOn: today, Value: o.Value,
			Currency: strings.ToUpper(strings.TrimSpace(o.Currency)), Rate: decimal.NewFromInt(1), UserID: tx.By.UserID, At: at}
		if o.On != nil {
			row.OrderedOn = models.DayIn(*o.On, time.UTC)
		}
		if row.Currency == "" {
			row.Currency = client.Currency
		}
		if row.Currency != client.Currency && o.Rate != nil {
			row.Rate = *o.Rate
		}
		if err := check(&row, o, client, today); err != nil {
			refused := models.Refused(err)
			return models.Refuse(refused.Kind, OrderField(refused.Field, n), "%s", refused.Message)
		}
		if row.OrderedOn.Before(lead.ReceivedOn) {
			row.Flagged = "ordered before its inquiry"
		}
		if err := tx.Put(&row); err != nil {
			return err
		}
	}
	return nil
}

// OrderField is how a field of the nth order is called: "value", "value-2".
func OrderField(name string, n int) string {
	if n == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(n+1)
}

var (
	currencyShape = regexp.MustCompile(`^[A-Z]{3}$`)
	most          = decimal.New(1, 12) // of numeric(14,2)
)

// check refuses an order that could not be counted.
func check(o *models.Order, typed Order, client *models.Client, today time.Time) error {
	switch {
	case !currencyShape.MatchString(o.Currency):
		return models.Refuse(models.Invalid, "currency", "Enter the currency as three letters, such as %s.", client.Currency)
	case o.Value != nil && (o.Value.IsNegative() || o.Value.GreaterThanOrEqual(most)):
		return models.Refuse(models.Invalid, "value", "Enter the order’s value as an amount of 0 or more.")
	case o.Value != nil && !o.Value.Equal(o.Value.Truncate(2)):
		return models.Refuse(models.Invalid, "value", "Enter the order’s value with at most two decimals.")
	case o.Currency != client.Currency && (typed.Rate == nil || !typed.Rate.IsPositive()):
		return models.Refuse(models.Invalid, "rate", "Enter how many %s one %s is worth.", client.Currency, o.Currency)
	case o.OrderedOn.After(today):
		return models.Refuse(models.Invalid, "ordered_on", "Choose the day of the order; it cannot be later than today.")
	}
	return nil
}

// TakeBack takes the inquiry of a lead without a decision into nurture. It looks first,
// and may run twice.
func (s *Service) TakeBack(ctx context.Context, clientID, leadID models.ID) error {
	return s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error { return s.takeBack(tx, leadID) })
}

func (s *Service) takeBack(tx *store.Tx, leadID models.ID) error {
	lead, err := store.One[models.Lead](tx, models.ByID(leadID))
	if err != nil || lead.Outcome != models.NoDecision {
		return err
	}
	out, err := store.One[models.CloseOut](tx, models.OfLead(leadID))
	if err != nil {
		return err
	}
	return s.nurture.FromLead(tx, lead, *out.AgainOn, out.Reason)
}
