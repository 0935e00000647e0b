package nurture_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/nurture"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)

// A scene is the cast, settled, and the service.
type scene struct {
	st    *store.Store
	cast  *clients.Cast
	n     *nurture.Service
	d     *delivery.Service
	place deliverytest.Place
}

func newScene(t *testing.T) *scene {
	t.Helper()
	st := storetest.Open(t)
	clock := func() time.Time { return noon }
	cast, err := clients.New(st, clock).Settle(t.Context(), models.Operator(), sample.Northlight(), noon)
	if err != nil {
		t.Fatal(err)
	}
	return &scene{st: st, cast: cast, n: nurture.New(st, clock).Run(clients.New(st, clock)),
		d: delivery.New(st, clock, delivery.Options{BaseURL: "http://localhost:8080", Letters: deliverytest.Plain{}, Mail: deliverytest.NewPostbox()}),
		place: deliverytest.Place{Program: cast.Program("scanners-us"), Source: cast.Source("FDC Orlando"),
			Criteria: cast.Criteria("scanners-us"), Caller: cast.User("Dana Whitfield")}}
}

// enrolled is an inquiry that was graded and is nurtured.
func (s *scene) enrolled(t *testing.T, g models.Grade, months int) *models.Inquiry {
	t.Helper()
	return s.enrolledAt(t, g, months, noon)
}

func (s *scene) enrolledAt(t *testing.T, g models.Grade, months int, at time.Time) *models.Inquiry {
	t.Helper()
	i := deliverytest.Inquiry(t, s.st, s.place, at)
	deliverytest.Grade(t, s.st, s.place, i, g, at, func(tx *store.Tx, _ models.ID) error { return s.n.Enrol(tx, i, "", nurture.Heard{Months: months}, at) })
	return deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID))
}

// gradedAgain is an inquiry that was called again and has its next grade.
func (s *scene) gradedAgain(t *testing.T, id models.ID, g models.Grade, at time.Time) *models.Inquiry {
	t.Helper()
	i := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(id))
	if err := i.Hold(at.Add(models.Lease)); err != nil {
		t.Fatal(err)
	}
	deliverytest.Grade(t, s.st, s.place, i, g, at, func(tx *store.Tx, grading models.ID) error {
		if g == models.GradeA {
			return s.d.Pend(tx, i, grading, at)
		}
		return s.n.Enrol(tx, i, "", nurture.Heard{}, at)
	})
	return deliverytest.Load[models.Inquiry](t, s.st, models.ByID(id))
}

// plan is the nurture plan that holds for a class.
func (s *scene) plan(t *testing.T, class models.Class) models.NurturePlan {
	t.Helper()
	plans, err := s.n.Plans(t.Context(), s.cast.As("Priya Raman"), s.place.Program.ID)
	if err != nil {
		t.Fatal(err)
	}
	return plans[slices.Index(models.NurtureClasses, class)]
}

func (s *scene) touches(t *testing.T, inquiry models.ID) []models.Touch {
	t.Helper()
	return rows[models.Touch](t, s, `SELECT * FROM touches WHERE inquiry_id = $1 ORDER BY due_on, id`, inquiry)
}

func (s *scene) moves(t *testing.T, inquiry models.ID) []models.Move {
	t.Helper()
	return rows[models.Move](t, s, `SELECT * FROM moves WHERE inquiry_id = $1 ORDER BY at, id`, inquiry)
}

