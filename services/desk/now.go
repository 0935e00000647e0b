package desk

import (
	"context"
	_ "embed"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed waiting.sql
	waitingSQL string
	//go:embed programs.sql
	programsSQL string
	//go:embed clients.sql
	clientsSQL string
	//go:embed callers.sql
	callersSQL string
	//go:embed promises.sql
	promisesSQL string
)

// CountedTo is how far the desk counts: more is said as "1,000+".
const CountedTo = 1000

// sharesOver is the time over which the clients' shares of the calls are counted.
const sharesOver = time.Hour

// promisesAhead is how far ahead the desk shows promises.
const promisesAhead = 2 * time.Hour

// A Now is the work of the agency at one instant.
type Now struct {
	At       time.Time
	Programs []Program
	Callers  []Caller
	Promises []Promise // broken, blocked, and those of the next two hours
	Undecided
	Shares   map[models.ID]int // claims of the last hour, by client
	Ripening int               // nurtured, with a date within seven days; counted to CountedTo a client
	Later    int               // scheduled within a day
	Pending  int               // an A in its recall window
}

// Undecided is what needs a decision.
type Undecided struct {
	Decisions int
	Since     *time.Time // the oldest; nil: none
}

// A Program is one program's queue.
type Program struct {
	ProgramID      models.ID
	ProgramName    string
	State          models.ProgramState
	ContractVolume int
	ClientID       models.ID
	ClientName     string
	Colour         int
	Promises       int // open ones of the next 24 hours, and those that are over
	PromiseNext    *time.Time
	PromisesLate   int
	Tiers          [models.TierRest + 1]Waiting `db:"-"`
}

// Waiting is how many of a tier are to be called now.
type Waiting struct {
	N     int        // at the most CountedTo+1
	Since *time.Time // when the oldest was due; nil where not all were counted
	Late  int        // past the response clock
}

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

// Now is the queue, the callers and the promises of the agency now.
func (s *Service) Now(ctx context.Context, by models.Actor) (*Now, error) {
	if err := sees(by); err != nil {
		return nil, err
	}
	at := s.now()
	d := &Now{At: at}
	zone := models.Location(by.Zone)
	y, m, day := at.In(zone).Date()
	midnight := time.Date(y, m, day, 0, 0, 0, 0, zone)
	err := s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
		if d.Callers, err = store.Rows[Caller](tx, callersSQL, midnight, at); err != nil {
			return err
		}
		if d.Promises, err = store.Rows[Promise](tx, promisesSQL, at.Add(promisesAhead), 12); err != nil {
			return err
		}
		if err := d.countClients(tx, at); err != nil {
			return err
		}
		if err := d.countShares(tx, at); err != nil {
			return err
		}
		return d.countPrograms(tx, at)
	})
	return d, err
}

func (d *Now) countClients(tx *store.Tx, at time.Time) error {
	rows, err := store.Rows[struct {
		Decisions                    int
		UndecidedSince               *time.Time
		Ripening, Scheduled, Pending int
	}](tx, clientsSQL, at, CountedTo+1, at.AddDate(0, 0, 7))
	for _, r := range rows {
		d.Decisions += r.Decisions
		d.Ripening += r.Ripening
		d.Later += r.Scheduled
		d.Pending += r.Pending
		if r.UndecidedSince != nil && (d.Since == nil || r.UndecidedSince.Before(*d.Since)) {
			d.Since = r.UndecidedSince
		}
	}
	return err
}

func (d *Now) countShares(tx *store.Tx, at time.Time) error {
	rows, err := store.Rows[struct {
		ClientID models.ID
		N        int
	}](tx, `SELECT client_id, count(*) AS n FROM claims WHERE at > $1 AND at <= $2 GROUP BY client_id`, at.Add(-sharesOver), at)
	d.Shares = make(map[models.ID]int, len(rows))
	for _, r := range rows {
		d.Shares[r.ClientID] = r.N
	}
	return err
}

func (d *Now) countPrograms(tx *store.Tx, at time.Time) (err error) {
	if d.Programs, err = store.Rows[Program](tx, programsSQL, at, CountedTo); err != nil {
		return err
	}
	waiting, err := store.Rows[struct {
		ProgramID models.ID
		Tier      int
		Waiting
	}](tx, waitingSQL, CountedTo+1, at)
	for _, w := range waiting {
		if w.N > CountedTo {
			w.Since = nil
		}
		for n := range d.Programs {
			if d.Programs[n].ProgramID == w.ProgramID {
				d.Programs[n].Tiers[w.Tier] = w.Waiting
			}
		}
	}
	return err
}
