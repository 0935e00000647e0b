package queue_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/queue"
	"ripen/services/reports"
)

// promised makes a caller promise the call of the inquiry that is served next.
func promised(t *testing.T, q *queue.Service, by models.Actor, due time.Time) models.ID {
	t.Helper()
	id := next(t, q, by)
	if _, err := q.End(t.Context(), by, queue.Ending{InquiryID: id, Disposition: models.Callback, Token: models.NewID(), PromisedAt: &due, PromisedTo: &by.UserID, PromiseNote: "the price"}); err != nil {
		t.Fatal(err)
	}
	return id
}

// balanced fails where the balance sheet of any client does not close.
func balanced(t *testing.T, a *agencytest.Agency) {
	t.Helper()
	sheets, err := reports.New(a.Store, a.Clock.Now).Balances(t.Context(), models.Operator(), models.NoID)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range sheets {
		if b.Difference != 0 {
			t.Errorf("the balance of %s is off by %d", b.Client, b.Difference)
		}
	}
}

func TestPause_servesNobodyAndDatesSlideWhenItIsResumed(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	c, dana, priya := clients.New(a.Store, a.Clock.Now), a.As("Dana Whitfield"), a.As("Priya Raman")
	for range 4 {
		a.Inquiry("scanners-us", numbered(fictional()))
	}
	program := a.Program("scanners-us")
	kept := promised(t, q, dana, agencytest.Noon.AddDate(0, 0, 3))
	late := promised(t, q, dana, agencytest.Noon.Add(3*time.Hour))
	retry := next(t, q, dana)
	end(t, q, dana, retry, models.NoAnswer)
	before := *a.Reload(retry).DueAt
	a.Clock.Move(time.Hour)
	for range 2 { // twice changes nothing
		if _, err := c.Pause(t.Context(), priya, program.ID, "no stock"); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := q.Next(t.Context(), dana); err != nil || n.Nothing == nil {
		t.Fatalf("served from a paused program: %+v, %v", n, err)
	}
	for _, id := range []models.ID{kept, late} {
		if i := a.Reload(id); i.State != models.Undecided || !strings.Contains(i.DecisionReason, "paused") {
			t.Errorf("a promise of a paused program is %s, %q", i.State, i.DecisionReason)
		}
	}
	a.Clock.Move(24 * time.Hour)
	if _, err := q.Sweep(t.Context(), program.ClientID, a.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	r, err := c.Resume(t.Context(), priya, program.ID)
	if err != nil || r.Promises != 1 {
		t.Fatalf("resumed: %+v, %v", r, err)
	}
	if i := a.Reload(kept); i.State != models.Scheduled || i.Tier != models.TierPromise || i.PromisedTo == nil || *i.PromisedTo != dana.UserID {
		t.Errorf("the promise that is still to come is %s, for %v", i.State, i.PromisedTo)
	}
	if i := a.Reload(late); i.State != models.Undecided {
		t.Errorf("the promise whose time has passed is %s", i.State)
	}
	if i := a.Reload(retry); i.State != models.Scheduled && i.State != models.Ready || a.Count(`SELECT count(*) FROM moves WHERE inquiry_id = $1 AND kind = 'slid' AND due_at = $2 AND reason LIKE '%1 day%'`, retry, before.Add(24*time.Hour)) != 1 && i.State == models.Scheduled {
		t.Errorf("the retry due %s is due %v", before, i.DueAt)
	}
	balanced(t, a)
	if a.Count(`SELECT count(*) FROM program_states WHERE program_id = $1`, program.ID) != 2 || a.Count(`SELECT count(*) FROM audit WHERE action = 'program.paused'`) != 1 {
		t.Error("the pause is not kept")
	}
}

func TestEnd_closesEverythingLiveOnceItIsExported(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	c, dana, priya := clients.New(a.Store, a.Clock.Now), a.As("Dana Whitfield"), a.As("Priya Raman")
	for range 3 {
		a.Inquiry("scanners-us", numbered(fictional()))
	}
	program := a.Program("scanners-us")
	held := promised(t, q, dana, agencytest.Noon.AddDate(0, 0, 1))
	id := next(t, q, dana)
	other := a.Inquiry("chairside-us", numbered(fictional()))
	refused := func(typed, want string) {
		t.Helper()
		if _, err := c.End(t.Context(), priya, program.ID, typed, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("typed %q: %v, want %q", typed, err, want)
		}
	}
	refused("scanners", "Type scanners-us")
	refused("scanners-us", "Export the program first")
	if err := c.Export(t.Context(), dana, program.ID, io.Discard); !models.IsKind(err, models.Forbidden) {
		t.Errorf("a caller exported: %v", err)
	}
	var file strings.Builder
	if err := c.Export(t.Context(), priya, program.ID, &file); err != nil || strings.Count(file.String(), "\n") != 4 {
		t.Fatalf("exported %q, %v", file.String(), err)
	}
	refused("scanners-us", "on the line")
	end(t, q, dana, id, models.NoAnswer)
	closed, err := c.End(t.Context(), priya, program.ID, "scanners-us", "contract over")
	if err != nil || closed != 3 {
		t.Fatalf("closed %d, %v", closed, err)
	}
	if i := a.Reload(held); i.State != models.Closed || i.ClosedReason != models.ClosedProgram || a.Count(`SELECT count(*) FROM promises WHERE settled_at IS NULL`) != 0 {
		t.Errorf("%s, %s", i.State, i.ClosedReason)
	}
	if i := a.Reload(other.ID); i.State != models.Ready {
		t.Errorf("another program’s inquiry is %s", i.State)
	}
	if _, err := c.Resume(t.Context(), priya, program.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("an ended program was resumed: %v", err)
	}
	balanced(t, a)
}
