package demo

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/markets"
)

// A market is what everybody sells in one of a program's markets in a year, and what of it a
// client plans to sell by its inquiries.
type market struct {
	client, name, program string
	units, planned        int
}

var demoMarkets = []market{
	{"harbour-dental", "Intraoral scanners, US", "scanners-us", 9200, 90},
	{"harbour-dental", "Chairside mills, US", "chairside-us", 2100, 40},
	{"pinnacle-scan", "Intraoraler Scan, Deutschland", "scanner-de", 5400, 80},
	{"aster-labs", "Scanners, UK", "scanners-uk", 2600, 30},
}

// callCosts is what a call of one of its reps costs a client, as its sales manager typed it.
var callCosts = map[string]int64{"harbour-dental": 140, "pinnacle-scan": 95}

// size lets the marketers enter what is sold in their markets in this year and the last, and
// the sales managers what a call costs.
func (y *year) size(ctx context.Context) error {
	for _, m := range demoMarkets {
		by, id := y.of(m.client, models.Marketer), y.settled.Client(m.client).ID
		for back := range 2 {
			e := markets.Entry{Market: m.name, Year: y.end.Year() - back, Units: m.units - back*m.units/25, ProgramID: y.settled.Program(m.program).ID}
			if back == 0 {
				e.Planned = &m.planned
			}
			if _, err := y.Markets.Enter(ctx, by, models.NoID, id, e); err != nil {
				return fmt.Errorf("enter %s: %w", m.name, err)
			}
		}
	}
	for client, cost := range callCosts {
		typed := decimal.NewFromInt(cost)
		if err := y.Markets.SetCallCost(ctx, y.of(client, models.SalesManager), models.NoID, y.settled.Client(client).ID, &typed); err != nil {
			return err
		}
	}
	return nil
}

// of is somebody of a client, by the role.
func (y *year) of(slug string, role models.Role) models.Actor {
	for _, c := range y.cast.Clients {
		for _, p := range c.People {
			if c.Slug == slug && p.Role == role {
				return y.settled.As(p.Name)
			}
		}
	}
	return models.Operator()
}
