package nurture_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
)

// zones is where clocks are moved in every way there is: by half an hour, at midnight, in
// the south, not at all.
var zones = []string{"America/New_York", "America/Phoenix", "America/Santiago", "America/St_Johns", "Europe/London", "Europe/Berlin", "Africa/Cairo", "Asia/Beirut",
	"Asia/Kolkata", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Chatham"}

func TestEnrol_keepsTheDayWhateverTheClocksDoMeanwhile(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	plan := s.plan(t, models.RequalB)
	for _, zone := range zones {
		deliverytest.Change(t, s.st, `UPDATE clients SET zone = $2 WHERE id = $1`, s.place.Program.ClientID, zone)
		loc := models.Location(zone)
		for month := range 24 { // through two years of clock changes, and 29 February 2028
			begun := time.Date(2027, time.Month(month+1), 29, 15, 30, 0, 0, loc)
			i := s.enrolledAt(t, models.GradeB, 0, begun)
			want := models.DayIn(begun, loc).AddDate(0, 0, plan.Days)
			if got := models.DayIn(*i.NextAt, loc); !got.Equal(want) {
				t.Errorf("%s: kept on %s, due on %s instead of %s", zone, begun.Format(time.DateOnly), got.Format(time.DateOnly), want.Format(time.DateOnly))
			}
			if before := models.DayIn(i.NextAt.Add(-time.Second), loc); before.Equal(want) {
				t.Errorf("%s: %s is not the beginning of the day", zone, i.NextAt.In(loc))
			}
			touches := s.touches(t, i.ID)
			for n, touch := range touches {
				day := models.DayIn(begun, loc).AddDate(0, 0, plan.Touches[n].Day)
				if local := touch.TryAt.In(loc); !touch.DueOn.Equal(day) || !models.DayIn(touch.TryAt, loc).Equal(day) || local.Hour() < 8 || local.Hour() > 10 {
					t.Errorf("%s: the letter of %s goes at %s", zone, day.Format(time.DateOnly), local)
				}
			}
			if len(touches) != len(plan.Touches) {
				t.Errorf("%s: %d letters", zone, len(touches))
			}
		}
	}
}

func TestEnrol_endsWhoeverWasKeptAsOftenAsThePlanKeepsAnybody(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	plan := s.plan(t, models.RequalC)
	plan.Cycles = 2
	if _, err := s.n.Publish(t.Context(), s.cast.As("Priya Raman"), plan, models.NewID()); err != nil {
		t.Fatal(err)
	}
	i := s.enrolled(t, models.GradeC, 0)
	for round := 2; round <= 3; round++ {
		due := *i.NextAt
		if n := s.ripen(t, due); n != 1 {
			t.Fatalf("round %d: %d ripened", round, n)
		}
		i = s.gradedAgain(t, i.ID, models.GradeC, due.Add(time.Hour))
	}
	if i.State != models.Closed || i.ClosedReason != models.ClosedUnripe || i.Grade != models.GradeC {
		t.Errorf("after two rounds: %s, %q", i.State, i.ClosedReason)
	}
	if n := deliverytest.Count[models.Stay](t, s.st, models.OfInquiry(i.ID)); n != 2 {
		t.Errorf("%d stays", n)
	}
	last := s.moves(t, i.ID)
	if said := last[len(last)-1].Reason; !strings.Contains(said, "kept for later twice") && !strings.Contains(said, "Kept for later twice") {
		t.Errorf("the story ends with %q", said)
	}
}

func TestPublish_letsWhoeverIsKeptStayWithTheirPlan(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	before := s.enrolled(t, models.GradeB, 0)
	plan := s.plan(t, models.RequalB)
	plan.Days, plan.Touches = 10, nil
	by := s.cast.As("Priya Raman")
	token := models.NewID()
	for range 2 {
		if _, err := s.n.Publish(t.Context(), by, plan, token); err != nil {
			t.Fatal(err)
		}
	}
	versions, err := s.n.PlanVersions(t.Context(), by, plan.ProgramID, models.RequalB)
	if err != nil || len(versions) != 2 || versions[0].State != "in_force" || versions[1].State != "retired" {
		t.Fatalf("%+v, %v", versions, err)
	}
	if i := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(before.ID)); !i.NextAt.Equal(*before.NextAt) {
		t.Errorf("the date moved to %v", i.NextAt)
	}
	after := s.enrolled(t, models.GradeB, 0)
	if stay := deliverytest.Load[models.Stay](t, s.st, models.OfInquiry(after.ID)); stay.PlanVersion != 2 || len(s.touches(t, after.ID)) != 0 {
		t.Errorf("kept by %+v", stay)
	}
	for _, name := range []string{"Dana Whitfield", "Marta Silva"} {
		if _, err := s.n.Publish(t.Context(), s.cast.As(name), plan, models.NewID()); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s published: %v", name, err)
		}
	}
}
