package delivery_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

// of counts the open leads of somebody.
func (s *scene) of(t *testing.T, name string) int {
	t.Helper()
	return deliverytest.Count[models.Lead](t, s.st, where("rep_id = ? AND closed_at IS NULL", s.cast.User(name).ID))
}

func TestHandOver_movesEveryOpenLeadOnceAndBack(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	marta, rae, ben := s.cast.As("Marta Silva"), s.cast.User("Rae Okafor"), s.cast.User("Ben Castillo")
	var last *models.Lead
	for range 3 {
		last = s.given(t, "Rae Okafor")
	}
	s.at = noon.Add(time.Hour)
	deliverytest.Change(t, s.st, `UPDATE leads SET accepted_at = $2, next_at = $3, next_what = 'first contact' WHERE id = $1`, last.ID, noon, noon.AddDate(0, 0, 2))
	h := delivery.Handing{Token: models.NewID(), FromID: rae.ID, To: models.Successor{RepID: ben.ID}, Why: "Rae is on leave"}
	var first *models.Handover
	for range 2 { // a double click
		done, err := s.d.HandOver(t.Context(), marta, h)
		if err != nil || len(done.Was) != 3 {
			t.Fatalf("%+v, %v", done, err)
		}
		if first != nil && first.ID != done.ID {
			t.Error("the second click is another act")
		}
		first = done
	}
	if s.of(t, "Rae Okafor") != 0 || s.of(t, "Ben Castillo") != 3 {
		t.Errorf("Rae has %d, Ben %d", s.of(t, "Rae Okafor"), s.of(t, "Ben Castillo"))
	}
	lead := deliverytest.Load[models.Lead](t, s.st, models.ByID(last.ID))
	if lead.AssignedWhy != "Rae is on leave" || lead.AcceptedAt != nil || lead.NextWhat != "accept" {
		t.Errorf("the lead is %+v", lead)
	}
	for name, kind := range map[string]models.Kind{"Greta Lindqvist": models.NotFound, "Klaus Reinhardt": models.NotFound, "Rae Okafor": models.Forbidden, "Priya Raman": models.Forbidden} {
		if _, _, err := s.d.UndoHandover(t.Context(), s.cast.As(name), first.ID); !models.IsKind(err, kind) {
			t.Errorf("%s takes it back: %v", name, err)
		}
	}
	deliverytest.Change(t, s.st, `UPDATE leads SET outcome = 'lost', closed_at = $2, next_at = NULL WHERE rep_id = $1 AND id <> $3 AND id = (SELECT min(id::text)::uuid FROM leads WHERE rep_id = $1 AND id <> $3)`, ben.ID, s.at, last.ID)
	back, of, err := s.d.UndoHandover(t.Context(), marta, first.ID)
	if err != nil || back != 2 || of != 3 {
		t.Errorf("%d of %d are back, %v", back, of, err)
	}
	lead = deliverytest.Load[models.Lead](t, s.st, models.ByID(last.ID))
	if *lead.RepID != rae.ID || lead.AcceptedAt == nil || lead.NextWhat != "first contact" || lead.AssignedWhy != "Taken back by Marta Silva" {
		t.Errorf("back, the lead is %+v", lead)
	}
	if _, _, err := s.d.UndoHandover(t.Context(), marta, first.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("taken back twice: %v", err)
	}
	if all, err := s.d.Handovers(t.Context(), marta); err != nil || len(all) != 2 || all[0].Undoes == nil {
		t.Errorf("%d handovers, %v", len(all), err)
	}
}

func TestHandOver_byTheRulesPassesOverWhoHadThem(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	for range 6 {
		s.given(t, "Rae Okafor")
	}
	s.at = noon.Add(time.Hour)
	done, err := s.d.HandOver(t.Context(), s.cast.As("Marta Silva"), delivery.Handing{FromID: s.cast.User("Rae Okafor").ID, To: models.Successor{ByRules: true}})
	if err != nil || len(done.Was) != 6 || s.of(t, "Rae Okafor") != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	for _, name := range []string{"Ben Castillo", "Tom Lindqvist", "Carlos Mena"} {
		if n := s.of(t, name); n < 1 || n > 3 {
			t.Errorf("%s has %d of 6", name, n)
		}
	}
	if a := deliverytest.Count[models.Assignment](t, s.st, where("handover_id = ? AND why LIKE 'Handed over by Marta Silva. %next of 3 present%'", done.ID)); a != 6 {
		t.Errorf("%d assignments say why", a)
	}
}

func TestHandOver_refusesWhoIsAwayOrNotTheirs(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	s.given(t, "Tom Lindqvist")
	deliverytest.Change(t, s.st, `UPDATE users SET away_until = $2 WHERE id = $1`, s.cast.User("Ben Castillo").ID, noon.AddDate(0, 0, 7))
	tom := s.cast.User("Tom Lindqvist").ID
	for _, c := range []struct {
		by   string
		to   models.Successor
		says string
	}{
		{"Marta Silva", models.Successor{}, "Choose who gets the leads"},
		{"Marta Silva", models.Successor{RepID: s.cast.User("Ben Castillo").ID}, "Ben Castillo is not there"},
		{"Marta Silva", models.Successor{RepID: tom}, "has them already"},
		{"Marta Silva", models.Successor{RepID: s.cast.User("Anja Vogt").ID}, "Choose one of the reps"},
		{"Greta Lindqvist", models.Successor{RepID: s.cast.User("Rae Okafor").ID}, "Choose one of the reps"},
		{"Greta Lindqvist", models.Successor{ByRules: true}, "choose one of your own"},
		{"Nina Prokop", models.Successor{RepID: s.cast.User("Carlos Mena").ID}, "Not found"},
		{"Klaus Reinhardt", models.Successor{RepID: s.cast.User("Anja Vogt").ID}, "Not found"},
	} {
		_, err := s.d.HandOver(t.Context(), s.cast.As(c.by), delivery.Handing{FromID: tom, To: c.to})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.by, err, c.says)
		}
	}
	if s.of(t, "Tom Lindqvist") != 1 {
		t.Error("something was moved")
	}
}

func TestHandovers_areHiddenFromOtherPartnersBelowTheCode(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	s.given(t, "Tom Lindqvist")
	if _, err := s.d.HandOver(t.Context(), s.cast.As("Marta Silva"), delivery.Handing{FromID: s.cast.User("Tom Lindqvist").ID, To: models.Successor{RepID: s.cast.User("Rae Okafor").ID}}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"Marta Silva": 1, "Greta Lindqvist": 1, "Nina Prokop": 0, "Rae Okafor": 0, "Klaus Reinhardt": 0, "Jonas Weber": 0} {
		err := s.st.Tx(t.Context(), s.cast.As(name), func(tx *store.Tx) error {
			all, err := store.All[models.Handover](tx) // a query that forgot whose
			if len(all) != want {
				t.Errorf("%s sees %d handovers, want %d", name, len(all), want)
			}
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
