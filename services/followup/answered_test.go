package followup_test

import (
	"slices"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/followup"
)

// answers is what letters told reps of the agency's answers.
func (s *scene) answers(t *testing.T) (all []string) {
	t.Helper()
	if _, err := s.d.PushWaiting(t.Context(), s.cast.Client("harbour-dental").ID); err != nil {
		t.Fatal(err)
	}
	for len(s.post.Letters) > 0 {
		if letter := <-s.post.Letters; strings.HasPrefix(letter.Subject, "answered ") {
			all = append(all, letter.To+" "+letter.Text)
		}
	}
	return all
}

func TestAnswer_isWrittenToTheRepWhoAsked(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae, priya, autumn := s.cast.As("Rae Okafor"), s.cast.As("Priya Raman"), s.at.AddDate(0, 3, 0)
	for _, reply := range []followup.Reply{{Answer: models.ReachedThem, Words: "Mornings."}, {Answer: models.BackToRep, Words: "Try the desk."}, {Answer: models.TakenBack, AgainOn: &autumn}} {
		lead := s.lead(t, "Rae Okafor")
		if err := s.f.AskAgency(t.Context(), rae, followup.Plea{Report: of(lead)}); err != nil {
			t.Fatal(err)
		}
		reply.Report = of(lead)
		for range 2 { // a double click
			if err := s.f.Answer(t.Context(), priya, reply); err != nil {
				t.Fatal(err)
			}
		}
		want := []string{`"Rae Okafor" <rae@harbour-dental.example> ` + reply.Answer + ": Priya Raman: " + reply.Words}
		if got := s.answers(t); !slices.Equal(got, want) {
			t.Errorf("%s: the letters are %q", reply.Answer, got)
		}
	}
}

func TestDecideReturn_isWrittenToTheRepWhoReturnedIt(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae, priya := s.cast.As("Rae Okafor"), s.cast.As("Priya Raman")
	for upheld, kind := range map[bool]string{true: models.ReturnStands, false: models.ReturnRefused} {
		lead := s.lead(t, "Rae Okafor")
		if err := s.f.CloseOut(t.Context(), rae, followup.Closing{Report: of(lead), Outcome: models.Returned, Reason: "A brochure, no more."}); err != nil {
			t.Fatal(err)
		}
		if err := s.f.DecideReturn(t.Context(), priya, followup.Deciding{Report: of(lead), Upheld: upheld, Answer: "They named a month."}); err != nil {
			t.Fatal(err)
		}
		if got := s.answers(t); len(got) != 1 || !strings.HasSuffix(got[0], kind+": Priya Raman: They named a month.") {
			t.Errorf("upheld %v: the letters are %q", upheld, got)
		}
	}
}
