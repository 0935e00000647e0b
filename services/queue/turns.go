package queue

import (
	_ "embed"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed programs.sql
var programsSQL string

// turnsFresh is how long shares are counted from memory before the claims of the
// other processes are looked at again; turnsReach is over which time they are counted.
const (
	turnsFresh = 10 * time.Second
	turnsReach = 5 * time.Minute
)

// turns is whose turn it is among clients: the client whose share of the recent
// claims is least, measured against its contract volume, is served first.
type turns struct{ *turnsState }

type turnsState struct {
	mu     sync.Mutex
	counts map[models.ID]float64
	read   time.Time
}

func newTurns() turns { return turns{&turnsState{counts: map[models.ID]float64{}}} }

// served counts a claim at once, before the next look at the database.
func (t turns) served(clientID models.ID) {
	t.mu.Lock()
	t.counts[clientID]++
	t.mu.Unlock()
}

// of is the client's turn: lower is sooner.
func (t turns) of(clientID models.ID, volume int) float64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts[clientID] / float64(max(volume, 1))
}

func (t turns) stale(at time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	age := at.Sub(t.read)
	return age < 0 || age > turnsFresh
}

// recount reads the claims of all processes.
func (t turns) recount(tx *store.Tx, at time.Time) error {
	type count struct {
		ClientID models.ID
		N        float64
	}
	counts, err := store.Rows[count](tx, `SELECT client_id, count(*)::float8 AS n FROM claims WHERE at > $1 AND at <= $2 GROUP BY client_id`, at.Add(-turnsReach), at)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts, t.read = map[models.ID]float64{}, at
	for _, c := range counts {
		t.counts[c.ClientID] = c.N
	}
	return nil
}

// A share is an active program that the caller works in, and what its client has ordered
// of the callers' time. The agency's other people call in every program.
type share struct {
	ID, ClientID   models.ID
	ContractVolume int
}

// turnsOf is the programs, and of each whose turn it is.
func (s *Service) turnsOf(tx *store.Tx, programs []share, at time.Time) (ids []models.ID, sooner []float64, err error) {
	volumes := map[models.ID]int{}
	for _, p := range programs {
		volumes[p.ClientID] += p.ContractVolume
	}
	if len(volumes) > 1 && s.turns.stale(at) {
		if err := s.turns.recount(tx, at); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range programs {
		ids = append(ids, p.ID)
		sooner = append(sooner, s.turns.of(p.ClientID, volumes[p.ClientID]))
	}
	return ids, sooner, nil
}
