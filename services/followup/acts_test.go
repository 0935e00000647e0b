package followup_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
)

func TestAct_givesSeveralLeadsAwayAndTakesThemBack(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta := s.cast.As("Marta Silva")
	ben := s.cast.User("Ben Castillo")
	one, two, late := s.lead(t, "Rae Okafor"), s.lead(t, "Tom Lindqvist"), s.lead(t, "Rae Okafor")
	acting := followup.Acting{Token: models.NewID(), Leads: []models.ID{one.ID, two.ID, late.ID, one.ID}, Kind: models.ActReassign, RepID: ben.ID}
	var act models.ID
	for n := range 2 {
		id, changed, err := s.f.Act(t.Context(), marta, acting)
		if err != nil || n == 0 && changed != 3 || n == 1 && (changed != 0 || id != act) {
			t.Fatalf("sending %d: %v, %d, %v", n+1, id, changed, err)
		}
		act = id
	}
	for _, lead := range []*models.Lead{one, two, late} {
		if got := s.load(t, lead.ID); *got.RepID != ben.ID || got.PartnerID != nil {
			t.Errorf("%+v is not Ben’s", got)
		}
	}
	s.at = noon.Add(time.Minute)
	if err := s.f.Accept(t.Context(), s.cast.As("Ben Castillo"), of(late)); err != nil { // he has begun: it stays his
		t.Fatal(err)
	}
	for range 2 {
		if back, err := s.f.UndoAct(t.Context(), marta, act); err != nil || back != 2 {
			t.Fatalf("%d taken back, %v", back, err)
		}
	}
	for lead, rep := range map[*models.Lead]string{one: "Rae Okafor", two: "Tom Lindqvist", late: "Ben Castillo"} {
		got := s.load(t, lead.ID)
		if *got.RepID != s.cast.User(rep).ID {
			t.Errorf("the lead is not %s’s again", rep)
		}
		if rep == "Tom Lindqvist" && (got.PartnerID == nil || !got.NextAt.Equal(*two.NextAt)) {
			t.Errorf("it stands as %+v", got)
		}
	}
	acts, err := s.f.Acts(t.Context(), marta)
	if err != nil || len(acts) != 2 || acts[0].Undoes == nil || !acts[1].Undone || acts[1].ToName != "Ben Castillo" {
		t.Errorf("%+v, %v", acts, err)
	}
}

func TestAct_asksRepsOnlyWhenItCanNoLongerBeTakenBack(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta := s.cast.As("Marta Silva")
	lead := s.lead(t, "Rae Okafor")
	ask := func() models.ID {
		t.Helper()
		id, changed, err := s.f.Act(t.Context(), marta, followup.Acting{Token: models.NewID(), Leads: []models.ID{lead.ID}, Kind: models.ActRemind})
		if err != nil || changed != 1 {
			t.Fatalf("%d, %v", changed, err)
		}
		return id
	}
	nudge := func(id models.ID, want int) {
		t.Helper()
		for range 2 {
			if err := s.f.Nudge(t.Context(), followup.NudgeArgs{ClientID: lead.ClientID, ActID: id}); err != nil {
				t.Fatal(err)
			}
		}
		if n := s.pushes(t, lead, models.EventNudge, "Rae Okafor"); n != want {
			t.Errorf("Rae is asked %d times, want %d", n, want)
		}
	}
	undone := ask()
	if back, err := s.f.UndoAct(t.Context(), marta, undone); err != nil || back != 1 {
		t.Errorf("%d, %v", back, err)
	}
	nudge(undone, 0)
	asked := ask()
	s.at = noon.Add(models.UndoWindow)
	nudge(asked, 1)
	if _, err := s.f.UndoAct(t.Context(), marta, asked); !models.IsKind(err, models.Conflict) {
		t.Errorf("taken back after it went: %v", err)
	}
	nudge(ask(), 2)
}

func TestAct_isForManagersOfTheLeadsOnly(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	deliverytest.Change(t, s.st, `UPDATE users SET away_until = $2 WHERE id = $1`, s.cast.User("Carlos Mena").ID, noon.AddDate(0, 0, 7))
	date := followup.Acting{Leads: []models.ID{lead.ID}, Kind: models.ActDate, Next: noon.AddDate(0, 0, 3)}
	for name, kind := range map[string]models.Kind{"Rae Okafor": models.NotFound, "Greta Lindqvist": models.NotFound, "Jonas Weber": models.NotFound, "Klaus Reinhardt": models.NotFound, "Priya Raman": models.NotFound} {
		if _, _, err := s.f.Act(t.Context(), s.cast.As(name), date); !models.IsKind(err, kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	marta := s.cast.As("Marta Silva")
	for what, a := range map[string]followup.Acting{
		"nothing chosen": {Kind: models.ActDate}, "nothing done": {Leads: date.Leads}, "a date that is over": {Leads: date.Leads, Kind: models.ActDate, Next: noon.Add(-time.Hour)},
		"somebody who is away": {Leads: date.Leads, Kind: models.ActReassign, RepID: s.cast.User("Carlos Mena").ID}, "another client’s rep": {Leads: date.Leads, Kind: models.ActReassign, RepID: s.cast.User("Anja Vogt").ID},
	} {
		if _, _, err := s.f.Act(t.Context(), marta, a); !models.IsKind(err, models.Invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	act, _, err := s.f.Act(t.Context(), marta, date)
	if got := s.load(t, lead.ID); err != nil || !got.NextAt.Equal(date.Next) || got.NextWhat != models.DueNamed {
		t.Errorf("due %v, %s, %v", got.NextAt, got.NextWhat, err)
	}
	if _, err := s.f.Sweep(t.Context(), lead.ClientID, noon); err != nil || !s.load(t, lead.ID).NextAt.Equal(date.Next) {
		t.Errorf("the sweep moves the date that the manager set: %v", err)
	}
	if _, err := s.f.UndoAct(t.Context(), s.cast.As("Greta Lindqvist"), act); !models.IsKind(err, models.NotFound) {
		t.Errorf("a partner’s manager takes it back: %v", err)
	}
	if _, err := s.f.UndoAct(t.Context(), marta, act); err != nil || !s.load(t, lead.ID).NextAt.Equal(*lead.NextAt) {
		t.Errorf("taken back it is due %v, %v", s.load(t, lead.ID).NextAt, err)
	}
}
