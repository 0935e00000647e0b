package queue_test

import (
	"container/heap"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/queue"
	"ripen/services/store"
)

// A happening of the simulated day: an inquiry of a program arrives, or a caller is free.
type happening struct {
	at      time.Time
	program string
	caller  int
}

type happenings []happening

func (h happenings) Len() int           { return len(h) }
func (h happenings) Less(i, j int) bool { return h[i].at.Before(h[j].at) }
func (h happenings) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *happenings) Push(x any)        { *h = append(*h, x.(happening)) }
func (h *happenings) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// A fairDay is six hours in which five callers work for two clients of equal contracts:
// 450 calls of four minutes, so a share is 225.
type fairDay struct {
	callers, share int
	length         time.Duration
	y, x, backlog  int // inquiries of Y and of X over the day, and of X before it begins
}

const programOfX, programOfY = "scanners-us", "scanners-uk"

// served is what became of the day: how long Y waited for each first call, and how much
// of the callers' time nobody was there to be called.
type served struct {
	waited []time.Duration
	x, y   int
	idle   time.Duration
}

func (s served) p95() time.Duration {
	slices.Sort(s.waited)
	return s.waited[len(s.waited)*95/100]
}

// works runs the day through the real queue on PostgreSQL, by a clock that is moved. What
// Y's people do, and how long calls take, is the same for the same seed.
func (d fairDay) works(t *testing.T) (s served) {
	t.Helper()
	a, q := open(t)
	by := d.hire(t, a)
	arrivals, talks := rand.New(rand.NewPCG(1, 1)), rand.New(rand.NewPCG(2, 2))
	begin := a.Clock.Now()
	end, events := begin.Add(d.length), new(happenings)
	for range d.backlog {
		a.Inquiry(programOfX, arriving)
	}
	spread := func(n int, program string, random *rand.Rand) {
		for range n {
			heap.Push(events, happening{at: begin.Add(time.Duration(random.Float64() * float64(d.length))), program: program})
		}
	}
	spread(d.y, programOfY, arrivals)
	spread(d.x, programOfX, rand.New(rand.NewPCG(3, 3)))
	free, holding := map[int]time.Time{}, map[int]models.ID{}
	goOn := func(caller int, at time.Time) {
		n, err := q.Next(t.Context(), by[caller])
		if err != nil {
			t.Fatal(err)
		}
		if n.Nothing != nil {
			free[caller] = at
			return
		}
		if since, was := free[caller]; was {
			s.idle += at.Sub(since)
			delete(free, caller)
		}
		holding[caller] = n.InquiryID
		if i := a.Reload(n.InquiryID); i.ProgramID == a.Program(programOfY).ID {
			s.waited, s.y = append(s.waited, at.Sub(i.ReceivedAt)), s.y+1
		} else {
			s.x++
		}
		heap.Push(events, happening{at: at.Add(2*time.Minute + time.Duration(talks.Float64()*float64(4*time.Minute))), caller: caller})
	}
	for n := range by {
		heap.Push(events, happening{at: begin.Add(time.Duration(n) * time.Second), caller: n})
	}
	for events.Len() > 0 {
		e := heap.Pop(events).(happening)
		if e.at.After(end) {
			break
		}
		a.Clock.Set(e.at)
		if e.program == "" {
			if id, ok := holding[e.caller]; ok {
				endCall(t, q, by[e.caller], id)
			}
			goOn(e.caller, e.at)
			continue
		}
		a.Inquiry(e.program, arriving)
		for caller := range by { // who waits takes it
			if _, idle := free[caller]; idle {
				goOn(caller, e.at)
				break
			}
		}
	}
	return s
}

func endCall(t *testing.T, q *queue.Service, by models.Actor, id models.ID) {
	t.Helper()
	if _, err := q.End(t.Context(), by, queue.Ending{InquiryID: id, Disposition: models.RefusedTalk, Token: models.NewID()}); err != nil {
		t.Fatal(err)
	}
}

// arriving is somebody who filled in a form.
func arriving(p *models.Person, i *models.Inquiry) { p.Phone, i.Via = fictional(), "form" }

// hire lets callers work for both clients, whose contracts are equal.
func (d fairDay) hire(t *testing.T, a *agencytest.Agency) []models.Actor {
	t.Helper()
	by := newCallers(t, a, d.callers)
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		y := a.Program(programOfY)
		for _, caller := range by {
			if err := tx.Put(&models.Membership{UserID: caller.UserID, ProgramID: y.ID, ClientID: y.ClientID, CreatedAt: agencytest.Noon}); err != nil {
				return err
			}
		}
		_, err := tx.Run(`UPDATE programs SET contract_volume = 1000, weight = 1.0 / (SELECT count(*) FROM programs n WHERE n.client_id = programs.client_id)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return by
}

func TestTurns_oneClientsFloodDoesNotKeepAnotherWaiting(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a day of 450 calls, three times")
	}
	calm := fairDay{callers: 5, share: 225, length: 6 * time.Hour, y: 225 * 7 / 10, x: 225, backlog: 90} // X is never without anybody to be called
	flood := calm
	flood.x = 10 * calm.x
	alone := calm
	alone.backlog = 0
	before, after, leisure := calm.works(t), flood.works(t), alone.works(t)
	change := float64(after.p95()-before.p95()) / float64(before.p95())
	t.Logf("Y at 70 %% of its share, %d first calls: p95 %s where X saturates its share (%d calls), %s where X floods tenfold (%d calls): %+.1f %%",
		before.y, before.p95().Round(time.Second), before.x, after.p95().Round(time.Second), after.x, 100*change)
	t.Logf("where X brings its share and nobody waits when the day begins, the callers idle for %s in all, and Y’s p95 is %s", leisure.idle.Round(time.Minute), leisure.p95().Round(time.Second))
	if change > 0.1 || change < -0.1 {
		t.Errorf("Y’s p95 to first call changed by %.1f %%", 100*change)
	}
	if after.y < flood.y*95/100 || after.idle > 0 {
		t.Errorf("%d of %d of Y were called, callers idled for %s", after.y, flood.y, after.idle)
	}
}
