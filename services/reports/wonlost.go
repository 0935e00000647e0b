package reports

import (
	"context"
	_ "embed"
	"fmt"

	"ripen/models"
	"ripen/services/reports/rates"
	"ripen/services/store"
)

var (
	//go:embed wonlost_ends.sql
	leadEnds string
	//go:embed wonlost_waits.sql
	leadWaits string
	//go:embed wonlost_again.sql
	customersAgain string
)

// An End is how leads ended that have something in common: their source, their product,
// or why or to whom they were lost.
type End struct {
	By         string // all, source, product, reason, rival
	SourceID   models.ID
	Name       string // as it stands; "" where it was not said
	Won        int
	Lost       int
	NoDecision int
	Returned   int
	Open       int
	ByPrice    int // of a rival: lost, and it was the price
}

// Decided is the leads that were won or lost.
func (e End) Decided() int { return e.Won + e.Lost }

// WonRange is the 95 % interval of the share won of the decided; ok is false where there
// are too few to say.
func (e End) WonRange() (low, high float64, ok bool) {
	low, high = rates.Wilson(e.Won, e.Decided())
	return low, high, e.Won >= TooFew || e.Decided() >= 4*TooFew
}

// LostRange is the 95 % interval of the share that this is of all that was lost.
func (e End) LostRange(all End) (low, high float64, ok bool) {
	low, high = rates.Wilson(e.Lost, all.Lost)
	return low, high, e.Lost >= TooFew
}

// A Pace is how many calendar days went by from the inquiry to the first order.
type Pace struct {
	SourceID models.ID // NoID: of all together
	Orders   int

	Quarter, Half, ThreeQuarters float64 // of them came within so many days
}

// Few reports whether there are too few orders to say.
func (p Pace) Few() bool { return p.Orders < TooFew }

// A Retention is customers, and how many of them ordered again.
type Retention struct {
	SourceID  models.ID // NoID: of all together
	Customers int
	Again     int // of them, with more than one order
	Repeats   int // orders after the first
}

// AgainRange is the 95 % interval of the share that ordered again.
func (r Retention) AgainRange() (low, high float64, ok bool) {
	low, high = rates.Wilson(r.Again, r.Customers)
	return low, high, r.Again >= TooFew || r.Customers >= 4*TooFew
}

// WonLost is how leads ended and why, how long an order took, and who ordered again.
type WonLost struct {
	Question
	Programs  []Choice
	Ends      []End // of each kind the largest first
	Paces     []Pace
	Retention []Retention
}

// WonLost says how the leads of a client ended. It reads what Refresh has counted.
func (s *Service) WonLost(ctx context.Context, by models.Actor, clientID models.ID, q Question) (*WonLost, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	r := &WonLost{Question: q}
	args := []any{clientID, day(q.From), day(q.To), string(q.Basis), q.program()}
	all := store.Questions{Varied: true}
	store.Ask(&all, &r.Programs, programsOf, clientID)
	store.Ask(&all, &r.Ends, leadEnds, args...)
	store.Ask(&all, &r.Paces, leadWaits, args...)
	store.Ask(&all, &r.Retention, customersAgain, args...)
	if err := s.st.Answer(ctx, by, &all); err != nil {
		return nil, fmt.Errorf("report won and lost: %w", err)
	}
	return r, known(q.Program, r.Programs)
}

// Of is the ends of one kind.
func (r *WonLost) Of(kind string) (all []End) {
	for _, e := range r.Ends {
		if e.By == kind {
			all = append(all, e)
		}
	}
	return all
}

// All is every lead together.
func (r *WonLost) All() (e End) {
	for _, e := range r.Of("all") {
		return e
	}
	return e
}

// Pace is that of a source, of all for NoID.
func (r *WonLost) Pace(source models.ID) (p Pace) {
	for _, p := range r.Paces {
		if p.SourceID == source {
			return p
		}
	}
	return p
}

// Kept is the retention of a source, of all for NoID.
func (r *WonLost) Kept(source models.ID) (k Retention) {
	for _, k := range r.Retention {
		if k.SourceID == source {
			return k
		}
	}
	return k
}
