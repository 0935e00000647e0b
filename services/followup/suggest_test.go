package followup_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/followup"
)

func TestBoard_suggestsWhoTakesALeadOver(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta := s.cast.As("Marta Silva")
	fresh, late, partners := s.lead(t, "Ben Castillo"), s.lead(t, "Ben Castillo"), s.lead(t, "Tom Lindqvist")
	board := func(name string, at time.Time) followup.Board {
		t.Helper()
		s.at = at
		b, err := s.f.Board(t.Context(), s.cast.As(name), followup.Wanted{Tab: followup.TabOpen}, followup.Filters{}, at)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if err := s.f.Accept(t.Context(), s.cast.As("Ben Castillo"), of(fresh)); err != nil {
		t.Fatal(err)
	}
	if b := board("Marta Silva", late.NextAt.Add(23*time.Hour)); len(b.Suggested) != 0 {
		t.Errorf("before the policy says so: %+v", b.Suggested)
	}
	at := late.NextAt.Add(25 * time.Hour)
	b := board("Marta Silva", at)
	one := b.Suggested[late.ID]
	if len(b.Suggested) != 1 || one.Name != "Rae Okafor" || !strings.Contains(one.Why, "Rae Okafor: next of 1 present") {
		t.Fatalf("%+v", b.Suggested) // Tom is his partner's only rep, and the accepted one is not late
	}
	if b := board("Greta Lindqvist", at); len(b.Suggested) != 0 {
		t.Errorf("a partner’s manager is suggested %+v for %s", b.Suggested, partners.ID)
	}
	acting := followup.Acting{Token: models.NewID(), Leads: []models.ID{late.ID}, Kind: models.ActReassign, RepID: s.cast.User("Carlos Mena").ID, Suggested: true}
	if _, _, err := s.f.Act(t.Context(), marta, acting); !models.IsKind(err, models.Conflict) {
		t.Errorf("to somebody who is not suggested: %v", err)
	}
	acting.Token, acting.RepID = models.NewID(), one.RepID
	act, changed, err := s.f.Act(t.Context(), marta, acting)
	if err != nil || changed != 1 {
		t.Fatalf("%d, %v", changed, err)
	}
	if now := s.load(t, late.ID); *now.RepID != one.RepID || now.AssignedWhy != "by Marta Silva, as suggested. "+one.Why {
		t.Errorf("it is %v’s: %s", now.RepID, now.AssignedWhy)
	}
	if back, err := s.f.UndoAct(t.Context(), marta, act); err != nil || back != 1 || *s.load(t, late.ID).RepID != s.cast.User("Ben Castillo").ID {
		t.Errorf("%d taken back, %v", back, err)
	}
}
