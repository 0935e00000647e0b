package queue

import (
	_ "embed"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed waiting.sql
var waitingSQL string

// waitingFresh is how long the figures of who waits are shown before they are counted
// again; waitingCounted is as far as a program's are.
const (
	waitingFresh   = 15 * time.Second
	waitingCounted = 10_001
)

// waiting is how many are ready to be called in each program: counted now and then by
// one claim, never by each, and never a million.
type waiting struct{ *waitingState }

type waitingState struct {
	mu   sync.Mutex
	read time.Time
	n    map[models.ID]int
}

func newWaiting() waiting { return waiting{&waitingState{n: map[models.ID]int{}}} }

// others is how many wait in these programs besides one.
func (w waiting) others(tx *store.Tx, programs []share, at time.Time) (n int, err error) {
	if w.stale(at) {
		if err := w.count(tx); err != nil {
			return 0, err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range programs {
		n += w.n[p.ID]
	}
	return min(max(n-1, 0), waitingCounted-1), nil
}

// stale says whether it is time to count, to whoever asks first.
func (w waiting) stale(at time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	age := at.Sub(w.read)
	if age >= 0 && age <= waitingFresh {
		return false
	}
	w.read = at
	return true
}

func (w waiting) count(tx *store.Tx) error {
	counted, err := store.Rows[struct {
		ID models.ID
		N  int
	}](tx, waitingSQL, waitingCounted)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.n = make(map[models.ID]int, len(counted))
	for _, c := range counted {
		w.n[c.ID] = c.N
	}
	return nil
}
