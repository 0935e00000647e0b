package desk

import (
	_ "embed"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed waiting.sql
	waitingSQL string
	//go:embed clients.sql
	clientsSQL string
	//go:embed scheduled.sql
	scheduledSQL string
	//go:embed reasons.sql
	reasonsSQL string
	//go:embed served.sql
	servedSQL string
)

// waitsFresh is for how long the queue’s counts are shown as they were counted: at a
// million inquiries they take some milliseconds, and nobody reads faster.
const waitsFresh = 5 * time.Second

// How far back claims are looked at to see who is served: so long, and so many of them.
const (
	servedReach = 4 * time.Hour
	servedLook  = 3000
)

// Waits is how many wait, for what: counted for all who look, at most every few seconds.
type Waits struct {
	Reasons  []Reason // why inquiries need a decision, the most frequent first
	Ripening int      // nurtured, with a date within seven days; counted to CountedTo a client
	Pending  int      // an A in its recall window
	Claims   int      // of the last hour; those of the last servedLook at the most

	tiers     map[models.ID][models.TierRest + 1]Waiting
	scheduled map[models.ID]int
	served    map[models.ID]Served
}

// Waiting is how many of a tier are to be called.
type Waiting struct {
	N       int        // now, at the most CountedTo+1
	Since   *time.Time // when the oldest was due; nil where not all were counted
	Late    int        // past the response clock
	Outside int        // due, but outside their calling hours; at the most CountedTo+1
}

// A Reason is why inquiries need a decision.
type Reason struct {
	Reason string
	N      int
	Since  time.Time // the oldest
}

// Served is how a program has been served of late.
type Served struct {
	Last *time.Time // nil: not since Reach
	N    int        // within the hour
}

// Decisions is how many need one, and since when; nil: none does.
func (w *Waits) Decisions() (n int, since *time.Time) {
	for _, r := range w.Reasons {
		n += r.N
		if since == nil || r.Since.Before(*since) {
			since = &r.Since
		}
	}
	return n, since
}

// A shelf keeps what was counted last.
type shelf struct {
	mu    sync.Mutex
	waits *Waits
	at    time.Time
}

// forget has the next who looks see what has just been done.
func (s *Service) forget() {
	s.shelf.mu.Lock()
	s.shelf.waits = nil
	s.shelf.mu.Unlock()
}

// waits counts, unless that was done a moment ago.
func (s *Service) waits(tx *store.Tx, at time.Time) (*Waits, error) {
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	if age := at.Sub(s.shelf.at); s.shelf.waits != nil && age >= 0 && age < waitsFresh {
		return s.shelf.waits, nil
	}
	open, err := s.book.OpenToSomebody(tx, at)
	if err != nil {
		return nil, err
	}
	counted, err := count(tx, open, at)
	if err == nil {
		s.shelf.waits, s.shelf.at = counted, at
	}
	return counted, err
}

func count(tx *store.Tx, open []int32, at time.Time) (*Waits, error) {
	w := &Waits{tiers: map[models.ID][models.TierRest + 1]Waiting{}, scheduled: map[models.ID]int{}, served: map[models.ID]Served{}}
	var (
		q       store.Questions
		waiting []struct {
			ProgramID models.ID
			Tier      int
			Waiting
		}
		dated     []struct{ Ripening, Pending int }
		scheduled []struct {
			ProgramID models.ID
			N         int
		}
		served []struct {
			ProgramID models.ID
			Served
		}
	)
	store.Ask(&q, &waiting, waitingSQL, CountedTo+1, at, open)
	store.Ask(&q, &dated, clientsSQL, CountedTo+1, at.AddDate(0, 0, 7))
	store.Ask(&q, &scheduled, scheduledSQL, at.AddDate(0, 0, 1), CountedTo+1)
	store.Ask(&q, &w.Reasons, reasonsSQL, CountedTo+1)
	store.Ask(&q, &served, servedSQL, at.Add(-servedReach), at, servedLook)
	if err := tx.Answer(&q); err != nil {
		return nil, err
	}
	for _, r := range waiting {
		if r.N > CountedTo {
			r.Since = nil
		}
		tiers := w.tiers[r.ProgramID]
		tiers[r.Tier] = r.Waiting
		w.tiers[r.ProgramID] = tiers
	}
	for _, r := range dated {
		w.Ripening += r.Ripening
		w.Pending += r.Pending
	}
	for _, r := range scheduled {
		w.scheduled[r.ProgramID] = r.N
	}
	for _, r := range served {
		w.served[r.ProgramID] = r.Served
		w.Claims += r.N
	}
	return w, nil
}
