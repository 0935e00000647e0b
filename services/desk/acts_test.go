package desk_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/desk"
	"ripen/services/store"
)

// takenBack checks that a deed taken back leaves the inquiry as it stood, to the column.
func (f *floor) takenBack(t *testing.T, deed *models.Deed, was models.Inquiry) {
	t.Helper()
	if _, err := f.desk.Undo(t.Context(), f.by, deed.ID, models.NewID()); err != nil {
		t.Fatal(err)
	}
	is := f.Reload(was.ID)
	if a, b := was.Place(), is.Place(); !equalTimes(a.DueAt, b.DueAt) || !equalTimes(a.NextAt, b.NextAt) || a.State != b.State || a.Tier != b.Tier || a.Class != b.Class || (a.PromisedTo == nil) != (b.PromisedTo == nil) {
		t.Errorf("taken back: %+v, was %+v", b, a)
	}
	if is.Priority != was.Priority || !equalTimes(is.FirstCallBy, was.FirstCallBy) {
		t.Errorf("taken back: worth %v by %v, was %v by %v", is.Priority, is.FirstCallBy, was.Priority, was.FirstCallBy)
	}
	if _, err := f.desk.Undo(t.Context(), f.by, deed.ID, models.NewID()); !models.IsKind(err, models.Conflict) {
		t.Errorf("taken back twice: %v", err)
	}
}

func equalTimes(a, b *time.Time) bool { return (a == nil) == (b == nil) && (a == nil || a.Equal(*b)) }

func (f *floor) sweep(t *testing.T, later time.Duration) {
	t.Helper()
	at := f.Clock.Move(later)
	client := f.Program("scanners-us").ClientID
	if _, err := f.queue.Sweep(t.Context(), client, at); err != nil {
		t.Fatal(err)
	}
	if _, err := f.desk.Sweep(t.Context(), client, at); err != nil {
		t.Fatal(err)
	}
}

func TestGive_makesAnInquirySomebodysNextCall(t *testing.T) {
	t.Parallel()
	f := open(t)
	first, second := f.Inquiry("scanners-us"), f.Inquiry("scanners-us")
	was := f.Reload(second.ID)
	token := models.NewID()
	deed, err := f.desk.Give(t.Context(), f.by, second.ID, token, f.User("Dana Whitfield").ID)
	if err != nil {
		t.Fatal(err)
	}
	again, err := f.desk.Give(t.Context(), f.by, second.ID, token, f.User("Dana Whitfield").ID)
	if err != nil || again.ID != deed.ID {
		t.Errorf("sent twice: %v, %v", again, err)
	}
	if got := f.next(t, "Dana Whitfield"); got != second.ID {
		t.Errorf("her next is %s, not the one she was given (%s; the other is %s)", got, second.ID, first.ID)
	}
	if _, err := f.desk.Undo(t.Context(), f.by, deed.ID, models.NewID()); !models.IsKind(err, models.Conflict) {
		t.Errorf("taken back while she calls: %v", err)
	}
	if err := f.queue.GiveBack(t.Context(), models.ActorOf(f.User("Dana Whitfield")), second.ID); err != nil {
		t.Fatal(err)
	}
	f.takenBack(t, deed, was)
	if n := f.Count(`SELECT count(*) FROM audit WHERE action LIKE 'desk.giving%' AND subject_id = $1 AND user_id = $2 AND digest <> ''`, second.ID, f.by.UserID); n != 2 {
		t.Errorf("%d entries in the audit", n)
	}
}

func TestGive_takesACallFromOneCallerAndGivesItBack(t *testing.T) {
	t.Parallel()
	f := open(t)
	i := f.Inquiry("scanners-us")
	if f.next(t, "Dana Whitfield") != i.ID {
		t.Fatal("not served")
	}
	omar := f.User("Omar Haddad")
	deed, err := f.desk.Give(t.Context(), f.by, i.ID, models.NewID(), omar.ID)
	if err != nil {
		t.Fatal(err)
	}
	if at := f.Reload(i.ID); at.State != models.Ready || at.PromisedTo == nil || *at.PromisedTo != omar.ID {
		t.Errorf("it is %s, for %v", at.State, at.PromisedTo)
	}
	if _, err := f.desk.Undo(t.Context(), f.by, deed.ID, models.NewID()); err != nil {
		t.Fatal(err)
	}
	if got := f.next(t, "Dana Whitfield"); got != i.ID {
		t.Errorf("she does not have it back: %s", got)
	}
	if n := f.Count(`SELECT count(*) FROM claims WHERE inquiry_id = $1 AND ended_at IS NULL AND user_id = $2`, i.ID, f.User("Dana Whitfield").ID); n != 1 {
		t.Errorf("%d open claims of hers", n)
	}
}

