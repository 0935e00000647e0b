package nurture_test

import (
	"slices"
	"testing"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/nurture"
)

func TestForecast_carriesWhoComesLateIntoTheNextWeek(t *testing.T) {
	t.Parallel()
	f := nurture.Forecast{Due: []int{30, 10, 0, 5}, Calls: 160, Again: 60, Rounds: 30} // 40 calls a week, two each: 20 people
	want := []nurture.ForecastWeek{{30, 10}, {10, 0}, {0, 0}, {5, 0}}
	if got := f.Weeks(); !slices.Equal(got, want) || !f.Short() {
		t.Errorf("%v instead of %v", got, want)
	}
	idle := nurture.Forecast{Due: []int{1, 2}}
	if got := idle.Weeks(); !slices.Equal(got, []nurture.ForecastWeek{{1, 1}, {2, 3}}) {
		t.Errorf("where nobody calls: %v", got)
	}
}

func TestForecast_countsWhoIsDueByWeek(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for range 3 {
		s.enrolled(t, models.GradeB, 0)
	}
	over := s.enrolled(t, models.GradeC, 0)
	deliverytest.Change(t, s.st, `UPDATE inquiries SET next_at = $2 WHERE id = $1`, over.ID, noon.AddDate(0, 0, -1))
	all, err := s.n.Forecast(t.Context(), s.cast.As("Priya Raman"))
	if err != nil || len(all) != 1 || all[0].Calls != 4 {
		t.Fatalf("%+v, %v", all, err)
	}
	if want := []int{1, 0, 0, 0, 0, 0, 0, 0}; !slices.Equal(all[0].Due, want) { // the three are due after 60 days: in the ninth week
		t.Errorf("%v", all[0].Due)
	}
	if _, err := s.n.Forecast(t.Context(), s.cast.As("Marta Silva")); !models.IsKind(err, models.NotFound) {
		t.Errorf("a client’s manager: %v", err)
	}
}
