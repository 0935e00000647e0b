package queue

import (
	_ "embed"
	"hash/fnv"
	"math"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed programs.sql
	programsSQL string
	//go:embed turns.sql
	turnsSQL string
)

// turnsFresh is how long claims are counted from memory before those of the other
// processes are looked at; turnsEpoch is how often everybody begins to count anew.
const (
	turnsFresh = 10 * time.Second
	turnsEpoch = 15 * time.Minute
)

// turns is whose turn it is among clients: deficit round robin (M. Shreedhar and
// G. Varghese, Efficient Fair Queueing using Deficit Round Robin, SIGCOMM 1995), where
// the flows are clients, a packet is a claim and costs 1, and the quantum of a client is
// its contract volume × weight, scaled so that the quanta add up to one claim a client.
//
// The paper visits the flows in a ring, adds the quantum to a flow's deficit at each
// visit, and serves while the deficit is 1 or more. As every claim costs the same, where
// that leads to needs no ring that all processes would have to lock: a client that has
// had v claims is visited for its next one in round ⌈(v + 1) / quantum⌉, and of two in
// the same round the one before in the ring is first. So the state is a count of claims
// by client since an epoch that all processes share, a quarter of an hour by the clock;
// each counts its own at once, and everybody’s from the database every ten seconds. Two
// processes thus differ by what was claimed since, and nobody waits for anybody.
//
// A client with nothing to call when it is its turn gives it away and keeps of its
// deficit one quantum or one claim, whichever is more (the paper: nothing; but then who
// comes back with one inquiry waits for a whole round). A new epoch forgets deficits;
// so that a client whose quantum is small is not forgotten with them, it begins with a
// fraction of a claim that the epoch draws for it. Memory: three numbers a client.
type turns struct{ *turnsState }

type turnsState struct {
	mu    sync.Mutex
	epoch time.Time
	read  time.Time
	flows map[models.ID]*flow
}

// A flow is one client in the ring.
type flow struct {
	quantum   float64
	served    float64
	forfeited float64 // deficit given away, and the fraction of the epoch
	place     float64 // in the ring
}

func (f *flow) had() float64 { return f.served + f.forfeited }

// round is the one in which the client is visited for its next claim.
func (f *flow) round() float64 { return math.Ceil((f.had()+1)/f.quantum - 1e-9) }

func newTurns() turns { return turns{&turnsState{flows: map[models.ID]*flow{}}} }

// served counts a claim at once. The other clients that the caller could have served,
// and that had nothing, have given their turn away.
func (t turns) served(clientID models.ID, idle []models.ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, known := t.flows[clientID]
	if !known {
		return
	}
	now := f.round()
	f.served++
	for _, id := range idle {
		if other, known := t.flows[id]; known {
			least := now*other.quantum - max(1, other.quantum)
			other.forfeited += max(0, least-other.had())
		}
	}
}

// of is the client's turn: lower is sooner.
func (t turns) of(clientID models.ID) float64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, known := t.flows[clientID]
	if !known {
		return 0
	}
	return f.round()*float64(len(t.flows)+1) + f.place
}

// stale says whether it is time to count again, to whoever asks first.
func (t turns) stale(at time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	age := at.Sub(t.read)
	if age >= 0 && age <= turnsFresh {
		return false
	}
	t.read = at
	return true
}

// recount reads the claims of all processes.
func (t turns) recount(tx *store.Tx, at time.Time) error {
	epoch := at.Truncate(turnsEpoch)
	counted, err := store.Rows[struct {
		ClientID       models.ID
		Weight, Served float64
	}](tx, turnsSQL, epoch, at)
	if err != nil {
		return err
	}
	sum := 0.0
	for _, c := range counted {
		sum += c.Weight
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.flows
	if !t.epoch.Equal(epoch) {
		before = nil
	}
	t.epoch, t.flows = epoch, make(map[models.ID]*flow, len(counted))
	for n, c := range counted {
		f := &flow{quantum: c.Weight / sum * float64(len(counted)), served: c.Served, forfeited: -fraction(c.ClientID, epoch), place: float64(n)}
		if was, known := before[c.ClientID]; known {
			f.forfeited = was.forfeited
		}
		t.flows[c.ClientID] = f
	}
	return nil
}

// fraction is the part of a claim, from 0 to 1, that a client begins an epoch with.
func fraction(id models.ID, epoch time.Time) float64 {
	h := fnv.New64a()
	_, _ = h.Write(id[:])
	_, _ = h.Write([]byte(epoch.UTC().Format(time.RFC3339)))
	x := h.Sum64() // FNV stirs its last bytes little: once more
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return float64((x^x>>33)>>11) / (1 << 53)
}

// A share is an active program that the caller may be served, and the languages he
// speaks. The agency's other people call in every program.
type share struct {
	ID, ClientID models.ID
	Languages    []string
}

// speaks is the languages of the caller whose programs these are.
func speaks(programs []share) []string {
	if len(programs) == 0 {
		return nil
	}
	return programs[0].Languages
}

// turnsOf is the programs, and of each whose turn it is.
func (s *Service) turnsOf(tx *store.Tx, programs []share, at time.Time) (ids []models.ID, sooner []float64, err error) {
	if s.turns.stale(at) {
		if err := s.turns.recount(tx, at); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range programs {
		ids = append(ids, p.ID)
		sooner = append(sooner, s.turns.of(p.ClientID))
	}
	return ids, sooner, nil
}

// idle is the clients of these programs of whom nobody can be called.
func idle(programs []share, callable []models.ID) (clients []models.ID) {
	busy := map[models.ID]bool{}
	for _, p := range programs {
		for _, id := range callable {
			busy[p.ClientID] = busy[p.ClientID] || id == p.ID
		}
	}
	for _, p := range programs {
		if !busy[p.ClientID] {
			busy[p.ClientID] = true
			clients = append(clients, p.ClientID)
		}
	}
	return clients
}