func TestGive_givesAPromiseToAnotherKeeper(t *testing.T) {
	t.Parallel()
	f := open(t)
	i := f.Inquiry("scanners-us")
	dana, omar := f.User("Dana Whitfield"), f.User("Omar Haddad")
	due := f.Clock.Now().Add(2 * time.Hour)
	f.promise(t, &i, &dana.ID, due)
	was := f.Reload(i.ID)
	deed, err := f.desk.Give(t.Context(), f.by, i.ID, models.NewID(), omar.ID)
	if err != nil {
		t.Fatal(err)
	}
	is := f.Reload(i.ID)
	if *is.PromisedTo != omar.ID || is.State != models.Scheduled || !is.DueAt.Equal(due) || is.Tier != models.TierPromise {
		t.Errorf("%s for %v at %v", is.State, is.PromisedTo, is.DueAt)
	}
	if n := f.Count(`SELECT count(*) FROM promises WHERE inquiry_id = $1 AND settled_at IS NULL AND user_id = $2`, i.ID, omar.ID); n != 1 {
		t.Error("the promise is not his")
	}
	f.takenBack(t, deed, was)
	if n := f.Count(`SELECT count(*) FROM promises WHERE inquiry_id = $1 AND settled_at IS NULL AND user_id = $2`, i.ID, dana.ID); n != 1 {
		t.Error("the promise is not hers again")
	}
	for _, wrong := range []models.ID{models.NoID, f.User("Ada Lindholm").ID} {
		if _, err := f.desk.Give(t.Context(), f.by, i.ID, models.NewID(), wrong); !models.IsKind(err, models.Invalid) {
			t.Errorf("given to %s: %v", wrong, err)
		}
	}
}

