package nurture_test

import (
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/nurture"
)

func TestHear_bringsForwardOrStopsAndSaysWhy(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	by := s.cast.As("Priya Raman")
	for _, c := range []struct {
		what, note string
		state      models.State
		letters    string
		kind, says string
	}{
		{nurture.NewsReplied, "Wants the price list.", models.Ready, "withdrawn", models.MoveForward, "They answered our letter."},
		{nurture.NewsChanged, "A new practice manager.", models.Ready, "withdrawn", models.MoveForward, "changed at their organisation"},
		{nurture.NewsRep, "", models.Ready, "withdrawn", models.MoveForward, "A rep says"},
		{nurture.NewsBounced, "", models.Nurtured, "withdrawn", models.MoveStopped, "Their address takes no letters."},
		{nurture.NewsStop, "", models.Nurtured, "withdrawn", models.MoveStopped, "They asked for no more letters."},
	} {
		i := s.enrolled(t, models.GradeB, 0)
		deliverytest.Change(t, s.st, `UPDATE persons SET mail_key = uuid_send(id) WHERE id = $1`, i.PersonID)
		token := models.NewID()
		for range 2 {
			if err := s.n.Hear(t.Context(), by, nurture.News{InquiryID: i.ID, Token: token, What: c.what, Note: c.note}); err != nil {
				t.Fatalf("%s: %v", c.what, err)
			}
		}
		if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); got.State != c.state {
			t.Errorf("%s: %s", c.what, got.State)
		}
		said := 0
		for _, m := range s.moves(t, i.ID) {
			if m.Kind == c.kind && strings.Contains(m.Reason, c.says) {
				said++
			}
		}
		if touch := s.touches(t, i.ID)[0]; touch.State != c.letters || said != 1 {
			t.Errorf("%s: the letter is %s, said %d times", c.what, touch.State, said)
		}
		if c.note != "" {
			if n := len(rows[models.Note](t, s, `SELECT * FROM notes WHERE inquiry_id = $1 AND text = $2 AND kind = 'internal'`, i.ID, c.note)); n != 1 {
				t.Errorf("%s: %d notes", c.what, n)
			}
		}
	}
	i := s.enrolled(t, models.GradeB, 0)
	for _, name := range []string{"Dana Whitfield", "Marta Silva"} {
		if err := s.n.Hear(t.Context(), s.cast.As(name), nurture.News{InquiryID: i.ID, What: nurture.NewsReplied}); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.n.Hear(t.Context(), by, nurture.News{InquiryID: i.ID, What: nurture.NewsChanged}); !models.IsKind(err, models.Invalid) {
		t.Errorf("a change without words: %v", err)
	}
}

func TestAgree_isTheBasisForALateLetterAndCanBeWithdrawn(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box, by := s.writes(), s.cast.As("Priya Raman")
	i := s.enrolled(t, models.GradeB, 0)
	deliverytest.Change(t, s.st, `UPDATE inquiries SET received_at = $2 WHERE id = $1`, i.ID, noon.AddDate(0, -4, 0))
	st, err := s.n.Standing(t.Context(), by, i.ID)
	if err != nil || len(st.Touches) != 2 || !strings.Contains(st.Touches[0].Warning, "have not agreed to be written to") {
		t.Fatalf("%+v, %v", st, err)
	}
	yes := nurture.Agreement{InquiryID: i.ID, Channel: models.ByEmail, Given: true, Words: "Yes, do write to me.", Source: "on the telephone"}
	for range 2 { // agreeing twice keeps the first
		yes.Token = models.NewID()
		if err := s.n.Agree(t.Context(), by, yes); err != nil {
			t.Fatal(err)
		}
	}
	if st, err = s.n.Standing(t.Context(), by, i.ID); err != nil || st.Touches[0].Warning != "" || !st.Agreed(models.ByEmail) || len(st.Bases) != 1 {
		t.Fatalf("%+v, %v", st, err)
	}
	if n := s.send(t, st.Touches[0].TryAt); n != 1 || len(box.order) != 1 {
		t.Fatalf("%d sent", n)
	}
	no := yes
	no.Token, no.Given = models.NewID(), false
	if err := s.n.Agree(t.Context(), by, no); err != nil {
		t.Fatal(err)
	}
	kept := rows[models.Consent](t, s, `SELECT * FROM consents`)
	if len(kept) != 1 || kept[0].WithdrawnAt == nil || kept[0].Words != yes.Words || kept[0].GivenAt == nil {
		t.Errorf("%+v", kept)
	}
	if touch := s.touches(t, i.ID)[1]; touch.State != "withdrawn" {
		t.Errorf("the next letter is %s", touch.State)
	}
	yes.Words = ""
	if err := s.n.Agree(t.Context(), by, yes); !models.IsKind(err, models.Invalid) {
		t.Errorf("a consent without words: %v", err)
	}
}

