package nurture_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/nurture"
	"ripen/services/nurture/ripeness"
	"ripen/services/store"
)

// past sows so many people of the program who were kept as B and called again: after nine
// weeks one in twenty is ready and two in five are gone, after six one in three is ready.
func (s *scene) past(t *testing.T, n int) {
	t.Helper()
	i := s.enrolled(t, models.GradeB, 0)
	deliverytest.Change(t, s.st, `INSERT INTO inquiries (id, client_id, program_id, person_id, source_id, state, cycle, received_at, received_on, grade, closed_reason, closed_at)
		SELECT md5('past ' || n)::uuid, client_id, program_id, person_id, source_id, 'closed', 2, received_at, received_on, 'D', 'D', $2
		FROM inquiries, generate_series(1, $3::int) n WHERE id = $1`, i.ID, noon, n)
	deliverytest.Change(t, s.st, `INSERT INTO stays (id, client_id, program_id, inquiry_id, cycle, class, plan_version, since, due_on, how, why, ended_at, ended_as)
		SELECT md5('stay ' || n)::uuid, client_id, program_id, md5('past ' || n)::uuid, 1, 'requalification-B', 0, $2::timestamptz - (100 + n % 2 * -49 ) * interval '1 day', $2, 'plan', '', $2, 'due'
		FROM inquiries, generate_series(1, $3::int) n WHERE id = $1`, i.ID, noon, n)
	deliverytest.Change(t, s.st, `INSERT INTO gradings (id, client_id, program_id, inquiry_id, cycle, kind, criteria_id, attempt_id, user_id, at, computed, grade)
		SELECT md5('grading ' || n)::uuid, i.client_id, i.program_id, md5('past ' || n)::uuid, 2, 'caller', g.criteria_id, g.attempt_id, g.user_id,
		       s.since + (63 - n % 2 * 21) * interval '1 day', 'B', CASE WHEN n % 2 = 0 AND n % 40 = 0 OR n % 2 = 1 AND n % 6 = 1 THEN 'A' WHEN n % 2 = 0 AND n % 5 < 2 THEN 'D' ELSE 'B' END
		FROM inquiries i JOIN gradings g ON g.inquiry_id = i.id, generate_series(1, $2::int) n
		JOIN stays s ON s.id = md5('stay ' || n)::uuid WHERE i.id = $1`, i.ID, n)
}

func (s *scene) learn(t *testing.T) {
	t.Helper()
	if err := s.n.Learn(t.Context(), s.place.Program.ClientID); err != nil {
		t.Fatal(err)
	}
}

func (s *scene) stay(t *testing.T, i *models.Inquiry) models.Stay {
	t.Helper()
	all := rows[models.Stay](t, s, `SELECT * FROM stays WHERE inquiry_id = $1`, i.ID)
	if len(all) != 1 {
		t.Fatalf("%d stays", len(all))
	}
	return all[0]
}