// promise writes a promise down as the call page does.
func (f *floor) promise(t *testing.T, i *models.Inquiry, to *models.ID, due time.Time) {
	t.Helper()
	at := f.Clock.Now()
	p := &models.Promise{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, UserID: to, DueAt: due, Zone: "America/New_York", MadeAt: at, State: "open"}
	err := f.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		if err := i.Promise(p, at); err != nil {
			return err
		}
		if err := tx.Put(p); err != nil {
			return err
		}
		return tx.Keep(i)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestHurry_goesToTheTopOnce(t *testing.T) {
	t.Parallel()
	f := open(t)
	hot := f.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	slow := f.Inquiry("scanners-us")
	was := f.Reload(slow.ID)
	deed, err := f.desk.Hurry(t.Context(), f.by, slow.ID, models.NewID())
	if err != nil {
		t.Fatal(err)
	}
	f.takenBack(t, deed, was)
	if _, err := f.desk.Hurry(t.Context(), f.by, slow.ID, models.NewID()); err != nil {
		t.Fatal(err)
	}
	if got := f.next(t, "Dana Whitfield"); got != slow.ID {
		t.Errorf("next is %s, not the hurried one before the hot one %s", got, hot.ID)
	}
	f.Clock.Move(time.Minute)
	if err := f.end(t, "Dana Whitfield", slow.ID, models.NoAnswer); err != nil {
		t.Fatal(err)
	}
	f.sweep(t, time.Minute)
	if is := f.Reload(slow.ID); is.Priority != was.Priority || is.Tier != models.TierRetry {
		t.Errorf("after the call it is worth %v in tier %d", is.Priority, is.Tier)
	}
	due := f.Clock.Now().Add(time.Hour)
	f.promise(t, &hot, nil, due)
	for what, do := range map[string]func() error{
		"hurry": func() error { _, err := f.desk.Hurry(t.Context(), f.by, hot.ID, models.NewID()); return err },
		"hold": func() error {
			_, err := f.desk.Hold(t.Context(), f.by, hot.ID, models.NewID(), due, "they are away")
			return err
		},
	} {
		if err := do(); !models.IsKind(err, models.Conflict) {
			t.Errorf("%s of what is promised: %v", what, err)
		}
	}
}

func TestHold_isSeenAndComesBackByItself(t *testing.T) {
	t.Parallel()
	f := open(t)
	i := f.Inquiry("scanners-us", func(_ *models.Person, i *models.Inquiry) { i.Via = "form" })
	was := f.Reload(i.ID)
	until := f.Clock.Now().Add(2 * time.Hour)
	deed, err := f.desk.Hold(t.Context(), f.by, i.ID, models.NewID(), until, "their fair is on")
	if err != nil {
		t.Fatal(err)
	}
	f.takenBack(t, deed, was)
	if _, err := f.desk.Hold(t.Context(), f.by, i.ID, models.NewID(), until, "their fair is on"); err != nil {
		t.Fatal(err)
	}
	f.sweep(t, time.Hour)
	if got := f.next(t, "Dana Whitfield"); got != models.NoID {
		t.Errorf("%s is called during its hold", got)
	}
	if late := f.now(t).Clock; len(late) != 0 {
		t.Errorf("held back, and late by the clock: %+v", late)
	}
	holds := f.now(t).Holds
	if len(holds) != 1 || holds[0].Reason != "their fair is on" || !holds[0].Until.Equal(until) || holds[0].ByName != "Priya Raman" {
		t.Errorf("the desk shows %+v", holds)
	}
	f.sweep(t, time.Hour)
	if got := f.next(t, "Dana Whitfield"); got != i.ID {
		t.Errorf("it did not come back by itself: %s", got)
	}
	if holds := f.now(t).Holds; len(holds) != 0 {
		t.Errorf("the hold is over: %+v", holds)
	}
	for _, wrong := range []struct {
		until  time.Time
		reason string
	}{{f.Clock.Now(), "late"}, {f.Clock.Now().Add(time.Hour), " "}, {f.Clock.Now().AddDate(0, 2, 0), "long"}} {
		other := f.Inquiry("scanners-us")
		if _, err := f.desk.Hold(t.Context(), f.by, other.ID, models.NewID(), wrong.until, wrong.reason); !models.IsKind(err, models.Invalid) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

func TestHoldProgram_keepsItsQueueBackAndLosesNoPromise(t *testing.T) {
	t.Parallel()
	f := open(t)
	program := f.Program("scanners-us")
	i, kept, lost := f.Inquiry("scanners-us"), f.Inquiry("scanners-us"), f.Inquiry("scanners-us")
	dana := f.User("Dana Whitfield")
	f.promise(t, &kept, &dana.ID, f.Clock.Now().Add(time.Hour))
	f.promise(t, &lost, nil, f.Clock.Now().Add(time.Hour))
	until := f.Clock.Now().Add(3 * time.Hour)
	deed, err := f.desk.HoldProgram(t.Context(), f.by, program.ID, models.NewID(), until, "the client asked for quiet")
	if err != nil {
		t.Fatal(err)
	}
	if got := f.next(t, "Dana Whitfield"); got != models.NoID {
		t.Fatalf("%s is called during the hold", got)
	}
	if _, err := f.desk.Undo(t.Context(), f.by, deed.ID, models.NewID()); err != nil {
		t.Fatal(err)
	}
	if _, err := f.desk.HoldProgram(t.Context(), f.by, program.ID, models.NewID(), until, "the client asked for quiet"); err != nil {
		t.Fatal(err)
	}
	f.sweep(t, time.Hour+time.Minute)
	for _, promised := range []models.Inquiry{kept, lost} {
		if is := f.Reload(promised.ID); is.State != models.Undecided {
			t.Errorf("a promise that falls due in the hold is %s", is.State)
		}
	}
	f.sweep(t, 2*time.Hour)
	if n := f.Count(`SELECT count(*) FROM programs WHERE held_until IS NOT NULL`); n != 0 {
		t.Error("the hold does not end by itself")
	}
	if is := f.Reload(i.ID); is.State != models.Ready {
		t.Errorf("its queue is %s", is.State)
	}
}

func TestShare_isChangedByWhoAnswersForTheProgramAndTakenBack(t *testing.T) {
	t.Parallel()
	f := open(t)
	program := f.Program("scanners-us")
	deed, err := f.desk.Share(t.Context(), f.by, program.ID, models.NewID(), 777, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Count(`SELECT (contract_volume * weight)::int FROM programs WHERE id = $1`, program.ID); got != 1554 {
		t.Errorf("it is owed %d", got)
	}
	if _, err := f.desk.Undo(t.Context(), f.by, deed.ID, models.NewID()); err != nil {
		t.Fatal(err)
	}
	if got := f.Count(`SELECT (contract_volume * weight)::int FROM programs WHERE id = $1`, program.ID); got != program.ContractVolume {
		t.Errorf("taken back it is owed %d", got)
	}
	if _, err := f.desk.Share(t.Context(), f.by, program.ID, models.NewID(), 0, 1); !models.IsKind(err, models.Invalid) {
		t.Errorf("none: %v", err)
	}
	for _, name := range []string{"Dana Whitfield"} {
		if _, err := f.desk.Share(t.Context(), models.ActorOf(f.User(name)), program.ID, models.NewID(), 5, 1); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	list, err := f.desk.Done(t.Context(), f.by, nil, models.NoID)
	if err != nil {
		t.Fatal(err)
	}
	var deeds []desk.Done
	for _, d := range list.Rows {
		if d.After != nil {
			deeds = append(deeds, d)
		}
	}
	if len(deeds) != 2 || deeds[0].After.Volume != program.ContractVolume || deeds[1].After.Volume != 777 || !deeds[1].Undone || deeds[1].MayUndo || deeds[0].MayUndo || deeds[0].ByName != "Priya Raman" {
		t.Errorf("what was done: %+v", deeds)
	}
}
