package followup_test

import (
	"testing"

	"ripen/models"
	"ripen/services/followup"
)

func TestWaiting_isSeenByTheManagersOfTheLeadOnly(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Tom Lindqvist")
	if err := s.f.CloseOut(t.Context(), s.cast.As("Tom Lindqvist"), followup.Closing{Report: of(lead), Outcome: models.Returned, Reason: "A student."}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"Tom Lindqvist": 1, "Greta Lindqvist": 1, "Marta Silva": 1, "Nina Prokop": 0, "Rae Okafor": 0, "Klaus Reinhardt": 0} {
		open, err := s.f.Waiting(t.Context(), s.cast.As(name))
		if err != nil || len(open) != want {
			t.Errorf("%s sees %d, %v; want %d", name, len(open), err, want)
		}
	}
	for _, name := range []string{"Jonas Weber", "Priya Raman"} {
		if _, err := s.f.Waiting(t.Context(), s.cast.As(name)); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.f.DecideReturn(t.Context(), s.cast.As("Priya Raman"), followup.Deciding{Report: of(lead), Upheld: true}); err != nil {
		t.Fatal(err)
	}
	if open, err := s.f.Waiting(t.Context(), s.cast.As("Marta Silva")); err != nil || len(open) != 0 {
		t.Errorf("decided, and still waiting: %+v, %v", open, err)
	}
}
