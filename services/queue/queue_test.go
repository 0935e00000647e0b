package queue_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/queue"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func open(t *testing.T) (*agencytest.Agency, *queue.Service) {
	t.Helper()
	a := agencytest.Open(t)
	return a, queue.New(a.Store, a.Book, a.Clock.Now)
}

// next claims for a caller and fails where nothing is served.
func next(t *testing.T, q *queue.Service, by models.Actor) models.ID {
	t.Helper()
	n, err := q.Next(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	if n.Nothing != nil {
		t.Fatalf("nothing to call: %+v", *n.Nothing)
	}
	return n.InquiryID
}

func end(t *testing.T, q *queue.Service, by models.Actor, id models.ID, d models.Disposition) queue.Ended {
	t.Helper()
	ended, err := q.End(t.Context(), by, queue.Ending{InquiryID: id, Disposition: d, Token: models.NewID()})
	if err != nil {
		t.Fatal(err)
	}
	return ended
}

func TestNext_servesHotBeforeTheRestAndKeepsWhatIsHeld(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	a.Inquiry("scanners-us")
	hot := a.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	for range 3 {
		if id := next(t, q, dana); id != hot.ID {
			t.Fatalf("served %s, want the hot %s", id, hot.ID)
		}
	}
	call, err := q.Open(t.Context(), dana, hot.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !call.Head.Mine() || call.Head.Why.Headline != "New hot inquiry." || call.Window.Place != "New York" || !call.Window.Open || len(call.Opens) == 0 || call.Criteria == nil {
		t.Errorf("call = %+v, window %+v %v", call.Head.Why, call.Window, call.Opens)
	}
	if n := a.Count(`SELECT count(*) FROM decisions WHERE verdict = 'allow'`); n != 1 {
		t.Errorf("%d decisions kept, want 1", n)
	}
}

func TestNext_sixteenCallersAtOnceGetTwoHundredDifferentInquiries(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	const inquiries, callers = 200, 16
	for range inquiries {
		a.Inquiry("scanners-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = ""; p.Phone = fictional() })
	}
	by := newCallers(t, a, callers)
	var mu sync.Mutex
	served := map[models.ID]int{}
	var wg sync.WaitGroup
	for _, caller := range by {
		wg.Go(func() {
			for {
				n, err := q.Next(t.Context(), caller)
				if err != nil {
					t.Error(err)
					return
				}
				if n.Nothing != nil {
					return
				}
				mu.Lock()
				served[n.InquiryID]++
				mu.Unlock()
				if _, err := q.End(t.Context(), caller, queue.Ending{InquiryID: n.InquiryID, Disposition: models.NoAnswer, Token: models.NewID()}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	for id, n := range served {
		if n != 1 {
			t.Errorf("%s was served %d times", id, n)
		}
	}
	if len(served) != inquiries {
		t.Errorf("%d of %d were served", len(served), inquiries)
	}
}

func TestNext_saysWhenTheNextWindowOpens(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	a.Inquiry("scanners-us")
	a.Clock.Set(agencytest.Noon.Add(12 * time.Hour)) // 23:00 in Tampa
	n, err := q.Next(t.Context(), a.As("Dana Whitfield"))
	if err != nil || n.Nothing == nil {
		t.Fatalf("next = %+v, %v", n, err)
	}
	want := time.Date(2026, 7, 1, 13, 0, 0, 0, time.UTC) // 9:00 in Tampa
	if n.Nothing.Waiting != 1 || n.Nothing.NextAt == nil || !n.Nothing.NextAt.Equal(want) {
		t.Errorf("nothing = %+v, want the next at %s", n.Nothing, want)
	}
}

func TestNext_neverServesAPersonWhoIsOnTheLineElsewhere(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	one := a.Inquiry("scanners-us")
	a.Inquiry("chairside-us", func(p *models.Person, i *models.Inquiry) { p.Phone = "+18135550101" })
	if a.Reload(one.ID).State != models.Ready {
		t.Fatal("the first is not ready")
	}
	next(t, q, a.As("Dana Whitfield"))
	n, err := q.Next(t.Context(), a.As("Omar Haddad"))
	if err != nil {
		t.Fatal(err)
	}
	if n.Nothing == nil {
		t.Errorf("the same number was served to a second caller")
	}
}

func TestEnd_plansTheRetryWithinTheHoursAndTheSecondSendingChangesNothing(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	a.Inquiry("scanners-us")
	id := next(t, q, dana)
	call, err := q.Open(t.Context(), dana, id)
	if err != nil {
		t.Fatal(err)
	}
	token := models.NewID()
	first, err := q.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Token: token})
	if err != nil {
		t.Fatal(err)
	}
	if said := call.Again[models.NoAnswer]; first.AgainAt == nil || !said.Equal(*first.AgainAt) {
		t.Errorf("the page said %s, it is planned for %v", said, first.AgainAt)
	}
	again, err := q.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Token: token})
	if err != nil || !again.Repeated || again.AttemptID != first.AttemptID {
		t.Fatalf("second sending = %+v, %v", again, err)
	}
	i := a.Reload(id)
	if i.State != models.Scheduled || i.Attempts != 1 || i.Tier != models.TierRetry || !i.DueAt.After(agencytest.Noon.Add(20*time.Hour)) {
		t.Errorf("inquiry = %+v", i)
	}
	if n := a.Count(`SELECT count(*) FROM attempts`); n != 1 {
		t.Errorf("%d attempts", n)
	}
	swept, err := q.Sweep(t.Context(), i.ClientID, i.DueAt.Add(time.Second))
	if err != nil || swept.Promoted != 1 {
		t.Errorf("swept = %+v, %v", swept, err)
	}
}

func TestEnd_doNotCallHoldsAtOnceInEveryProgramOfTheClient(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	first := a.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	id := next(t, q, dana)
	end(t, q, dana, id, models.DoNotCall)
	if i := a.Reload(first.ID); i.State != models.Closed || i.ClosedReason != models.ClosedDoNotCall {
		t.Errorf("inquiry = %+v", i)
	}
	other := a.Inquiry("chairside-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = "+18135550101" })
	n, err := q.Next(t.Context(), dana)
	if err != nil || n.Nothing == nil {
		t.Fatalf("next = %+v, %v", n, err)
	}
	if i := a.Reload(other.ID); i.State != models.Undecided {
		t.Errorf("the other program’s inquiry is %s, want a decision", i.State)
	}
}

func TestEnd_unreachedAfterThePlanComesBackAfterNinetyDaysAndThenCloses(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	inquiry := a.Inquiry("scanners-us")
	plan := a.Program("scanners-us").MaxAttempts
	for n := range plan {
		if n > 0 {
			a.Clock.Set(a.Reload(inquiry.ID).DueAt.Add(time.Minute))
		}
		if _, err := q.Sweep(t.Context(), inquiry.ClientID, a.Clock.Now()); err != nil {
			t.Fatal(err)
		}
		end(t, q, dana, next(t, q, dana), models.Voicemail)
	}
	i := a.Reload(inquiry.ID)
	client := a.Client("harbour-dental")
	if ninetieth := models.DayIn(a.Clock.Now(), client.Location()).AddDate(0, 0, 90); i.State != models.Nurtured || i.Class != models.Unreached || !i.NextAt.Equal(models.DayStart(ninetieth, client.Location())) {
		t.Fatalf("after %d attempts: %s %s until %v", plan, i.State, i.Class, i.NextAt)
	}
}

func TestPromise_isKeptByItsCallerAndNeverVanishes(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, omar := a.As("Dana Whitfield"), a.As("Omar Haddad")
	inquiry := a.Inquiry("scanners-us")
	id := next(t, q, dana)
	due := agencytest.Noon.Add(24 * time.Hour)
	night := agencytest.Noon.Add(12 * time.Hour)
	promise := func(at time.Time) error {
		_, err := q.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.Callback, Token: models.NewID(), PromisedAt: &at, PromisedTo: &dana.UserID})
		return err
	}
	if err := promise(night); !models.IsKind(err, models.Invalid) {
		t.Fatalf("a promise for 23:00 was accepted: %v", err)
	}
	if err := promise(due); err != nil {
		t.Fatal(err)
	}
	a.Clock.Set(due.Add(time.Minute))
	if err := q.On(t.Context(), dana); err != nil { // at work, so that it waits for her
		t.Fatal(err)
	}
	if _, err := q.Sweep(t.Context(), inquiry.ClientID, a.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	if n, err := q.Next(t.Context(), omar); err != nil || n.Nothing == nil {
		t.Fatalf("another caller was served the promise: %+v, %v", n, err)
	}
	late := due.Add(12 * time.Hour) // nobody came, and now it is night
	if _, err := q.Sweep(t.Context(), inquiry.ClientID, late); err != nil {
		t.Fatal(err)
	}
	if i := a.Reload(inquiry.ID); i.State != models.Undecided || i.DecisionReason == "" {
		t.Errorf("the promise vanished: %s %q", i.State, i.DecisionReason)
	}
}

func TestSweep_returnsAnInquiryWhosePageDiedAndKeepsTheDraft(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana := a.As("Dana Whitfield")
	inquiry := a.Inquiry("scanners-us")
	id := next(t, q, dana)
	saved, err := q.SaveDraft(t.Context(), dana, id, 0, models.Written{ForRep: "Two scanners.", Internal: "Rings twice.", Answers: models.Answers{"need": 1}})
	if err != nil || saved.Conflict || saved.Draft.Version != 1 {
		t.Fatalf("saved = %+v, %v", saved, err)
	}
	if other, err := q.SaveDraft(t.Context(), dana, id, 0, models.Written{ForRep: "Overwritten?"}); err != nil || !other.Conflict || other.Draft.ForRep != "Two scanners." {
		t.Fatalf("the second tab got %+v, %v", other, err)
	}
	swept, err := q.Sweep(t.Context(), inquiry.ClientID, a.Clock.Now().Add(models.Lease+time.Minute))
	if err != nil || swept.Returned != 1 {
		t.Fatalf("swept = %+v, %v", swept, err)
	}
	call, err := q.Open(t.Context(), dana, id)
	if err != nil || call.Head.ForRep != "Two scanners." || call.Head.State != models.Ready {
		t.Errorf("call = %+v, %v", call, err)
	}
}

func TestFind_findsByNumberAndNameWithinTheCallersProgramsAndSaysWhoHolds(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	inquiry := a.Inquiry("scanners-us")
	dana, omar := a.As("Dana Whitfield"), a.As("Omar Haddad")
	for _, text := range []string{"Ivy Mo", "(813) 555-0101", "+18135550101"} {
		found, err := q.Find(t.Context(), dana, text)
		if err != nil || len(found) != 1 || found[0].InquiryID != inquiry.ID {
			t.Errorf("%q found %+v, %v", text, found, err)
		}
	}
	if err := q.Take(t.Context(), dana, inquiry.ID); err != nil {
		t.Fatal(err)
	}
	if err := q.Take(t.Context(), omar, inquiry.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("Omar took what Dana holds: %v", err)
	}
	found, err := q.Find(t.Context(), omar, "ivy moss")
	if err != nil || len(found) != 1 || found[0].HeldBy != "Dana Whitfield" {
		t.Errorf("found = %+v, %v", found, err)
	}
}

func TestRewindow_givesQueuedInquiriesTheNewHoursOfTheirProgram(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	inquiry := a.Inquiry("scanners-us")
	program := a.Program("scanners-us")
	before := a.Reload(inquiry.ID).WindowID
	program.Preset = "strict"
	if err := clients.New(a.Store, a.Clock.Now).EditProgram(t.Context(), models.Operator(), program); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second run changes nothing
		if err := q.Rewindow(t.Context(), program.ClientID, program.ID); err != nil {
			t.Fatal(err)
		}
	}
	if after := a.Reload(inquiry.ID).WindowID; *after == *before {
		t.Errorf("the window is still %d", *after)
	}
	a.Clock.Set(agencytest.Noon.Add(-90 * time.Minute)) // 9:30 in Tampa: open before, closed now
	if n, err := q.Next(t.Context(), a.As("Dana Whitfield")); err != nil || n.Nothing == nil {
		t.Errorf("served at 9:30 under strict hours: %+v, %v", n, err)
	}
}

func TestNext_saysWhichCallOfThePlanIsDue(t *testing.T) {
	t.Parallel()
	a, q := connected(t)
	dana := a.As("Dana Whitfield")
	call := models.PlanStep{Channel: models.ByCall, After: 24 * 60, Part: models.AnyHour}
	plan := models.ContactPlan{ProgramID: a.Program("scanners-us").ID, Class: models.New, DeadlineDays: 60, Steps: []models.PlanStep{{Channel: models.ByCall}, call, call}}
	if _, err := clients.New(a.Store, a.Clock.Now).PublishPlan(t.Context(), a.As("Priya Raman"), plan, models.NewID()); err != nil {
		t.Fatal(err)
	}
	i := a.Inquiry("scanners-us", numbered(fictional()))
	said := func(want string) {
		t.Helper()
		call := page(t, q, dana, next(t, q, dana))
		if n, of := call.Course.Plan().Turn(call.Course.Step); call.Head.Why.Headline != want || n > of {
			t.Errorf("%q, and %d of %d; want %q", call.Head.Why.Headline, n, of, want)
		}
	}
	ended := func(e queue.Ending) {
		t.Helper()
		e.InquiryID = i.ID
		_, err := endWith(q, t, dana, e)
		must(t, err)
		a.Clock.Set(weekdayNoon(weekdayNoon(a.Clock.Now())))
		_, err = q.Sweep(t.Context(), i.ClientID, a.Clock.Now())
		must(t, err)
	}
	said("Next in line.")
	ended(queue.Ending{Disposition: models.Busy})
	said("Attempt 1 of 3 is due.") // the line was busy: the same step again
	ended(queue.Ending{Disposition: models.WrongNumber, RightNumber: fictional()})
	said("Attempt 1 of 3 is due.")
	ended(queue.Ending{Disposition: models.NoAnswer})
	said("Attempt 2 of 3 is due.")
	later := a.Clock.Now().Add(time.Hour)
	ended(queue.Ending{Disposition: models.Callback, PromisedAt: &later})
	if got := a.Reload(i.ID); got.Attempts != 3 || got.Step != 1 {
		t.Fatalf("%d attempts, step %d", got.Attempts, got.Step)
	}
	must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { // the promise is settled, and a try left
		i := a.Reload(i.ID)
		i.Tier, i.PromisedTo = models.TierRetry, nil
		i.Plan(a.Clock.Now(), a.Clock.Now())
		return tx.Keep(&i)
	}))
	said("Attempt 2 of 3 is due.")
	ended(queue.Ending{Disposition: models.NoAnswer})
	said("Attempt 3 of 3 is due.")
}
