package desk_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/desk"
	"ripen/services/store"
)

// A sownCall is a call of the history: when it was made by whom, and whether it reached somebody.
type sownCall struct {
	at      time.Time
	who     string
	reached bool
	channel models.Channel
}

// sow stores calls that were made, each with its decision and its claim.
func (f *floor) sow(t *testing.T, calls []sownCall) {
	t.Helper()
	i := f.Inquiry("scanners-us")
	if err := f.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		for _, c := range calls {
			d := models.PolicyDecision{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, At: c.at, Verdict: "allow", Rules: models.Texts{"preset-standard"}, Zone: "America/Chicago"}
			k := models.Claim{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, PersonID: i.PersonID, UserID: f.User(c.who).ID, DecisionID: d.ID,
				Was: models.Place{State: models.Ready, Tier: models.TierRest}, At: c.at, LeaseUntil: c.at, EndedAt: &c.at, EndedHow: "attempt"}
			a := models.Attempt{ID: models.NewID(), ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: i.ID, PersonID: i.PersonID, ClaimID: k.ID, DecisionID: d.ID, UserID: k.UserID,
				Cycle: 1, At: c.at, Channel: string(c.channel), Disposition: models.NoAnswer, Reached: c.reached, Counts: true}
			for _, row := range []any{&d, &k, &a} {
				if err := tx.Put(row); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// It is Tuesday, 30 June 2026, 11:00 in New York, on whose clock the supervisor works.
// What was sown, and what follows from it, worked out by hand:
//
//	Tue 23 June   9:10, 9:50 Dana; 9:20 Omar; 10:05 Dana    4 calls in 3 hours of callers, morning
//	Tue 23 June  13:00, 13:30, 14:10 Dana                   3 calls in 2 hours, afternoon
//	Tue 16 June  12:59 Omar                                 1 call in 1 hour, morning still
//	Mon  1 June  15:00 Omar                                 not within four weeks of Tuesday: none
//	Mon 22 June  16:00 Dana, and a text at 17:00            1 call in 1 hour, afternoon; a text is no call
//	Tue 30 June  10:30 Dana                                 today: in the contacts, in no average
//
// 9 calls in 7 hours are 9/7 an hour. Over four weeks a Tuesday morning had (3+1)/4 = 1 hour, which bears
// 1 × 9/7 = 1.28, so 1 call; its afternoon 2/4 = 0.5 hours and 0.64, so none; a Monday afternoon 0.25.
func TestOutlook_isWhatTheHistoryBears(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.by.Zone = "America/New_York"
	ny := models.Location(f.by.Zone)
	on := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, ny)
	}
	call := func(at time.Time, who string) sownCall {
		return sownCall{at: at, who: who, channel: models.ByCall}
	}
	dana, omar := "Dana Whitfield", "Omar Haddad"
	reached := call(on(6, 23, 9, 50), dana)
	reached.reached = true
	today := call(on(6, 30, 10, 30), dana)
	today.reached = true
	text := call(on(6, 22, 17, 0), dana)
	text.channel = models.ByText
	f.sow(t, []sownCall{
		call(on(6, 23, 9, 10), dana), reached, call(on(6, 23, 9, 20), omar), call(on(6, 23, 10, 5), dana),
		call(on(6, 23, 13, 0), dana), call(on(6, 23, 13, 30), dana), call(on(6, 23, 14, 10), dana),
		call(on(6, 16, 12, 59), omar), call(on(6, 1, 15, 0), omar), call(on(6, 22, 16, 0), dana), text, today,
	})
	f.coming(t, on)
	o, err := f.desk.Outlook(t.Context(), f.by)
	if err != nil {
		t.Fatal(err)
	}
	if want := 9.0 / 7; o.PerHour < want-1e-9 || o.PerHour > want+1e-9 {
		t.Errorf("%v calls an hour, want 9/7", o.PerHour)
	}
	f.halves(t, o)
	f.contacts(t, o)
}

// coming sows what is asked of the next days: a promise on Tuesday at 12:59 and one at 13:00,
// two retries on Monday afternoon, one that is ripe on Monday morning, and what does not count:
// what was due before now, what comes after a fortnight, and a scheduled promise twice.
func (f *floor) coming(t *testing.T, on func(time.Month, int, int, int) time.Time) {
	t.Helper()
	put := func(rows ...any) {
		t.Helper()
		if err := f.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
			for _, row := range rows {
				if err := tx.Put(row); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	keep := func(i models.Inquiry, due time.Time, tier int) {
		t.Helper()
		if err := f.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
			i.Tier = tier
			i.Plan(due, f.Clock.Now())
			return tx.Keep(&i)
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, due := range []time.Time{on(7, 7, 12, 59), on(7, 7, 13, 0), on(6, 30, 10, 59)} {
		i := f.Inquiry("scanners-us")
		put(&models.Promise{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, DueAt: due, Zone: "America/New_York", MadeAt: on(6, 29, 9, 0), State: "open"})
		if due.After(f.Clock.Now()) {
			keep(i, due, models.TierPromise)
		}
	}
	for _, due := range []time.Time{on(7, 6, 13, 0), on(7, 6, 23, 59), on(7, 14, 0, 0)} {
		keep(f.Inquiry("scanners-us"), due, models.TierRetry)
	}
	ripe := f.Inquiry("scanners-us")
	if err := f.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		ripe.Nurture("buys in July", on(7, 6, 8, 0))
		return tx.Keep(&ripe)
	}); err != nil {
		t.Fatal(err)
	}
}

// halves holds the forecast against the figures worked out above.
func (f *floor) halves(t *testing.T, o *desk.Outlook) {
	t.Helper()
	if len(o.Halves) != 28 || o.Halves[0].Afternoon || !o.Halves[1].Afternoon || !o.Halves[0].Day.Equal(time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)) || !o.Halves[27].Day.Equal(time.Date(2026, 7, 13, 0, 0, 0, 0, time.UTC)) {
		t.Fatalf("%d halves, from %v", len(o.Halves), o.Halves[0])
	}
	hours, want := 0.0, map[int]desk.Half{ // by place: two a day from today, a Tuesday, on
		0:  {CallerHours: 1, Capacity: 1},
		1:  {CallerHours: 0.5},
		12: {Ripe: 1},
		13: {CallerHours: 0.25, Retries: 2},
		14: {CallerHours: 1, Capacity: 1, Promised: 1},
		15: {CallerHours: 0.5, Promised: 1},
		27: {CallerHours: 0.25},
	}
	for n, h := range o.Halves {
		w := want[n]
		if w.Day, w.Afternoon = h.Day, h.Afternoon; h != w {
			t.Errorf("half %d: %+v, want %+v", n, h, w)
		}
		hours += h.CallerHours
	}
	if hours != 3.5 {
		t.Errorf("%v hours of callers in a fortnight, want twice 7/4", hours)
	}
}

// contacts holds what was reached by the hour where they are, an hour behind New York. The
// first of June is more than 28 days ago there, too.
func (f *floor) contacts(t *testing.T, o *desk.Outlook) {
	t.Helper()
	want := []desk.Contact{
		{Hour: 8, Calls: 3, Reached: 1}, {Hour: 9, Calls: 2, Reached: 1, CallsToday: 1, ReachedToday: 1}, {Hour: 11, Calls: 1}, {Hour: 12, Calls: 2}, {Hour: 13, Calls: 1}, {Hour: 15, Calls: 1},
	}
	if len(o.Contact) != len(want) {
		t.Fatalf("%+v", o.Contact)
	}
	for n, c := range o.Contact {
		if want[n].Zone = "America/Chicago"; c != want[n] {
			t.Errorf("%+v, want %+v", c, want[n])
		}
	}
}
