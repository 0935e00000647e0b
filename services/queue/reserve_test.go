package queue_test

import (
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
)

// reserve claims the next one beside the one that is held.
func reserve(t *testing.T, q *queue.Service, by models.Actor) models.ID {
	t.Helper()
	n, err := q.Reserve(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	if n.Nothing != nil {
		t.Fatalf("nothing to reserve: %+v", *n.Nothing)
	}
	return n.InquiryID
}

// reserving has Dana hold one inquiry and another one reserved.
func reserving(t *testing.T) (a *agencytest.Agency, q *queue.Service, dana models.Actor, held, reserved models.ID) {
	t.Helper()
	a, q = open(t)
	dana = a.As("Dana Whitfield")
	a.Inquiry("scanners-us")
	a.Inquiry("scanners-us")
	held = next(t, q, dana)
	return a, q, dana, held, reserve(t, q, dana)
}

// stands checks that an inquiry stands in the queue as if nobody had claimed it, and how its claim ended.
func stands(t *testing.T, a *agencytest.Agency, id models.ID, how string) {
	t.Helper()
	if i := a.Reload(id); i.State != models.Ready || !i.NextAt.Equal(*i.DueAt) {
		t.Errorf("it is %s, next at %v", i.State, i.NextAt)
	}
	if n := a.Count(`SELECT count(*) FROM claims WHERE inquiry_id = $1 AND ended_at IS NULL`, id); n != 0 {
		t.Errorf("%d claims are open", n)
	}
	if n := a.Count(`SELECT count(*) FROM claims WHERE inquiry_id = $1 AND ended_how = $2`, id, how); n != 1 {
		t.Errorf("%d claims ended as %q", n, how)
	}
}

func TestReserve_isTakenUpByNextWithADecisionOfItsOwn(t *testing.T) {
	t.Parallel()
	a, q, dana, held, reserved := reserving(t)
	if again := reserve(t, q, dana); again != reserved || reserved == held {
		t.Fatalf("reserved %s, then %s; held %s", reserved, again, held)
	}
	if mine, _, err := q.Standing(t.Context(), dana); err != nil || mine != held {
		t.Errorf("on the line is %s, %v", mine, err)
	}
	if call, err := q.Open(t.Context(), dana, reserved); err != nil || call.Head.Mine() {
		t.Errorf("the reserved one is shown as on the line: %v", err)
	}
	if n, err := q.Next(t.Context(), a.As("Omar Haddad")); err != nil || n.Nothing == nil {
		t.Errorf("Omar was served %+v, %v", n, err)
	}
	if _, err := q.End(t.Context(), dana, queue.Ending{InquiryID: reserved, Disposition: models.NoAnswer, Token: models.NewID()}); !models.IsKind(err, models.Conflict) {
		t.Errorf("a reserved one was called: %v", err)
	}
	end(t, q, dana, held, models.NoAnswer)
	if id := next(t, q, dana); id != reserved {
		t.Errorf("next is %s, not the reserved %s", id, reserved)
	}
	if n := a.Count(`SELECT count(*) FROM decisions WHERE inquiry_id = $1 AND verdict = 'allow'`, reserved); n != 2 {
		t.Errorf("%d decisions, want one at the reservation and one when it is taken up", n)
	}
	end(t, q, dana, reserved, models.NoAnswer)
	if n := a.Count(`SELECT count(*) FROM attempts x JOIN claims c ON c.id = x.claim_id WHERE c.decision_id = x.decision_id AND NOT c.reserved`); n != 2 {
		t.Errorf("%d attempts under the decision of their claim, want 2", n)
	}
}

func TestReserve_takesNobodyForACallerWhoHasNobodyOnTheLine(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	a.Inquiry("scanners-us")
	if n, err := q.Reserve(t.Context(), a.As("Dana Whitfield")); err != nil || n.Nothing == nil {
		t.Errorf("reserved %+v, %v", n, err)
	}
	if n := a.Count(`SELECT count(*) FROM claims`); n != 0 {
		t.Errorf("%d claims", n)
	}
}

func TestReserve_isPutAsideWhenItMayNoLongerBeCalled(t *testing.T) {
	t.Parallel()
	a, q, dana, held, reserved := reserving(t)
	third := a.Inquiry("scanners-us")
	forbid(t, a, reserved)
	end(t, q, dana, held, models.NoAnswer)
	if id := next(t, q, dana); id != third.ID {
		t.Errorf("next is %s, want %s", id, third.ID)
	}
	if i := a.Reload(reserved); i.State != models.Undecided {
		t.Errorf("the forbidden one is %s", i.State)
	}
	if n := a.Count(`SELECT count(*) FROM claims WHERE inquiry_id = $1 AND ended_how = 'blocked'`, reserved); n != 1 {
		t.Errorf("%d claims ended as blocked", n)
	}
}

// forbid enters the person of an inquiry as not to be called.
func forbid(t *testing.T, a *agencytest.Agency, id models.ID) {
	t.Helper()
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		person, err := store.One[models.Person](tx, models.ByID(a.Reload(id).PersonID))
		if err != nil {
			return err
		}
		return policy.Forbid(tx, policy.Ban{Person: person, Reason: "wrote a letter"}, models.DoNotCallEntry{EnteredAt: a.Clock.Now()})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestReserve_goesBackForAHotInquiryAndForAPromiseOfTheCaller(t *testing.T) {
	t.Parallel()
	a, q, dana, held, reserved := reserving(t)
	hot := a.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	end(t, q, dana, held, models.NoAnswer)
	if id := next(t, q, dana); id != hot.ID {
		t.Fatalf("next is %s, want the hot %s", id, hot.ID)
	}
	stands(t, a, reserved, "outranked")

	if id := reserve(t, q, dana); id != reserved {
		t.Fatalf("reserved %s, want %s", id, reserved)
	}
	due := a.Clock.Now().Add(time.Minute)
	if _, err := q.End(t.Context(), dana, queue.Ending{InquiryID: hot.ID, Disposition: models.Callback, Token: models.NewID(), PromisedAt: &due, PromisedTo: &dana.UserID}); err != nil {
		t.Fatal(err)
	}
	a.Clock.Move(90 * time.Second)
	if _, err := q.Sweep(t.Context(), hot.ClientID, a.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	if id := next(t, q, dana); id != hot.ID {
		t.Errorf("next is %s, want what was promised, %s", id, hot.ID)
	}
}

func TestReserve_goesBackUnusedWithTheBreakTheReturnAndTheLease(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, how string
		leave     func(*agencytest.Agency, *queue.Service, models.Actor, models.ID) error
	}{
		{"a break", "unused", func(_ *agencytest.Agency, q *queue.Service, dana models.Actor, _ models.ID) error {
			return q.Unreserve(t.Context(), dana)
		}},
		{"given back and paused", "unused", func(_ *agencytest.Agency, q *queue.Service, dana models.Actor, held models.ID) error {
			return q.GiveBack(t.Context(), dana, held)
		}},
		{"the page is gone", "lease", func(a *agencytest.Agency, q *queue.Service, _ models.Actor, held models.ID) error {
			_, err := q.Sweep(t.Context(), a.Reload(held).ClientID, a.Clock.Move(models.ReservedLease))
			return err
		}},
		{"deactivated", "unused", func(a *agencytest.Agency, q *queue.Service, dana models.Actor, _ models.ID) error {
			return a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { return q.Leave(tx, dana.UserID, a.Clock.Now()) })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, q, dana, held, reserved := reserving(t)
			if err := c.leave(a, q, dana, held); err != nil {
				t.Fatal(err)
			}
			stands(t, a, reserved, c.how)
			if err := q.Unreserve(t.Context(), dana); err != nil {
				t.Errorf("giving nothing back: %v", err)
			}
		})
	}
}

func TestHeartbeat_keepsWhatIsOnTheLineAndWhatIsReserved(t *testing.T) {
	t.Parallel()
	a, q, dana, held, reserved := reserving(t)
	client := a.Reload(held).ClientID
	for range 30 { // half an hour of talking
		a.Clock.Move(time.Minute)
		if err := q.Heartbeat(t.Context(), dana, held); err != nil {
			t.Fatal(err)
		}
		if _, err := q.Sweep(t.Context(), client, a.Clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if a.Reload(held).State != models.Held || a.Reload(reserved).State != models.Held {
		t.Fatal("a living page lost its inquiries")
	}
	if err := q.Heartbeat(t.Context(), dana, reserved); !models.IsKind(err, models.Conflict) {
		t.Errorf("the page of a reserved one beat: %v", err)
	}
	if err := q.Heartbeat(t.Context(), a.As("Omar Haddad"), held); !models.IsKind(err, models.Conflict) {
		t.Errorf("somebody else’s page beat: %v", err)
	}
	a.Clock.Move(models.Lease - time.Second) // it missed nine
	if err := q.Heartbeat(t.Context(), dana, held); err != nil {
		t.Errorf("a page that was silent for a while: %v", err)
	}
	if _, err := q.Sweep(t.Context(), client, a.Clock.Move(models.Lease)); err != nil {
		t.Fatal(err)
	}
	if err := q.Heartbeat(t.Context(), dana, held); !models.IsKind(err, models.Conflict) {
		t.Errorf("after its lease: %v", err)
	}
}

func TestTake_ofSomebodyReservedElsewhereIsAtOnce(t *testing.T) {
	t.Parallel()
	a, q, dana, held, reserved := reserving(t)
	omar := a.As("Omar Haddad")
	if err := q.Take(t.Context(), omar, reserved); err != nil {
		t.Fatal(err)
	}
	if err := q.Take(t.Context(), omar, held); !models.IsKind(err, models.Conflict) {
		t.Errorf("Omar took whom Dana has on the line: %v", err)
	}
	end(t, q, dana, held, models.NoAnswer)
	if n, err := q.Next(t.Context(), dana); err != nil || n.Nothing == nil {
		t.Errorf("Dana was served %+v, %v", n, err)
	}
	if n := a.Count(`SELECT count(*) FROM decisions WHERE inquiry_id = $1 AND rules = '{they-called-us}'`, reserved); n != 1 {
		t.Errorf("%d decisions about the call that came in", n)
	}
	if err := q.Take(t.Context(), omar, reserved); err != nil {
		t.Errorf("taken twice by the same: %v", err)
	}
}

func TestReserve_fiftyCallersGetAThousandInquiriesOnceEach(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	const inquiries, callers = 1000, 50
	for range inquiries {
		a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = fictional() })
	}
	var all sync.WaitGroup
	for _, caller := range newCallers(t, a, callers) {
		all.Go(func() {
			for {
				n, err := q.Next(t.Context(), caller)
				if err != nil || n.Nothing != nil {
					if err != nil {
						t.Error(err)
					}
					return
				}
				if _, err := q.Reserve(t.Context(), caller); err != nil {
					t.Error(err)
					return
				}
				if _, err := q.End(t.Context(), caller, queue.Ending{InquiryID: n.InquiryID, Disposition: models.NoAnswer, Token: models.NewID()}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	claims, distinct := a.Count(`SELECT count(*) FROM claims`), a.Count(`SELECT count(DISTINCT inquiry_id) FROM attempts`)
	stranded := a.Count(`SELECT count(*) FROM inquiries WHERE state = 'held'`) + a.Count(`SELECT count(*) FROM claims WHERE ended_at IS NULL`) + inquiries - distinct
	t.Logf("%d callers, %d inquiries: %d claims, %d called, %d double, %d stranded", callers, inquiries, claims, distinct, claims-distinct, stranded)
	if claims != inquiries || distinct != inquiries || stranded != 0 || a.Count(`SELECT count(*) FROM attempts`) != inquiries {
		t.Errorf("%d attempts", a.Count(`SELECT count(*) FROM attempts`))
	}
}
