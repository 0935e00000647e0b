package queue_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/queue"
)

func TestAvailability_holdsTheLatestAndAppendsOnlyChanges(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, ctx := a.As("Dana Whitfield"), t.Context()
	if now, err := q.Availability(ctx, dana); err != nil || now.State != models.ShiftOff {
		t.Fatalf("before a word: %+v, %v", now, err)
	}
	began := a.Clock.Now()
	for range 2 {
		if err := q.On(ctx, dana); err != nil {
			t.Fatal(err)
		}
		a.Clock.Move(time.Minute)
	}
	if now, err := q.Availability(ctx, dana); err != nil || now.State != models.ShiftOn || !now.At.Equal(began) {
		t.Errorf("on twice: %+v, %v", now, err)
	}
	if err := q.Break(ctx, dana, "golf"); !models.IsKind(err, models.Invalid) {
		t.Errorf("a break for golf: %v", err)
	}
	if err := q.Break(ctx, dana, "lunch"); err != nil {
		t.Fatal(err)
	}
	if now, err := q.Availability(ctx, dana); err != nil || !now.OnBreak() || now.Reason != "lunch" {
		t.Errorf("at lunch: %+v, %v", now, err)
	}
	if err := q.Off(ctx, dana); err != nil {
		t.Fatal(err)
	}
	if now, err := q.Availability(ctx, a.As("Omar Haddad")); err != nil || now.State != models.ShiftOff || now.UserID == dana.UserID {
		t.Errorf("somebody else: %+v, %v", now, err)
	}
	if n := a.Count(`SELECT count(*) FROM availabilities`); n != 3 {
		t.Errorf("%d changes kept, want 3", n)
	}
}

func TestEnd_writesOverNothingThatWasNotSeen(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, ctx := a.As("Dana Whitfield"), t.Context()
	a.Inquiry("scanners-us")
	id := next(t, q, dana)
	typed := models.Written{ForRep: "From the first tab.", Answers: models.Answers{"need": 1}, Fields: models.Fields{"promised_to": {"anyone"}}}
	if _, err := q.SaveDraft(ctx, dana, id, 0, typed); err != nil {
		t.Fatal(err)
	}
	call, err := q.Open(ctx, dana, id)
	if err != nil || call.Head.Fields["promised_to"][0] != "anyone" {
		t.Fatalf("what else was typed: %v, %v", call.Head.Fields, err)
	}
	behind, ahead := 0, 1
	other := models.Written{ForRep: "From the second tab.", Answers: models.Answers{}, Version: &behind}
	if _, err := q.End(ctx, dana, queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Written: &other}); !models.IsKind(err, models.Conflict) {
		t.Fatalf("the second tab’s ending: %v", err)
	}
	if n := a.Count(`SELECT count(*) FROM attempts`); n != 0 {
		t.Errorf("%d attempts by an ending that was refused", n)
	}
	other.Version = &ahead
	if _, err := q.End(ctx, dana, queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Written: &other}); err != nil {
		t.Fatal(err)
	}
	if call, err = q.Open(ctx, dana, id); err != nil || call.Head.ForRep != "From the second tab." || len(call.Head.Fields) != 0 {
		t.Errorf("after both were seen: %q %v, %v", call.Head.ForRep, call.Head.Fields, err)
	}
}

func TestBreak_servesNothingAndGivesBackWhatWasReserved(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, ctx := a.As("Dana Whitfield"), t.Context()
	a.Inquiry("scanners-us")
	a.Inquiry("scanners-us")
	on := next(t, q, dana)
	if now, err := q.Availability(ctx, dana); err != nil || now.State != models.ShiftOn {
		t.Fatalf("who asks for a call is on: %+v, %v", now, err)
	}
	if ahead, err := q.Reserve(ctx, dana); err != nil || ahead.Nothing != nil {
		t.Fatalf("reserved %+v, %v", ahead, err)
	}
	if err := q.Break(ctx, dana, "lunch"); err != nil {
		t.Fatal(err)
	}
	if n := a.Count(`SELECT count(*) FROM claims WHERE ended_at IS NULL AND reserved`); n != 0 {
		t.Errorf("%d stay reserved over a break", n)
	}
	if ahead, err := q.Reserve(ctx, dana); err != nil || ahead.Nothing == nil {
		t.Errorf("on a break he reserves %+v, %v", ahead, err)
	}
	end(t, q, dana, on, models.NoAnswer)
	if after, err := q.Following(ctx, dana); err != nil || after.Nothing == nil {
		t.Errorf("on a break he is served %+v, %v", after, err)
	}
	next(t, q, dana)
	if now, err := q.Availability(ctx, dana); err != nil || now.State != models.ShiftOn {
		t.Errorf("after the next call he is %+v, %v", now, err)
	}
}