func TestUseLearned_isAPersonsDecisionAndNotBeforeThereIsEnough(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.past(t, 150)
	s.learn(t)
	use := func(name string) error {
		return s.n.UseLearned(t.Context(), s.cast.As(name), s.place.Program.ID, true, models.NewID())
	}
	if err := use("Priya Raman"); !models.IsKind(err, models.Conflict) || !strings.Contains(err.Error(), "150") {
		t.Errorf("of 150: %v", err)
	}
	for _, name := range []string{"Dana Whitfield", "Marta Silva", "Rae Okafor"} {
		if err := use(name); !models.IsKind(err, models.NotFound) && !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEnrol_takesTheLearnedDateWhereTheProgramUsesItAndSaysHow(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.past(t, 600)
	s.learn(t)
	if before := s.stay(t, s.enrolled(t, models.GradeB, 0)); before.How != models.ByPlan {
		t.Fatalf("nobody has taken it, and the date is by %s", before.How)
	}
	token := models.NewID()
	for range 2 { // sent twice
		if err := s.n.UseLearned(t.Context(), s.cast.As("Priya Raman"), s.place.Program.ID, true, token); err != nil {
			t.Fatal(err)
		}
	}
	if n := rows[struct{ N int }](t, s, `SELECT count(*)::int AS n FROM ripening_switches`); n[0].N != 1 {
		t.Errorf("%d decisions of one click", n[0].N)
	}
	seen := map[string]int{}
	for range 40 {
		stay := s.stay(t, s.enrolled(t, models.GradeB, 0))
		seen[stay.How]++
		days := int(stay.DueOn.Sub(models.DayIn(noon, time.UTC)).Hours() / 24)
		switch stay.How {
		case models.ByLearned:
			if days > 50 || !strings.Contains(stay.Why, "as was learned. Of ") || !strings.Contains(stay.Why, "ready. About the plan’s week") {
				t.Fatalf("after %d days: %q", days, stay.Why)
			}
		case models.ByKept:
			if days != 60 || !strings.Contains(stay.Why, "kept for comparison") {
				t.Fatalf("after %d days: %q", days, stay.Why)
			}
		default:
			t.Fatalf("by %s: %q", stay.How, stay.Why)
		}
	}
	if seen[models.ByLearned] < 20 || seen[models.ByKept] == 0 {
		t.Errorf("of 40: %v", seen)
	}
	if own := s.stay(t, s.enrolled(t, models.GradeB, 6)); own.How != models.ByBuyer {
		t.Errorf("the buyer named a date, and it is by %s", own.How)
	}
	if c := s.stay(t, s.enrolled(t, models.GradeC, 0)); c.How != models.ByPlan || !strings.Contains(c.Why, "it takes 15 to tell when") {
		t.Errorf("nothing is known of C: by %s, %q", c.How, c.Why)
	}
	if err := s.n.UseLearned(t.Context(), s.cast.As("Priya Raman"), s.place.Program.ID, false, models.NewID()); err != nil {
		t.Fatal(err)
	}
	if after := s.stay(t, s.enrolled(t, models.GradeB, 0)); after.How != models.ByPlan {
		t.Errorf("it was taken back, and the date is by %s", after.How)
	}
}

func TestLearn_foretellsTheAsOfTheNextWeeks(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.past(t, 400)
	for range 30 {
		s.enrolled(t, models.GradeB, 0)
	}
	s.learn(t)
	all, weeks, err := s.n.Ripenings(t.Context(), s.cast.As("Priya Raman"), s.place.Program.ClientID)
	if err != nil || len(weeks) != nurture.WeeksAhead {
		t.Fatalf("%d weeks, %v", len(weeks), err)
	}
	if w := weeks[8]; w.Due != 31 || w.Expected < 2 || w.Expected > 12 || w.Low > w.Expected || w.High < w.Expected {
		t.Errorf("31 are due after sixty days: %+v", w)
	}
	for _, r := range all {
		if r.ProgramID == s.place.Program.ID && (r.N != 400 || r.Used || !r.Enough() || !r.Gain().TooFew) {
			t.Errorf("%+v", r)
		}
	}
	seen, err := s.n.Matures(t.Context(), s.cast.As("Marta Silva"))
	if err != nil || len(seen) != nurture.WeeksAhead || seen[8].Due != 0 || seen[8].Expected != weeks[8].Expected {
		t.Errorf("the client’s sales manager sees %+v, %v", seen, err)
	}
	if _, err := store.Look[struct{ Due int }](t.Context(), s.st, s.cast.As("Marta Silva"), `SELECT due FROM ripening_forecasts`); err == nil {
		t.Error("the database tells a client’s manager how many are due")
	}
	for _, name := range []string{"Rae Okafor", "Greta Lindqvist", "Dana Whitfield"} {
		if _, err := s.n.Matures(t.Context(), s.cast.As(name)); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if theirs, err := s.n.Matures(t.Context(), s.cast.As("Klaus Reinhardt")); err == nil && len(theirs) > 0 {
		t.Errorf("another client sees %d weeks", len(theirs))
	}
}

func TestLearn_countsTheComparisonByWhatCallsFound(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.past(t, 200)
	deliverytest.Change(t, s.st, `UPDATE stays SET how = CASE WHEN ('x' || left(md5(id::text), 2))::bit(8)::int < 50 THEN 'kept' ELSE 'learned' END WHERE ended_as = 'due'`)
	s.learn(t)
	all, _, err := s.n.Ripenings(t.Context(), s.cast.As("Priya Raman"), s.place.Program.ClientID)
	if err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	want := rows[struct{ Called, Ready int }](t, s, `SELECT count(*)::int AS called, count(*) FILTER (WHERE g.grade = 'A')::int AS ready FROM stays s JOIN gradings g ON g.inquiry_id = s.inquiry_id AND g.cycle = 2 WHERE s.how = 'kept'`)
	if g := all[0].Gain(); g.Plan != (ripeness.Arm{Called: want[0].Called, Ready: want[0].Ready}) || g.Learned.Called+g.Plan.Called != 200 || g.TooFew {
		t.Errorf("%+v, and SQL says %+v", g, want)
	}
}
