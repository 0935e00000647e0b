package reports

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/reports/neglect"
	"ripen/services/store"
)

//go:embed neglected.sql
var neglectedQuestion string

// LeadsOrFollowUp tells the weak sources from the neglected ones.
type LeadsOrFollowUp struct {
	From, Today time.Time // of the inquiries
	Programs    []Choice
	Sources     []NeglectedSource
}

// A NeglectedSource is a source with what full follow-up would have brought.
type NeglectedSource struct {
	SourceID  models.ID
	Name      string
	Medium    models.Medium
	Spent     bool
	Elsewhere bool // the spend was for other programs, too
	neglect.Finding
}

// followUpDays is how far back leads are looked at.
const followUpDays = 728

// followedRow is a row of neglected.sql.
type followedRow struct {
	SourceID, ProgramID    models.ID
	Product, Region        string
	Followed               bool
	Arrived, Leads, Orders int
}

// LeadsOrFollowUp says what the orders of each source cost, and would cost had all of its leads
// been followed up in time. It reads what Refresh has counted.
func (s *Service) LeadsOrFollowUp(ctx context.Context, by models.Actor, clientID, program models.ID, today time.Time) (*LeadsOrFollowUp, error) {
	from := today.AddDate(0, 0, -followUpDays)
	var rows []followedRow
	p, err := s.past(ctx, by, clientID, program, today, func(all *store.Questions) {
		store.Ask(all, &rows, neglectedQuestion, clientID, from, today, orAny(program), today)
	})
	if err != nil {
		return nil, err
	}
	r := &LeadsOrFollowUp{From: from, Today: today, Programs: p.programs}
	spend := make([]float64, len(p.sources))
	for n, src := range p.sources {
		spend[n] = src.spent(dayNumber(from), p.today)
	}
	for n, f := range neglect.Full(p.cells(rows), spend) {
		if src := p.sources[n]; f.Leads > 0 {
			r.Sources = append(r.Sources, NeglectedSource{SourceID: src.SourceID, Name: src.Name, Medium: src.Medium, Spent: spend[n] > 0, Elsewhere: src.Elsewhere > 0, Finding: f})
		}
	}
	return r, nil
}

// cells puts together the leads that are alike but for the month in which they came.
func (p *past) cells(rows []followedRow) (all []neglect.Cell) {
	type kind struct {
		source, program, product, region int
	}
	places, levels := map[kind]int{}, [3]map[string]int{{}, {}, {}}
	level := func(factor int, name string) int {
		if _, known := levels[factor][name]; !known {
			levels[factor][name] = len(levels[factor])
		}
		return levels[factor][name]
	}
	number := map[models.ID]int{}
	for n, s := range p.sources {
		number[s.SourceID] = n
	}
	for _, r := range rows {
		source, known := number[r.SourceID]
		if !known {
			continue
		}
		k := kind{source, level(0, r.ProgramID.String()), level(1, r.Product), level(2, r.Region)}
		place, known := places[k]
		if !known {
			place = len(all)
			places[k] = place
			all = append(all, neglect.Cell{Source: source, Levels: []int{k.program, k.product, k.region}})
		}
		c, ripe := &all[place], float64(r.Leads)*p.sources[source].curve.Share(p.today-r.Arrived)
		if r.Followed {
			c.Followed, c.Ripe, c.Orders = c.Followed+r.Leads, c.Ripe+ripe, c.Orders+r.Orders
		} else {
			c.Neglected, c.NeglectedRipe, c.NeglectedOrders = c.Neglected+r.Leads, c.NeglectedRipe+ripe, c.NeglectedOrders+r.Orders
		}
	}
	return all
}