func TestWhole_letterClickGradedAIsReleased(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	box := s.writes()
	i := s.enrolled(t, models.GradeC, 0)
	touch := s.touches(t, i.ID)[0]
	if n := s.send(t, touch.TryAt); n != 1 {
		t.Fatalf("%d letters on its day", n)
	}
	if err := s.n.Clicked(t.Context(), secret(t, box.order[0], "call-me")); err != nil {
		t.Fatal(err)
	}
	if got := s.gradedAgain(t, i.ID, models.GradeA, touch.TryAt); got.State != models.Pending {
		t.Fatalf("%s", got.State)
	}
	if n, err := s.d.SweepReleases(t.Context(), i.ClientID, touch.TryAt.Add(models.RecallWindow)); err != nil || n != 1 {
		t.Fatalf("%d released, %v", n, err)
	}
	lead := deliverytest.Load[models.Lead](t, s.st, models.OfInquiry(i.ID))
	if lead.Cycle != 2 {
		t.Errorf("the lead is of cycle %d", lead.Cycle)
	}
	late := *i.NextAt
	if n := s.ripen(t, late); n != 0 {
		t.Errorf("%d ripened on the day that was planned before", n)
	}
}

func TestRepSays_bringsForwardWhoeverWaitsAtTheOrganisationAndTellsNobody(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := deliverytest.Lead(t, s.st, s.d, s.place, noon)
	i := s.enrolled(t, models.GradeC, 0)
	deliverytest.Change(t, s.st, `UPDATE persons p SET organisation_id = lp.organisation_id FROM persons lp, inquiries l WHERE p.id = $1 AND l.id = $2 AND lp.id = l.person_id`, i.PersonID, lead.InquiryID)
	other := s.enrolled(t, models.GradeC, 0)
	rep := deliverytest.Load[models.User](t, s.st, models.ByID(*lead.RepID))
	word := nurture.RepWord{LeadID: lead.ID, Token: models.NewID(), Note: "They have hired somebody."}
	if err := s.n.RepSays(t.Context(), models.ActorOf(*rep), word); !models.IsKind(err, models.Conflict) {
		t.Fatalf("of an open lead: %v", err)
	}
	deliverytest.Change(t, s.st, `UPDATE leads SET outcome = 'no_decision', closed_at = $2, next_at = NULL, next_what = '' WHERE id = $1`, lead.ID, noon)
	for _, name := range []string{"Priya Raman", "Carlos Mena"} {
		by := s.cast.As(name)
		if by.UserID == rep.ID {
			continue
		}
		if err := s.n.RepSays(t.Context(), by, word); !models.IsKind(err, models.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range 2 {
		if err := s.n.RepSays(t.Context(), models.ActorOf(*rep), word); err != nil {
			t.Fatal(err)
		}
	}
	words := rows[struct{ ID models.ID }](t, s, `SELECT id FROM rep_words`)
	if len(words) != 1 {
		t.Fatalf("%d words", len(words))
	}
	for range 2 {
		if err := s.n.HearRep(t.Context(), nurture.RepWordArgs{ClientID: lead.ClientID, WordID: words[0].ID}); err != nil {
			t.Fatal(err)
		}
	}
	if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(i.ID)); got.State != models.Ready || got.Cycle != 2 {
		t.Errorf("%s, cycle %d", got.State, got.Cycle)
	}
	if got := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(other.ID)); got.State != models.Nurtured {
		t.Errorf("somebody elsewhere is %s", got.State)
	}
	if n := len(rows[models.Note](t, s, `SELECT * FROM notes WHERE inquiry_id = $1 AND text = $2 AND kind = 'internal'`, i.ID, word.Note)); n != 1 {
		t.Errorf("%d notes", n)
	}
}
