package queue_test

import (
	"testing"

	"ripen/models"
	"ripen/services/queue"
)

func TestEnd_refusesWhatIsNotTheCallersAndLosesNothing(t *testing.T) {
	t.Parallel()
	a, q := open(t)
	dana, omar := a.As("Dana Whitfield"), a.As("Omar Haddad")
	inquiry := a.Inquiry("scanners-us")
	id := next(t, q, dana)
	said := models.Written{ForRep: "Two scanners.", Internal: "Rings twice.", Answers: models.Answers{"need": 1}}
	if _, err := q.SaveDraft(t.Context(), dana, id, 0, said); err != nil {
		t.Fatal(err)
	}
	refused := func(by models.Actor, what string) {
		t.Helper()
		before := a.Reload(id)
		_, err := q.End(t.Context(), by, queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Token: models.NewID()})
		if !models.IsKind(err, models.Conflict) {
			t.Errorf("%s: %v", what, err)
		}
		if after := a.Reload(id); after.State != before.State || after.Attempts != 0 || a.Count(`SELECT count(*) FROM attempts`) != 0 {
			t.Errorf("%s: it is %s after %d attempts", what, after.State, after.Attempts)
		}
		if call, err := q.Open(t.Context(), dana, id); err != nil || call.Head.ForRep != said.ForRep || call.Head.Internal != said.Internal {
			t.Errorf("%s: the draft is %+v, %v", what, call, err)
		}
	}
	refused(omar, "a disposition for somebody else’s claim")
	if _, err := q.End(t.Context(), a.As("Theo Brandt"), queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Token: models.NewID()}); !models.IsKind(err, models.NotFound) {
		t.Errorf("from another program: %v", err)
	}
	if _, err := q.Sweep(t.Context(), inquiry.ClientID, a.Clock.Move(models.Lease)); err != nil {
		t.Fatal(err)
	}
	refused(dana, "after the lease")
	if err := q.Take(t.Context(), dana, id); err != nil {
		t.Errorf("taken up again: %v", err)
	}
	end(t, q, dana, id, models.NoAnswer)
}

func TestEnd_refusesAnInquiryThatWasMergedOrErasedMeanwhile(t *testing.T) {
	t.Parallel()
	for _, state := range []models.State{models.Merged, models.Erased} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			a, q := open(t)
			dana := a.As("Dana Whitfield")
			other := a.Inquiry("chairside-us", func(p *models.Person, _ *models.Inquiry) { p.Phone = fictional() })
			a.Inquiry("scanners-us", func(p *models.Person, i *models.Inquiry) { p.Phone, i.Via = fictional(), "form" })
			id := next(t, q, dana)
			run(t, a, `UPDATE inquiries SET state = $2, merged_into = CASE WHEN $2 = 'merged' THEN $3::uuid END WHERE id = $1`, id, string(state), other.ID)
			if _, err := q.End(t.Context(), dana, queue.Ending{InquiryID: id, Disposition: models.NoAnswer, Token: models.NewID()}); !models.IsKind(err, models.Conflict) {
				t.Errorf("ended: %v", err)
			}
			if i := a.Reload(id); i.State != state {
				t.Errorf("it is %s", i.State)
			}
			if err := q.GiveBack(t.Context(), dana, id); err != nil {
				t.Fatal(err)
			}
			if i := a.Reload(id); i.State != state {
				t.Errorf("given back, it is %s", i.State)
			}
			if id := next(t, q, dana); id != other.ID {
				t.Errorf("next is %s", id)
			}
			if err := q.Take(t.Context(), dana, id); !models.IsKind(err, models.Conflict) {
				t.Errorf("taken: %v", err)
			}
		})
	}
}

func TestFind_findsANameEitherWayRoundAndWhoIsOnlyReserved(t *testing.T) {
	t.Parallel()
	a, q, _, held, reserved := reserving(t)
	omar := a.As("Omar Haddad")
	for _, text := range []string{"Ivy Moss", "Moss, Ivy", "moss ivy"} {
		if text != "Ivy Moss" { // the fixture numbers them: only a whole name can be turned
			run(t, a, `UPDATE persons SET name = 'Ivy Moss', name_key = 'ivy moss'`)
		}
		found, err := q.Find(t.Context(), omar, text)
		if err != nil || len(found) != 2 {
			t.Fatalf("%q found %+v, %v", text, found, err)
		}
		for _, f := range found {
			switch {
			case f.InquiryID == held && f.HeldBy != "Dana Whitfield":
				t.Errorf("held by %q", f.HeldBy)
			case f.InquiryID == reserved && (f.HeldBy != "" || f.State != models.Ready):
				t.Errorf("the reserved one is %s with %q", f.State, f.HeldBy)
			}
		}
	}
	if found, err := q.Find(t.Context(), a.As("Theo Brandt"), "ivy moss"); err != nil || len(found) != 0 {
		t.Errorf("from another client’s program: %+v, %v", found, err)
	}
}
