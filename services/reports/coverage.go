package reports

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"time"

	"ripen/models"
	"ripen/services/reports/neglect"
	"ripen/services/reports/rates"
	"ripen/services/store"
)

var (
	//go:embed coverage.sql
	coverageQuestion string
	//go:embed coverage_rates.sql
	coverageRates string
)

// coverageDays is how far back inquiries tell how many of them order.
const coverageDays = 730

// A Covered is a market in a year: what everybody sells there, and what of it came to the client.
type Covered struct {
	ID        models.ID
	Market    string
	Year      int
	ProgramID *models.ID // whose inquiries are of this market; nil: those of all
	Program   string
	Units     int  // sold by everybody
	Planned   *int // orders of the client's own plan; nil: none was entered
	Inquiries int  // of the year, first ones and repeats
	Orders    int  // in the year, whenever their inquiry came

	Over   bool    // the year is
	Gone   float64 // of the year, 0 to 1
	Rate   *Rate   // nil: too few orders to say
	Needed *neglect.Range
}

// A Rate is how many orders an inquiry brings in the end, with where it lies 95 times in 100.
type Rate struct {
	neglect.Range
	Orders    int // so far
	Inquiries int
}

// Share is the client's share of the units; orders are counted as one unit each.
func (c Covered) Share() float64 { return float64(c.Orders) / float64(c.Units) }

// Reach is how many inquiries came for each unit that is sold.
func (c Covered) Reach() float64 { return float64(c.Inquiries) / float64(c.Units) }

// Pace is how many inquiries the year will have had at the pace so far; ok is false before a
// twelfth of it has gone by.
func (c Covered) Pace() (inquiries int, ok bool) {
	if c.Over || c.Gone < 1.0/12 {
		return c.Inquiries, c.Over
	}
	return int(math.Round(float64(c.Inquiries) / c.Gone)), true
}

// A Verdict on the inquiries of a market's year, held against its plan.
type Verdict string

// The verdicts.
const (
	Unplanned  Verdict = "no plan entered"
	Unsaid     Verdict = "too few to say"
	Enough     Verdict = "enough"
	Perhaps    Verdict = "perhaps enough"
	NotEnough  Verdict = "too few"
	NotYetSaid Verdict = "too early to say"
)

// Verdict says whether the inquiries of the year can make its plan.
func (c Covered) Verdict() Verdict {
	inquiries, ok := c.Pace()
	switch {
	case c.Planned == nil:
		return Unplanned
	case c.Needed == nil:
		return Unsaid
	case !ok:
		return NotYetSaid
	case float64(inquiries) >= c.Needed.High:
		return Enough
	case float64(inquiries) < c.Needed.Low:
		return NotEnough
	}
	return Perhaps
}

// A Coverage is a client's markets by year, the newest first.
type Coverage struct {
	Today   time.Time
	Since   time.Time // from which day on inquiries tell how many of them order
	Markets []Covered

	Programs []Choice // of which a market can be
}

// Coverage says how many inquiries a client had in each of its markets against the units that
// are sold there, and how many its plan needs. It reads what Refresh has counted.
func (s *Service) Coverage(ctx context.Context, by models.Actor, clientID models.ID, today time.Time) (*Coverage, error) {
	r := &Coverage{Today: today, Since: today.AddDate(0, 0, -coverageDays)}
	var rows []struct {
		ProgramID                  models.ID
		Arrived, Inquiries, Orders int
	}
	var orders []seen
	all := store.Questions{Varied: true}
	store.Ask(&all, &r.Markets, coverageQuestion, clientID)
	store.Ask(&all, &r.Programs, programsOf, clientID)
	store.Ask(&all, &rows, coverageRates, clientID, r.Since, today)
	askCurve(&all, &orders, clientID, today, First)
	if err := s.st.Answer(ctx, by, &all); err != nil {
		return nil, fmt.Errorf("report coverage: %w", err)
	}
	curve := curveOf(orders, today)
	type sum struct {
		ripe              float64
		inquiries, orders int
	}
	sums := map[models.ID]sum{}
	for _, row := range rows {
		for _, program := range []models.ID{row.ProgramID, models.NoID} {
			n := sums[program]
			sums[program] = sum{n.ripe + float64(row.Inquiries)*curve.Share(dayNumber(today)-row.Arrived), n.inquiries + row.Inquiries, n.orders + row.Orders}
		}
	}
	for n := range r.Markets {
		c := &r.Markets[n]
		first := time.Date(c.Year, 1, 1, 0, 0, 0, 0, time.UTC)
		c.Gone = min(1, max(0, today.Sub(first).Hours()/first.AddDate(1, 0, 0).Sub(first).Hours()))
		c.Over = c.Gone >= 1
		program := models.NoID
		if c.ProgramID != nil {
			program = *c.ProgramID
		}
		if of := sums[program]; of.orders >= TooFew && of.ripe > 0 {
			c.say(of.orders, of.inquiries, of.ripe)
		}
	}
	return r, nil
}

// say works out how many orders an inquiry brings: those so far, of the inquiries whose orders
// have come; and with it how many inquiries the plan needs. The range is the exact one of a
// Poisson count (Garwood, Biometrika 28, 1936, 437-442).
func (c *Covered) say(orders, inquiries int, ripe float64) {
	n := float64(orders)
	c.Rate = &Rate{Range: neglect.Range{Middle: n / ripe, Low: rates.Gamma{Shape: n, Rate: ripe}.At(0.025), High: rates.Gamma{Shape: n + 1, Rate: ripe}.At(0.975)}, Orders: orders, Inquiries: inquiries}
	if c.Planned != nil {
		plan := float64(*c.Planned)
		c.Needed = &neglect.Range{Middle: math.Ceil(plan / c.Rate.Middle), Low: math.Ceil(plan / c.Rate.High), High: math.Ceil(plan / c.Rate.Low)}
	}
}