func rows[T any](t *testing.T, s *scene, query string, args ...any) []T {
	t.Helper()
	found, err := store.Look[T](t.Context(), s.st, models.Operator(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func (s *scene) ripen(t *testing.T, at time.Time) int {
	t.Helper()
	n, err := s.n.Ripen(t.Context(), s.place.Program.ClientID, at)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEnrol_datesByTheBuyerElseByThePlan(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	eastern, _ := time.LoadLocation("America/New_York")
	for _, c := range []struct {
		grade  models.Grade
		months int
		want   time.Time
		class  models.Class
		how    string
	}{
		{models.GradeB, 0, time.Date(2026, 8, 29, 0, 0, 0, 0, eastern), models.RequalB, models.ByPlan},
		{models.GradeC, 0, time.Date(2026, 11, 27, 0, 0, 0, 0, eastern), models.RequalC, models.ByPlan},
		{models.GradeB, 6, time.Date(2026, 12, 16, 0, 0, 0, 0, eastern), models.RequalB, models.ByBuyer}, // 30 December, 14 days before
	} {
		i := s.enrolled(t, c.grade, c.months)
		if i.State != models.Nurtured || !i.NextAt.Equal(c.want) || i.Class != c.class || i.NurtureReason == "" {
			t.Errorf("%s, in %d months: %s until %v, %s, %q", c.grade, c.months, i.State, i.NextAt, i.Class, i.NurtureReason)
		}
		stay := deliverytest.Load[models.Stay](t, s.st, models.OfInquiry(i.ID))
		if stay.How != c.how || stay.Why == "" || stay.DueOn.Format(time.DateOnly) != c.want.Format(time.DateOnly) {
			t.Errorf("%s, in %d months: the stay is %+v", c.grade, c.months, stay)
		}
	}
}

func TestRipen_returnsAnInquiryAtItsDateAndNotBefore(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	i := s.enrolled(t, models.GradeB, 0)
	due := *i.NextAt
	if n := s.ripen(t, due.Add(-time.Second)); n != 0 {
		t.Fatalf("%d ripened a second before the date", n)
	}
	if n, err := s.n.Ripen(t.Context(), s.cast.Client("pinnacle-scan").ID, due); err != nil || n != 0 {
		t.Fatalf("%d of another client ripened, %v", n, err)
	}
	if n, again := s.ripen(t, due), s.ripen(t, due); n != 1 || again != 0 {
		t.Fatalf("%d ripened, then %d", n, again)
	}
	if err := i.Ripe(due); err != nil { // as the noun has it
		t.Fatal(err)
	}
	got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID))
	if got.State != i.State || got.Cycle != 2 || got.Cycle != i.Cycle || got.Attempts != 0 || got.Tier != models.TierRequalification || got.Tier != i.Tier ||
		*got.WindowID != *i.WindowID || !got.DueAt.Equal(*i.DueAt) || !got.NextAt.Equal(*i.NextAt) || got.NurtureReason != "" || got.Grade != models.GradeB || got.Class != i.Class {
		t.Errorf("the statement made %+v, the noun %+v", got, i)
	}
}

func TestRipen_asksForADecisionWhereThereIsNoNumber(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	i := s.enrolled(t, models.GradeC, 0)
	deliverytest.Change(t, s.st, `UPDATE inquiries SET window_id = NULL WHERE id = $1`, i.ID)
	if err := s.n.Wake(t.Context(), s.cast.As("Priya Raman"), i.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("woken without a number: %v", err)
	}
	if n := s.ripen(t, i.NextAt.Add(time.Hour)); n != 1 {
		t.Fatalf("%d ripened", n)
	}
	if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); got.State != models.Undecided || got.DecisionReason == "" {
		t.Errorf("%s: %q", got.State, got.DecisionReason)
	}
}

func TestWake_isForWhoWorksInTheProgram(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	i := s.enrolled(t, models.GradeB, 0)
	for _, name := range []string{"Theo Brandt", "Marta Silva", "Rae Okafor"} {
		if err := s.n.Wake(t.Context(), s.cast.As(name), i.ID); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range 2 {
		if err := s.n.Wake(t.Context(), s.cast.As("Omar Haddad"), i.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); got.State != models.Ready || got.Cycle != 2 {
		t.Errorf("%s, cycle %d", got.State, got.Cycle)
	}
}

func TestDue_pagesThroughAndCountsTheWhole(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for range 53 {
		s.enrolled(t, models.GradeB, 0)
	}
	s.enrolled(t, models.GradeC, 0)
	period := nurture.Period{From: noon, To: noon.AddDate(0, 0, 90)}
	seen := map[models.ID]bool{}
	for page := range 3 {
		w, err := s.n.Due(t.Context(), s.cast.As("Omar Haddad"), period)
		if err != nil || w.Total != 53 || len(w.Days) != 1 || w.Days[0].B != 53 {
			t.Fatalf("page %d: %d in all, days %v, %v", page+1, w.Total, w.Days, err)
		}
		for _, row := range w.Rows {
			seen[row.InquiryID] = true
		}
		if period.After = w.Next; w.Next == nil {
			break
		}
	}
	if len(seen) != 53 {
		t.Errorf("%d of 53 were listed", len(seen))
	}
	if w, err := s.n.Due(t.Context(), s.cast.As("Theo Brandt"), nurture.Period{From: noon, To: noon.AddDate(1, 0, 0)}); err != nil || len(w.Rows) != 0 {
		t.Errorf("a caller of other programs sees %d, %v", len(w.Rows), err)
	}
	if _, err := s.n.Due(t.Context(), s.cast.As("Marta Silva"), period); !models.IsKind(err, models.NotFound) {
		t.Errorf("a client’s manager: %v", err)
	}
}

func TestFromLead_comesBackOnItsDayAndCanBeReleasedAgain(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := deliverytest.Lead(t, s.st, s.d, s.place, noon)
	again := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	for range 2 {
		err := s.st.Tx(t.Context(), models.Worker(lead.ClientID), func(tx *store.Tx) error { return s.n.FromLead(tx, lead, again, "waits for the bank") })
		if err != nil {
			t.Fatal(err)
		}
	}
	i := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(lead.InquiryID))
	first := time.Date(2026, 10, 1, 4, 0, 0, 0, time.UTC) // midnight in New York
	if i.State != models.Nurtured || !i.NextAt.Equal(first) || i.Class != models.RequalB || i.NurtureReason != "waits for the bank" {
		t.Fatalf("%s until %v, %s, %q", i.State, i.NextAt, i.Class, i.NurtureReason)
	}
	if n := s.ripen(t, first); n != 1 {
		t.Fatalf("%d ripened", n)
	}
	i = deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID))
	if err := i.Hold(first.Add(models.Lease)); err != nil || i.Cycle != 2 {
		t.Fatalf("cycle %d, %v", i.Cycle, err)
	}
	deliverytest.Grade(t, s.st, s.place, i, models.GradeA, first, func(tx *store.Tx, g models.ID) error { return s.d.Pend(tx, i, g, first) })
	if n, err := s.d.SweepReleases(t.Context(), i.ClientID, first.Add(time.Minute)); err != nil || n != 1 {
		t.Fatalf("%d released, %v", n, err)
	}
	if n := deliverytest.Count[models.Lead](t, s.st, models.OfInquiry(i.ID)); n != 2 {
		t.Errorf("%d leads of two cycles", n)
	}
}
