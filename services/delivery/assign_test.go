package delivery_test

import (
	"testing"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func where(query string, args ...any) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where(query, args...) }
}

// given is a lead that belongs to somebody of Harbour.
func (s *scene) given(t *testing.T, name string) *models.Lead {
	t.Helper()
	lead := deliverytest.Lead(t, s.st, s.d, s.harbour(), s.at)
	if err := s.d.Assign(t.Context(), s.cast.As("Marta Silva"), lead.ID, s.cast.User(name).ID, "it is his"); err != nil {
		t.Fatal(err)
	}
	return deliverytest.Load[models.Lead](t, s.st, models.ByID(lead.ID))
}

func TestAssign_isForManagersAndTellsTheRep(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	lead := s.given(t, "Rae Okafor")
	ben := s.cast.User("Ben Castillo")
	for name, kind := range map[string]models.Kind{
		"Rae Okafor": models.Forbidden, "Ben Castillo": models.NotFound, "Greta Lindqvist": models.NotFound,
		"Klaus Reinhardt": models.NotFound, "Jonas Weber": models.NotFound, "Dana Whitfield": models.Forbidden,
	} {
		if err := s.d.Assign(t.Context(), s.cast.As(name), lead.ID, ben.ID, ""); !models.IsKind(err, kind) {
			t.Errorf("%s: %v, want %s", name, err, kind)
		}
	}
	if err := s.d.Assign(t.Context(), s.cast.As("Marta Silva"), lead.ID, s.cast.User("Anja Vogt").ID, ""); !models.IsKind(err, models.Invalid) {
		t.Errorf("to a rep of another client: %v", err)
	}
	for range 2 {
		if err := s.d.Assign(t.Context(), s.cast.As("Marta Silva"), lead.ID, ben.ID, "Tampa is his"); err != nil {
			t.Fatal(err)
		}
	}
	now := deliverytest.Load[models.Lead](t, s.st, models.ByID(lead.ID))
	if *now.RepID != ben.ID || now.AssignedWhy != "Tampa is his" || now.AcceptedAt != nil {
		t.Errorf("the lead is %+v", now)
	}
	if n := deliverytest.Count[models.Assignment](t, s.st, models.OfLead(lead.ID), where("rep_id = ? AND why = 'Tampa is his'", ben.ID)); n != 1 {
		t.Errorf("%d assignments to Ben", n)
	}
	for range 2 {
		if err := s.d.TellLater(t.Context(), delivery.TellArgs{ClientID: lead.ClientID, LeadID: lead.ID, UserID: ben.ID, Event: models.EventReassigned}); err != nil {
			t.Fatal(err)
		}
	}
	if n := deliverytest.Count[models.Push](t, s.st, models.OfLead(lead.ID), where("event = 'reassigned'")); n != 1 {
		t.Errorf("Ben is told %d times", n)
	}
}

func TestAssign_keepsAPartnersLeadsWithThePartner(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	lead := s.given(t, "Tom Lindqvist")
	greta := s.cast.As("Greta Lindqvist")
	reps, err := s.d.RepsFor(t.Context(), greta, lead.ID)
	if err != nil || len(reps) != 1 || reps[0].Name != "Tom Lindqvist" {
		t.Errorf("Greta may choose from %v, %v", reps, err)
	}
	if err := s.d.Assign(t.Context(), greta, lead.ID, s.cast.User("Rae Okafor").ID, ""); !models.IsKind(err, models.Invalid) {
		t.Errorf("to a rep who is not hers: %v", err)
	}
}

func TestLeads_areHiddenFromOtherPartnersBelowTheCode(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	lead := s.given(t, "Tom Lindqvist")
	for name, want := range map[string]int{
		"Tom Lindqvist": 1, "Greta Lindqvist": 1, "Marta Silva": 1,
		"Carlos Mena": 0, "Nina Prokop": 0, "Rae Okafor": 0, "Jonas Weber": 0, "Klaus Reinhardt": 0,
	} {
		err := s.st.Tx(t.Context(), s.cast.As(name), func(tx *store.Tx) error {
			leads, err := store.All[models.Lead](tx) // a query that forgot whose leads
			if err == nil && len(leads) != want {
				t.Errorf("%s sees %d leads", name, len(leads))
			}
			children, err2 := store.All[models.Assignment](tx, models.OfLead(lead.ID))
			if err2 == nil && (len(children) > 0) != (want > 0) {
				t.Errorf("%s sees %d assignments", name, len(children))
			}
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
