package desk

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed programs.sql
	programsSQL string
	//go:embed callers.sql
	callersSQL string
	//go:embed promises.sql
	promisesSQL string
	//go:embed clock.sql
	clockSQL string
	//go:embed holds.sql
	holdsSQL string
)

// CountedTo is how far the desk counts: more is said as "1,000+".
const CountedTo = 1000

// How far ahead the desk looks, and how many lines of a kind it shows.
const (
	promisesAhead = 2 * time.Hour
	clockAhead    = 15 * time.Minute
	linesShown    = 12
)

// A Now is the work of the agency at one instant.
type Now struct {
	At       time.Time
	Programs []Program
	Callers  []Caller
	Promises []Promise // broken, blocked, and those of the next two hours
	Clock    []Clocked // hot ones past their response clock, and those that soon will be
	Holds    []Holding
	Waits
}

// A Program is one program's queue.
type Program struct {
	ProgramID      models.ID
	ProgramName    string
	State          models.ProgramState
	ContractVolume int
	Weight         float64
	HeldUntil      *time.Time // its queue is held back
	ClientID       models.ID
	ClientName     string
	Colour         int
	Promises       int // open ones of the next 24 hours, and those that are over
	PromiseNext    *time.Time
	PromisesLate   int
	Tiers          [models.TierRest + 1]Waiting `db:"-"`
	Scheduled      int                          `db:"-"` // due within a day; counted to CountedTo a client
	Served         Served                       `db:"-"`
}

// Owed is the program's share of the calls, beside the other programs'.
func (p *Program) Owed() float64 { return float64(p.ContractVolume) * p.Weight }

// All is everybody of the program who is to be called now, promises apart.
func (p *Program) All() (n int) {
	for _, w := range p.Tiers {
		n += w.N
	}
	return n
}

// A Caller is a caller's day, and whom he has on the line.
type Caller struct {
	UserID           models.ID
	Name             string
	Calls, Reached   int
	A, B, C, D       int
	LastAt           *time.Time
	HeldSince        *time.Time // nil: nobody
	HeldID           *models.ID
	HeldName         string
	HeldOrganisation string
	HeldClient       string
	Shift            models.ShiftState
	ShiftReason      models.BreakReason
	ShiftSince       *time.Time // nil: he has said nothing yet
}

// How long "on" is believed of somebody who makes no call.
const (
	shiftLasts = 12 * time.Hour
	atWork     = time.Hour
)

// OnDuty reports whether the caller takes calls: he has somebody on the line, or has
// said so today, or has called just now, and is neither on a break nor off.
func (c *Caller) OnDuty(at time.Time) bool {
	if c.HeldSince != nil {
		return true
	}
	lately := c.LastAt != nil && at.Sub(*c.LastAt) < atWork
	return c.Shift == models.ShiftOn && (lately || c.ShiftSince != nil && at.Sub(*c.ShiftSince) < shiftLasts)
}

// A Promise is an open promise and who keeps it.
type Promise struct {
	InquiryID      models.ID
	DueAt          time.Time
	Zone           string
	Note           string
	Name           string
	Organisation   string
	ClientName     string
	State          models.State
	DecisionReason string
	Keeper         string // "": anyone
}

// A Clocked inquiry is hot, and its first call is due, or over.
type Clocked struct {
	InquiryID    models.ID
	By           time.Time
	Name         string
	Organisation string
	ClientName   string
	ProgramName  string
}

// A Holding is what is held back.
type Holding struct {
	ID           models.ID  // of its deed
	InquiryID    *models.ID // nil: the program's queue
	ProgramID    models.ID
	Since, Until time.Time
	Reason       string
	ByName       string
	ClientName   string
	ProgramName  string
	Name         string
	Organisation string
}

// Now is the queue, the callers and the promises of the agency now.
func (s *Service) Now(ctx context.Context, by models.Actor) (*Now, error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	at := s.now()
	d := &Now{At: at}
	err := s.store.Tx(ctx, by, func(tx *store.Tx) error {
		var q store.Questions
		store.Ask(&q, &d.Callers, callersSQL, midnight(at, by.Zone), at)
		store.Ask(&q, &d.Promises, promisesSQL, at.Add(promisesAhead), linesShown)
		store.Ask(&q, &d.Clock, clockSQL, at.Add(clockAhead), linesShown)
		store.Ask(&q, &d.Holds, holdsSQL, at, linesShown)
		store.Ask(&q, &d.Programs, programsSQL, at, CountedTo)
		if err := tx.Answer(&q); err != nil {
			return err
		}
		waits, err := s.waits(tx, at)
		if err != nil {
			return err
		}
		d.Waits = *waits
		for n := range d.Programs {
			p := &d.Programs[n]
			p.Tiers, p.Scheduled, p.Served = waits.tiers[p.ProgramID], waits.scheduled[p.ProgramID], waits.served[p.ProgramID]
		}
		return nil
	})
	return d, err
}

// midnight is when the day began on the clock of whoever asks.
func midnight(at time.Time, zone string) time.Time {
	here := models.Location(zone)
	y, m, day := at.In(here).Date()
	return time.Date(y, m, day, 0, 0, 0, 0, here)
}
