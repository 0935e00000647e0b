package queue

import (
	"math"
	"testing"
	"time"

	"ripen/models"
)

// ring makes turns of clients with these quanta.
func ring(quanta ...float64) (turns, []models.ID) {
	t := newTurns()
	var ids []models.ID
	for n, q := range quanta {
		id := models.NewID()
		ids = append(ids, id)
		t.flows[id] = &flow{quantum: q, place: float64(n)}
	}
	return t, ids
}

// serve gives n claims to whoever's turn it is among the clients, and counts them.
func serve(t turns, n int, clients []models.ID, away ...models.ID) map[models.ID]int {
	had := map[models.ID]int{}
	for range n {
		best := clients[0]
		for _, id := range clients[1:] {
			if t.of(id) < t.of(best) {
				best = id
			}
		}
		t.served(best, away)
		had[best]++
	}
	return had
}

func TestTurns_giveEachClientItsQuantumInEveryRound(t *testing.T) {
	t.Parallel()
	turns, ids := ring(2.5, 0.45, 0.05)
	had := serve(turns, 3000, ids)
	for n, want := range []int{2500, 450, 50} {
		if got := had[ids[n]]; math.Abs(float64(got-want)) > 3 {
			t.Errorf("client %d was served %d times, want %d", n, got, want)
		}
	}
	had = serve(turns, 30, ids) // ten rounds: nobody is more than a quantum off
	if had[ids[0]] < 22 || had[ids[0]] > 28 || had[ids[1]] < 3 || had[ids[1]] > 6 {
		t.Errorf("in ten rounds they were served %v", had)
	}
}

func TestTurns_letNobodySaveUpWhileThereIsNobodyToCall(t *testing.T) {
	t.Parallel()
	turns, ids := ring(1, 1, 1)
	if had := serve(turns, 1000, ids[:2], ids[2]); had[ids[0]] != 500 || had[ids[1]] != 500 {
		t.Errorf("what the third gave away was shared as %v", had)
	}
	had := serve(turns, 9, ids)
	if had[ids[2]] < 3 || had[ids[2]] > 4 {
		t.Errorf("who comes back was served %d of 9", had[ids[2]])
	}
}

func TestTurns_keepWhatAClientIsOwedWhoseInquiriesWait(t *testing.T) {
	t.Parallel()
	turns, ids := ring(1, 1)
	serve(turns, 100, ids[:1]) // by callers who work for the first only
	if had := serve(turns, 100, ids); had[ids[1]] != 100 {
		t.Errorf("the second had %d of the next 100", had[ids[1]])
	}
}

func TestTurns_beginAnEpochWithAFractionOfAClaim(t *testing.T) {
	t.Parallel()
	sum, id := 0.0, models.NewID()
	for n := range 1000 {
		x := fraction(id, time.Unix(0, 0).Add(time.Duration(n)*turnsEpoch))
		if x < 0 || x >= 1 {
			t.Fatalf("drew %g", x)
		}
		sum += x
	}
	if sum < 450 || sum > 550 {
		t.Errorf("drew %g on average", sum/1000)
	}
}
