package delivery_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/store/storetest"
)

// letters is what the postbox got of handovers and single leads since; releases are others' tests.
func (s *scene) letters(t *testing.T) (subjects []string) {
	t.Helper()
	if _, err := s.d.PushWaiting(t.Context(), s.cast.Client("harbour-dental").ID); err != nil {
		t.Fatal(err)
	}
	for len(s.post.Letters) > 0 {
		letter := <-s.post.Letters
		if !strings.HasPrefix(letter.Subject, "released ") {
			subjects = append(subjects, letter.Subject+" to "+letter.To)
		}
	}
	return subjects
}

func TestHandOver_tellsEachRepOfAllLeadsInOneLetter(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	rae, ben := s.cast.User("Rae Okafor"), s.cast.User("Ben Castillo")
	var leads []*models.Lead
	for range 3 {
		leads = append(leads, s.given(t, "Rae Okafor"))
	}
	s.letters(t)
	s.at = noon.Add(time.Hour)
	done, err := s.d.HandOver(t.Context(), s.cast.As("Marta Silva"), delivery.Handing{FromID: rae.ID, To: models.Successor{RepID: ben.ID}, Why: "Rae is on leave"})
	if err != nil || len(done.Receivers()) != 1 || done.Receivers()[0] != ben.ID {
		t.Fatalf("%+v, %v", done, err)
	}
	deliverytest.Change(t, s.st, `UPDATE leads SET outcome = 'lost', closed_at = $2, next_at = NULL WHERE id = $1`, leads[0].ID, s.at)
	for range 2 { // the job may run twice
		if err := s.d.HandedLater(t.Context(), delivery.HandedArgs{ClientID: done.ClientID, HandoverID: done.ID, UserID: ben.ID}); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.letters(t); len(got) != 1 || !strings.HasPrefix(got[0], "handed_over 2 to ") || !strings.Contains(got[0], ben.Email) {
		t.Errorf("the letters are %q", got)
	}
}

func TestHandOver_ofOneLeadSendsTheLetterAboutIt(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	lead, ben := s.given(t, "Rae Okafor"), s.cast.User("Ben Castillo")
	s.letters(t)
	done, err := s.d.HandOver(t.Context(), s.cast.As("Marta Silva"), delivery.Handing{FromID: s.cast.User("Rae Okafor").ID, To: models.Successor{RepID: ben.ID}})
	if err == nil {
		err = s.d.HandedLater(t.Context(), delivery.HandedArgs{ClientID: done.ClientID, HandoverID: done.ID, UserID: ben.ID})
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := s.letters(t); len(got) != 1 || !strings.HasPrefix(got[0], "reassigned "+lead.Called()) {
		t.Errorf("the letters are %q", got)
	}
}

func TestHandOver_thatIsTakenBackSendsNoLetter(t *testing.T) {
	t.Parallel()
	s := newScene(t, storetest.Open(t))
	marta, ben := s.cast.As("Marta Silva"), s.cast.User("Ben Castillo")
	s.given(t, "Rae Okafor")
	s.given(t, "Rae Okafor")
	s.letters(t)
	s.at = noon.Add(time.Hour)
	done, err := s.d.HandOver(t.Context(), marta, delivery.Handing{FromID: s.cast.User("Rae Okafor").ID, To: models.Successor{RepID: ben.ID}})
	if err != nil {
		t.Fatal(err)
	}
	told := delivery.HandedArgs{ClientID: done.ClientID, HandoverID: done.ID, UserID: ben.ID}
	if err := s.d.HandedLater(t.Context(), told); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.d.UndoHandover(t.Context(), marta, done.ID); err != nil {
		t.Fatal(err)
	}
	if got := s.letters(t); len(got) != 0 {
		t.Errorf("after the handover was taken back: %q", got)
	}
	if err := s.d.HandedLater(t.Context(), told); err != nil {
		t.Fatal(err)
	}
}
